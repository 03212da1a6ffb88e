"""One step of learning: new weights from one example."""

import torch

from dltools.checks.define import function_exercise
from dltools.checks.lessons.perceptron.node import step
from dltools.checks.rng import Random


def _example(rng: Random, label: int | torch.Tensor, answer: int):
    """Return w, x, y and lr such that the perceptron gives `answer` where `label` is right."""
    w, x = rng.normal(3), rng.normal(3)
    if (w @ x > 0) != answer:
        x = -x
    return w, x, label, round(rng.number(0.1, 0.9), 2)


def _update(w, x, y, lr):
    return w + lr * (y - step(x @ w)) * x


@function_exercise(
    "perceptron_update",
    points=2,
    hints=[
        "First let the perceptron answer: is the weighted sum of x and w greater than 0?",
        "The error is the label minus that answer: 1, 0 or -1. The change of w is lr times error times x.",
        "Return a new tensor, `w + ...`; `w += ...` would change the caller's w.",
    ],
)
def perceptron_update(rng: Random):
    return _example(rng, label=rng.integer(0, 1), answer=rng.integer(0, 1))


@perceptron_update.edge("an example that should be 1 and gets 0")
def _(rng: Random):
    return _example(rng, label=1, answer=0)


@perceptron_update.edge("an example that should be 0 and gets 1")
def _(rng: Random):
    return _example(rng, label=0, answer=1)


@perceptron_update.edge("an example that is right already (label 1)")
def _(rng: Random):
    return _example(rng, label=1, answer=1)


@perceptron_update.edge("an example that is right already (label 0)")
def _(rng: Random):
    return _example(rng, label=0, answer=0)


@perceptron_update.edge("a label that is a tensor, as `y[i]` gives it")
def _(rng: Random):
    return _example(rng, label=torch.tensor(1.0), answer=0)


@perceptron_update.edge("an example exactly on the line")
def _(rng: Random):
    w, x = rng.integer(1, 5) * torch.tensor([1.0, 2.0, 0.0]), torch.tensor([2.0, -1.0, 1.0])
    return w, x, 1, 0.5


@perceptron_update.expects
def _(w, x, y, lr):
    return torch.add(w, x, alpha=lr * (int(y) - int(torch.dot(w, x) > 0)))


@perceptron_update.mistake("You move w the wrong way: the error is y − ŷ.")
def _(w, x, y, lr):
    return _update(w, x, y, -lr)


@perceptron_update.mistake("The learning rate is missing: multiply the change by lr.")
def _(w, x, y, lr):
    return _update(w, x, y, 1)


@perceptron_update.mistake("You return the change only. Add it to the old weights.")
def _(w, x, y, lr):
    return _update(w, x, y, lr) - w


@perceptron_update.mistake("ŷ is the answer after the step, 0 or 1, not the sum.")
def _(w, x, y, lr):
    return w + lr * (y - x @ w) * x


@perceptron_update.mistake("Where is ŷ? A right answer must leave w as it is.")
def _(w, x, y, lr):
    return w + lr * y * x


@perceptron_update.mistake("Each weight moves in proportion to its own input.")
def _(w, x, y, lr):
    return w + lr * (y - step(x @ w))


@perceptron_update.mistake("w₀ learns too: its input is x₀, the first number of x.")
def _(w, x, y, lr):
    return torch.cat([w[:1], _update(w, x, y, lr)[1:]])


@perceptron_update.mistake("A 0 taken for a 1 must change w too.")
def _(w, x, y, lr):
    return _update(w, x, y, lr) if y else w.clone()


@perceptron_update.mistake("Nearly: on the line the sum is 0 and the answer ŷ is 0, not 1.", credit=0.5)
def _(w, x, y, lr):
    return w + lr * (y - (x @ w >= 0).float()) * x
