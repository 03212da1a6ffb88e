"""Plots of images: a grid of them, and weights drawn as one."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from . import description
from .canvas import array, axes_or_new
from .palette import DIVERGING

GAP = 0.08
TITLE = 0.22


def images(
    x: object,
    titles: Sequence | None = None,
    columns: int = 8,
    *,
    size: float = 1.1,
    ax: Axes | None = None,
    alt: str | None = None,
) -> Axes:
    """Draw images in a grid, grey ones on one common scale from 0 (or the smallest value) to the largest.

    Parameters
    ----------
    x : tensor, array or list of them
        One image or many: (H, W), (N, H, W), (N, 1, H, W), (N, 3, H, W), (N, H, W, 3);
        a list may hold any sizes.
    titles : sequence, optional
        What to write above each image; anything that `str` understands.
    columns : int
        Images in a row.
    size : float
        Inches for one image.
    alt : str, optional
        Alternative text, in place of the one made from the titles.
    """
    pictures = [_picture(image) for image in _each(x)]
    titles = [] if titles is None else [str(_plain(title)) for title in titles]
    if titles and len(titles) != len(pictures):
        raise ValueError(
            f"{len(pictures)} images and {len(titles)} titles; give one title for each image, or none."
        )
    columns = min(columns, len(pictures))
    rows, head = math.ceil(len(pictures) / columns), TITLE / size if titles else 0.0
    ax = axes_or_new(ax, (columns * size * (1 + GAP), rows * size * (1 + GAP + head)))
    _lay_out(ax, pictures, titles, columns, head)
    ax.set(xlim=(0, columns * (1 + GAP) - GAP), ylim=(rows * (1 + GAP + head) - GAP, 0), aspect="equal")
    ax.axis("off")
    description.add(ax, alt or _words(len(pictures), titles))
    return ax


def weights_image(
    w: object,
    shape: tuple[int, int] | None = None,
    *,
    title: str = "",
    ax: Axes | None = None,
    alt: str | None = None,
) -> Axes:
    """Draw weights as an image: zero is white, and both signs reach equally far.

    Parameters
    ----------
    w : tensor or array
        (H, W), or (H * W,) with `shape`; a bias in front, (1 + H * W,), is left out.
    shape : (int, int), optional
        Height and width, where `w` is flat.
    """
    weights = array(w)
    if shape is not None:
        weights = weights[1:] if weights.size == math.prod(shape) + 1 else weights
        weights = weights.reshape(shape)
    if weights.ndim != 2:
        raise ValueError(f"Weights of shape {weights.shape} are no image; give shape=(height, width).")
    ax = axes_or_new(ax, (4, 3.2))
    reach = float(np.abs(weights).max()) or 1.0
    shown = ax.imshow(weights, cmap=DIVERGING, vmin=-reach, vmax=reach)
    ax.figure.colorbar(shown, ax=ax, label="weight")
    ax.set(xticks=[], yticks=[], title=title)
    kind = f"Weights drawn as an image of {weights.shape[0]} by {weights.shape[1]} pixels"
    description.add(
        ax, alt or f"{kind}, from {weights.min():.2g} to {weights.max():.2g}; zero is white. {title}"
    )
    return ax


def _lay_out(ax: Axes, pictures: list[np.ndarray], titles: list[str], columns: int, head: float) -> None:
    """Put the pictures in rows, each in a unit square with room for its title above."""
    low, high = _range(pictures)
    for index, picture in enumerate(pictures):
        row, column = divmod(index, columns)
        left, top = column * (1 + GAP), row * (1 + GAP + head) + head
        ax.imshow(picture, cmap="gray", vmin=low, vmax=high, extent=_fit(picture, left, top))
        if titles:
            ax.text(left + 0.5, top - 0.05, titles[index], ha="center", va="bottom", fontsize=9)


def _each(x: object) -> list:
    """The single images in `x`."""
    if isinstance(x, list | tuple):
        return [array(image) for image in x]
    x = array(x)
    one = x.ndim == 2 or (x.ndim == 3 and x.shape[-1] in (3, 4))
    return [x] if one else list(x)


def _picture(image: np.ndarray) -> np.ndarray:
    """(H, W) or (H, W, 3), from either order of the channels."""
    if image.ndim == 3 and image.shape[0] in (1, 3) and image.shape[-1] not in (1, 3, 4):
        image = image.transpose(1, 2, 0)
    if image.ndim == 3 and image.shape[-1] == 1:
        image = image[..., 0]
    if image.ndim not in (2, 3):
        raise ValueError(
            f"An array of shape {image.shape} is no image; it must be (H, W), (C, H, W) or (H, W, C)."
        )
    return image.clip(0, 1) if image.ndim == 3 and image.dtype.kind == "f" else image


def _range(pictures: list[np.ndarray]) -> tuple[float, float]:
    grey = [picture for picture in pictures if picture.ndim == 2]
    if not grey:
        return 0.0, 1.0
    low, high = min(float(p.min()) for p in grey), max(float(p.max()) for p in grey)
    return min(low, 0.0), high if high > min(low, 0.0) else 1.0


def _fit(picture: np.ndarray, left: float, top: float) -> tuple[float, float, float, float]:
    """Where an image goes inside its unit square, its proportions kept."""
    height, width = picture.shape[:2]
    h, w = height / max(height, width), width / max(height, width)
    left, top = left + (1 - w) / 2, top + (1 - h) / 2
    return left, left + w, top + h, top


def _plain(title: object) -> object:
    return title.item() if hasattr(title, "item") else title


def _words(count: int, titles: list[str]) -> str:
    if count == 1:
        return f"An image: {titles[0]}." if titles else "An image."
    shown = ", ".join(titles[:12]) + (" and so on" if len(titles) > 12 else "")
    return f"A grid of {count} images" + (f", titled {shown}." if titles else ".")
