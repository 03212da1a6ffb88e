"""Ways to spoil a right answer that every exercise must notice."""

from collections.abc import Callable
from typing import Any

import numpy as np
import torch

from dltools.checks.define import Case
from dltools.checks.plain import plain, same

Answer = Callable[..., Any]


def forgets_return(right: Answer) -> Answer:
    """Compute, and return nothing."""

    def answer(*args: Any) -> None:
        right(*args)

    return answer


def raises(_: Answer) -> Answer:
    """Raise in a line of the learner's own."""

    def answer(*args: Any) -> Any:
        return args[0].no_such_thing()  # the learner's line

    return answer


def wrong_shape(right: Answer) -> Answer:
    """Return one dimension, value or key too many."""
    return lambda *args: _grow(right(*args))


def _grow(value: Any) -> Any:
    if isinstance(value, torch.Tensor):
        return value.unsqueeze(0)
    if isinstance(value, dict):
        return {**value, "extra": 1}
    if isinstance(value, (tuple, list)):
        return (*value, value[-1])
    return [value]


def wrong_dtype(right: Answer) -> Answer:
    """Return right numbers of another type."""
    return lambda *args: _map(right(*args), _other_type)


def _other_type(value: Any) -> Any:
    if isinstance(value, torch.Tensor):
        return value.to(torch.float16 if value.is_floating_point() else torch.float32)
    return torch.tensor(value)


def has_nan(right: Answer) -> Answer:
    """Return nan in place of the first number."""
    return lambda *args: _map(right(*args), _with_nan)


def _with_nan(value: Any) -> Any:
    if not isinstance(value, torch.Tensor):
        return float("nan") if isinstance(value, float) else value
    return torch.where(torch.arange(value.numel()).reshape(value.shape) == 0, float("nan"), value)


def cuts_gradient(right: Answer) -> Answer:
    """Return the right values without their history."""
    return lambda *args: right(*args).detach()


def goes_through_numpy(right: Answer) -> Answer:
    """Compute on NumPy's side."""
    return lambda *args: torch.from_numpy(
        right(*[torch.from_numpy(a.numpy()) if _float(a) else a for a in args]).numpy()
    )


def changes_input(right: Answer) -> Answer:
    """Return the right values and leave the first tensor argument changed."""

    def answer(*args: Any) -> Any:
        value = right(*plain(args))
        changed = next(a for a in args if isinstance(a, (torch.Tensor, np.ndarray)))
        changed[...] = ~changed if changed.dtype in (torch.bool, np.bool_) else changed + 1
        return value

    return answer


def knows_public_cases(right: Answer, cases: list[Case]) -> Answer:
    """Be right for the public cases and give a fixed, wrong answer for all others."""
    known = [c.args for c in cases]

    def answer(*args: Any) -> Any:
        value = right(*args)
        return value if any(same(args, k, 0, 0) for k in known) else _map(value, lambda v: v * 0 - 7)

    return answer


def _map(value: Any, change: Callable[[Any], Any]) -> Any:
    if isinstance(value, dict):
        return {k: _map(v, change) for k, v in value.items()}
    if isinstance(value, (tuple, list)):
        return tuple(_map(v, change) for v in value)
    return change(value)


def _float(value: Any) -> bool:
    return isinstance(value, torch.Tensor) and value.is_floating_point()
