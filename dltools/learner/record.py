"""What a learner has done so far: attempts, hints and passed exercises, in one small local file.

Safe for several notebooks at once (a lock, whole-file replacement). A damaged file is kept aside, never lost.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock
from platformdirs import user_data_path

from dltools.checks.report import Report

FOLDER = ".dltools"
FILE = "progress.json"


@dataclass
class Entry:
    """One exercise in the record."""

    status: str = "not attempted"
    best: float = 0.0  # share of the points, 0 to 1
    attempts: int = 0
    hints: int = 0
    passed_on: str = ""


class Record:
    """The progress of one learner.

    Parameters
    ----------
    path
        The file; None keeps the record in memory only.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._memory: dict[str, Entry] = {}

    def __repr__(self) -> str:
        done = sum(e.status == "passed" for e in self.entries().values())
        return f"Record({str(self.path) if self.path else 'in memory'}: {done} passed)"

    def entries(self) -> dict[str, Entry]:
        """Return all entries by full exercise name."""
        if self.path is None:
            return dict(self._memory)
        if not self.path.exists():
            return {}
        try:
            data = json.loads(self.path.read_text(encoding="utf-8"))
            return {name: Entry(**entry) for name, entry in data["exercises"].items()}
        except (ValueError, KeyError, TypeError, AttributeError):
            return {}

    def entry(self, name: str) -> Entry:
        """Return the entry of one exercise, an empty one if there is none."""
        return self.entries().get(name, Entry())

    def add_report(self, report: Report) -> None:
        """Count an attempt and keep the best score; a passed exercise stays passed."""
        with self._changing(report.name) as entry:
            if report.status == "not attempted":
                return
            entry.attempts += 1
            entry.best = max(entry.best, report.score)
            if report.passed and not entry.passed_on:
                entry.passed_on = datetime.now(UTC).isoformat(timespec="seconds")
            entry.status = "passed" if entry.passed_on else report.status

    def add_hint(self, name: str, most: int) -> int:
        """Count one more hint, up to `most`; return how many have been seen."""
        with self._changing(name) as entry:
            entry.hints = min(entry.hints + 1, most)
        return entry.hints

    @contextmanager
    def _changing(self, name: str) -> Iterator[Entry]:
        if self.path is None:
            yield self._memory.setdefault(name, Entry())
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{self.path}.lock"):
            entries = self.entries()
            if not entries and self.path.exists() and self.path.stat().st_size:
                _keep_aside(self.path)
            yield entries.setdefault(name, Entry())
            text = json.dumps(
                {"version": 1, "exercises": {n: asdict(e) for n, e in entries.items()}}, indent=1
            )
            whole = self.path.with_suffix(".tmp")
            whole.write_text(text, encoding="utf-8")
            whole.replace(self.path)


_in_memory = Record(None)


def current() -> Record:
    """Return the record of this learner.

    In the nearest `.dltools` folder above the working directory, else with the user's application data; in
    memory only where nobody is learning: while nbgrader runs a notebook, or with ``DLTOOLS_PROGRESS=off``.
    """
    if os.environ.get("DLTOOLS_PROGRESS") == "off" or os.environ.get("NBGRADER_EXECUTION"):
        return _in_memory
    return Record(home() / FILE)


def home(start: Path | None = None) -> Path:
    """Return the folder where the course keeps what it remembers."""
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if (folder / FOLDER).is_dir():
            return folder / FOLDER
    return user_data_path("dltools")


def _keep_aside(path: Path) -> None:
    number = 1
    while (aside := path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")).exists():
        number += 1
    path.replace(aside)
