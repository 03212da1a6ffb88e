"""Runs each solution notebook in a fresh process: seconds, and peak memory of its kernel, on two cores.

Writes results/lessons.md and the table in the README; what a lesson says of itself stands in its first cell.
"""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench import ROOT, save, table

CORES, SECONDS, GIGABYTES = 2, 60, 1.5
BEGIN, END = "<!-- lessons:begin -->", "<!-- lessons:end -->"
HEAD = ("Lesson", "You will learn", "Time", "Data", "Runs in", "Memory")


@dataclass
class Lesson:
    """What a lesson says of itself in its first cell."""

    path: Path
    title: str
    time: str
    data: str
    learn: str

    @property
    def link(self) -> str:
        """The lesson's title with a link to what a learner opens."""
        number = self.path.parent.name.split("_")[0]
        return f"[{number} {self.title}](course/{self.path.parent.name}/{self.path.name})"


def lessons(root: Path = ROOT) -> list[Lesson]:
    """All lessons that have been built, in course order."""
    return [about(path) for path in sorted(root.glob("solutions/*/*.ipynb")) if path.stem in path.parent.name]


def about(path: Path) -> Lesson:
    """Read what a lesson says of itself."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    first = "".join(cells[0]["source"])
    title = re.search(r"(?m)^# (.+)$", first)
    found = dict(re.findall(r"(?m)^(?:- )?\*\*(Time|Data|You will learn):\*\*\s*(.+?)\s*$", first))
    missing = {"Time", "Data", "You will learn"} - set(found)
    if missing or not title:
        raise ValueError(
            f"{path}: its first cell must be a title (# …) and the lines **Time:** 60 minutes, **Data:** …, "
            f"**You will learn:** …; missing: {', '.join(sorted(missing)) or 'the title'}"
        )
    return Lesson(path, title[1], found["Time"], found["Data"], found["You will learn"])


def run_here(path: Path) -> dict[str, float]:
    """Run a notebook in this process's only kernel; seconds and the kernel's peak memory in GB."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(path.parent, folder, dirs_exist_ok=True)
        started = time.perf_counter()
        NotebookClient(notebook, timeout=600, resources={"metadata": {"path": folder}}).execute()
        seconds = time.perf_counter() - started
    return {"seconds": seconds, "memory": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 / 1e9}


def run(path: Path) -> dict[str, float]:
    """Run a notebook in a fresh process, on two cores where the system can do that."""

    def two_cores() -> None:
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])

    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.lessons", str(path)],
        cwd=ROOT,
        env={**os.environ, "DLTOOLS_PROGRESS": "off"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        preexec_fn=two_cores,
    )
    return json.loads(done.stdout.splitlines()[-1])


def row(lesson: Lesson, measured: dict[str, float]) -> tuple[str, ...]:
    """A line of the table; what is over the budget is marked."""
    seconds, memory = measured["seconds"], measured["memory"]
    return (
        lesson.link,
        lesson.learn,
        lesson.time,
        lesson.data,
        f"{seconds:.0f} s" + (f" **over {SECONDS} s**" if seconds > SECONDS else ""),
        f"{memory:.1f} GB" + (f" **over {GIGABYTES} GB**" if memory > GIGABYTES else ""),
    )


def into_readme(text: str, readme: Path = ROOT / "README.md") -> None:
    """Put the table between its two markers."""
    before, _, rest = readme.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    if not after:
        raise ValueError(f"{readme} has no place for the lesson table: {BEGIN} … {END}")
    readme.write_text(f"{before}{BEGIN}\n{text}{END}{after}", encoding="utf-8")


def main() -> None:
    """Measure all lessons and write the tables."""
    rows, total = [], 0.0
    for lesson in lessons():
        print(f"running {lesson.path.name} ...", flush=True)
        measured = run(lesson.path)
        total += measured["seconds"]
        rows.append(row(lesson, measured))
    text = table(HEAD, rows)
    into_readme(text)
    title = "The lessons' solutions, run top to bottom on two cores without a GPU"
    save("lessons", title, f"{text}\nAll together: {total:.0f} s.\n")


if __name__ == "__main__":
    print(json.dumps(run_here(Path(sys.argv[1]))))
