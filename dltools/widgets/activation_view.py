"""The activation explorer: a function of the learner's, its slope, and where real inputs fall on it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch

from dltools.plots.palette import BLACK, BLUE, GREEN, ORANGE, RED

from . import controls
from .explorer import Explorer
from .learner_code import ask_slope, free_parameter
from .picture import Picture, Pointer, snap
from .turns import in_turn

FLAT = 0.05  # a slope below this hardly lets a gradient through
BINS = 60
HELP = "Click or drag to move x. With the keys: arrow keys move a cross, Enter puts x there."


class ActivationPicture(Picture):
    """Two panels over the same x: the function, and its slope; the inputs heaped up at the foot of both."""

    def __init__(self) -> None:
        super().__init__(840, 400)
        self.value = self.figure.add_axes((0.075, 0.125, 0.41, 0.78))
        self.slope = self.figure.add_axes((0.58, 0.125, 0.41, 0.78), sharex=self.value)
        self._curve, self._dot, self._cursor = zip(
            self._panel(self.value, BLUE, "f(x)"), self._panel(self.slope, GREEN, "slope f′(x)"), strict=True
        )
        (self._tangent,) = self.value.plot(
            [], [], color=BLACK, linewidth=1.2, linestyle="--", label="slope at x"
        )
        self._inputs = [
            self._heap(ax, hatch, colour) for ax in (self.value, self.slope) for hatch, colour in HEAPS
        ]
        self._inputs[0].set_label("inputs")
        self._inputs[1].set_label("inputs on flat ground")
        self.moving(*self._curve, *self._dot, *self._cursor, self._tangent, *self._inputs)
        self.slope.axhspan(
            -FLAT, FLAT, color=ORANGE, alpha=0.15, linewidth=0, label=f"flat: |slope| < {FLAT}"
        )
        for ax in (self.value, self.slope):
            ax.legend(loc="lower left", bbox_to_anchor=(-0.02, 0.99), ncols=4, fontsize=8.5, frameon=False,
                      columnspacing=1.2, handlelength=1.6)  # fmt: skip

    def _panel(self, ax: object, colour: str, label: str) -> tuple:
        ax.axhline(0, color="0.8", linewidth=0.8, zorder=0)
        ax.set(xlabel="x, the input of the function", ylabel=label)
        ax.locator_params(nbins=6)
        cursor = ax.axvline(0, color=BLACK, linewidth=0.8, linestyle=":")
        (curve,) = ax.plot([], [], color=colour, linewidth=2.4, label=label)
        (dot,) = ax.plot([], [], "o", color=BLACK, markersize=7)
        return curve, dot, cursor

    def _heap(self, ax: object, hatch: str, colour: str) -> object:
        style = {"fill": True, "facecolor": colour, "edgecolor": colour, "alpha": 0.45, "hatch": hatch}
        return ax.stairs(
            [0.0], [0.0, 1.0], baseline=0, transform=ax.get_xaxis_transform(), linewidth=0, zorder=1, **style
        )

    def set_curves(self, x: torch.Tensor, y: torch.Tensor, slope: torch.Tensor) -> None:
        """Draw the function and its slope over x, and fit the view."""
        for ax, curve, values in zip((self.value, self.slope), self._curve, (y, slope), strict=True):
            curve.set_data(x.numpy(), values.numpy())
            low, high = snap(max(0.25, -values.min().item())), snap(max(1, values.max().item()))
            ax.set_ylim(-low - 0.4 * (high + low), high + 0.1 * (high + low))  # room for the histogram
        self.value.set_xlim(x[0].item(), x[-1].item())

    def set_cursor(self, x: float, y: float, slope: float) -> None:
        """Mark one input, its value and its slope."""
        for dot, cursor, value in zip(self._dot, self._cursor, (y, slope), strict=True):
            dot.set_data([x], [value])
            cursor.set_xdata([x, x])
        left, right = self.value.get_xlim()
        reach = np.array([-1, 1]) * (right - left) / 8
        self._tangent.set_data(x + reach, y + slope * reach)

    def set_inputs(self, inputs: torch.Tensor, flat: torch.Tensor) -> None:
        """Heap up the inputs along the foot of both panels, those on flat ground apart."""
        edges = np.linspace(*self.value.get_xlim(), BINS + 1)
        live = np.histogram(inputs[~flat].numpy(), edges)[0]
        dead = np.histogram(inputs[flat].numpy(), edges)[0]
        tallest = max(float((live + dead).max()), 1.0)
        for heap, counts in zip(self._inputs, (live, dead) * 2, strict=True):
            heap.set_data(0.24 * counts / tallest, edges)


HEAPS = (("", BLUE), ("////", RED))


class Activations(Explorer):
    """One of several functions at a time; see `dltools.widgets.activations`."""

    title = "Activation function and slope"

    def __init__(self, functions: dict[str, Callable], inputs: torch.Tensor | None) -> None:
        self.functions = functions
        self.inputs = None if inputs is None else inputs.detach().float().flatten().cpu()
        self.choice = controls.chooser("Function:", functions, next(iter(functions)), 240)
        self.x = controls.slider("x:", 1.0, -8, 8, 0.05, 280)
        self.parameter = controls.slider("slope:", 0.1, 0, 2, 0.05, 260)
        self.scale = controls.slider("Scale of the inputs:", 1.0, 0.1, 10, 0.1, 320, ".1f")
        self.shift = controls.slider("Shift of the inputs:", 0.0, -6, 6, 0.1, 320, ".1f")
        rows = [controls.row(self.choice, self.x, self.parameter)]
        if self.inputs is not None:
            rows.append(controls.row(self.scale, self.shift))
        super().__init__(ActivationPicture(), rows)
        self.listen(self.x, self.parameter, self.scale, self.shift)
        self.choice.observe(self._chosen, "value")
        self.picture.on_point(self._pointed, HELP)
        self._chosen()

    def draw(self) -> str:
        """Ask the learner's function along x, at the cursor, and at the inputs."""
        name, options = self.choice.value, self._options()
        function, inputs = self.functions[name], self._moved()
        reach = self._reach(inputs)
        x = torch.linspace(-reach, reach, 401)
        # One call for all three: a learner's function may be slow.
        y, slope = ask_slope(function, torch.cat([x, torch.tensor([self.x.value]), inputs]), **options)
        self.picture.set_curves(x, y[:401], slope[:401])
        self.picture.set_cursor(self.x.value, y[401].item(), slope[401].item())
        flat = slope[402:].abs() < FLAT
        self.picture.set_inputs(inputs, flat)
        said = f"At x = {self.x.value:.2f}, {name} is {y[401]:.3f} and its slope is {slope[401]:.3f}."
        if len(inputs) == 0:
            return said
        self.flat_share = flat.float().mean().item()
        return f"{said} {self.flat_share:.0%} of the inputs have a slope below {FLAT}: saturated or dead."

    def _moved(self) -> torch.Tensor:
        return torch.zeros(0) if self.inputs is None else self.inputs * self.scale.value + self.shift.value

    def _reach(self, inputs: torch.Tensor) -> float:
        """How far x goes to either side: 8, or as far as all but a few of the inputs."""
        far = float(np.quantile(inputs.abs().numpy(), 0.99)) if len(inputs) else 0.0
        return snap(min(max(far, 8), 64))

    def _options(self) -> dict[str, float]:
        name = free_parameter(self.functions[self.choice.value])
        return {name: self.parameter.value} if name else {}

    @in_turn
    def _chosen(self, _change: object = None) -> None:
        """Show the slider for slope or alpha only where the function has such a parameter."""
        function = self.functions[self.choice.value]
        name = free_parameter(function)
        with self.together():
            self.parameter.layout.display = "" if name else "none"
            if name:
                self.parameter.description = f"{name}:"
                self.parameter.value = default_of(function, name)

    def _pointed(self, pointer: Pointer) -> None:
        self.x.value = min(max(round(pointer.x, 2), self.x.min), self.x.max)


def default_of(function: Callable, name: str) -> float:
    """The default value of the function's parameter `name`."""
    import inspect

    return float(inspect.signature(function).parameters[name].default)


def activations(functions: dict[str, Callable], inputs: torch.Tensor | None = None) -> Activations:
    """Explore activation functions, each with its slope by autograd of the learner's own code.

    Parameters
    ----------
    functions : dict
        Name to function of one tensor, elementwise. A further parameter with a number as its default, such as
        ``slope=0.1``, gets a slider.
    inputs : tensor, optional
        Real inputs of the function (pre-activations), of any shape; a few thousand are plenty.
    """
    return Activations(dict(functions), inputs)
