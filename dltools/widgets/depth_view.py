"""Gradient size through depth: the learner's activation functions in a stack of layers, on real images."""

from __future__ import annotations

import math
from collections.abc import Callable

import torch

from dltools.plots.palette import BLACK, colour, dashes, marker

from . import controls
from .explorer import Explorer
from .learner_code import Trouble, ask, cut_off
from .picture import Picture

DEEPEST, WIDTH, BATCH = 30, 64, 64
DECADES = 2  # the axis grows by this many powers of ten at a time
SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
FLOOR = 1e-20  # smaller gradients are drawn here


class DepthPicture(Picture):
    """One line for each function: the size of the gradient at each layer, on a logarithmic axis."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(840, 400)
        self.axes = self.figure.add_axes((0.085, 0.13, 0.68, 0.82))
        ax = self.axes
        ax.set(
            xlabel="layer (1 is next to the image)",
            ylabel="gradient size (1 arrives at the end)",
            yscale="log",
        )
        ax.axhline(1, color="0.7", linewidth=1, zorder=0)
        self.lines = {
            name: ax.plot(
                [], [], color=colour(i), linestyle=dashes(i), marker=marker(i), markersize=4, label=name
            )[0]
            for i, name in enumerate(names)
        }
        ax.set_xlim(0.5, DEEPEST + 0.5)
        ax.yaxis.set_major_formatter(_power_of_ten)  # matplotlib's own typesets each label, which is slow
        ax.minorticks_off()
        ax.legend(loc="upper left", bbox_to_anchor=(1.01, 1.0), frameon=False, fontsize=9.5)
        self._note = ax.text(0.5, 0.5, "no function chosen", transform=ax.transAxes, ha="center", color=BLACK)
        self.moving(*self.lines.values(), self._note)

    def set_sizes(self, sizes: dict[str, torch.Tensor], depth: int) -> None:
        """Draw these gradient sizes, hide the other functions, and fit the view."""
        for name, line in self.lines.items():
            line.set_visible(name in sizes)
            if name in sizes:
                line.set_data(range(1, depth + 1), sizes[name].clamp(min=FLOOR).numpy())
        self._note.set_visible(not sizes)
        everything = torch.cat([*sizes.values(), torch.tensor([0.1, 10.0])]).clamp(FLOOR, 1e30)
        down, up = (math.log10(value.item()) / DECADES for value in (everything.min(), everything.max()))
        self.axes.set_ylim(10.0 ** (DECADES * math.floor(down)), 10.0 ** (DECADES * math.ceil(up)))


class GradientDepth(Explorer):
    """Depth, weight scale and functions to compare; see `dltools.widgets.gradient_depth`."""

    title = "Gradient size through depth"

    def __init__(self, functions: dict[str, Callable], x: torch.Tensor) -> None:
        self.functions = functions
        self._x = _standardised(x)
        generator = torch.Generator().manual_seed(0)
        first = torch.randn(self._x.shape[1], WIDTH, generator=generator) / self._x.shape[1] ** 0.5
        rest = torch.randn(DEEPEST - 1, WIDTH, WIDTH, generator=generator) / WIDTH**0.5
        self._weights = [first, *rest]
        self.depth = controls.whole_slider("Number of layers:", DEEPEST, 2, DEEPEST, 300)
        self.scale = controls.slider("Weight scale:", 1.0, 0.2, 5, 0.05, 260)
        self.normalise = controls.tick("normalise every node's input", False)
        self.chosen = {name: controls.tick(name, True) for name in functions}
        rows = [
            controls.row(self.depth, self.scale, self.normalise),
            controls.row(controls.label("Compare:"), *self.chosen.values()),
        ]
        super().__init__(DepthPicture(list(functions)), rows)
        self.listen(self.depth, self.scale, self.normalise, *self.chosen.values())
        self._known: dict[tuple, torch.Tensor] = {}
        self.refresh()

    def draw(self) -> str:
        """Send the images forward and the gradient back, once for each function that is chosen."""
        depth, troubles, self.sizes = self.depth.value, [], {}
        for name, tick in self.chosen.items():
            if tick.value:
                try:
                    self.sizes[name] = self._sizes(name)
                except Trouble as trouble:
                    troubles.append(str(trouble))
        self.picture.set_sizes(self.sizes, depth)
        if troubles:
            raise Trouble(" ".join(troubles))
        ratios = [f"{name} {_ratio(sizes)}" for name, sizes in self.sizes.items()]
        return (
            f"{depth} layers, gradient at layer 1 as a share of that at layer {depth}: "
            + "; ".join(ratios)
            + "."
        )

    def _sizes(self, name: str) -> torch.Tensor:
        key = (name, self.depth.value, self.scale.value, self.normalise.value)
        if key not in self._known:
            self._known[key] = self._measure(name)
        return self._known[key]

    def _measure(self, name: str) -> torch.Tensor:
        """The gradient at the input of the function in each layer: root mean square over nodes and images,
        where what arrives at the output of the last layer is 1."""
        x, before = self._x, []
        for weight in self._weights[: self.depth.value]:
            z = x @ (weight * self.scale.value)
            if self.normalise.value:
                z = (z - z.mean(0)) / (z.std(0, correction=0) + 1e-5)
            z = z.requires_grad_() if not before else z
            before.append(z)
            x = ask(self.functions[name], z, shape=tuple(z.shape))
            if not x.requires_grad:
                raise cut_off(self.functions[name])
        arriving = torch.randn(x.shape, generator=torch.Generator().manual_seed(1))
        gradients = torch.autograd.grad(x, before, arriving)
        sizes = torch.stack([gradient.double().square().mean().sqrt() for gradient in gradients])
        return torch.nan_to_num(sizes, nan=1e30, posinf=1e30)


def _power_of_ten(value: float, _position: object = None) -> str:
    """``10⁻⁴`` for 0.0001."""
    return "10" + str(round(math.log10(value))).translate(SUPERSCRIPT)


def _standardised(x: torch.Tensor) -> torch.Tensor:
    """(BATCH, n) at most, with mean 0 and standard deviation 1 over everything."""
    x = x[:BATCH].detach().float().flatten(1).cpu()
    return (x - x.mean()) / x.std().clamp(min=1e-6)


def _ratio(sizes: torch.Tensor) -> str:
    ratio = (sizes[0] / sizes[-1].clamp(min=1e-300)).item()
    return f"{ratio:.2f}" if 0.01 <= ratio < 100 else f"{ratio:.0e}"


def gradient_depth(functions: dict[str, Callable], x: torch.Tensor) -> GradientDepth:
    """Explore how the gradient shrinks or grows on its way back through up to 30 layers of 64 nodes.

    Parameters
    ----------
    functions : dict
        Name to activation function of one tensor: the learner's own.
    x : tensor
        Real images (N, ...); the first 64 are used, standardised.
    """
    return GradientDepth(dict(functions), torch.as_tensor(x))
