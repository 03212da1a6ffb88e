"""Inputs that the exercises on activation functions share."""

import torch

from dltools.checks.define import FunctionExercise
from dltools.checks.rng import Random

HUGE = [-1e4, -100.0, -1.0, 1.0, 100.0, 1e4]
TINY = [-1e-2, -1e-4, 1e-4, 1e-2]  # near the kink, where a threshold that is not 0 shows


def varied(rng: Random, *shape: int) -> torch.Tensor:
    """Return short numbers of both signs, never zero: at a kink, two slopes would be right."""
    return rng.normal(*shape, scale=20).round() / 10 + 0.05


def numbers(rng: Random) -> torch.Tensor:
    """Return inputs for a function that works on each number by itself."""
    return varied(rng, *rng.choice([(2, 3), (3, 4), (4, 2), (5, 2), (7,), (3, 1)]))


def add_edges(exercise: FunctionExercise) -> None:
    """Add the edges of a function that works on each number by itself; they leave its defaults alone."""

    @exercise.edge("large values, up to 10,000")
    def _(rng: Random):
        return torch.tensor(HUGE)

    @exercise.edge("one sample", gradient=True)
    def _(rng: Random):
        return varied(rng, 1, 3)

    @exercise.edge("an empty batch", advice=True)
    def _(rng: Random):
        return torch.empty(0, 3)

    @exercise.edge("float64 input", advice=True)
    def _(rng: Random):
        return varied(rng, 2, 3).double()

    @exercise.edge("a transposed input", advice=True)
    def _(rng: Random):
        return varied(rng, 4, 3).T
