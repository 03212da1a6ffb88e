"""Plots over a plane of two inputs: points of classes, a perceptron's line, a classifier's regions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap

from . import description
from .canvas import array, axes_or_new, listed
from .palette import BLACK, COLOURS, colour, marker


def points(
    x: object,
    y: object = None,
    *,
    names: Sequence[str] | None = None,
    xlabel: str = "x₁",
    ylabel: str = "x₂",
    title: str = "",
    ax: Axes | None = None,
    alt: str | None = None,
) -> Axes:
    """Draw points `x` (N, 2), each class of `y` (N,) with its own colour and marker.

    Parameters
    ----------
    names : sequence of str, optional
        What class 0, 1, ... is called in the legend; "class 0" and so on otherwise.
    """
    x = array(x)
    if x.ndim != 2 or x.shape[1] != 2:
        raise ValueError(f"Points have shape (N, 2), not {x.shape}; choose two columns, x[:, [0, 1]].")
    y = np.zeros(len(x), int) if y is None else array(y).astype(int).ravel()
    ax = axes_or_new(ax)
    ax.set(xlabel=xlabel, ylabel=ylabel, title=title)
    found = []
    for index in np.unique(y):
        name = str(names[index]) if names is not None else f"class {index}"
        found.append(f"{(y == index).sum()} of {name}")
        style = {"color": colour(index), "marker": marker(index), "edgecolors": "white", "linewidths": 0.6}
        ax.scatter(*x[y == index].T, s=46, label=name, zorder=3, **style)
    if len(found) > 1:
        ax.legend()
    else:
        found = [f"{len(x)}"]
    description.add(ax, alt or f"Scatter plot of {ylabel} against {xlabel}, points: {listed(found)}. {title}")
    return ax


def line(
    w: object, *, label: str = "", ax: Axes | None = None, alt: str | None = None, **style: object
) -> Axes:
    """Draw the line w₀ + w₁x₁ + w₂x₂ = 0 of weights `w` (3,), bias first; the view stays as it was.

    Weights with w₁ = w₂ = 0 have no line; the picture says so.
    """
    bias, *normal = (float(value) for value in array(w).ravel())
    if len(normal) != 2:
        raise ValueError(f"A line in the plane has 3 weights, bias first, not {1 + len(normal)}.")
    new, ax = ax is None, axes_or_new(ax)
    if new:
        ax.set(xlim=(-2, 2), ylim=(-2, 2), xlabel="x₁", ylabel="x₂")
    normal = np.array(normal)
    if not normal.any():
        ax.text(0.5, 0.02, "w₁ = w₂ = 0: no line", transform=ax.transAxes, ha="center")
        description.add(ax, alt or "No line: the weights w1 and w2 are both zero.")
        return ax
    foot = -bias * normal / (normal @ normal)
    limits = ax.get_xlim(), ax.get_ylim()
    ax.axline(
        foot,
        foot + np.array([-normal[1], normal[0]]),
        label=label or None,
        **({"color": BLACK, "linewidth": 2} | style),
    )
    ax.set(xlim=limits[0], ylim=limits[1])
    if label:
        ax.legend()
    equation = f"{bias:.3g} {normal[0]:+.3g} x1 {normal[1]:+.3g} x2 = 0"
    description.add(ax, alt or f"{label or 'A line'}: {equation}.")
    return ax


def regions(
    function: Callable,
    *,
    resolution: int = 200,
    ax: Axes | None = None,
    alt: str | None = None,
) -> Axes:
    """Tint the plane by the class that `function` gives: (N, 2) tensor in, (N,) class numbers 0, 1, ... out.

    Call it after `points`, so that the view is known, or set the axes' limits first.
    """
    import torch

    new, ax = ax is None, axes_or_new(ax)
    if new:
        ax.set(xlim=(-2, 2), ylim=(-2, 2), xlabel="x₁", ylabel="x₂")
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    x1, x2 = torch.meshgrid(
        torch.linspace(left, right, resolution), torch.linspace(bottom, top, resolution), indexing="xy"
    )
    with torch.no_grad():
        classes = array(function(torch.stack([x1.ravel(), x2.ravel()], dim=1)))
    if classes.size != resolution**2:
        raise ValueError(
            f"The function gave {classes.shape} for {resolution**2} points; it must give one class each."
        )
    tint(ax, classes.reshape(resolution, resolution), (left, right, bottom, top))
    description.add(
        ax, alt or f"The background is tinted by class: {listed(np.unique(classes.astype(int)))}."
    )
    return ax


def tint(ax: Axes, classes: np.ndarray, extent: tuple[float, float, float, float]) -> object:
    """Lay class numbers (rows from the bottom up) as pale colours under the axes; gives the image."""
    style = {"cmap": ListedColormap(COLOURS), "vmin": -0.5, "vmax": len(COLOURS) - 0.5, "alpha": 0.18}
    image = ax.imshow(
        classes, origin="lower", extent=extent, aspect="auto", interpolation="nearest", zorder=0, **style
    )
    ax.set(xlim=extent[:2], ylim=extent[2:])
    return image
