"""The drawing of a perceptron: points, its line, the regions it makes, and its weights on their way."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import torch

from dltools.plots.palette import BLACK, BLUE, GREY, ORANGE, RED
from dltools.plots.plane import tint

from .picture import Picture, snap
from .point_sets import PointSet

FAR = 1e3


class PerceptronPicture(Picture):
    """Two panels: the points with the line, and the plane of w₁ and w₂ with the path of training."""

    def __init__(self) -> None:
        super().__init__(840, 412)
        self.plane = self.figure.add_axes((0.065, 0.12, 0.53, 0.75))
        self.weights = self.figure.add_axes((0.69, 0.12, 0.285, 0.75))
        self._make_plane()
        self._make_weights()
        self.moving(self._tint, *self._classes, self._mistakes, self._used, self._line, self._no_line)
        self.moving(self._path, self._normal, self._change)

    def _make_plane(self) -> None:
        ax = self.plane
        ax.locator_params(nbins=6)
        self._tint = tint(ax, np.zeros((2, 2)), (0, 1, 0, 1))
        dots = {"linestyle": "none", "markeredgecolor": "white", "markeredgewidth": 0.6}
        self._classes = [
            ax.plot([], [], "o", color=BLUE, markersize=8, **dots)[0],
            ax.plot([], [], "^", color=ORANGE, markersize=9, **dots)[0],
        ]
        ring = {"linestyle": "none", "markerfacecolor": "none"}
        (self._mistakes,) = ax.plot(
            [], [], "o", color=RED, markersize=16, markeredgewidth=2, label="mistake", **ring
        )
        (self._used,) = ax.plot([], [], "s", color=BLACK, markersize=22, label="point just used", **ring)
        (self._line,) = ax.plot([], [], color=BLACK, linewidth=2.2, label="w₀ + w₁x₁ + w₂x₂ = 0")
        self._no_line = ax.text(0.5, 0.03, "no line: w₁ = w₂ = 0", transform=ax.transAxes, ha="center")

    def _make_weights(self) -> None:
        ax = self.weights
        ax.axhline(0, color="0.8", linewidth=0.8)
        ax.axvline(0, color="0.8", linewidth=0.8)
        (self._path,) = ax.plot([], [], color=GREY, linewidth=1, label="the way here")
        head = {"arrowstyle": "-|>", "mutation_scale": 14, "shrinkA": 0, "shrinkB": 0}
        self._normal = ax.annotate("", (0, 0), (0, 0), arrowprops={**head, "color": BLACK, "lw": 1.6})
        self._change = ax.annotate("", (0, 0), (0, 0), arrowprops={**head, "color": RED, "lw": 2.2})
        ax.plot([], [], color=BLACK, label="weights (w₁, w₂)")
        ax.plot([], [], color=RED, label="the last change")
        ax.set(xlabel="w₁", ylabel="w₂")
        ax.locator_params(nbins=5)
        ax.legend(
            loc="lower left",
            bbox_to_anchor=(-0.01, 0.99),
            ncols=2,
            fontsize=8.5,
            frameon=False,
            columnspacing=1.0,
            handlelength=1.4,
        )

    def set_view(self, points: PointSet) -> None:
        """Fit the plane to these points and take over their words."""
        (left, right), (bottom, top) = points.view()
        self.redo()
        self._tint.set_extent((left, right, bottom, top))
        self.plane.set(xlim=(left, right), ylim=(bottom, top), xlabel=points.axes[0], ylabel=points.axes[1])
        for artist, name in zip(self._classes, points.classes, strict=True):
            artist.set_label(name)
        many = len(points.x) >= 100
        self._used.set_markersize(13 if many else 22)
        for artist in self._classes:
            artist.set_markersize(5 if many else 9)
        self._mistakes.set(markersize=8 if many else 16, markeredgewidth=1 if many else 2)
        self.plane.legend(
            loc="lower left",
            bbox_to_anchor=(-0.01, 0.99),
            ncols=3,
            fontsize=8.5,
            frameon=False,
            markerscale=1.0 if many else 0.6,
            labelspacing=0.7,
            columnspacing=1.2,
        )

    def grid(self, across: int, up: int) -> torch.Tensor:
        """Points (across * up, 2) over the view, from its lower left corner."""
        (left, right), (bottom, top) = self.plane.get_xlim(), self.plane.get_ylim()
        x1 = left + (torch.arange(across) + 0.5) / across * (right - left)
        x2 = bottom + (torch.arange(up) + 0.5) / up * (top - bottom)
        return torch.stack([x1.repeat(up), x2.repeat_interleave(across)], dim=1)

    def set_regions(self, classes: torch.Tensor | None) -> None:
        """Tint by what the learner's function says, (up, across) of 0 and 1; None: no answer, no tint."""
        self._tint.set_visible(classes is not None)
        if classes is not None:
            self._tint.set_data(classes.numpy())

    def set_points(self, points: PointSet, wrong: torch.Tensor, used: int | None) -> None:
        """Place the points, rings round the wrong ones, a square around the one just used."""
        for label, artist in enumerate(self._classes):
            artist.set_data(*points.x[points.y == label].T.numpy())
        self._mistakes.set_data(*points.x[wrong].T.numpy())
        self._used.set_data(*(points.x[[used]].T.numpy() if used is not None else ([], [])))

    def set_line(self, w: torch.Tensor) -> None:
        """Draw the line of the weights; none where w₁ = w₂ = 0."""
        bias, *normal = w.tolist()
        normal = np.array(normal)
        length = float(normal @ normal)
        self._no_line.set_visible(not length)
        if not length:
            self._line.set_data([], [])
            return
        foot, along = -bias * normal / length, np.array([-normal[1], normal[0]]) / length**0.5
        self._line.set_data(*np.stack([foot - FAR * along, foot + FAR * along], axis=1))

    def set_weights(self, path: Iterable[torch.Tensor], changed: bool) -> None:
        """Draw the way of the weights; the last stretch is an arrow where a training step made it."""
        way = torch.stack(list(path))[:, 1:].numpy()
        self._path.set_data(*way.T)
        reach = snap(max(0.5, 1.1 * float(np.abs(way).max())))
        self.weights.set(xlim=(-reach, reach), ylim=(-reach, reach))
        self._normal.xy = tuple(way[-1])
        self._change.set_visible(changed and len(way) > 1)
        if len(way) > 1:
            self._change.xy = tuple(way[-1])
            self._change.set_position(tuple(way[-2]))
