"""Weights for AND and OR, and whether there are any for XOR."""

import torch

from dltools.checks.define import ValueExercise, quiz_exercise, value_exercise
from dltools.checks.lessons.perceptron.node import step
from dltools.checks.report import Finding

CORNERS = torch.tensor([[1.0, 0.0, 0.0], [1.0, 0.0, 1.0], [1.0, 1.0, 0.0], [1.0, 1.0, 1.0]])
AND, OR = [0.0, 0.0, 0.0, 1.0], [0.0, 1.0, 1.0, 1.0]


def _weights(value) -> torch.Tensor:
    return torch.as_tensor(value, dtype=torch.float32)


def _answers(w: torch.Tensor) -> list[float]:
    return step(CORNERS @ w).tolist()


def _judge(value, truth: list[float]) -> Finding | None:
    try:
        w = _weights(value)
    except (TypeError, ValueError, RuntimeError):
        return Finding("type", "Give three numbers, as in `torch.tensor([w0, w1, w2])`.")
    if w.shape != (3,):
        return Finding("shape", f"The shape is {tuple(w.shape)} and should be (3,), the bias first.")
    for (_, x1, x2), s, right in zip(CORNERS, CORNERS @ w, truth, strict=True):
        if step(s) != right:
            corner = f"For x₁ = {x1:.0f} and x₂ = {x2:.0f} the weighted sum is {s:.3g}"
            return Finding("value", f"{corner}, so the answer is {step(s):.0f}. It should be {right:.0f}.")
    return None


@value_exercise(
    "and_weights",
    points=1,
    hints=[
        "Three of the four sums must be 0 or less, only the one for (1, 1) greater than 0.",
        "Give both inputs the weight 1: the sums without bias are 0, 1, 1 and 2. "
        "Which w₀ leaves one above 0?",
    ],
)
def and_weights(value):
    return _judge(value, AND)


@value_exercise(
    "or_weights",
    points=1,
    hints=[
        "Only the sum for (0, 0) must be 0 or less; the other three are greater than 0.",
        "Keep the two weights of 1 from AND and move the line: only w₀ changes.",
    ],
)
def or_weights(value):
    return _judge(value, OR)


def _add_mistakes(
    gate: ValueExercise, truth: list[float], other: list[float], bias: float, swapped: str
) -> None:
    """Add what goes wrong with either gate; with `bias` and two weights of 1 it is right.

    `swapped` is what to say to the weights of the `other` gate.
    """

    @gate.mistake("Three weights, please: the bias w₀ comes first.", torch.ones(2), [1.0, 1.0])
    def _(value):
        return len(value) == 2

    @gate.mistake("Weights of 0 give a sum of 0 everywhere.", torch.zeros(3))
    def _(value):
        return not _weights(value).any()

    @gate.mistake("A corner lies on the line: there the answer is 0.", [bias - 0.5, 1, 1])
    def _(value):
        return (CORNERS @ _weights(value) >= 0).float().tolist() == truth

    @gate.mistake(swapped, [-2 - bias, 1, 1])
    def _(value):
        return _answers(_weights(value)) == other

    @gate.mistake("The bias w₀ comes first.", [1, 1, bias])
    def _(value):
        return _answers(_weights(value).roll(1)) == truth

    @gate.mistake("Swapped sides: change all the signs.", [-bias, -1, -1])
    def _(value):
        return _answers(-_weights(value)) == truth


_add_mistakes(
    and_weights, AND, other=OR, bias=-1.5, swapped="That is OR: it says 1 at (0, 1) and (1, 0) too."
)
_add_mistakes(or_weights, OR, other=AND, bias=-0.5, swapped="That is AND: it says 1 at (1, 1) only.")

xor_is_possible = quiz_exercise(
    "xor_is_possible",
    points=1,
    answer=False,
    hints=[
        "Put a ruler on the picture of XOR: can the two 1s be on one side and the two 0s on the other?",
        "Write down what w₀, w₁ and w₂ must satisfy at each corner. Add the two lines for (0, 1) and (1, 0).",
    ],
)


@xor_is_possible.mistake(
    "Draw a line on the XOR picture with both triangles on one side and both dots on the other.", True
)
def _(value):
    return value is True


@xor_is_possible.mistake("That is text: no quotes, please.", "False", "no", "yes")
def _(value):
    return isinstance(value, str)


@xor_is_possible.mistake("That is a number. Write `True` or `False`.", 0, 1, 0.0)
def _(value):
    return type(value) in (int, float)
