"""Plots over one variable: curves, functions with their slopes, histograms, bars."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.axes import Axes

from . import description
from .canvas import array, axes_or_new, listed, name_of, named
from .palette import COLOURS, colour, dashes


def curves(
    values: dict[str, Sequence[float]] | Sequence[float],
    x: Sequence[float] | None = None,
    *,
    xlabel: str = "epoch",
    ylabel: str = "loss",
    title: str = "",
    log: bool = False,
    ax: Axes | None = None,
    alt: str | None = None,
) -> Axes:
    """Draw one line for each entry of `values`, over `x` or over 1, 2, 3, ..."""
    lines = {name: array(line).ravel() for name, line in named(values).items()}
    ax = axes_or_new(ax)
    for index, (name, line) in enumerate(lines.items()):
        over = np.arange(1, len(line) + 1) if x is None else array(x)
        mark = {"marker": "o", "markersize": 3} if len(line) <= 40 else {}
        ax.plot(over, line, color=colour(index), linestyle=dashes(index), label=name or None, **mark)
    ax.set(xlabel=xlabel, ylabel=ylabel, title=title, yscale="log" if log else "linear")
    if x is None:
        ax.xaxis.get_major_locator().set_params(integer=True)
    if len(lines) > 1:
        ax.legend()
    ends = [
        f"{name or ylabel} goes from {line[0]:.3g} to {line[-1]:.3g}"
        for name, line in lines.items()
        if len(line)
    ]
    description.add(ax, alt or f"Line plot of {ylabel} against {xlabel}: {'; '.join(ends)}. {title}")
    return ax


def function_curve(
    functions: dict[str, Callable] | Callable,
    low: float = -5.0,
    high: float = 5.0,
    *,
    derivative: bool = False,
    ylabel: str = "f(x)",
    ax: Axes | None = None,
    alt: str | None = None,
) -> Axes:
    """Draw functions of one tensor over [low, high]; with `derivative`, their slopes by autograd instead."""
    import torch

    functions = functions if isinstance(functions, dict) else {name_of(functions): functions}
    ax = axes_or_new(ax)
    x = torch.linspace(low, high, 401)
    for index, (name, function) in enumerate(functions.items()):
        y = slope(function, x) if derivative else function(x.clone())
        ax.plot(array(x), array(y), color=colour(index), linestyle=dashes(index), linewidth=2, label=name)
    kind = "slope" if derivative else "value"
    ax.axhline(0, color="0.8", linewidth=0.8, zorder=0)
    ax.axvline(0, color="0.8", linewidth=0.8, zorder=0)
    ax.set(xlabel="x", ylabel="slope f'(x)" if derivative else ylabel)
    ax.legend()
    over = f"for x from {low:g} to {high:g}"
    description.add(ax, alt or f"Line plot of the {kind} of {listed(functions)} {over}.")
    return ax


def slope(function: Callable, x: object) -> object:
    """The derivative of an elementwise `function` at every value of the tensor `x`, by autograd."""
    import torch

    with torch.enable_grad():
        x = x.detach().clone().requires_grad_()
        y = function(x)
        return torch.autograd.grad(y.sum(), x)[0]


def histogram(
    values: dict[str, object] | object,
    bins: int = 50,
    *,
    xlabel: str = "value",
    title: str = "",
    ax: Axes | None = None,
    alt: str | None = None,
) -> Axes:
    """Draw how values spread, as the share in each bin: one outline for each entry of `values`."""
    groups = {name: array(group).astype(float).ravel() for name, group in named(values).items()}
    ax = axes_or_new(ax)
    edges = np.histogram_bin_edges(np.concatenate(list(groups.values())), bins)
    for index, (name, group) in enumerate(groups.items()):
        share = np.histogram(group, edges)[0] / max(len(group), 1)
        style = {"color": colour(index), "linestyle": dashes(index), "linewidth": 1.8}
        ax.stairs(share, edges, label=name or None, fill=False, **style)
        if len(groups) == 1:
            ax.stairs(share, edges, fill=True, color=colour(0), alpha=0.25)
    ax.set(xlabel=xlabel, ylabel="share of values", title=title, ylim=(0, None))
    if len(groups) > 1:
        ax.legend()
    spread = [
        f"{name or 'values'} with mean {g.mean():.3g} and spread {g.std():.3g}" for name, g in groups.items()
    ]
    description.add(ax, alt or f"Histogram of {xlabel}: {'; '.join(spread)}. {title}")
    return ax


def bars(
    values: dict[str, float],
    *,
    xlabel: str = "",
    ylabel: str = "accuracy",
    title: str = "",
    form: str = ".3g",
    ax: Axes | None = None,
    alt: str | None = None,
) -> Axes:
    """Draw one bar for each entry of `values`, with its number, written in the format `form`, above it."""
    ax = axes_or_new(ax)
    heights = [float(value) for value in values.values()]
    drawn = ax.bar(list(values), heights, color=COLOURS[0])
    ax.bar_label(drawn, [format(height, form) for height in heights], padding=2)
    ax.set(xlabel=xlabel, ylabel=ylabel, title=title)
    ax.margins(y=0.12)
    shown = "; ".join(f"{name} {height:{form}}" for name, height in zip(values, heights, strict=True))
    description.add(ax, alt or f"Bar chart of {ylabel}: {shown}. {title}")
    return ax
