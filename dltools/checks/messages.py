"""The sentences of the check engine, built from the values compared, and the formatting of values in them."""

from typing import Any

import numpy as np
import torch

from dltools.checks.plain import Other, close, is_number, type_name

SMALL = 12  # tensors with at most so many numbers are shown whole


def show(value: Any) -> str:
    """Return a short text of a plain value for a message."""
    if isinstance(value, torch.Tensor):
        if value.numel() > SMALL:
            return f"a {describe_tensor(value)}"
        return _numbers(value.tolist())
    if type(value) is float:
        return f"{value:.4g}"
    if isinstance(value, Other):
        return f"a `{value.type_name}`"
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + "..."


def _numbers(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_numbers(v) for v in value) + "]"
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def describe_tensor(value: torch.Tensor) -> str:
    """Return "float32 tensor of shape (8, 5)"."""
    return f"{dtype_name(value.dtype)} tensor of shape {tuple(value.shape)}"


def dtype_name(dtype: torch.dtype) -> str:
    """Return "float32"."""
    return str(dtype).removeprefix("torch.")


def article(value: Any) -> str:
    """Return "a list", "a torch.Tensor", "None" for the type of a value."""
    return named(type_name(value))


def named(name: str) -> str:
    """Return "a `list`", "an `int`", "`None`" for the name of a type."""
    if name == "None":
        return "`None`"
    return f"{'an' if name[0] in 'aeiou' else 'a'} `{name}`"


def differing(got: torch.Tensor, right: torch.Tensor, rtol: float, atol: float) -> str:
    """Say where two tensors of one shape differ first, and how often."""
    wrong = ~close(got, right, rtol, atol)
    if got.ndim == 0:
        return f"your result is {show(got)} and should be {show(right)}"
    index = tuple(int(i) for i in wrong.nonzero()[0])
    where = f"[{', '.join(map(str, index))}]"
    count = f"{int(wrong.sum())} of {wrong.numel()} values differ"
    return f"at {where} your result is {show(got[index])} and should be {show(right[index])} ({count})"


def inputs(args: tuple[Any, ...]) -> str:
    """Describe the inputs of a call in a few words, whole where they are small."""
    return ", ".join(_input(a) for a in args)


def _input(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return f"a {value.dtype} array of shape {value.shape}"
    if isinstance(value, torch.Tensor) and value.numel() > SMALL:
        return f"a {describe_tensor(value)}"
    if isinstance(value, torch.Tensor):
        return f"tensor({show(value)})"
    return show(value) if is_number(value) or isinstance(value, str) else type_name(value)


NOT_ATTEMPTED = (
    "You have not answered this one yet. Write your answer in the cell above, run that cell, then check."
)
NEEDS_ANOTHER = "Your code calls `{name}`, which is not written yet. Write that one first, then check again."
NO_RETURN = (
    "Your function returned `None`: the `return` is missing, or stands in a branch that was not reached."
)
MUTATED = (
    "Your function changes its input (argument {number}) in place. "
    "Work on a copy, or write `a + b` in place of `a += b`."
)
LIBRARY = (
    "You call `{name}`, which does the whole exercise for you. Write the formula out yourself this once."
)
NUMPY = (
    "Your function returns a NumPy array and should return a torch tensor. Stay with torch from the "
    "arguments to the result, or make a tensor of it: `torch.from_numpy(...)`."
)
CUT = (
    "The values are right, but no gradient flows from your result back to the input: "
    "a `.detach()`, `.item()`, `.data`, `torch.no_grad()`, NumPy or `torch.tensor(...)` cuts it. "
    "Use torch operations from the input to the result."
)
GRAD_NAN = (
    "The values are right, but the gradient {where}is nan or infinite. "
    "An unused branch can overflow: clamp its input."
)
GRAD_WRONG = (
    "The values are right, but the gradient with respect to argument {number} {where}is off: {difference}."
)
NAN = "Your result has nan (not a number) where it should have {right} {where}"
INF = "Your result is infinite where it should be {right} {where}"
PUBLIC_ONLY = (
    "Your answer is right for the public examples and wrong for new inputs, "
    "so it seems fitted to the examples. Compute the result from the arguments."
)
NOT_CALLABLE = (
    "`{name}` should be a function and is {type}. Has another cell used the name for something else?"
)
BAD_SIGNATURE = (
    "`{name}{signature}` does not take the arguments it is called with: {wanted}. Keep the given `def` line."
)
RAISED = "Your code raised {type}{message}{line}."
TOO_LONG = (
    "Your code had not finished after {seconds:g} seconds: is there a loop that never ends? "
    "It was stopped at `{source}`."
)
PASSED = "Right."
