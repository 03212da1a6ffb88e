"""The comparison: an observed result against the right one. Plain data in, a `Finding` or None out."""

from typing import Any

import torch

from dltools.checks import messages as say
from dltools.checks.plain import close, is_number, same_number, type_name
from dltools.checks.report import Finding

Tolerance = tuple[float, float]


def compare(got: Any, right: Any, tolerance: Tolerance, where: str = "", part: str = "") -> Finding | None:
    """Return what is wrong with a value, or None.

    Parameters
    ----------
    got, right
        Plain data: the learner's and the trusted value.
    tolerance
        Relative and absolute.
    where
        Which inputs these were, as in "for large values"; may be empty.
    part
        Which part of a larger result is compared, as in "the first value"; may be empty.
    """
    if got is None and not part:
        return Finding("type", say.NO_RETURN)
    if isinstance(right, torch.Tensor):
        return compare_tensors(got, right, tolerance, where, part)
    if is_number(right) or isinstance(right, bool):
        return _compare_numbers(got, right, tolerance, where, part)
    if isinstance(right, (tuple, list)):
        return _compare_sequences(got, right, tolerance, where)
    if isinstance(right, dict):
        return _compare_dicts(got, right, tolerance, where)
    if got == right:
        return None
    return Finding(
        "value", f"{_subject(part)} is {say.show(got)} and should be {say.show(right)}{_for(where)}."
    )


def compare_tensors(
    got: Any, right: torch.Tensor, tolerance: Tolerance, where: str, part: str
) -> Finding | None:
    """Compare with a tensor: type, shape, dtype, nan, values, in this order."""
    return tensor_form(got, right, where, part) or tensor_values(got, right, tolerance, where, part)


def tensor_form(got: Any, right: torch.Tensor, where: str = "", part: str = "") -> Finding | None:
    """Compare type, shape and dtype only."""
    subject = _subject(part)
    if type_name(got).startswith("numpy."):
        return Finding("type", say.NUMPY)
    if not isinstance(got, torch.Tensor):
        return Finding(
            "type", f"{subject} is {say.article(got)} and should be a {say.describe_tensor(right)}."
        )
    if got.shape != right.shape:
        return Finding("shape", _shape_message(got, right, subject, where))
    if not _dtype_fits(got.dtype, right.dtype):
        wanted, given = say.dtype_name(right.dtype), say.dtype_name(got.dtype)
        return Finding(
            "dtype",
            f"{subject} has dtype {given} and should have {wanted}{_for(where)}: `.to(torch.{wanted})`.",
        )
    return None


def tensor_values(
    got: torch.Tensor, right: torch.Tensor, tolerance: Tolerance, where: str, part: str
) -> Finding | None:
    """Compare the numbers of two tensors of one shape."""
    wrong = ~close(got, right, *tolerance)
    if not wrong.any():
        return None
    if got.is_floating_point():
        for test, message in ((torch.isnan, say.NAN), (torch.isinf, say.INF)):
            bad = test(got) & wrong
            if bad.any():
                index = tuple(bad.nonzero()[0])
                text = message.format(
                    right=say.show(right[index]), where=f"(first at {_at(index)}){_for(where)}."
                )
                return Finding("nan", text)
    difference = say.differing(got, right, *tolerance)
    return Finding("value", _sentence(f"{part + ': ' if part else ''}{difference}{_for(where)}"))


def compare_gradients(
    got: tuple[torch.Tensor | None, ...], right: tuple[torch.Tensor | None, ...], where: str
) -> Finding | None:
    """Compare the gradients that arrive at the arguments, one by one."""
    for number, (g, r) in enumerate(zip(got, right, strict=True), start=1):
        r = torch.zeros(()) if r is None else r
        g = torch.zeros_like(r) if g is None else g
        spot = where + " " if where else ""
        if not torch.isfinite(g).all():
            return Finding("gradient", say.GRAD_NAN.format(where=spot))
        if not close(g, r.expand_as(g), 1e-3, 1e-4).all():
            difference = say.differing(g, r.expand_as(g), 1e-3, 1e-4)
            return Finding(
                "gradient", say.GRAD_WRONG.format(number=number, where=spot, difference=difference)
            )
    return None


def _shape_message(got: torch.Tensor, right: torch.Tensor, subject: str, where: str) -> str:
    text = f"{subject} has shape {tuple(got.shape)} and should have {tuple(right.shape)}{_for(where)}."
    if got.ndim != right.ndim and got.squeeze().shape == right.squeeze().shape:
        return f"{text} A dimension of size 1 is too many or missing: see `squeeze`, `unsqueeze`, `keepdim`."
    if sorted(got.shape) == sorted(right.shape):
        return f"{text} {'It looks transposed' if got.ndim == 2 else 'The axes are in another order'}."
    return text


def _dtype_fits(got: torch.dtype, right: torch.dtype) -> bool:
    # A float64 input may give float64 or float32: both are honest.
    return got == right or (right == torch.float64 and got == torch.float32)


def _compare_numbers(got: Any, right: float, tolerance: Tolerance, where: str, part: str) -> Finding | None:
    subject, wanted = _subject(part), type_name(right)
    if isinstance(got, torch.Tensor):
        return Finding(
            "type", f"{subject} is a tensor and should be a plain {wanted}: `.item()` takes the number out."
        )
    fits = type(got) is type(right) or (type(right) is float and type(got) is int)
    if not fits:
        return Finding(
            "type", f"{subject} is {say.article(got)} and should be a plain `{wanted}`: `{wanted}(...)`."
        )
    if same_number(got, right, *tolerance):
        return None
    kind = "nan" if got != got else "value"
    return Finding(kind, f"{subject} is {say.show(got)} and should be {say.show(right)}{_for(where)}.")


def _compare_sequences(got: Any, right: tuple | list, tolerance: Tolerance, where: str) -> Finding | None:
    if not isinstance(got, (tuple, list)):
        return Finding(
            "type", f"Your result is {say.article(got)} and should be {len(right)} values: `return a, b`."
        )
    if len(got) != len(right):
        return Finding(
            "shape", f"Your result has {len(got)} values and should have {len(right)}{_for(where)}."
        )
    for number, (g, r) in enumerate(zip(got, right, strict=True), start=1):
        finding = compare(g, r, tolerance, where, f"value {number} of {len(right)}")
        if finding:
            return finding
    return None


def _compare_dicts(got: Any, right: dict, tolerance: Tolerance, where: str) -> Finding | None:
    if not isinstance(got, dict):
        keys = ", ".join(f"`{k}`" for k in right)
        return Finding(
            "type", f"Your result is {say.article(got)} and should be a dict with the keys {keys}."
        )
    missing, extra = [k for k in right if k not in got], [k for k in got if k not in right]
    if missing or extra:
        parts = [f"lacks {', '.join(map(repr, missing))}"] * bool(missing)
        parts += [f"has {', '.join(map(repr, extra))}, which nobody asked for"] * bool(extra)
        return Finding("shape", f"Your dict {' and '.join(parts)}.")
    for key, value in right.items():
        finding = compare(got[key], value, tolerance, where, f"`{key}`")
        if finding:
            return finding
    return None


def _subject(part: str) -> str:
    return part[0].upper() + part[1:] if part else "Your result"


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:] + "."


def _for(where: str) -> str:
    return f" {where}" if where else ""


def _at(index: tuple) -> str:
    return f"[{', '.join(str(int(i)) for i in index)}]"
