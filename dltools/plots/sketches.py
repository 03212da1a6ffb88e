"""Drawings that explain, made of no data: a node, the place of deep learning, other things than images."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from . import description
from .canvas import axes_or_new
from .palette import COLOURS


def node(*, ax: Axes | None = None, alt: str | None = None) -> Axes:
    """Draw an artificial neuron: three inputs, their weights, the sum, a step, the answer."""
    ax = axes_or_new(ax, (8, 3))
    arrow = {"arrowstyle": "->", "shrinkA": 26, "shrinkB": 26}
    for i, height in enumerate((2, 1, 0)):
        ax.annotate("", (4, 1), (0, height), arrowprops=arrow)
        ax.text(0, height, f"$x_{i}$" + " = 1" * (i == 0), ha="center", va="center", fontsize=14)
        ax.text(1.9, 0.52 * height + 0.56, f"$w_{i}$", ha="center", fontsize=14, color=COLOURS[0])
    boxed = {"boxstyle": "round,pad=0.6", "facecolor": "white"}
    for place, text in ((4, "Σ"), (6, "step"), (8, "ŷ")):
        if place > 4:
            ax.annotate("", (place, 1), (place - 2, 1), arrowprops=arrow)
        ax.text(place, 1, text, ha="center", va="center", fontsize=14, bbox=boxed)
    parts = {
        0: "inputs\n(dendrites)",
        1.9: "weights\n(synapses)",
        4: "weighted sum\n(cell body)",
        6: "threshold",
        8: "answer\n(axon)",
    }
    for place, text in parts.items():
        ax.text(place, -0.5, text, ha="center", va="top", color="0.35")
    ax.set(xlim=(-1, 9), ylim=(-1.3, 2.4))
    ax.axis("off")
    text = (
        "A node: x0 = 1, x1 and x2, each times its weight, go into a sum, and through a step to the answer."
    )
    description.alt(ax, alt or text)
    return ax


def spans(
    uses: dict[str, tuple[int, int]],
    steps: list[str],
    *,
    ylabel: str = "",
    ax: Axes | None = None,
    alt: str | None = None,
) -> Axes:
    """Draw for each entry of `uses` a bar from its first to its last step, counted from 1."""
    ax = axes_or_new(ax, (9, 3))
    first, last = np.array(list(uses.values())).T
    ax.barh(list(uses), last - first + 0.9, left=first - 0.45, color=COLOURS[0])
    names = [step.replace(" ", "\n").replace("-", "-\n") for step in steps]
    ax.set_xticks(range(1, len(steps) + 1), names)
    ax.set(xlim=(0.5, len(steps) + 0.5), xlabel="step", ylabel=ylabel)
    ax.invert_yaxis()
    said = "; ".join(f"{name}: step {a}" + f" to {b}" * (b > a) for name, (a, b) in uses.items())
    description.alt(ax, alt or f"Bars over {len(steps)} steps. {said}.")
    return ax


def molecule(
    atoms: str,
    bonds: list[tuple[int, int]],
    *,
    title: str = "",
    ax: Axes | None = None,
    alt: str | None = None,
) -> Axes:
    """Draw a molecule as a graph: a letter for each atom, a line for each bond."""
    import networkx

    ax = axes_or_new(ax, (4, 4))
    graph = networkx.Graph(bonds)
    by_atom = {"C": "lightgrey", "N": COLOURS[5], "O": COLOURS[1]}
    networkx.draw(
        graph,
        networkx.kamada_kawai_layout(graph),
        ax=ax,
        font_size=10,
        node_color=[by_atom.get(atoms[i], "white") for i in graph],
        labels=dict(enumerate(atoms)),
    )
    ax.set(aspect="equal", title=title)
    description.alt(
        ax, alt or f"{title or 'A molecule'}: {len(atoms)} atoms as letters, joined by {len(bonds)} lines."
    )
    return ax
