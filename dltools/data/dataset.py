"""What `data.load` gives back, and the error it raises. No reading of files here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch


class DataError(RuntimeError):
    """A data set cannot be had; the message says why and which command comes next."""


@dataclass(frozen=True, eq=False)
class DataSet:
    """One data set, as tensors.

    Attributes
    ----------
    name : str
        What it was asked for by, for example ``"mnist"``.
    x : torch.Tensor
        The inputs, samples first. Images are uint8 in 0..255 (``digits``: 0..16), tables are float32.
    y : torch.Tensor
        The labels, int64: one number a sample, or one a pixel for a segmentation.
    names : tuple of str
        The names of the classes: label 3 is called ``names[3]``.
    about, licence : str
        Where the data come from, and on which terms.
    features : tuple of str
        The names of the columns of a table; empty for images.
    """

    name: str
    x: torch.Tensor
    y: torch.Tensor
    names: tuple[str, ...]
    about: str
    licence: str
    features: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.x)

    def __repr__(self) -> str:
        x, y = self.x, self.y
        return (
            f"DataSet({self.name!r}: x {tuple(x.shape)} {_short(x.dtype)}, "
            f"y {tuple(y.shape)} {_short(y.dtype)}, {len(self.names)} classes)"
        )


def _short(dtype: torch.dtype) -> str:
    return str(dtype).removeprefix("torch.")
