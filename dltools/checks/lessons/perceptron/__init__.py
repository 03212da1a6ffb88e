"""Exercises of the lesson on the perceptron."""

from dltools.checks.lessons.perceptron.gates import and_weights, or_weights, xor_is_possible
from dltools.checks.lessons.perceptron.node import add_bias_input, perceptron, weighted_sum
from dltools.checks.lessons.perceptron.training_mistakes import train_perceptron
from dltools.checks.lessons.perceptron.update import perceptron_update

__all__ = ["EXERCISES"]

EXERCISES = (
    add_bias_input,
    weighted_sum,
    perceptron,
    perceptron_update,
    train_perceptron,
    and_weights,
    or_weights,
    xor_is_possible,
)
