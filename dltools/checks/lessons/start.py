"""Exercises of the lesson on where deep learning fits: images as numbers, and the steps of image analysis."""

import numpy as np
import torch

from dltools.checks.define import function_exercise, quiz_exercise
from dltools.checks.rng import Random

STEPS = ["acquisition", "pre-processing", "segmentation", "feature extraction", "classification", "result"]
# In this order the first public cases are drawn small, so that a message shows every number.
SIZES = [(3, 5), (3, 1), (4, 2), (2, 6), (1, 4), (5, 3), (1, 3), (4, 1)]


def _pixels(rng: Random, *shape: int) -> np.ndarray:
    return rng.integers(*shape, low=0, high=250).to(torch.uint8).numpy()


@function_exercise(
    "to_chw_float",
    points=2,
    hints=[
        "Three things change: the container, the order of the three axes, and the range of the numbers. "
        "Take them one at a time, and print the shape after each.",
        "`torch.from_numpy(image)` makes a tensor. `.permute(...)` lists the old axes in their new order.",
        "The channels are axis 2 and should come first; `.float()` makes float32. "
        "The largest number that fits in uint8 is 255, and that should become 1.",
    ],
)
def to_chw_float(rng: Random):
    return _pixels(rng, *rng.choice(SIZES), 3)


@to_chw_float.edge("a grey image, with one channel only")
def _(rng: Random):
    return _pixels(rng, 2, 5, 1)


@to_chw_float.edge("an image of white and black pixels, 255 and 0")
def _(rng: Random):
    return np.array([[[255, 255, 255], [0, 0, 0]]], dtype=np.uint8)


@to_chw_float.expects
def _(image):
    return torch.as_tensor(np.moveaxis(image, -1, 0).astype(np.float64) / 255).float()


@to_chw_float.mistake("The numbers still run up to 255. They should lie between 0 and 1: divide by what?")
def _(image):
    return torch.as_tensor(image).permute(2, 0, 1).float()


@to_chw_float.mistake(
    "Nearly: there are 256 values, but they run from 0 to 255, so your white is a little below 1. "
    "Divide by the largest value, not by how many there are.",
    credit=0.5,
)
def _(image):
    return torch.as_tensor(image).permute(2, 0, 1).float() / 256


@to_chw_float.mistake(
    "The shape is right, but the pixels are scrambled: `reshape` and `view` deal the numbers out anew. "
    "To put axes in another order, use `permute`."
)
def _(image):
    return torch.as_tensor(image).reshape(image.shape[2], *image.shape[:2]).float() / 255


@to_chw_float.mistake("The range is right, but the channels still come last. torch wants (C, H, W).")
def _(image):
    return torch.as_tensor(image).float() / 255


@to_chw_float.mistake(
    "Height and width have changed places: your image lies on its side. `.T` turns all the axes around; "
    "here the channels come first, then the rows, then the columns."
)
def _(image):
    return torch.as_tensor(image).permute(2, 1, 0).float() / 255


@to_chw_float.mistake(
    "You divide by this image's own largest value, so a dark image comes out as bright as a sunny one. "
    "Divide by the same number for every image: the largest that uint8 can hold."
)
def _(image):
    return torch.as_tensor(image).permute(2, 0, 1).float() / int(image.max())


@function_exercise(
    "describe",
    points=2,
    hints=[
        'A dict is written with braces, `{"channels": ..., "height": ...}`. '
        "The three sizes are in `image.shape`, in the order channels, height, width.",
        "`image.mean()` is a tensor that holds one number; `.item()` takes it out as a plain float.",
        "The spread of just these pixels divides by their number n, not by n - 1: `image.std(correction=0)`.",
    ],
)
def describe(rng: Random):
    return rng.uniform(rng.choice([2, 3]), *rng.choice(SIZES))


@describe.edge("a single pixel, whose spread is 0")
def _(rng: Random):
    return rng.uniform(1, 1, 1)


@describe.edge("a float64 image", advice=True)
def _(rng: Random):
    return rng.uniform(2, 3, 5).double()


@describe.edge("an image whose numbers do not lie in order in memory (non-contiguous)", advice=True)
def _(rng: Random):
    return rng.uniform(4, 3, 2).permute(2, 0, 1)


def _described(image, mean, std):
    channels, height, width = image.shape
    return {"channels": channels, "height": height, "width": width, "mean": float(mean), "std": float(std)}


@describe.expects
def _(image):
    return _described(image, np.mean(image.double().numpy()), np.std(image.double().numpy()))


@describe.mistake(
    "All is right but `std`: `torch.std` divides by n - 1 unless told otherwise, which gives nan for a "
    "single pixel. Here it should divide by n: see its argument `correction`.",
    credit=0.5,
)
def _(image):
    return _described(image, image.mean(), image.std() if image.numel() > 1 else torch.nan)


@describe.mistake("`std` holds the variance. The standard deviation is its square root.")
def _(image):
    return _described(image, image.mean(), image.var(correction=0))


@describe.mistake("`height` and `width` have changed places: (C, H, W) is channels, rows, columns.")
def _(image):
    return _described(image.transpose(1, 2), image.mean(), image.std(correction=0))


@describe.mistake("`mean` and `std` are those of the first channel. Take the pixels of all the channels.")
def _(image):
    return _described(image, image[0].mean(), image[0].std(correction=0))


@function_exercise(
    "foreground_fraction",
    points=1,
    hints=[
        "A mask is True where there is foreground. True counts as 1, so a sum counts them.",
        "Divide that count by the number of all pixels, `mask.numel()`; `.item()` makes it a plain number.",
    ],
)
def foreground_fraction(rng: Random):
    mask = rng.uniform(*rng.choice([(1, 5), (4, 7), (3, 2), (2, 3)])) < rng.number(0.2, 0.45)
    mask[0, 0], mask[-1, -1] = True, False
    return mask


@foreground_fraction.edge("a mask with no foreground at all")
def _(rng: Random):
    return torch.zeros(3, 5, dtype=torch.bool)


@foreground_fraction.edge("a mask that is foreground everywhere")
def _(rng: Random):
    return torch.ones(4, 2, dtype=torch.bool)


@foreground_fraction.expects
def _(mask):
    return float(np.mean(mask.numpy()))


@foreground_fraction.mistake("That is how many pixels are foreground. Which part of all pixels is that?")
def _(mask):
    return float(mask.sum())


@foreground_fraction.mistake("That is the fraction of the background: you count the pixels that are False.")
def _(mask):
    return float((~mask).float().mean())


@foreground_fraction.mistake("You return per cent, from 0 to 100. A fraction runs from 0 to 1.")
def _(mask):
    return float(100 * mask.float().mean())


@foreground_fraction.mistake(
    "You divide foreground by background, which fails where there is no background. Divide by all pixels."
)
def _(mask):
    return float(mask.sum() / (~mask).sum())


@function_exercise(
    "count_objects",
    points=2,
    hints=[
        "Every object has its own number. How many *different* numbers are there? See `labels.unique()`.",
        "The number 0 is no object, and it need not be there at all: compare with it, do not subtract 1.",
        "Count those of `labels.unique()` that are not 0, and return that as a plain `int`.",
    ],
)
def count_objects(rng: Random):
    rows, columns = rng.choice([(1, 6), (2, 4), (3, 4), (5, 7)])
    numbers = rng.permutation(12)[: rng.integer(2, 5)] + 1  # with gaps: some objects were thrown away
    labels = numbers[rng.integers(rows, columns, low=0, high=len(numbers))]
    labels[rng.uniform(rows, columns) < 0.3] = 0
    labels[0, 0], labels[0, 1], labels[-1, -1] = 0, numbers.min(), numbers.max()
    return labels


@count_objects.edge("an image with objects everywhere and no background")
def _(rng: Random):
    return torch.tensor([[2, 2, 5], [7, 5, 5]])


@count_objects.edge("an image without any object")
def _(rng: Random):
    return torch.zeros(3, 4, dtype=torch.int64)


@count_objects.expects
def _(labels):
    return len(set(labels.flatten().tolist()) - {0})


@count_objects.mistake("You count the background as an object too. The number 0 means: no object here.")
def _(labels):
    return len(labels.unique())


@count_objects.mistake(
    "Right where there is background. Where objects fill the image there is no 0 to take away.",
    credit=0.5,
)
def _(labels):
    return len(labels.unique()) - 1


@count_objects.mistake(
    "You return the largest number. That is the count only while no number is missing, and numbers go "
    "missing when objects are thrown away. Count the different numbers."
)
def _(labels):
    return int(labels.max())


@count_objects.mistake("You count the pixels of the objects. All the pixels of one object have one number.")
def _(labels):
    return int((labels != 0).sum())


pipeline = quiz_exercise(
    "pipeline",
    points=1,
    answer=STEPS,
    options=STEPS,
    aliases={
        "preprocessing": "pre-processing",
        "enhancement": "pre-processing",
        "pre-processing and enhancement": "pre-processing",
        "representation": "feature extraction",
        "representation and feature extraction": "feature extraction",
        "recognition": "classification",
        "classification and recognition": "classification",
    },
    hints=[
        "Where do the numbers come from, and what do you want in the end? These are the first and the last.",
        "You can measure an object once you know which pixels belong to it, and name it once it is measured.",
        "Look at the headings of the steps above: Step 1 to Step 6.",
    ],
)


def _listed_before(earlier: str, later: str, message: str) -> None:
    exchange = {earlier: later, later: earlier}
    example = [exchange.get(step, step) for step in STEPS]
    pipeline.mistake(message, example)(lambda answer: answer.index(earlier) < answer.index(later))


pipeline.mistake("Right, but from the last step to the first. Begin with the microscope.", STEPS[::-1])(
    lambda answer: answer == STEPS[::-1]
)
pipeline.mistake("A step is missing: there are six, from acquisition to result.", STEPS[:-1], STEPS[1:])(
    lambda answer: isinstance(answer, list) and set(answer) < set(STEPS)
)
_listed_before(
    *("segmentation", "pre-processing"),
    "You segment before the image is cleaned up, so the noise is cut out along with the objects.",
)
_listed_before(
    *("feature extraction", "segmentation"),
    "You measure before you segment. Which pixels belong to an object must be known first.",
)
_listed_before(
    *("classification", "feature extraction"),
    "You classify before there are features. What would the decision be based on?",
)
