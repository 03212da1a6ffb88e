"""Alternative text: what a figure shows, in words. How it reaches a notebook is in `notebook`."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from matplotlib.axes import Axes
from matplotlib.figure import Figure

_texts: WeakKeyDictionary[Axes | Figure, str] = WeakKeyDictionary()


def alt(target: Axes | Figure, text: str) -> None:
    """Say in words what `target` shows, in place of what a plot said of itself.

    Parameters
    ----------
    target : matplotlib Axes or Figure
        A figure's own text stands for all its axes.
    text : str
        One to three sentences: the kind of picture, its axes, and what a reader should see in it.
    """
    if not text.strip():
        raise ValueError("The alternative text is empty; say in a sentence what the picture shows.")
    _texts[target] = " ".join(text.split())


def add(axes: Axes, text: str) -> None:
    """Add a sentence to what is said of `axes`: a line drawn over points leaves the points there."""
    before = _texts.get(axes)
    alt(axes, f"{before} {text}" if before else text)


def alt_text(target: Axes | Figure) -> str:
    """What is said of `target` in words; for a figure with no text of its own, that of its axes."""
    if target in _texts or isinstance(target, Axes):
        return _texts.get(target, "")
    return " ".join(_texts[axes] for axes in target.axes if axes in _texts)
