"""What goes wrong in `train_perceptron`, and what a learner is told."""

import torch
from torch.nn import functional as F

from dltools.checks.lessons.perceptron.routes import (
    by_formula,
    by_other_epochs,
    by_other_lr,
    fit_squares,
    misplaced,
    train,
)
from dltools.checks.lessons.perceptron.training import (
    FIRST_UNUSED,
    FORMULA,
    LAST_UNUSED,
    ONCE_TOO_OFTEN,
    ONCE_TOO_RARELY,
    OTHER_EPOCHS,
    OTHER_LR,
    train_perceptron,
)


def _finite(w):
    return w.is_floating_point() and bool(w.isfinite().all())


@train_perceptron.mistake(
    "Only one sample is used: is the `return` inside the inner loop, or does that loop stop early?"
)
def _(x, y, lr=0.1, epochs=100):
    return train(x[:1], y[:1], lr, epochs=1)


@train_perceptron.mistake(
    "These are the weights of a single epoch: the loop over the epochs is missing, the `return` stands "
    "inside it, or w is set back to zeros in it."
)
def _(x, y, lr=0.1, epochs=100):
    return train(x, y, lr, epochs=1)


@train_perceptron.mistake(LAST_UNUSED)
def _(x, y, lr=0.1, epochs=100):
    return train(x[:-1], y[:-1], lr, epochs)


@train_perceptron.mistake(FIRST_UNUSED)
def _(x, y, lr=0.1, epochs=100):
    return train(x[1:], y[1:], lr, epochs)


@train_perceptron.mistake(ONCE_TOO_OFTEN)
def _(x, y, lr=0.1, epochs=100):
    return train(x, y, lr, epochs + 1)


@train_perceptron.mistake(ONCE_TOO_RARELY)
def _(x, y, lr=0.1, epochs=100):
    return train(x, y, lr, epochs - 1)


@train_perceptron.mistake(FORMULA, fits=by_formula)
def _(x, y, lr=0.1, epochs=100):
    return fit_squares(x, y)


@train_perceptron.mistake(OTHER_EPOCHS, fits=by_other_epochs)
def _(x, y, lr=0.1, epochs=100):
    return train(x, y, lr)


@train_perceptron.mistake(OTHER_EPOCHS, fits=by_other_epochs)
def _(x, y, lr=0.1, epochs=100):
    mixed = torch.arange(len(y)).flip(0)
    return train(x[mixed], y[mixed], lr, epochs=1000)


@train_perceptron.mistake(OTHER_LR, fits=by_other_lr)
def _(x, y, lr=0.1, epochs=100):
    return train(x, y, 0.1, epochs)


@train_perceptron.mistake(OTHER_LR, fits=by_other_lr)
def _(x, y, lr=0.1, epochs=100):
    return train(x, y, 1.0, epochs)


@train_perceptron.mistake(
    "You make one single step, for all examples together. Change w after each, and go on with the new w."
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
    return train(x, y, lr, epochs, bias=None)


@train_perceptron.mistake(NO_BIAS, fits=_as_many_as_inputs)
def _(x, y, lr=0.1, epochs=100):
    return train(x, y, lr, epochs)[1:]


def _through_the_origin(w, *case):
    return _finite(w) and not w[0]


@train_perceptron.mistake(
    "Your bias weight stays 0: the line goes through the origin. The bias input is 1.",
    fits=_through_the_origin,
)
def _(x, y, lr=0.1, epochs=100):
    return train(x, y, lr, epochs, bias=0.0)


def _right_with_bias_last(w, x, y, *rest):
    return _finite(w) and not misplaced(w.roll(1), x, y).any()


@train_perceptron.mistake("Your bias weight stands last. It comes first, w₀.", fits=_right_with_bias_last)
def _(x, y, lr=0.1, epochs=100):
    return train(x, y, lr, epochs).roll(-1)


def _all_misplaced(w, x, y, *rest):
    return _finite(w) and bool(misplaced(w, x, y).all())


@train_perceptron.mistake(
    "Your line is in place with its sides swapped: class 1 belongs where the sum is > 0.",
    fits=_all_misplaced,
)
def _(x, y, lr=0.1, epochs=100):
    return train(x, 1 - y, lr, epochs)


def _grown(w, x, y, lr=0.1, epochs=100):
    return _finite(w) and bool(w.norm() > 0.3 * lr * epochs * len(y))


@train_perceptron.mistake(
    "Your weights grow and grow, every step makes it worse. Check the sign of the error.", fits=_grown
)
def _(x, y, lr=0.1, epochs=100):
    return train(x, y, lr, epochs, sign=-1)
