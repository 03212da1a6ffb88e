"""The whole training: weights that put every point on its side of the line; many lines are right."""

import torch
from torch.nn import functional as F

from dltools.checks.define import function_exercise
from dltools.checks.lessons.perceptron import routes
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


@train_perceptron.edge("three epochs, too few to separate the classes")
def _(rng: Random):
    points = [[2.9, 1.1], [1.1, 1.1], [1.4, 1.2], [1.3, 2.4], [1.6, 2.0], [2.3, 1.0], [0.7, 2.5], [1.2, 0.7]]
    return torch.tensor(points), torch.tensor([0.0, 1, 1, 0, 0, 0, 1, 1]), 0.5, 3


@train_perceptron.edge("two epochs, too few to separate the classes")
def _(rng: Random):
    return torch.tensor([[4.0], [8.0]]), torch.tensor([1.0, 0.0]), 2.0, 2


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


OTHER_EPOCHS = "`epochs` is not used: the loop goes on for another number of epochs."
ONCE_TOO_OFTEN = "The examples are gone through once more than `epochs` says."
ONCE_TOO_RARELY = "The examples are gone through once less than `epochs` says."
OTHER_LR = "`lr` is not used: with another lr the steps should be of another size."
FORMULA = "A formula gives these weights. Here the perceptron is to learn them, example by example."
LAST_UNUSED = "The last sample is never used."
FIRST_UNUSED = "The first sample is never used."


@train_perceptron.accepts
def _(w, x, y, lr=0.1, epochs=100):
    if epochs <= routes.FEW:
        return _not_learned(w, x, y, lr, epochs)
    count = int(routes.misplaced(w, x, y).sum())
    if count == 0:
        return None
    return f"Your weights leave {count} of {len(y)} points on the wrong side, though a line separates them."


def _not_learned(w, x, y, lr, epochs):
    """Return what was not done, where it can be told for certain: in any order and from any small start.

    Too few epochs for a separation leave the weights on the way, where the steps themselves can be seen.
    """
    if routes.by_formula(w, x, y):
        return FORMULA
    if routes.by_other_epochs(w, x, y, lr, epochs):
        return OTHER_EPOCHS
    if routes.by_other_lr(w, x, y, lr, epochs):
        return OTHER_LR
    if len(y) < 3:  # so few that several routes lead to the same weights
        return None
    in_order = {
        ONCE_TOO_OFTEN: routes.train(x, y, lr, epochs + 1),
        ONCE_TOO_RARELY: routes.train(x, y, lr, epochs - 1),
        LAST_UNUSED: routes.train(x[:-1], y[:-1], lr, epochs),
        FIRST_UNUSED: routes.train(x[1:], y[1:], lr, epochs),
    }
    return next((text for text, other in in_order.items() if torch.allclose(w, other, atol=1e-4)), None)
