"""What a segmentation gives: masks of the foreground, and labels that number the objects."""

import numpy as np
import torch

from dltools.checks.define import function_exercise
from dltools.checks.rng import Random


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


@foreground_fraction.mistake("`len` counts the rows only. A mask has rows times columns of pixels.")
def _(mask):
    return float(mask.sum() / len(mask))


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
