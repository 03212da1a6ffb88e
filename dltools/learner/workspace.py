"""The learner's folder `work/`: where it is, and a copy of each lesson, made once, never overwritten.

Bringing newer lessons in belongs to `update`, the joining of notebooks to `merge`.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

IGNORED = {".ipynb_checkpoints", "__pycache__", ".DS_Store"}


class WorkspaceError(Exception):
    """Something about the learner's folder that a person has to mend; says how."""


@dataclass(frozen=True)
class Workspace:
    """The released lessons (`course/`) and the learner's copies of them (`work/`)."""

    course: Path
    work: Path

    @property
    def marker(self) -> Path:
        """The folder with progress and with the releases that the copies were made of."""
        return self.work / ".dltools"

    def released(self, lesson: str) -> Path:
        """The folder that keeps a lesson as it was when it was copied, to tell answers from empty stubs."""
        return self.marker / "released" / lesson

    def lessons(self) -> list[str]:
        """The names of all released lessons, such as ``"01_perceptron"``, in course order."""
        return sorted(folder.name for folder in self.course.iterdir() if folder.is_dir() and files(folder))

    def find(self, lesson: str) -> str:
        """The full name of a lesson given as ``"01_perceptron"``, ``"perceptron"`` or ``"01"``."""
        for name in self.lessons():
            if lesson.strip("/") in (name, *name.split("_", 1)):
                return name
        raise WorkspaceError(f"There is no lesson {lesson!r}. The lessons are: {', '.join(self.lessons())}.")

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """Keep a second `start` or `update` out while one is writing."""
        from filelock import FileLock, Timeout

        try:
            self.marker.mkdir(parents=True, exist_ok=True)
            with FileLock(self.marker / "lock", timeout=30):
                yield
        except Timeout:
            raise WorkspaceError(
                f"Another command is writing to {self.work}. Wait until it has ended, then try again."
            ) from None
        except PermissionError as error:
            raise WorkspaceError(
                f"{error.filename} cannot be written. The folder {self.work} must be yours: "
                f'run  sudo chown -R "$USER" "{self.work}"'
            ) from error

    def start(self) -> list[str]:
        """Copy what is missing in `work/`, and only that.

        Returns
        -------
        list of str
            The lessons of which something was copied.
        """
        if not self.lessons():
            raise WorkspaceError(f"{self.course} holds no lessons yet. Build them: make build")
        with self.lock():
            return [lesson for lesson in self.lessons() if self.copy_missing(lesson)]

    def copy_missing(self, lesson: str) -> int:
        """Copy the files of one lesson that the learner does not have; returns how many."""
        source, copied = self.course / lesson, 0
        for name in files(source):
            if os.path.lexists(self.work / lesson / name):
                continue
            content = (source / name).read_bytes()
            write(self.released(lesson) / name, content)
            write(self.work / lesson / name, content)
            copied += 1
        return copied

    def newer(self) -> list[str]:
        """The lessons of which `course/` holds another release than the learner's copy was made of."""
        return [lesson for lesson in self.lessons() if self.is_newer(lesson)]

    def is_newer(self, lesson: str) -> bool:
        """Whether any file of the lesson differs from the release that was copied."""
        source, kept = self.course / lesson, self.released(lesson)
        return any(read(source / name) != read(kept / name) for name in files(source))


def find_workspace(built: bool = True) -> Workspace:
    """The workspace around the current folder, else the one that belongs to this installation.

    Parameters
    ----------
    built
        Whether there must be a `course/` folder already.
    """
    here = Path.cwd()
    for folder in (here, *here.parents, Path(__file__).resolve().parents[2]):
        lessons = folder / ("course" if built else "solutions")
        if lessons.is_dir() and (folder / "pyproject.toml").is_file():
            return Workspace(folder / "course", folder / "work")
    raise WorkspaceError(
        f"There is no course in {here} or above it (a folder with pyproject.toml and {lessons.name}/). "
        "Go to the folder that you cloned and try again."
    )


def files(folder: Path) -> list[Path]:
    """The files below a folder, as sorted relative paths, less what editors and Python leave behind."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in found if not IGNORED.intersection(path.parts))


def read(path: Path) -> bytes | None:
    """What a file holds, or None where there is none."""
    return path.read_bytes() if path.is_file() else None


def write(path: Path, content: bytes) -> None:
    """Write a file so that it is there as a whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as part:
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
        os.chmod(name, path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
