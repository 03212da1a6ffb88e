"""Sliders, choosers, buttons and rows that look the same in every widget, with their words in full."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import ipywidgets as w

STYLE = {"description_width": "initial"}
WIDTH = 860  # pixels: fits beside JupyterLab's file browser


def slider(
    label: str, value: float, low: float, high: float, step: float, width: int = 210, form: str = ".2f"
) -> w.FloatSlider:
    """A slider for a number."""
    layout = w.Layout(width=f"{width}px")
    return w.FloatSlider(
        value,
        min=low,
        max=high,
        step=step,
        description=label,
        style=STYLE,
        layout=layout,
        readout_format=form,
    )


def whole_slider(label: str, value: int, low: int, high: int, width: int = 210) -> w.IntSlider:
    """A slider for a whole number."""
    return w.IntSlider(
        value, min=low, max=high, description=label, style=STYLE, layout=w.Layout(width=f"{width}px")
    )


def chooser(label: str, options: Sequence[str], value: str, width: int = 260) -> w.Dropdown:
    """One of several, from a list that opens."""
    layout = w.Layout(width=f"{width}px")
    return w.Dropdown(options=list(options), value=value, description=label, style=STYLE, layout=layout)


def switch(options: Sequence[str], width: int = 100) -> w.ToggleButtons:
    """One of a few, all in sight."""
    return w.ToggleButtons(options=list(options), style={"button_width": f"{width}px"})


def tick(label: str, value: bool) -> w.Checkbox:
    """Yes or no."""
    return w.Checkbox(
        value, description=label, indent=False, layout=w.Layout(width="auto", margin="0 14px 0 0")
    )


def button(label: str, tip: str, pressed: Callable[[], None], width: int = 130) -> w.Button:
    """A button; `tip` says in a sentence what it does."""
    made = w.Button(description=label, tooltip=tip, layout=w.Layout(width=f"{width}px"))
    made.on_click(lambda _: pressed())
    return made


def row(*children: w.Widget) -> w.HBox:
    """Controls side by side, on a second line where they do not fit."""
    layout = w.Layout(flex_flow="row wrap", align_items="center", width="100%", grid_gap="2px 12px")
    return w.HBox(list(children), layout=layout)


def label(text: str) -> w.Label:
    """Words before a group of controls."""
    return w.Label(text)
