"""The whole training: weights that put every point on its side of the line; many lines are right."""

import torch
from torch.nn import functional as F

from dltools.checks.define import function_exercise
from dltools.checks.rng import Random


def _clouds(
    rng: Random,
    count: int,
    n: int,
    offset: float = 0.0,
    scale: float = 1.0,
    gap: float = 0.5,
    spread: float = 0.6,
    depth: float = 0.4,
    in_order: bool = False,
):
    """Return x ``(count, n)`` and labels y: two clouds on either side of a line, `gap` away from it.

    A perceptron makes at most (R / margin)² mistakes: with these numbers fewer than 100, in any order.
    """
    across = F.normalize(rng.normal(n), dim=0)
    y = (rng.permutation(count) % 2).float()
    if in_order:
        y = y.sort().values
    x = rng.uniform(count, n, low=-2 * spread, high=2 * spread)
    distance = offset + (2 * y - 1) * (gap + rng.uniform(count, high=depth))
    return (x + torch.outer(distance - x @ across, across)) * scale, y


@function_exercise(
    "train_perceptron",
    points=3,
    hints=[
        "Add the bias input; start with n + 1 weights of zero.",
        "Two loops: the outer one counts the epochs, the inner one goes through all examples.",
        "`perceptron_update` returns new weights: keep them, `w = perceptron_update(w, x[i], y[i], lr)`.",
        "Mind where `return w` stands: after both loops, so at the depth of the outer `for`.",
    ],
)
def train_perceptron(rng: Random):
    count, n = rng.integer(8, 12), rng.integer(2, 4)
    return _clouds(rng, count, n, offset=rng.number(-1, 1), scale=rng.number(0.8, 1.5))


@train_perceptron.edge("two clouds on one side of the origin")
def _(rng: Random):
    return _clouds(rng, 18, 2, offset=rng.choice([-1.5, 1.5]), gap=0.46, spread=0.3, depth=0.05)


@train_perceptron.edge("examples sorted by class")
def _(rng: Random):
    return _clouds(rng, 10, 2, offset=rng.choice([-1.0, 1.0]), in_order=True)


@train_perceptron.edge("inputs with large numbers")
def _(rng: Random):
    return _clouds(rng, 10, 3, scale=20.0)


@train_perceptron.edge("more inputs than examples")
def _(rng: Random):
    return _clouds(rng, 8, 30, spread=0.3)


@train_perceptron.edge("another lr and epochs")
def _(rng: Random):
    x, y = _clouds(rng, 9, 2, offset=0.5)
    return x, y, 0.02, 50


@train_perceptron.edge("one sample")
def _(rng: Random):
    return rng.normal(1, 3), torch.ones(1)


@train_perceptron.edge("int64 labels", advice=True)
def _(rng: Random):
    return rng.normal(1, 3), torch.ones(1, dtype=torch.int64)


@train_perceptron.expects
def _(x, y, lr=0.1, epochs=100):
    from scipy.optimize import linprog  # late: importing it takes longer than most checks

    rows = (1 - 2 * y[:, None].double()) * F.pad(x.double(), (1, 0), value=1.0)
    w = linprog([0.0] * rows.shape[1], A_ub=rows.numpy(), b_ub=[-1.0] * len(y), bounds=(None, None)).x
    return torch.tensor(w, dtype=x.dtype)


def _misplaced(w, x, y):
    """Say for each point whether it is on the wrong side."""
    rows = F.pad(x, (1, 0), value=1.0).double()
    sums = rows @ w.double()
    blur = 1e-6 * (rows.abs() @ w.double().abs())  # float32 rounds in its own order
    return ~torch.where(y > 0, sums > -blur, sums <= blur)


@train_perceptron.accepts
def _(w, x, y, lr=0.1, epochs=100):
    count = int(_misplaced(w, x, y).sum())
    if count == 0:
        return None
    return f"Your weights leave {count} of {len(y)} points on the wrong side, though a line separates them."


def _train(x, y, lr=0.1, epochs=100, bias=1.0, sign=1):
    """Train rightly, but for another bias input (None: no such input) or sign of the error."""
    if bias is not None:
        x = F.pad(x, (1, 0), value=bias)
    examples = list(zip(x.tolist(), y.tolist(), strict=True))  # plain numbers: ten times as fast
    w = [0.0] * x.shape[1]
    for _ in range(epochs):
        for row, label in examples:
            answer = sum(a * b for a, b in zip(w, row, strict=True)) > 0
            change = sign * lr * (label - answer)
            if change:
                w = [a + change * b for a, b in zip(w, row, strict=True)]
    return torch.tensor(w)


def _finite(w):
    return w.is_floating_point() and bool(w.isfinite().all())


@train_perceptron.mistake("You learn from one example and stop: the `return` stands inside the inner loop.")
def _(x, y, lr=0.1, epochs=100):
    return _train(x[:1], y[:1], lr, epochs=1)


@train_perceptron.mistake(
    "You go through the examples once. Mending one may spoil another: repeat for all `epochs`."
)
def _(x, y, lr=0.1, epochs=100):
    return _train(x, y, lr, epochs=1)


@train_perceptron.mistake(
    "You make one step for all examples together. Change w after each, and go on with the new w."
)
def _(x, y, lr=0.1, epochs=100):
    return lr * y @ F.pad(x, (1, 0), value=1.0)


def _all_zero(w, *case):
    return _finite(w) and not w.any()


@train_perceptron.mistake(
    "All weights are still 0. `perceptron_update` returns new weights: keep them.", fits=_all_zero
)
def _(x, y, lr=0.1, epochs=100):
    return x.new_zeros(x.shape[1] + 1)


NO_BIAS = "There are as many weights as inputs. Add the bias input before training; return all weights."


def _as_many_as_inputs(w, x, *rest):
    return _finite(w) and w.shape == x.shape[1:]


@train_perceptron.mistake(NO_BIAS, fits=_as_many_as_inputs)
def _(x, y, lr=0.1, epochs=100):
    return _train(x, y, lr, epochs, bias=None)


@train_perceptron.mistake(NO_BIAS, fits=_as_many_as_inputs)
def _(x, y, lr=0.1, epochs=100):
    return _train(x, y, lr, epochs)[1:]


def _through_the_origin(w, *case):
    return _finite(w) and not w[0]


@train_perceptron.mistake(
    "Your bias weight stays 0: the line goes through the origin. The bias input is 1.",
    fits=_through_the_origin,
)
def _(x, y, lr=0.1, epochs=100):
    return _train(x, y, lr, epochs, bias=0.0)


def _right_with_bias_last(w, x, y, *rest):
    return _finite(w) and not _misplaced(w.roll(1), x, y).any()


@train_perceptron.mistake("Your bias weight stands last. It comes first, w₀.", fits=_right_with_bias_last)
def _(x, y, lr=0.1, epochs=100):
    return _train(x, y, lr, epochs).roll(-1)


def _all_misplaced(w, x, y, *rest):
    return _finite(w) and bool(_misplaced(w, x, y).all())


@train_perceptron.mistake(
    "Your line is in place with its sides swapped: class 1 belongs where the sum is > 0.",
    fits=_all_misplaced,
)
def _(x, y, lr=0.1, epochs=100):
    return _train(x, 1 - y, lr, epochs)


def _grown(w, x, y, lr=0.1, epochs=100):
    return _finite(w) and bool(w.norm() > 0.3 * lr * epochs * len(y))


@train_perceptron.mistake(
    "Your weights grow and grow, every step makes it worse. Check the sign of the error.", fits=_grown
)
def _(x, y, lr=0.1, epochs=100):
    return _train(x, y, lr, epochs, sign=-1)
