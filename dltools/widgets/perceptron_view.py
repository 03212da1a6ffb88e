"""The perceptron's explorer: the learner's own perceptron and learning rule on points that can be changed."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

import torch

from . import controls
from .explorer import Explorer
from .learner_code import Trouble, ask, one_thread
from .perceptron_picture import PerceptronPicture
from .picture import Pointer
from .point_sets import CHOICES, PointSet, point_set, with_ones
from .turns import in_turn

MODES = ("add class 0", "add class 1", "remove")
STEP = 0.05  # of a slider
SHOWN = 200  # stretches of the way that stay in sight
PATIENCE = 2.0  # seconds, for "Until separated"
ROUNDS = 200
FINE, COARSE = (208, 160), (52, 40)
HELP = "Click to add or remove a point. With the keys: arrow keys move a cross, Enter clicks there."


class Perceptron(Explorer):
    """Sliders and training steps for the weights of one perceptron; see `dltools.widgets.perceptron`."""

    title = "A perceptron in the plane"

    def __init__(self, perceptron: Callable, update: Callable | None, data: str | tuple, w: tuple) -> None:
        self.perceptron, self.update = perceptron, update
        self._start = torch.tensor(w, dtype=torch.float32)
        self._grid = FINE
        self._stopped: Trouble | None = None
        self._make_controls(data if isinstance(data, str) else CHOICES[-1])
        picture = PerceptronPicture()
        super().__init__(picture, self._rows())
        picture.on_point(self._pointed, HELP)
        self.choice.observe(self._chosen, "value")
        self.listen(self.lr)
        for control in self.sliders:
            control.observe(self._slid, "value")
        self.use_points(point_set(data) if isinstance(data, str) else PointSet(*map(torch.as_tensor, data)))

    def _make_controls(self, choice: str) -> None:
        self.choice = controls.chooser("Points:", CHOICES, choice, 220)
        self.mode = controls.switch(MODES)
        self.sliders = [
            controls.slider(f"{name}:", value, -4, 4, STEP, 265)
            for name, value in zip(("bias w₀", "w₁", "w₂"), self._start.tolist(), strict=True)
        ]
        self.lr = controls.slider("learning rate:", 0.1, 0.05, 1, STEP, 250)

    def _rows(self) -> list:
        clear = controls.button("Clear points", "Take all points away", self.clear)
        steps = [
            controls.button("Step", "One training step: the next point", lambda: self.step(1), 80),
            controls.button("10 steps", "Ten training steps", lambda: self.step(10), 90),
            controls.button("Until separated", "Step until no point is wrong, or time is up", self.run),
        ]
        for button in steps:
            button.disabled = self.update is None
        reset = controls.button("Reset weights", "Back to the first weights", self.reset)
        train = [controls.label("Training:"), *steps, reset, self.lr] if self.update else [reset]
        return [
            controls.row(self.choice, controls.label("A click will:"), self.mode, clear),
            controls.row(*self.sliders),
            controls.row(*train),
        ]

    @in_turn
    def use_points(self, points: PointSet) -> None:
        """Separate these points from now on, from the first weights."""
        self.points = PointSet(points.x.float(), points.y.float(), points.classes, points.axes)
        self.picture.set_view(self.points)
        self.reset()

    @in_turn
    def clear(self) -> None:
        """Take all points away."""
        self.use_points(self.points.emptied())

    @in_turn
    def reset(self) -> None:
        """Back to the first weights."""
        self.steps, self.used = 0, None
        self._path = deque([self._start.clone()], maxlen=SHOWN)
        self._show_weights()

    @property
    def w(self) -> torch.Tensor:
        """The weights as they are now, bias first."""
        return self._path[-1]

    @in_turn
    def step(self, count: int = 1) -> None:
        """Train on the next `count` points, in turn, by the learner's own rule."""
        self._train(lambda done: done < count)

    @in_turn
    def run(self) -> None:
        """Train until no point is wrong, at most `ROUNDS` times through the points or `PATIENCE` seconds."""
        end, size = time.monotonic() + PATIENCE, max(len(self.points.x), 1)

        def go_on(done: int) -> bool:
            if done % size:
                return True
            return done < ROUNDS * size and time.monotonic() < end and bool(self._wrong().any())

        self._train(go_on)
        if not self.trouble and self._wrong().any():
            self.words.value += f"<div>Stopped after step {self.steps}: the points are not separated.</div>"

    def _train(self, go_on: Callable[[int], bool]) -> None:
        done = 0
        try:
            with one_thread():
                while len(self.points.x) and go_on(done):
                    self._one_step()
                    done += 1
        except Trouble as trouble:
            self._stopped = trouble
        self._show_weights()

    def _one_step(self) -> None:
        index = self.steps % len(self.points.x)
        x, y = self.points.inputs[index], self.points.y[index]
        self._path.append(ask(self.update, self.w, x, y, self.lr.value, shape=(3,)))
        self.steps, self.used = self.steps + 1, index

    def _last_step(self) -> str:
        if self.used is None:
            return ""
        x1, x2 = self.points.x[self.used].tolist()
        name = self.points.classes[int(self.points.y[self.used])]
        change = self._path[-1] - self._path[-2]
        moved = ", ".join(f"{value:+.2f}" for value in change.tolist())
        happened = f"the weights changed by ({moved})" if change.any() else "it was right, nothing changed"
        return f"Step {self.steps} used point ({x1:.2f}, {x2:.2f}) of {name}: {happened}."

    def draw(self) -> str:
        """Move everything; the regions and the mistakes come from the learner's function."""
        picture, w = self.picture, self.w
        stopped, self._stopped = self._stopped, None  # a training step that went wrong is told once
        picture.set_line(w)
        picture.set_weights(self._path, changed=self.used is not None)
        none = torch.zeros(len(self.points.x), dtype=torch.bool)
        picture.set_points(self.points, none, self.used)
        picture.set_regions(None)
        wrong = self._wrong()
        picture.set_points(self.points, wrong, self.used)
        picture.set_regions(self._regions())
        bias, w1, w2 = (round(value, 2) + 0.0 for value in w.tolist())  # + 0.0: never "-0.00"
        line = f"Line: {bias:.2f} {w1:+.2f} x₁ {w2:+.2f} x₂ = 0."
        if stopped is not None:
            raise stopped
        return f"Mistakes: {int(wrong.sum())} of {len(wrong)}. {line} {self._last_step()}".strip()

    def _wrong(self) -> torch.Tensor:
        if len(self.points.x) == 0:
            return torch.zeros(0, dtype=torch.bool)
        return ask(self.perceptron, self.points.inputs, self.w, shape=(len(self.points.x),)) != self.points.y

    def _regions(self) -> torch.Tensor:
        """The learner's answer all over the plane, coarser where the function is slow."""
        across, up = self._grid
        start = time.perf_counter()
        classes = ask(self.perceptron, with_ones(self.picture.grid(across, up)), self.w, shape=(across * up,))
        if time.perf_counter() - start > 0.04:
            self._grid = COARSE
        return classes.reshape(up, across)

    def _show_weights(self) -> None:
        with self.together():
            for control, value in zip(self.sliders, self.w.tolist(), strict=True):
                shown = round(round(value / STEP) * STEP, 4)
                control.min, control.max = min(control.min, shown), max(control.max, shown)
                control.value = shown

    @in_turn
    def _slid(self, change: dict) -> None:
        # The browser echoes what it was sent with its own rounding; only a whole step is somebody's hand.
        if not self._quiet and abs(change["new"] - change["old"]) > STEP / 2:
            index = next(i for i, control in enumerate(self.sliders) if control is change["owner"])
            moved = self.w.clone()
            moved[index] = change["new"]
            self.used = None
            self._path = deque([moved], maxlen=SHOWN)
            self.refresh()

    def _chosen(self, change: dict) -> None:
        self.use_points(point_set(change["new"]))

    @in_turn
    def _pointed(self, pointer: Pointer) -> None:
        if pointer.kind != "down" or pointer.axes is not self.picture.plane:
            return
        if self.mode.value == "remove":
            found = self._nearest(pointer)
            if found is None:
                return
            self.points = self.points.without_point(found)
        else:
            self.points = self.points.with_point(pointer.x, pointer.y, MODES.index(self.mode.value))
        self.used = None
        self.refresh()

    def _nearest(self, pointer: Pointer) -> int | None:
        """The point under the pointer, within 15 pixels."""
        if len(self.points.x) == 0:
            return None
        to_pixels = pointer.axes.transData.transform
        here = torch.tensor(to_pixels((pointer.x, pointer.y)))
        apart = (torch.tensor(to_pixels(self.points.x.numpy())) - here).norm(dim=1)
        return int(apart.argmin()) if apart.min() <= 15 else None


def perceptron(
    perceptron: Callable,
    update: Callable | None = None,
    data: str | tuple = "AND",
    w: tuple[float, float, float] = (0.5, -1.0, 0.5),
) -> Perceptron:
    """Explore one perceptron in the plane, driven by the learner's own functions.

    Parameters
    ----------
    perceptron : callable
        ``perceptron(x, w)``: x (N, 3) with a leading column of ones, w (3,) bias first; (N,) of 0 and 1.
    update : callable, optional
        ``update(w, x, y, lr)``: one example x (3,) with its leading one and its label y; the new w (3,).
        Without it there are no training steps.
    data : str or (x, y)
        What to separate first: "AND", "OR", "XOR", "real tumours", "your own points", or x (N, 2) and y (N,).
    w : three numbers
        The first weights, bias first.
    """
    return Perceptron(perceptron, update, data, w)
