"""Exercises of the lesson on activation functions."""

from dltools.checks.lessons.activations.layers import collapse, maxout
from dltools.checks.lessons.activations.rectifying import elu, leaky_relu, relu
from dltools.checks.lessons.activations.squashing import saturating, sigmoid, sigmoid_derivative, tanh

__all__ = ["EXERCISES"]

EXERCISES = (sigmoid, tanh, relu, leaky_relu, elu, maxout, sigmoid_derivative, collapse, saturating)
