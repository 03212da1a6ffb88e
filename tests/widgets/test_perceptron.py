"""The perceptron's explorer, driven by its controls and by clicks, without a browser."""

import pytest
import torch

from dltools import widgets

from .functions import BROKEN, backwards, changes_its_inputs, perceptron, raising, update


@pytest.fixture
def explorer():
    return widgets.perceptron(perceptron, update)


def press(explorer, label):
    rows = [child for row in explorer.children for child in getattr(row, "children", ())]
    [button] = [
        child for child in rows if getattr(child, "description", "") == label and hasattr(child, "click")
    ]
    button.click()


def click(explorer, x, y, mode):
    explorer.mode.value = mode
    explorer.picture.point("down", explorer.picture.plane, x, y)


@pytest.mark.parametrize("index", [0, 1, 2])
def test_a_slider_moves_its_weight_and_the_picture(explorer, index):
    before = explorer.picture.png
    explorer.sliders[index].value = -0.25
    assert explorer.w[index] == -0.25
    assert explorer.picture.png != before


def test_a_slider_that_the_browser_rounds_does_not_change_the_weights(explorer):
    explorer.use_points(explorer.points.with_point(0.617, 0.553, 1))
    explorer.step(5)
    trained = explorer.w.tolist()
    for slider in explorer.sliders:
        slider.value += 1e-9
    assert explorer.w.tolist() == trained


def test_mistakes_are_counted_by_the_learners_function(explorer):
    explorer.choice.value = "OR"
    for slider, value in zip(explorer.sliders, (-0.5, 1.0, 1.0), strict=True):
        slider.value = value
    assert "Mistakes: 0 of 4" in explorer.picture.alt
    other = widgets.perceptron(backwards, update, "OR", w=(-0.5, 1.0, 1.0))
    assert "Mistakes: 4 of 4" in other.picture.alt
    assert other.picture.png != explorer.picture.png


def test_a_step_is_the_learners_own_rule(explorer):
    explorer.lr.value = 0.5
    press(explorer, "Step")
    assert explorer.w.tolist() == [0.0, -1.0, 0.5], "the first point is (0, 0) of class 0, and was called 1"
    assert (
        "Step 1 used point (0.00, 0.00) of class 0: the weights changed by (-0.50, +0.00, +0.00)"
        in explorer.picture.alt
    )
    mine = widgets.perceptron(perceptron, lambda w, x, y, lr: w + 1)
    mine.step()
    assert mine.w.tolist() == [1.5, 0.0, 1.5]


def test_ten_steps_are_ten(explorer):
    press(explorer, "10 steps")
    assert "Step 10 " in explorer.picture.alt


@pytest.mark.parametrize("gate", ["AND", "OR"])
def test_until_separated_separates_what_can_be(explorer, gate):
    explorer.choice.value = gate
    press(explorer, "Until separated")
    assert "Mistakes: 0 of 4" in explorer.picture.alt
    assert [slider.value for slider in explorer.sliders] == pytest.approx(explorer.w.tolist())


def test_until_separated_gives_up_on_xor(explorer):
    explorer.choice.value = "XOR"
    press(explorer, "Until separated")
    assert "Mistakes: 0" not in explorer.picture.alt
    assert "not separated" in explorer.words.value


def test_reset_goes_back_to_the_first_weights(explorer):
    before = explorer.picture.png
    explorer.step(3)
    press(explorer, "Reset weights")
    assert explorer.w.tolist() == [0.5, -1.0, 0.5]
    assert explorer.picture.png == before


def test_real_measurements_are_on_offer(explorer):
    explorer.choice.value = "real tumours"
    assert "of 569" in explorer.picture.alt
    assert explorer.picture.plane.get_xlabel().startswith("mean texture")


def test_clicks_add_and_remove_points(explorer):
    explorer.choice.value = "your own points"
    click(explorer, 0.5, 0.5, "add class 0")
    click(explorer, -1.0, 1.0, "add class 1")
    assert explorer.points.x.tolist() == [[0.5, 0.5], [-1.0, 1.0]]
    assert explorer.points.y.tolist() == [0.0, 1.0]
    click(explorer, 2.0, 2.0, "remove")
    assert len(explorer.points.x) == 2, "nothing is near"
    click(explorer, 0.52, 0.5, "remove")
    assert explorer.points.x.tolist() == [[-1.0, 1.0]]
    press(explorer, "Clear points")
    assert "Mistakes: 0 of 0" in explorer.picture.alt
    explorer.step()
    explorer.run()


def test_own_data_and_weights_can_be_given():
    explorer = widgets.perceptron(perceptron, data=(torch.rand(7, 2), torch.ones(7)), w=(1, 1, 1))
    assert "Mistakes: 0 of 7" in explorer.picture.alt
    assert explorer.lr not in explorer.children[1].children, "nothing to train with, no learning rate"


def test_weights_of_zero_have_no_line(explorer):
    before = explorer.picture.png
    for slider in explorer.sliders:
        slider.value = 0
    assert explorer.picture.png != before
    assert explorer.trouble is None


@pytest.mark.parametrize(
    ("function", "words"), BROKEN.items(), ids=lambda value: getattr(value, "__name__", "")
)
def test_a_broken_function_is_told_and_does_not_end_the_widget(function, words):
    explorer = widgets.perceptron(function, update)
    assert words in explorer.trouble
    assert function.__name__ in explorer.words.value
    explorer.sliders[0].value = 1.0
    explorer.run()
    explorer.perceptron = perceptron
    explorer.refresh()
    assert explorer.trouble is None


def test_a_broken_rule_is_told(explorer):
    explorer.update = raising
    explorer.step()
    assert "raising raised NameError" in explorer.trouble
    explorer.sliders[1].value = 0.3
    assert explorer.trouble is None


def test_a_function_that_changes_its_inputs_cannot_harm_the_widget():
    explorer = widgets.perceptron(changes_its_inputs, update)
    assert explorer.w.tolist() == [0.5, -1.0, 0.5]
    assert explorer.points.x.sum() == 4
