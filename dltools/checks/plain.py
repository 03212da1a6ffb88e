"""Plain data: what may travel between the learner's code and the judge.

Tensors without history, NumPy arrays of numbers, numbers, strings, None, and lists, tuples, sets and dicts of
these. All else becomes an `Other`, which only says what it was. Nothing here knows any exercise.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

MAX_DEPTH = 8


@dataclass(frozen=True)
class Other:
    """Stands for a value that is not plain data.

    Parameters
    ----------
    type_name
        The name of its type, ``"numpy.ndarray"``.
    text
        A short text of it.
    """

    type_name: str
    text: str


def plain(value: Any, depth: int = 0) -> Any:
    """Return `value` as plain data, with its own copy of every tensor."""
    if value is None or value is Ellipsis or type(value) in (bool, int, float, str):
        return value
    if isinstance(value, np.generic) and value.dtype.kind in "biuf":
        return value.item()
    if isinstance(value, torch.Tensor):
        return value.detach().to("cpu", copy=True).as_subclass(torch.Tensor)
    if type(value) is np.ndarray and value.dtype.kind in "biuf":
        return value.copy()
    if depth >= MAX_DEPTH:
        return Other(type(value).__name__, "nested too deep")
    if type(value) in (list, tuple):
        return type(value)(plain(v, depth + 1) for v in value)
    if type(value) in (set, frozenset) and all(type(v) in (bool, int, float, str) for v in value):
        return set(value)
    if isinstance(value, dict):
        return {k if type(k) in (str, int) else str(k): plain(v, depth + 1) for k, v in value.items()}
    return Other(type_name(value), _short_text(value))


def type_name(value: Any) -> str:
    """Return the name of the type of `value` as a learner would write it."""
    if isinstance(value, Other):
        return value.type_name
    if value is None:
        return "None"
    kind = type(value)
    module = "" if kind.__module__ in ("builtins", "__main__") else kind.__module__.split(".")[0] + "."
    return "torch.Tensor" if isinstance(value, torch.Tensor) else module + kind.__name__


def same(a: Any, b: Any, rtol: float = 1e-4, atol: float = 1e-5) -> bool:
    """Say whether two plain values hold the same numbers (NaN equals NaN, dtypes may differ)."""
    if isinstance(a, torch.Tensor) and isinstance(b, torch.Tensor):
        return a.shape == b.shape and bool(close(a, b, rtol, atol).all())
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
        return same(torch.from_numpy(a), torch.from_numpy(b), rtol, atol)
    if isinstance(a, (list, tuple)) and isinstance(b, (list, tuple)):
        return len(a) == len(b) and all(same(x, y, rtol, atol) for x, y in zip(a, b, strict=True))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[k], b[k], rtol, atol) for k in a)
    if is_number(a) and is_number(b):
        return same_number(a, b, rtol, atol)
    return type(a) is type(b) and a == b


def close(a: torch.Tensor, b: torch.Tensor, rtol: float, atol: float) -> torch.Tensor:
    """Return, for two tensors of one shape, where they agree: bool, the same shape. NaN agrees with NaN."""
    if a.is_complex() or b.is_complex():
        return a == b
    return torch.isclose(a.double(), b.double(), rtol=rtol, atol=atol, equal_nan=True)


def is_number(value: Any) -> bool:
    """Say whether `value` is a plain int or float (a bool is neither)."""
    return type(value) in (int, float)


def same_number(a: float, b: float, rtol: float, atol: float) -> bool:
    """Compare two plain numbers; NaN equals NaN."""
    return (math.isnan(a) and math.isnan(b)) or a == b or math.isclose(a, b, rel_tol=rtol, abs_tol=atol)


def _short_text(value: Any) -> str:
    try:
        return repr(value)[:200]
    except Exception as error:  # a learner's __repr__ may raise
        return f"<{type(value).__name__} whose text cannot be shown: {type(error).__name__}>"
