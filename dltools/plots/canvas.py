"""Shared beginnings of every plot: axes where none were given, plain arrays from tensors."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes


def axes_or_new(ax: Axes | None, figsize: tuple[float, float] = (6, 4)) -> Axes:
    """The axes that were given, else those of a new figure."""
    if ax is None:
        import matplotlib.pyplot as plt

        _, ax = plt.subplots(figsize=figsize, layout="constrained")
    ax.spines[["top", "right"]].set_visible(False)
    return ax


def array(values: object) -> np.ndarray:
    """Numbers as a NumPy array: a tensor leaves its device and its gradient behind."""
    if hasattr(values, "detach"):
        values = values.detach().cpu().numpy()
    return np.asarray(values)


def named(values: dict | object, name: str = "") -> dict:
    """A dictionary as it is; anything else becomes the one entry of a dictionary."""
    return values if isinstance(values, dict) else {name: values}


def name_of(function: Callable) -> str:
    """What a function is called."""
    return getattr(function, "__name__", type(function).__name__)


def listed(names: object) -> str:
    """Names as a sentence part: ``a, b and c``."""
    names = [str(name) for name in names]
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
