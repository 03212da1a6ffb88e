"""Running a training: where (`device`) and how repeatably (`seed_everything`). No models and no data here."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch


def device(prefer: str = "auto") -> torch.device:
    """The device to compute on.

    Parameters
    ----------
    prefer : str
        ``"auto"`` takes a graphics card where there is one, else the processor; ``"cpu"``, ``"cuda"`` and
        ``"mps"`` insist.

    Raises
    ------
    ValueError
        If this computer has no such device.
    """
    import torch

    here = ["cpu"]
    if torch.backends.mps.is_available():
        here.insert(0, "mps")
    if torch.cuda.is_available():
        here.insert(0, "cuda")
    if prefer == "auto":
        return torch.device(here[0])
    if prefer not in here:
        raise ValueError(f"No device {prefer!r} here; there is: {', '.join(here)}. Try device('auto').")
    return torch.device(prefer)


def seed_everything(seed: int) -> None:
    """Start the random numbers of Python, NumPy and torch (graphics card included) from `seed`."""
    import numpy as np
    import torch

    random.seed(seed)
    np.random.seed(seed)  # noqa: NPY002 (other people's code may draw from there)
    torch.manual_seed(seed)
