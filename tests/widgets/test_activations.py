"""The activation explorer and the gradients through depth, driven by their controls, without a browser."""

import pytest
import torch

from dltools import widgets

from .functions import BROKEN, detached, leaky_relu

INPUTS = torch.linspace(-3, 3, 601)
FUNCTIONS = {"relu": torch.relu, "sigmoid": torch.sigmoid, "leaky_relu": leaky_relu}


@pytest.fixture
def curve():
    return widgets.activations(FUNCTIONS, INPUTS)


@pytest.fixture
def depth():
    return widgets.gradient_depth(FUNCTIONS, torch.rand(70, 8, 8, generator=torch.Generator().manual_seed(0)))


def test_value_and_slope_are_those_of_the_function(curve):
    curve.x.value = 2.0
    assert "At x = 2.00, relu is 2.000 and its slope is 1.000" in curve.picture.alt
    curve.choice.value = "sigmoid"
    assert "sigmoid is 0.881 and its slope is 0.105" in curve.picture.alt


@pytest.mark.parametrize(
    ("control", "value"), [("x", -3), ("scale", 4), ("shift", 2.5), ("choice", "sigmoid")]
)
def test_every_control_changes_the_picture(curve, control, value):
    before = curve.picture.png
    getattr(curve, control).value = value
    assert curve.picture.png != before
    assert curve.trouble is None


def test_share_of_dead_inputs_follows_the_shift(curve):
    assert curve.flat_share == pytest.approx(0.5, abs=0.01)
    curve.shift.value = -4
    assert curve.flat_share == 1.0
    assert "100% of the inputs" in curve.picture.alt


def test_another_function_gives_another_picture(curve):
    other = widgets.activations({"relu": lambda x: x}, INPUTS)
    assert other.picture.png != curve.picture.png
    assert other.flat_share == 0


def test_a_parameter_gets_a_slider_only_where_there_is_one(curve):
    assert curve.parameter.layout.display == "none"
    curve.choice.value = "leaky_relu"
    assert (curve.parameter.layout.display, curve.parameter.description, curve.parameter.value) == (
        "",
        "slope:",
        0.1,
    )
    before = curve.picture.png
    curve.parameter.value = 0.5
    curve.x.value = -2
    assert "leaky_relu is -1.000 and its slope is 0.500" in curve.picture.alt
    assert curve.picture.png != before


def test_pointing_moves_x(curve):
    curve.picture.point("down", curve.picture.slope, 1.5, 0)
    assert curve.x.value == 1.5
    curve.picture.point("drag", curve.picture.value, -70, 0)
    assert curve.x.value == curve.x.min


def test_without_inputs_there_is_no_histogram():
    curve = widgets.activations({"tanh": torch.tanh})
    assert "inputs" not in curve.picture.alt
    assert curve.trouble is None


@pytest.mark.parametrize("function", [*BROKEN, detached], ids=lambda value: value.__name__)
def test_a_broken_function_is_told(function):
    curve = widgets.activations({"mine": function, "relu": torch.relu}, INPUTS)
    assert function.__name__ in curve.trouble
    curve.x.value = 3
    curve.choice.value = "relu"
    assert curve.trouble is None
    depth = widgets.gradient_depth({"mine": function, "relu": torch.relu}, torch.rand(10, 8, 8))
    assert function.__name__ in depth.trouble
    assert list(depth.sizes) == ["relu"], "the others are still drawn"


def test_gradients_vanish_through_sigmoids_and_less_through_relu(depth):
    ratios = {name: (sizes[0] / sizes[-1]).item() for name, sizes in depth.sizes.items()}
    assert ratios["sigmoid"] < 1e-12 < 1e-7 < ratios["relu"]
    assert len(depth.sizes["relu"]) == 30


def test_the_identity_keeps_its_gradient():
    same = widgets.gradient_depth({"identity": lambda x: x * 1}, torch.rand(64, 100))
    assert 0.2 < same.sizes["identity"][0] < 5


@pytest.mark.parametrize(("control", "value"), [("depth", 7), ("scale", 1.5), ("normalise", True)])
def test_every_control_of_depth_changes_the_picture(depth, control, value):
    png, sizes = depth.picture.png, depth.sizes["relu"]
    getattr(depth, control).value = value
    assert depth.picture.png != png
    assert depth.sizes["relu"].tolist() != sizes.tolist()


def test_functions_can_be_left_out(depth):
    before = depth.picture.png
    for tick in depth.chosen.values():
        tick.value = False
    assert depth.sizes == {}
    assert depth.picture.png != before


def test_a_gradient_that_explodes_or_dies_is_still_drawn():
    wild = widgets.gradient_depth({"big": lambda x: x * 1e3, "none": lambda x: x * 0}, torch.rand(64, 9))
    assert wild.picture.png
    wild.scale.value = 3
    assert wild.picture.alt
