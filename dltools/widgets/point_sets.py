"""Points to separate: the gates, and two measurements of real tumours. Only data here, no drawing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import torch

GATES = {"AND": (0, 0, 0, 1), "OR": (0, 1, 1, 1), "XOR": (0, 1, 1, 0)}
CORNERS = ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0))
REAL, OWN = "real tumours", "your own points"
CHOICES = (*GATES, REAL, OWN)


@dataclass(frozen=True)
class PointSet:
    """Points x (N, 2), labels y (N,) 0 or 1 as float32, and the words around them."""

    x: torch.Tensor
    y: torch.Tensor
    classes: tuple[str, str] = ("class 0", "class 1")
    axes: tuple[str, str] = ("x₁", "x₂")

    @cached_property
    def inputs(self) -> torch.Tensor:
        """The points as a perceptron takes them: (N, 3), a one in front of each."""
        return with_ones(self.x)

    def view(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Limits for the two axes, with room around the points."""
        if len(self.x) == 0:
            return (-3.0, 3.0), (-3.0, 3.0)
        low, high = self.x.min(0).values, self.x.max(0).values
        room = 0.12 * (high - low) + (0.5 if len(self.x) < 5 else 0.1)
        return tuple(zip((low - room).tolist(), (high + room).tolist(), strict=True))

    def with_point(self, x1: float, x2: float, label: int) -> PointSet:
        """The same with one more point."""
        x = torch.cat([self.x, torch.tensor([[x1, x2]], dtype=torch.float32)])
        y = torch.cat([self.y, torch.tensor([float(label)])])
        return PointSet(x, y, self.classes, self.axes)

    def without_point(self, index: int) -> PointSet:
        """The same without point number `index`."""
        keep = torch.arange(len(self.x)) != index
        return PointSet(self.x[keep], self.y[keep], self.classes, self.axes)

    def emptied(self) -> PointSet:
        """No points, the same words."""
        return PointSet(self.x[:0], self.y[:0], self.classes, self.axes)


def with_ones(x: torch.Tensor) -> torch.Tensor:
    """A leading column of ones, which carries the bias."""
    return torch.cat([torch.ones(len(x), 1), x], dim=1)


def point_set(name: str) -> PointSet:
    """The points called `name`, one of `CHOICES`."""
    if name in GATES:
        return PointSet(torch.tensor(CORNERS), torch.tensor(GATES[name], dtype=torch.float32))
    if name == OWN:
        return PointSet(torch.zeros(0, 2), torch.zeros(0))
    if name == REAL:
        return _tumours()
    raise ValueError(f"There are no points called {name!r}. There are: {', '.join(CHOICES)}.")


def _tumours() -> PointSet:
    """Two measurements of 569 breast tumours, with mean 0 and standard deviation 1; class 1 is malignant."""
    from dltools import data

    table = data.load("breast_cancer")
    columns = [table.features.index(name) for name in ("mean texture", "mean radius")]
    x = table.x[:, columns]
    x = (x - x.mean(0)) / x.std(0)
    words = ("mean texture of the nuclei (standardised)", "mean radius of the nuclei (standardised)")
    return PointSet(x, (table.y == table.names.index("malignant")).float(), ("benign", "malignant"), words)
