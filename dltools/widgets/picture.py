"""A live picture: a matplotlib figure in a small widget, redrawn fast, that says where it is pointed at.

Text is what matplotlib is slow at: axes, ticks and legends are drawn once and kept; only artists that were
said to move are drawn on every frame. What is drawn, and what a click means, is the explorers' business."""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from dataclasses import dataclass

import anywidget
import traitlets
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from .frontend import CSS, ESM
from .turns import in_turn

DPI = 96
KEPT = 12  # backgrounds, of 1.4 MB each


def snap(value: float) -> float:
    """The next power of two: limits that follow what is drawn and seldom change keep a picture calm."""
    return 2.0 ** math.ceil(math.log2(value))


@dataclass(frozen=True)
class Pointer:
    """Where a picture is pointed at, in the coordinates of the data.

    Attributes
    ----------
    kind : str
        ``"down"``, ``"drag"`` or ``"up"``.
    axes : matplotlib Axes
        The part of the picture that is meant: the one pressed on, until the pointer is let go.
    x, y : float
        The place, in the units of the axes.
    shift : bool
        Whether the shift key is held.
    """

    kind: str
    axes: Axes
    x: float
    y: float
    shift: bool = False


class Picture(anywidget.AnyWidget):
    """A figure in the browser.

    Make artists on `figure` once and name those that will move in `moving`; then move them and call `show`,
    again and again. `on_point` hears clicks, drags and keys.
    """

    _esm = ESM
    _css = CSS
    png = traitlets.Bytes().tag(sync=True)
    alt = traitlets.Unicode().tag(sync=True)
    help = traitlets.Unicode().tag(sync=True)
    width = traitlets.Int().tag(sync=True)
    active = traitlets.Bool(False).tag(sync=True)

    def __init__(self, width: int, height: int) -> None:
        self.figure = Figure((width / DPI, height / DPI), dpi=DPI)
        self._canvas = FigureCanvasAgg(self.figure)
        self._heard: Callable[[Pointer], None] | None = None
        self._pressed: Axes | None = None
        self._moving: list[Artist] = []
        self._still: dict[tuple, object] = {}  # what does not move, drawn once for each set of limits
        super().__init__(width=width)
        self.on_msg(self._on_message)

    def moving(self, *artists: Artist) -> None:
        """Say which artists change from frame to frame; the others wait for `redo` or for new limits."""
        for artist in artists:
            artist.set_animated(True)
            self._moving.append(artist)

    def redo(self) -> None:
        """Draw everything anew at the next `show`: labels, legends or other still artists have changed."""
        self._still.clear()

    def show(self, alt: str) -> None:
        """Draw the figure and send it, with its alternative text."""
        limits = tuple((*axes.get_xlim(), *axes.get_ylim()) for axes in self.figure.axes)
        if limits not in self._still:
            self._canvas.draw()
            if len(self._still) == KEPT:
                self._still.clear()
            self._still[limits] = self._canvas.copy_from_bbox(self.figure.bbox)
        self._canvas.restore_region(self._still[limits])
        for artist in sorted(self._moving, key=lambda artist: artist.get_zorder()):
            artist.axes.draw_artist(artist)
        self.png = self.encode(1)
        self.alt = alt

    def encode(self, compress_level: int) -> bytes:
        """The picture as it was last drawn, as PNG; level 1 is quick, 9 is small."""
        buffer = io.BytesIO()
        size = self._canvas.get_width_height()
        image = Image.frombuffer("RGBA", size, self._canvas.buffer_rgba(), "raw", "RGBA", 0, 1).convert("RGB")
        image.save(buffer, "PNG", compress_level=compress_level)
        return buffer.getvalue()

    def on_point(self, heard: Callable[[Pointer], None], help: str) -> None:
        """Call `heard` when somebody points; `help` says to readers and screen readers what pointing does."""
        self._heard, self.active, self.help = heard, True, help

    @in_turn
    def point(self, kind: str, axes: Axes, x: float, y: float, shift: bool = False) -> None:
        """Act as if somebody pointed at (x, y) of `axes`."""
        if self._heard is not None:
            self._heard(Pointer(kind, axes, float(x), float(y), shift))

    @in_turn
    def _on_message(self, widget: object, content: dict, buffers: object) -> None:
        """From the browser: fractions of the picture's width and height, from its upper left corner."""
        width, height = self._canvas.get_width_height()
        pixel = float(content["x"]) * width, (1 - float(content["y"])) * height
        if content["kind"] == "down":
            self._pressed = next((axes for axes in self.figure.axes if axes.bbox.contains(*pixel)), None)
        if self._pressed is not None:
            x, y = self._pressed.transData.inverted().transform(pixel)
            self.point(content["kind"], self._pressed, x, y, bool(content.get("shift")))

    def __repr__(self) -> str:
        return f"Picture({self.alt!r})"
