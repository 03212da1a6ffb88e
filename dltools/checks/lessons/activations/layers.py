"""Two linear layers: side by side, where maxout keeps the larger, and stacked, where they are only one."""

import torch
from torch.nn import functional as F

from dltools.checks.define import function_exercise
from dltools.checks.lessons.activations.inputs import varied
from dltools.checks.plain import same
from dltools.checks.rng import Random


def _side_by_side(rng: Random, count: int, n: int, m: int) -> tuple[torch.Tensor, ...]:
    """Return `count` samples x, then w1, b1, w2, b2 of two layers with n inputs and m outputs each."""
    return varied(rng, count, n), varied(rng, n, m), varied(rng, m), varied(rng, n, m), varied(rng, m)


def _stacked(rng: Random, n: int, h: int, m: int) -> tuple[torch.Tensor, ...]:
    """Return w1, b1, w2, b2 of two layers: n inputs, h hidden nodes, m outputs."""
    return varied(rng, n, h), varied(rng, h), varied(rng, h, m), varied(rng, m)


@function_exercise(
    "maxout",
    points=2,
    gradient=True,
    hints=[
        "Two linear layers look at the same x; at every place the larger of their answers is kept.",
        "One layer is `x @ w1 + b1`, of shape (N, m). Add each bias before you compare.",
        "`torch.maximum(a, b)` compares two tensors number by number.",
    ],
)
def maxout(rng: Random):
    return _side_by_side(rng, *rng.choice([(4, 3, 2), (2, 3, 4), (3, 2, 4), (4, 2, 3)]))


@maxout.edge("one sample and one output", gradient=True)
def _(rng: Random):
    return _side_by_side(rng, 1, 3, 1)


@maxout.edge("an empty batch", advice=True)
def _(rng: Random):
    return _side_by_side(rng, 0, 3, 2)


@maxout.edge("float64 input", advice=True)
def _(rng: Random):
    return tuple(t.double() for t in _side_by_side(rng, 4, 3, 2))


@maxout.expects
def _(x, w1, b1, w2, b2):
    return torch.stack([F.linear(x, w1.T, b1), F.linear(x, w2.T, b2)]).amax(0)


@maxout.mistake("The biases are missing: add b1 and b2 before you compare.")
def _(x, w1, b1, w2, b2):
    return torch.maximum(x @ w1, x @ w2)


@maxout.mistake("Add each bias to its own layer first, then compare the sums.")
def _(x, w1, b1, w2, b2):
    return torch.maximum(x @ w1, x @ w2) + torch.maximum(b1, b2)


@maxout.mistake("The biases have changed places: each belongs to the layer of its own number.")
def _(x, w1, b1, w2, b2):
    return torch.maximum(x @ w1 + b2, x @ w2 + b1)


def _one_bias(value, x, w1, b1, w2, b2):
    return any(same(value, torch.maximum(x @ w1, x @ w2) + b) for b in (b1, b2))


@maxout.mistake("You use one bias twice: each layer has a bias of its own.", _one_bias)
def _(x, w1, b1, w2, b2):
    return torch.maximum(x @ w1 + b1, x @ w2 + b1)


@maxout.mistake("You keep the smaller of the two; it should be the larger.")
def _(x, w1, b1, w2, b2):
    return torch.minimum(x @ w1 + b1, x @ w2 + b2)


@maxout.mistake("You add the two layers. Only the larger is kept.")
def _(x, w1, b1, w2, b2):
    return x @ w1 + b1 + x @ w2 + b2


@function_exercise(
    "collapse",
    points=2,
    hints=[
        "Write the two layers as one formula: (x w1 + b1) w2 + b2. Multiply the bracket out.",
        "x (w1 w2) + (b1 w2 + b2): what multiplies x is the new weight, the rest is the new bias.",
        "`@` multiplies matrices. b1 goes through the second layer too: it meets w2 before b2 is added.",
    ],
)
def collapse(rng: Random):
    n, h = rng.choice([(2, 3), (3, 2), (4, 3), (2, 4), (3, 4)])
    return _stacked(rng, n, h, h)  # as many outputs as hidden nodes, so that b1 + b2 runs and can be named


@collapse.edge("one input, one output")
def _(rng: Random):
    return _stacked(rng, 1, 3, 1)


@collapse.edge("one hidden node")
def _(rng: Random):
    return _stacked(rng, 3, 1, 2)


@collapse.edge("float64 input", advice=True)
def _(rng: Random):
    return tuple(t.double() for t in _stacked(rng, 2, 3, 3))


@collapse.expects
def _(w1, b1, w2, b2):
    bias = F.linear(F.linear(torch.zeros_like(w1[:, 0]), w1.T, b1), w2.T, b2)
    return torch.einsum("nh,hm->nm", w1, w2), bias


@collapse.mistake("The first bias is lost: b1 goes through the second layer too, so it meets w2.")
def _(w1, b1, w2, b2):
    return w1 @ w2, b2


@collapse.mistake("The biases are only added up. b1 goes through the second layer, b2 does not.")
def _(w1, b1, w2, b2):
    return w1 @ w2, b1 + b2


@collapse.mistake("The second bias is lost: b2 is added at the very end.")
def _(w1, b1, w2, b2):
    return w1 @ w2, b1 @ w2


@collapse.mistake("The two results are swapped: return the weight first, then the bias.")
def _(w1, b1, w2, b2):
    return b1 @ w2 + b2, w1 @ w2


@collapse.mistake("Your weight is transposed. Here a layer is x @ w: w has one row for each input.")
def _(w1, b1, w2, b2):
    return (w1 @ w2).T, b1 @ w2 + b2


@collapse.mistake("b1 is summed up. It should be multiplied by w2: each entry has weights of its own there.")
def _(w1, b1, w2, b2):
    return w1 @ w2, b1.sum() + b2
