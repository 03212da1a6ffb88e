"""Calling the learner's function from a widget: it may be unfinished, raise, or give back anything at all."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import torch


class Trouble(Exception):
    """The learner's function gave nothing that can be drawn; the message says what happened."""


@contextmanager
def one_thread() -> Iterator[None]:
    """Compute on one thread: on tensors as small as a widget's, sharing work out costs more than the work."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def name_of(function: Callable) -> str:
    """What the function is called."""
    return getattr(function, "__name__", type(function).__name__)


def ask(function: Callable, *inputs: object, shape: tuple[int, ...], **options: object) -> torch.Tensor:
    """Call the function on copies of the inputs; its result as float32 of the given shape, or `Trouble`."""
    name = name_of(function)
    copies = [value.clone() if isinstance(value, torch.Tensor) else value for value in inputs]
    try:
        result = function(*copies, **options)
    except NotImplementedError:
        raise Trouble(
            f"{name} is not written yet. Write it in its cell, run that cell, then run this one."
        ) from None
    except Exception as error:
        raise Trouble(f"{name} raised {type(error).__name__}: {error}") from error
    if result is None:
        raise Trouble(f"{name} gave back None. Is there a `return` at its end?")
    if not isinstance(result, torch.Tensor):
        raise Trouble(f"{name} gave back a {type(result).__name__}; a torch.Tensor is wanted.")
    if tuple(result.shape) != tuple(shape):
        raise Trouble(f"{name} gave back shape {tuple(result.shape)}; {tuple(shape)} is wanted.")
    result = result.float()
    if not torch.isfinite(result).all():
        raise Trouble(f"{name} gave back values that are not finite numbers (nan or infinity).")
    return result


def ask_slope(function: Callable, x: torch.Tensor, **options: object) -> tuple[torch.Tensor, torch.Tensor]:
    """Value and slope (by autograd) of an elementwise function of one tensor, both detached."""
    leaf = x.detach().clone().requires_grad_()
    with torch.enable_grad():
        y = ask(function, leaf, shape=tuple(x.shape), **options)
        if not y.requires_grad:
            raise cut_off(function)
        (slope,) = torch.autograd.grad(y.sum(), leaf)
    return y.detach(), slope.detach()


def cut_off(function: Callable) -> Trouble:
    """What to raise when a result has lost its gradient."""
    name = name_of(function)
    return Trouble(f"{name} cuts the gradient off: is there a `.detach()`, an `.item()` or NumPy in it?")


def free_parameter(function: Callable) -> str | None:
    """The one further parameter with a number as its default (``slope``, ``alpha``); None without one."""
    try:
        found = list(inspect.signature(function).parameters.values())[1:]
    except (TypeError, ValueError):
        return None
    numbers = [
        p.name for p in found if isinstance(p.default, int | float) and not isinstance(p.default, bool)
    ]
    return numbers[0] if len(numbers) == 1 else None
