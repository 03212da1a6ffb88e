"""Single pictures to work on, all inside scikit-image's package: no network, no cache."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .dataset import DataError

if TYPE_CHECKING:
    import numpy as np

# Our name -> (scikit-image's name, what it shows).
PICTURES = {
    "astronaut": ("astronaut", "an astronaut in front of a flag and a model shuttle, colour"),
    "brick": ("brick", "a brick wall"),
    "camera": ("camera", "a photographer with a camera on a tripod"),
    "cat": ("cat", "the head of a cat, colour"),
    "cell": ("cell", "a cell floating in liquid, its inside drawn by quantitative phase microscopy"),
    "clock": ("clock", "a clock on a wall, blurred by motion"),
    "coffee": ("coffee", "a cup of coffee on a wooden table, colour"),
    "coins": ("coins", "Greek coins on a dark background"),
    "grass": ("grass", "grass from above"),
    "gravel": ("gravel", "gravel from above"),
    "hubble": ("hubble_deep_field", "distant galaxies, colour"),
    "ihc": ("immunohistochemistry", "stained tissue of the colon under a light microscope, colour"),
    "microaneurysms": ("microaneurysms", "a detail of a retina with small swellings of the vessels"),
    "moon": ("moon", "the surface of the moon, low contrast"),
    "page": ("page", "a page of a book, unevenly lit"),
    "retina": ("retina", "a human retina, colour"),
    "rocket": ("rocket", "a rocket on its launch pad, colour"),
    "text": ("text", "handwritten text on paper, low contrast"),
}


def pictures() -> dict[str, str]:
    """The names that `picture` knows, each with what it shows."""
    return {name: shown for name, (_, shown) in PICTURES.items()}


def picture(name: str) -> np.ndarray:
    """The picture called `name`: a uint8 array, (H, W, 3) in colour or (H, W) in grey.

    >>> picture("astronaut").shape
    (512, 512, 3)
    """
    if name not in PICTURES:
        known = ", ".join(PICTURES)
        raise DataError(f"There is no picture {name!r}. There are: {known}. Try data.picture('coins').")
    from skimage import data

    return getattr(data, PICTURES[name][0])()
