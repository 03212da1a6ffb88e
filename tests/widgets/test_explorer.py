"""What every widget shows where none can run, and how a picture hears what the browser tells it."""

import base64
import io
import threading

import pytest
import torch
from PIL import Image

from dltools import widgets
from dltools.widgets.learner_code import free_parameter

from .functions import leaky_relu, perceptron, update

MAKERS = {
    "perceptron": lambda: widgets.perceptron(perceptron, update),
    "activations": lambda: widgets.activations({"relu": torch.relu}, torch.randn(50)),
    "gradient_depth": lambda: widgets.gradient_depth({"relu": torch.relu}, torch.rand(20, 6, 6)),
}
VIEW = "application/vnd.jupyter.widget-view+json"


def test_every_widget_is_tried_here():
    assert {name for name in widgets.__all__ if name.islower()} == set(MAKERS)


@pytest.mark.parametrize("name", MAKERS)
def test_a_widget_has_a_static_picture_with_words(name):
    data, metadata = MAKERS[name]()._repr_mimebundle_()
    assert set(data) == {VIEW, "image/png", "text/plain"}
    image = Image.open(io.BytesIO(base64.b64decode(data["image/png"])))
    assert image.width > 600
    assert not image.info, "no dates and no versions in the file"
    assert len(metadata["image/png"]["alt"]) > 40


@pytest.mark.parametrize("name", MAKERS)
def test_a_widget_is_the_same_on_every_run(name):
    torch.manual_seed(0)
    first = MAKERS[name]()._repr_mimebundle_()
    torch.manual_seed(0)
    second = MAKERS[name]()._repr_mimebundle_()
    for key in ("image/png", "text/plain"):
        assert first[0][key] == second[0][key]
    assert first[1] == second[1]


@pytest.mark.parametrize("name", MAKERS)
def test_the_picture_in_the_browser_has_words_too(name):
    explorer = MAKERS[name]()
    assert explorer.picture.alt.startswith(explorer.title)
    assert explorer.picture.png.startswith(b"\x89PNG")
    assert explorer.picture.alt == explorer._repr_mimebundle_()[1]["image/png"]["alt"]


def test_the_browsers_fractions_become_places_in_the_data():
    explorer = MAKERS["perceptron"]()
    heard = []
    explorer.picture.on_point(heard.append, "help")
    plane = explorer.picture.plane
    width, height = explorer.picture.figure.get_size_inches() * explorer.picture.figure.dpi
    across, up = plane.transData.transform((1.0, 0.25))
    place = {"x": across / width, "y": 1 - up / height}
    for kind in ("down", "drag", "up"):
        explorer.picture._on_message(None, {"kind": kind, **place, "shift": True}, [])
    assert [pointer.kind for pointer in heard] == ["down", "drag", "up"]
    assert heard[0].axes is plane
    assert (heard[0].x, heard[0].y) == pytest.approx((1.0, 0.25))
    assert heard[0].shift
    explorer.picture._on_message(None, {"kind": "down", "x": 0.001, "y": 0.001}, [])
    assert len(heard) == 3, "beside the axes there is nothing to point at"


def test_several_controls_together_are_one_picture(monkeypatch):
    explorer = MAKERS["perceptron"]()
    shown = []
    monkeypatch.setattr(explorer.picture, "show", shown.append)
    with explorer.together():
        for slider in explorer.sliders:
            slider.value = 0.7
    assert len(shown) == 1


def test_what_counts_as_a_parameter_with_a_slider():
    assert free_parameter(leaky_relu) == "slope"
    assert free_parameter(torch.relu) is None
    assert free_parameter(lambda x, deep=True: x) is None
    assert free_parameter(lambda x, a=1, b=2: x) is None


def test_two_threads_cannot_draw_over_each_other():
    """JupyterLab sends messages of widgets to a thread of their own, beside the one that runs cells."""
    explorer = MAKERS["perceptron"]()

    def slide(index):
        for i in range(6):
            explorer.sliders[index].value = 0.2 * i - 1.5

    threads = [threading.Thread(target=slide, args=(index,)) for index in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    drawn = explorer.picture.png
    explorer.refresh()
    assert explorer.w.tolist() == pytest.approx([0.5, -0.5, -0.5])
    assert explorer.picture.png == drawn


def test_threads_are_given_back():
    before = torch.get_num_threads()
    MAKERS["gradient_depth"]()
    assert torch.get_num_threads() == before
