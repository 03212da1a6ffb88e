"""Every plot draws what it was given, says so in words, and keeps to the axes it was given."""

import inspect

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
import torch

from dltools import plots

X = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
Y = torch.tensor([0, 0, 0, 1])

CALLS = {
    "images": lambda **more: plots.images(torch.rand(5, 8, 8), titles=range(5), **more),
    "weights_image": lambda **more: plots.weights_image(torch.randn(65), (8, 8), **more),
    "points": lambda **more: plots.points(X, Y, names=["no", "yes"], **more),
    "line": lambda **more: plots.line(torch.tensor([-1.5, 1.0, 1.0]), label="gate", **more),
    "regions": lambda **more: plots.regions(lambda x: (x.sum(1) > 1.5).float(), **more),
    "curves": lambda **more: plots.curves({"train": [2, 1], "validation": [3, 2]}, **more),
    "function_curve": lambda **more: plots.function_curve({"sine": torch.sin, "relu": torch.relu}, **more),
    "histogram": lambda **more: plots.histogram({"a": torch.randn(90), "b": torch.randn(90)}, **more),
    "node": lambda **more: plots.node(**more),
    "spans": lambda **more: plots.spans(
        {"all": (1, 3), "one": (2, 2)}, ["a", "b", "c"], ylabel="use", **more
    ),
    "molecule": lambda **more: plots.molecule("CCO", [(0, 1), (1, 2)], title="ethanol", **more),
    "bars": lambda **more: plots.bars({"a": 0.5, "b": 0.25}, **more),
}


def function(name):
    found = getattr(plots, name)
    return found if callable(found) else list


@pytest.fixture(autouse=True)
def agg():
    mpl.use("agg")
    yield
    plt.close("all")


def pixels(ax):
    ax.figure.canvas.draw()
    return np.asarray(ax.figure.canvas.buffer_rgba()).copy()


def test_every_plot_is_tried_here():
    drawn = [name for name in plots.__all__ if "ax" in inspect.signature(function(name)).parameters]
    assert sorted(drawn) == sorted(CALLS)


@pytest.mark.parametrize("name", CALLS)
def test_a_plot_makes_its_axes_or_takes_yours(name):
    _, mine = plt.subplots()
    assert CALLS[name](ax=mine) is mine
    own = CALLS[name]()
    assert own is not mine
    assert pixels(own).std() > 1


@pytest.mark.parametrize("name", CALLS)
def test_a_plot_says_what_it_shows(name):
    assert len(plots.alt_text(CALLS[name]().figure)) > 12
    assert plots.alt_text(CALLS[name](alt="my words").figure) == "my words"


@pytest.mark.parametrize("name", sorted(set(CALLS) - {"images", "weights_image", "bars", "node", "molecule"}))
def test_axes_are_labelled(name):
    ax = CALLS[name]()
    assert ax.get_xlabel()
    assert ax.get_ylabel()


@pytest.mark.parametrize("name", ["points", "curves", "function_curve", "histogram"])
def test_more_than_one_line_has_a_legend(name):
    assert len(CALLS[name]().get_legend().get_texts()) == 2


@pytest.mark.parametrize(
    "shape", [(8, 9), (3, 8, 9), (3, 1, 8, 9), (2, 3, 8, 9), (2, 8, 9, 3), (8, 9, 3)], ids=str
)
def test_images_understands_every_order(shape):
    count = 1 if shape in [(8, 9), (8, 9, 3)] else shape[0]
    assert len(plots.images(torch.rand(shape)).images) == count
    assert len(plots.images((torch.rand(shape) * 255).to(torch.uint8)).images) == count


def test_images_keep_their_proportions_and_stand_in_rows():
    ax = plots.images([np.zeros((10, 20)), np.ones((5, 5)), np.ones((5, 5))], columns=2)
    extents = [image.get_extent() for image in ax.images]
    width, height = extents[0][1] - extents[0][0], extents[0][2] - extents[0][3]
    assert width == pytest.approx(2 * height)
    assert extents[2][3] > extents[1][3], "the third image stands in the second row"


def test_titles_and_images_must_agree_in_number():
    with pytest.raises(ValueError, match="5 images and 2 titles"):
        plots.images(torch.rand(5, 8, 8), titles=["a", "b"])


def test_weights_are_centred_at_zero_and_lose_their_bias():
    ax = plots.weights_image(torch.tensor([100.0, -3.0, 1.0, 0.0, 2.0]), (2, 2))
    assert ax.images[0].get_clim() == (-3.0, 3.0)
    with pytest.raises(ValueError, match=r"shape=\(height, width\)"):
        plots.weights_image(torch.zeros(4))


def test_points_of_two_classes_differ_in_marker_too():
    first, second = plots.points(X, Y).collections
    assert len(first.get_paths()[0].vertices) != len(second.get_paths()[0].vertices)
    assert len(first.get_offsets()) == 3
    with pytest.raises(ValueError, match="choose two columns"):
        plots.points(torch.zeros(3, 5))


@pytest.mark.parametrize("w", [[-1.5, 1.0, 1.0], [0.5, 0.0, 1.0], [0.5, -2.0, 0.0]])
def test_line_lies_where_the_weighted_sum_is_zero(w):
    ax = plots.line(torch.tensor(w))
    for x1, x2 in [ax.lines[0].get_xy1(), ax.lines[0].get_xy2()]:
        assert w[0] + w[1] * x1 + w[2] * x2 == pytest.approx(0)


def test_no_line_is_said_in_words():
    assert "no line" in plots.line(torch.zeros(3)).texts[0].get_text()
    with pytest.raises(ValueError, match="3 weights, bias first, not 2"):
        plots.line([1, 2])


def test_a_line_keeps_the_view_and_joins_the_text():
    ax = plots.points(X, Y)
    before = ax.get_xlim(), ax.get_ylim()
    plots.line([-100.0, 1.0, 1.0], ax=ax)
    assert (ax.get_xlim(), ax.get_ylim()) == before
    assert plots.alt_text(ax).startswith("Scatter plot")
    assert "x2 = 0" in plots.alt_text(ax)


def test_regions_show_the_function_that_was_given():
    left = plots.regions(lambda x: (x[:, 0] > 0).float())
    upper = plots.regions(lambda x: (x[:, 1] > 0).float())
    assert not np.array_equal(left.images[0].get_array(), upper.images[0].get_array())
    assert left.images[0].get_array()[0, -1] == 1
    assert upper.images[0].get_array()[-1, 0] == 1
    with pytest.raises(ValueError, match="one class each"):
        plots.regions(lambda x: x)


def test_derivative_is_the_slope_of_the_function_that_was_given():
    ax = plots.function_curve(lambda x: 3 * x, derivative=True)
    assert np.allclose(ax.lines[0].get_ydata(), 3)


def test_histogram_shows_shares():
    stairs = plots.histogram(torch.randn(500)).patches[0].get_data()
    assert stairs.values.sum() == pytest.approx(1)


def test_alternative_text_of_a_figure_stands_for_its_axes():
    figure, axes = plt.subplots(1, 2)
    plots.alt(axes[0], "left  part.")
    plots.alt(axes[1], "right\npart.")
    assert plots.alt_text(figure) == "left part. right part."
    plots.alt(figure, "both")
    assert plots.alt_text(figure) == "both"
    with pytest.raises(ValueError, match="empty"):
        plots.alt(figure, " ")
