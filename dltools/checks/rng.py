"""Random inputs for exercises: one seeded generator with the few draws that definitions need."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

import torch

T = TypeVar("T")


class Random:
    """A seeded source of inputs; the same key always gives the same draws.

    Parameters
    ----------
    *key
        Anything printable: the exercise's name, the seed, the number of the case.
    """

    def __init__(self, *key: object) -> None:
        digest = hashlib.sha256(repr(key).encode()).digest()
        self.generator = torch.Generator().manual_seed(int.from_bytes(digest[:8], "big") >> 1)

    def normal(self, *shape: int, scale: float = 1.0, shift: float = 0.0) -> torch.Tensor:
        """Return a float32 tensor of `shape` with normally distributed values."""
        return torch.randn(*shape, generator=self.generator) * scale + shift

    def uniform(self, *shape: int, low: float = 0.0, high: float = 1.0) -> torch.Tensor:
        """Return a float32 tensor of `shape` with values spread evenly over [low, high)."""
        return torch.rand(*shape, generator=self.generator) * (high - low) + low

    def integers(self, *shape: int, low: int = 0, high: int = 2) -> torch.Tensor:
        """Return an int64 tensor of `shape` with values low, ..., high - 1."""
        return torch.randint(low, high, shape, generator=self.generator)

    def integer(self, low: int, high: int) -> int:
        """Return one whole number from low to high, both included."""
        return int(torch.randint(low, high + 1, (), generator=self.generator))

    def number(self, low: float = 0.0, high: float = 1.0) -> float:
        """Return one float between low and high."""
        return float(torch.rand((), generator=self.generator, dtype=torch.float64)) * (high - low) + low

    def choice(self, options: Sequence[T]) -> T:
        """Return one of `options`."""
        return options[self.integer(0, len(options) - 1)]

    def permutation(self, n: int) -> torch.Tensor:
        """Return the numbers 0, ..., n - 1 in random order, int64 ``(n,)``."""
        return torch.randperm(n, generator=self.generator)
