"""How a figure goes into a notebook: a PNG that is the same on every run, with its alternative text.

The text stands in the output's metadata, ``{"image/png": {"alt": ...}}``. JupyterLab (4.6) does not read it
there, so a person at the keyboard also gets an HTML image with a real ``alt``; a notebook that is run by a
program stays lean."""

from __future__ import annotations

import html

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from .description import alt_text


def install() -> None:
    """Register the display of figures with IPython; does nothing outside it, and nothing twice."""
    shell = _shell()
    if shell is None or Figure in shell.display_formatter.mimebundle_formatter.type_printers:
        return
    import matplotlib.pyplot as plt

    plt.switch_backend(
        matplotlib.get_backend()
    )  # now: the inline backend takes our PNG formatter away when it starts
    shell.display_formatter.mimebundle_formatter.for_type(Figure, _bundle)
    shell.display_formatter.ipython_display_formatter.for_type(
        Axes, lambda axes: None
    )  # no "<Axes: ...>" line
    shell.events.register("pre_run_cell", lambda info: _register_png(shell))
    _register_png(shell)


def png(figure: Figure) -> str:
    """The figure as a base64 PNG, cropped as notebooks do, with nothing in it that changes between runs."""
    from IPython.core.pylabtools import print_figure

    return print_figure(figure, "png", base64=True, metadata={"Software": None}) or ""


def image_tag(data: str, text: str) -> str:
    """An HTML image with its alternative text, from a base64 PNG."""
    return f'<img src="data:image/png;base64,{data}" alt="{html.escape(text)}">'


def person_is_there() -> bool:
    """Whether a person runs this cell: a front end that can answer `input()`, which programs cannot."""
    kernel = getattr(_shell(), "kernel", None)
    if kernel is None:
        return False
    return bool(kernel.get_parent().get("content", {}).get("allow_stdin", False))


def _bundle(figure: Figure) -> tuple[dict, dict]:
    """What the per-format formatters do not know: the metadata and the HTML."""
    text = alt_text(figure)
    if not text or not figure.axes:
        return {}, {}
    data = {"text/html": image_tag(png(figure), text)} if person_is_there() else {}
    return data, {"image/png": {"alt": text}}


def _register_png(shell: object) -> None:
    """Put our PNG in place of the inline backend's, where PNG is what it shows."""
    formatter = shell.display_formatter.formatters["image/png"]
    if Figure in formatter.type_printers:
        formatter.for_type(Figure, png)


def _shell() -> object | None:
    try:
        from IPython import get_ipython
    except ImportError:
        return None
    return get_ipython()
