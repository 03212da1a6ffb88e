"""Helpers of a hands-on deep-learning course.

Names are loaded on first use: importing this does not import torch.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dltools import checks, data, plots, training, widgets
    from dltools.learner import CheckFailed, check, hint, progress, solution

__version__ = "0.1.0"
__all__ = [
    "CheckFailed",
    "check",
    "checks",
    "data",
    "hint",
    "plots",
    "progress",
    "solution",
    "training",
    "widgets",
]

_VERBS = ("CheckFailed", "check", "hint", "progress", "solution")


def __getattr__(name: str) -> Any:
    if name in _VERBS:
        return getattr(importlib.import_module("dltools.learner"), name)
    if name in __all__:
        return importlib.import_module(f"dltools.{name}")
    raise AttributeError(f"dltools has no {name!r}; it has {', '.join(__all__)}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
