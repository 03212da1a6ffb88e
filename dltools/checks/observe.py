"""The call: run a learner's function on inputs and write down what happened, as plain data.

The only part of a check that touches the learner's objects. It knows nothing of right or wrong, so it can run
in another process than the comparison.
"""

import contextlib
import inspect
import io
import linecache
import sysconfig
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch.overrides import TorchFunctionMode

from dltools.checks import timelimit
from dltools.checks.plain import plain, same, type_name
from dltools.checks.timelimit import time_limit

MAX_PRINTED = 2_000
_OURS = str(Path(__file__).resolve().parent.parent)
_LIBRARIES = tuple({sysconfig.get_path(p) for p in ("stdlib", "platstdlib", "purelib", "platlib")})


@dataclass(frozen=True)
class Raised:
    """An exception of the learner's code: its type, its message, and the learner's own line.

    `function` is where it was raised, if that is another function of the learner's than the one called.
    """

    type_name: str
    message: str
    line: int | None = None
    source: str = ""
    function: str = ""


@dataclass(frozen=True)
class Observation:
    """What one call did.

    Parameters
    ----------
    value
        What came back, as plain data.
    raised
        The exception, if there was one.
    mutated
        Positions of the arguments that the call changed.
    calls
        Names of the torch functions that the call used.
    printed
        What it wrote to stdout and stderr (shortened).
    grads
        For a call with gradients: d(sum(value * cotangent))/d(argument) for each float tensor argument, None
        where the gradient does not arrive.
    connected
        For a call with gradients: whether the result knows how it was computed.
    grad_raised
        The exception of the call with gradients, if there was one.
    """

    value: Any = None
    raised: Raised | None = None
    mutated: tuple[int, ...] = ()
    calls: frozenset[str] = field(default_factory=frozenset)
    printed: str = ""
    grads: tuple[torch.Tensor | None, ...] = ()
    connected: bool = True
    grad_raised: Raised | None = None


class _CallNames(TorchFunctionMode):
    """Writes down the names of the torch functions that are called."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def __torch_function__(self, func, types, args=(), kwargs=None):  # noqa: ANN204
        self.names.add(getattr(func, "__name__", "").strip("_"))
        return func(*args, **(kwargs or {}))


MISSING = object()
NOT_ATTEMPTED = "NotImplementedError"
NOT_CALLABLE = "NotCallable"
BAD_SIGNATURE = "BadSignature"
TOOK_TOO_LONG = timelimit.TookTooLong.__name__


def observe_all(answer: Any, calls: Iterable[tuple[tuple[Any, ...], bool]]) -> list[Observation]:
    """Make each call ``(args, gradient)`` with a learner's object; stop after the first that raises.

    Parameters
    ----------
    answer
        The learner's object, or `MISSING`. What cannot be called at all gives one observation that says why.
    calls
        Arguments (plain data), and whether to ask for gradients.
    """
    if answer is MISSING or answer is None or answer is Ellipsis:
        return [Observation(raised=Raised(NOT_ATTEMPTED, ""))]
    if not callable(answer):
        return [Observation(raised=Raised(NOT_CALLABLE, type_name(answer)))]
    seen = []
    for args, gradient in calls:
        misfit = _signature_misfit(answer, len(args))
        seen.append(Observation(raised=misfit) if misfit else observe(answer, args, gradient))
        if seen[-1].raised:
            break
    return seen


def _signature_misfit(function: Callable[..., Any], count: int) -> Raised | None:
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):  # some callables have none to look at
        return None
    try:
        signature.bind(*[None] * count)
    except TypeError:
        return Raised(BAD_SIGNATURE, str(signature))
    return None


def observe(function: Callable[..., Any], args: tuple[Any, ...], gradient: bool = False) -> Observation:
    """Call `function` on copies of `args` and return what happened.

    Parameters
    ----------
    function
        The learner's object.
    args
        Plain data.
    gradient
        Whether to call it a second time and send a gradient back through it.
    """
    given = plain(args)
    names = _CallNames()
    with _captured() as printed, torch.enable_grad():
        try:
            with names, time_limit(timelimit.SECONDS):
                result = function(*given)
            value, raised = plain(result), None
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # SystemExit too: a learner's exit() is an answer that failed
            value, raised = None, describe_error(error)
        seen = Observation(
            value=value,
            raised=raised,
            mutated=tuple(
                i for i, (a, b) in enumerate(zip(given, args, strict=True)) if not same(a, b, 0, 0)
            ),
            calls=frozenset(names.names),
        )
        if gradient and raised is None and isinstance(value, torch.Tensor):
            seen = _with_gradient(seen, function, args)
    return _replace(seen, printed=printed.getvalue()[:MAX_PRINTED])


def cotangent(shape: torch.Size) -> torch.Tensor:
    """Return the fixed weights, varied and never 0, that sum a result before its gradient is taken."""
    count = max(1, torch.Size(shape).numel())
    return (
        (torch.arange(count, dtype=torch.float64) * 0.7)
        .cos()
        .add(1.5)[: torch.Size(shape).numel()]
        .reshape(shape)
    )


def gradients(
    function: Callable[..., Any], args: tuple[Any, ...]
) -> tuple[tuple[torch.Tensor | None, ...], bool]:
    """Return the gradients that `function` sends to its float tensor arguments, and whether it sends any."""
    leaves = [
        a.clone().requires_grad_() if isinstance(a, torch.Tensor) and a.is_floating_point() else a
        for a in args
    ]
    wanted = [a for a in leaves if isinstance(a, torch.Tensor) and a.requires_grad]
    # Clones, so that an answer that works in place is judged for that and not stopped by autograd.
    result = function(*[a.clone() if isinstance(a, torch.Tensor) else a for a in leaves])
    if not isinstance(result, torch.Tensor) or not result.requires_grad:
        return tuple(None for _ in wanted), False
    weights = cotangent(result.shape).to(result.dtype)
    grads = torch.autograd.grad((result * weights).sum(), wanted, allow_unused=True)
    return tuple(None if g is None else g.detach() for g in grads), True


def _with_gradient(seen: Observation, function: Callable[..., Any], args: tuple[Any, ...]) -> Observation:
    try:
        grads, connected = gradients(function, args)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return _replace(seen, connected=False, grad_raised=describe_error(error))
    return _replace(seen, grads=grads, connected=connected)


def _replace(seen: Observation, **changes: Any) -> Observation:
    return Observation(**{**seen.__dict__, **changes})


@contextlib.contextmanager
def _captured() -> Iterator[io.StringIO]:
    """Keep what the code prints, warnings included: in a check cell, stderr would cost nbgrader points."""
    text = io.StringIO()

    def note(message: Warning | str, category: type[Warning], *_: Any, **__: Any) -> None:
        text.write(f"{category.__name__}: {message}\n")

    with contextlib.redirect_stdout(text), contextlib.redirect_stderr(text), warnings.catch_warnings():
        warnings.simplefilter("default")
        warnings.showwarning = note  # catch_warnings puts the old one back
        yield text


def describe_error(error: BaseException) -> Raised:
    """Return an exception as plain data, with the last line of it that the learner wrote."""
    own = [f for f in traceback.extract_tb(error.__traceback__) if not _is_library(f.filename)]
    name, message = type(error).__name__, str(error)[:500]
    if not own:
        return Raised(name, message)
    last = own[-1]
    source = (last.line or linecache.getline(last.filename, last.lineno or 0)).strip()
    return Raised(name, message, last.lineno, source, "" if last.name == own[0].name else last.name)


def _is_library(filename: str) -> bool:
    return filename.startswith((_OURS, *_LIBRARIES, "<frozen"))
