"""What all widgets have in common: controls over a picture over a line of words, and a static picture.

An explorer is live where a front end runs widgets, and a PNG with its alternative text everywhere else."""

from __future__ import annotations

import base64
import html
from collections.abc import Iterator
from contextlib import contextmanager

import ipywidgets

from .controls import WIDTH
from .learner_code import Trouble, one_thread
from .picture import Picture
from .turns import in_turn, turn


class Explorer(ipywidgets.VBox):
    """Base of the widgets. A widget makes its artists once, and answers `draw` by moving them.

    `draw` returns two sentences or so, which stand below the picture and, after `title`, as its alternative
    text. It may raise `Trouble`, which is shown in its place: a learner's function never ends the widget.
    """

    title = "Explorer"

    def __init__(self, picture: Picture, rows: list[ipywidgets.Widget]) -> None:
        self.picture = picture
        self.words = ipywidgets.HTML()
        self.trouble: str | None = None
        self._quiet = False
        layout = ipywidgets.Layout(width="100%", max_width=f"{WIDTH}px")
        super().__init__([*rows, picture, self.words], layout=layout)

    def draw(self) -> str:
        """Move the artists to where they belong now; say what there is to see."""
        raise NotImplementedError

    @in_turn
    def refresh(self, _change: object = None) -> None:
        """Draw anew, unless a change of several controls is under way."""
        if self._quiet:
            return
        try:
            with one_thread():
                said, self.trouble = self.draw(), None
        except Trouble as trouble:
            said = self.trouble = str(trouble)
        self.words.value = _paragraph(said, bad=self.trouble is not None)
        self.picture.show(f"{self.title}. {said}")

    def listen(self, *controls: ipywidgets.Widget) -> None:
        """Draw anew whenever one of the controls changes."""
        for control in controls:
            control.observe(self.refresh, "value")

    @contextmanager
    def together(self) -> Iterator[None]:
        """Change several controls and draw once."""
        with turn:
            before, self._quiet = self._quiet, True
            try:
                yield
            finally:
                self._quiet = before
            self.refresh()

    @in_turn
    def _repr_mimebundle_(self, **kwargs: object) -> tuple[dict, dict]:
        live = super()._repr_mimebundle_(**kwargs) or {}
        static = base64.b64encode(self.picture.encode(9)).decode()
        data = {**live, "image/png": static, "text/plain": repr(self)}
        return data, {"image/png": {"alt": self.picture.alt}}

    def __repr__(self) -> str:
        return f"{self.title}: {self.trouble}" if self.trouble else self.title


def _paragraph(text: str, bad: bool) -> str:
    style = "border-left: 4px solid #D55E00; padding-left: 8px;" if bad else ""
    return f'<div role="status" style="line-height: 1.4; max-width: 860px; {style}">{html.escape(text)}</div>'
