"""Ways through the training, right and wrong, and how their weights are recognised."""

import torch
from torch.nn import functional as F


def misplaced(w, x, y):
    """Say for each point whether it is on the wrong side."""
    rows = F.pad(x, (1, 0), value=1.0).double()
    sums = rows @ w.double()
    blur = 1e-6 * (rows.abs() @ w.double().abs())  # float32 rounds in its own order
    return ~torch.where(y > 0, sums > -blur, sums <= blur)


def train(x, y, lr=0.1, epochs=100, bias=1.0, sign=1):
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


def fit_squares(x, y, *rest):
    """Return the least-squares weights for the targets -1 and 1: a formula, no training."""
    return torch.linalg.lstsq(F.pad(x, (1, 0), value=1.0).double(), 2 * y.double() - 1).solution.float()


def _same(a, b, tolerance=1e-4):
    return bool((a - b).norm() <= tolerance * b.norm())


def _same_direction(a, b):
    return bool(a.any() and b.any()) and _same(F.normalize(a, dim=0), F.normalize(b, dim=0), 2e-5)


FEW = 3  # so few epochs separate no case that has them: what does is no honest training


def by_formula(w, x, y, lr=0.1, epochs=100):
    """Say whether these weights come from a formula."""
    sides = 2 * y - 1
    return _same_direction(w, fit_squares(x, y)) and torch.equal(torch.sign(w[0] + x @ w[1:]), sides)


def by_other_epochs(w, x, y, lr=0.1, epochs=100):
    """Say whether these weights come from another number of epochs, whichever it is."""
    counts = (10 * epochs, 100, 100 * epochs)
    far = w[0].abs() > lr * epochs * len(y) + 10  # a bias to which so few steps cannot lead
    separated = bool(far) and not misplaced(w, x, y).any()
    return separated or any(_same(w, train(x, y, lr, count)) for count in counts)


def by_other_lr(w, x, y, lr=0.1, epochs=100):
    """Say whether these weights come from zeros with another lr.

    For two examples these are steps of 0.1, in any order; else the direction is right and the size is not.
    """
    if len(y) == 2:
        rows = F.pad(x.double(), (1, 0), value=1.0)
        steps = torch.linalg.solve(rows.T, w.double())  # how much of each example the weights hold
        return bool(w.any()) and _whole(steps / 0.1, 1e-3) and not _whole(steps / lr, 1e-2)
    right = train(x, y, lr, epochs)
    return _same_direction(w, right) and not _same(w, right, 0.2)


def _whole(numbers, tolerance):
    return bool(((numbers - numbers.round()).abs() < tolerance).all())
