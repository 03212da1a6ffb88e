"""Live pictures driven by the learner's own functions. Only the public names live here.

A lesson calls `perceptron`, `activations` or `gradient_depth`; `Explorer` and `Picture` are their parts."""

import dltools.plots  # noqa: F401  (figures get their alternative text)

from .activation_view import activations
from .depth_view import gradient_depth
from .explorer import Explorer
from .learner_code import Trouble
from .perceptron_view import perceptron
from .picture import Picture, Pointer

__all__ = ["Explorer", "Picture", "Pointer", "Trouble", "activations", "gradient_depth", "perceptron"]
