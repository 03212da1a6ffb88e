"""Images as numbers: their container, their axes, their range."""

import numpy as np
import torch

from dltools.checks.define import function_exercise
from dltools.checks.plain import same
from dltools.checks.rng import Random

# Two different sides, none of 1: else images that lie on their side, or lost axes, could go unnoticed.
# In this order the first public cases are drawn small, so that a message shows every number.
SIZES = [(3, 5), (4, 2), (2, 5), (2, 4), (5, 3), (3, 2), (2, 3), (6, 2)]


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


@to_chw_float.mistake(
    "Whole-number division: all but pure white becomes 0. What lies between 0 and 1 should stay there."
)
def _(image):
    return (torch.as_tensor(image).permute(2, 0, 1) // 255).float()


@to_chw_float.mistake(
    "You stretched the contrast: this image's own darkest value became 0 and its brightest 1. "
    "The same number should come out the same in every image."
)
def _(image):
    low, high = int(image.min()), int(image.max())
    return (torch.as_tensor(image).permute(2, 0, 1).float() - low) / (high - low)


@to_chw_float.mistake("The channels are turned round, blue first: keep them in the order they came in.")
def _(image):
    return torch.as_tensor(image).permute(2, 0, 1).flip(0).float() / 255


def _other_axes(value, image):
    turned = [torch.as_tensor(image).permute(axes) / 255 for axes in ((0, 2, 1), (1, 0, 2), (1, 2, 0))]
    return any(same(value, t) for t in turned)


@to_chw_float.mistake(
    "The axes are in another order: it should be channels first, then rows, then columns.", _other_axes
)
def _(image):
    return torch.as_tensor(image).permute(0, 2, 1).float() / 255


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


@describe.mistake("You read the shape as (H, W, C); here the channels come first.")
def _(image):
    return _described(image.permute(2, 0, 1), image.mean(), image.std(correction=0))


@describe.mistake("`mean` and `std` are those of the first channel. Take the pixels of all the channels.")
def _(image):
    return _described(image, image[0].mean(), image[0].std(correction=0))
