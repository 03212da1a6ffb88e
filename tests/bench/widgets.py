"""How long a widget takes to answer, from a control's change to the new picture; prints a table.

Wall time includes waiting for a busy machine; CPU time does not. Run: python -m tests.bench.widgets"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import torch
from torch.nn import functional as F

from dltools import data, widgets

REPEATS = 15
FUNCTIONS = {
    "sigmoid": lambda x: 1 / (1 + torch.exp(-x.clamp(-80, 80))),
    "tanh": torch.tanh,
    "relu": lambda x: torch.where(x > 0, x, torch.zeros_like(x)),
    "leaky_relu": lambda x, slope=0.1: torch.maximum(slope * x, x),
    "elu": lambda x, alpha=1.0: F.elu(x, alpha),
    "identity": lambda x: x + 0,
}


def perceptron(x: torch.Tensor, w: torch.Tensor) -> torch.Tensor:
    """A learner's perceptron."""
    return (x @ w > 0).float()


def update(w: torch.Tensor, x: torch.Tensor, y: torch.Tensor, lr: float) -> torch.Tensor:
    """A learner's learning rule."""
    return w + lr * (y - (x @ w > 0).float()) * x


def measure(act: Callable[[int], object]) -> tuple[list[float], list[float]]:
    """Milliseconds of wall and of CPU time, of `REPEATS` calls after a first one."""
    act(0)
    wall, cpu = [], []
    for i in range(1, REPEATS + 1):
        start = time.perf_counter(), time.process_time()
        act(i)
        wall.append(1e3 * (time.perf_counter() - start[0]))
        cpu.append(1e3 * (time.process_time() - start[1]))
    return wall, cpu


def moves() -> dict[str, Callable[[int], object]]:
    """Name to what a hand does: move a slider to its next place, press a button, click."""
    images = data.load("mnist").x[:64].float()
    gates, real = (widgets.perceptron(perceptron, update, name) for name in ("AND", "real tumours"))
    curve = widgets.activations(FUNCTIONS, images.flatten() / 64 - 2)
    depth = widgets.gradient_depth(FUNCTIONS, images)

    def set_to(control: object, start: float, step: float) -> Callable[[int], None]:
        return lambda i: setattr(control, "value", start + step * i)

    return {
        "perceptron, AND: slider w₁": set_to(gates.sliders[1], -1.5, 0.1),
        "perceptron, AND: step": lambda i: gates.step(),
        "perceptron, AND: click": lambda i: gates.picture.point("down", gates.picture.plane, 0.1 * i, 0.3),
        "perceptron, 569 points: slider w₁": set_to(real.sliders[1], -1.5, 0.1),
        "perceptron, 569 points: 10 steps": lambda i: real.step(10),
        "activations: x": set_to(curve.x, -3, 0.2),
        "activations: scale of the inputs": set_to(curve.scale, 0.5, 0.2),
        "activations: function": lambda i: setattr(curve.choice, "value", list(FUNCTIONS)[i % 6]),
        "gradient depth: layers": set_to(depth.depth, 5, 1),
        "gradient depth: weight scale": set_to(depth.scale, 0.8, 0.05),
    }


def main() -> None:
    """Print the table."""
    print("| control | median ms | slowest ms | median CPU ms |\n|---|---:|---:|---:|")
    for name, act in moves().items():
        wall, cpu = measure(act)
        print(f"| {name} | {statistics.median(wall):.0f} | {max(wall):.0f} | {statistics.median(cpu):.0f} |")


if __name__ == "__main__":
    main()
