"""Whether the learner's folder and this computer's disk and memory are fit for a lesson."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from .finding import ROOT, Finding, dltools

GB = 1e9


def check_work(work: Path = ROOT / "work") -> Iterator[Finding]:
    """Whether the learner's folder is there, can be written, and holds notebooks that can be read."""
    if not work.is_dir():
        yield Finding("warning", f"the learner's folder {work} is not there yet", dltools("start"))
        return
    locked = [path for path in (work, *sorted(work.glob("*"))) if not os.access(path, os.W_OK)]
    locked += [path for path in sorted(work.glob("*/*")) if not os.access(path, os.R_OK | os.W_OK)]
    if locked:
        yield Finding("problem", f"{locked[0]} cannot be written", f'sudo chown -R "$USER" "{work}"')
        return
    for path in sorted(work.glob("*/*.ipynb")):
        try:
            json.loads(path.read_bytes())
        except ValueError as error:
            text = f"{path} is damaged ({error}); moved away, it is copied anew by dltools start"
            yield Finding("problem", text, f"mv '{path}' '{path}.damaged'")
    yield Finding("ok", f"the learner's folder {work} can be written")


def check_room(disk: float | None = None, memory: float | None = None) -> Iterator[Finding]:
    """Whether there is disk and memory for a lesson."""
    disk = shutil.disk_usage(ROOT).free if disk is None else disk
    memory = available_memory() if memory is None else memory
    if disk < 0.5 * GB:
        yield Finding(
            "problem", f"only {disk / GB:.1f} GB of disk are free; a lesson may need 0.5 GB", "make clean"
        )
    if memory < 1.5 * GB:
        text = f"only {memory / GB:.1f} GB of memory are free; a lesson may need 1.5 GB: close other programs"
        yield Finding("warning", text)
    if disk >= 0.5 * GB and memory >= 1.5 * GB:
        known = f" and {memory / GB:.0f} GB of memory" if memory < float("inf") else ""
        yield Finding("ok", f"{disk / GB:.0f} GB of disk{known} are free")


def available_memory() -> float:
    """Bytes of memory that a program can still have; infinite where the system does not say."""
    try:
        found = re.search(r"MemAvailable:\s+(\d+)", Path("/proc/meminfo").read_text(encoding="ascii"))
    except OSError:
        return float("inf")
    return int(found[1]) * 1024 if found else float("inf")
