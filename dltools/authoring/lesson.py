"""Where the files of a lesson lie. Nothing here reads or writes them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SOURCE, RELEASE = "solutions", "course"
_FOLDER = re.compile(r"\d\d_[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class Lesson:
    """One lesson of the course that lies in `root`; `folder` is its folder's name, ``"02_activations"``."""

    root: Path
    folder: str

    @property
    def name(self) -> str:
        """The folder's name without its number, ``"activations"``."""
        return self.folder.split("_", 1)[1]

    @property
    def source_folder(self) -> Path:
        """Where people write."""
        return self.root / SOURCE / self.folder

    @property
    def course_folder(self) -> Path:
        """Where the learner's notebook is built."""
        return self.root / RELEASE / self.folder

    @property
    def text(self) -> Path:
        """The text that everything is built from."""
        return self.source_folder / f"{self.name}.py"

    @property
    def solution(self) -> Path:
        """The notebook with solutions and outputs."""
        return self.source_folder / f"{self.name}.ipynb"

    @property
    def student(self) -> Path:
        """The notebook that a learner opens."""
        return self.course_folder / f"{self.name}.ipynb"

    @property
    def shown(self) -> str:
        """The text's path as people know it."""
        return f"{SOURCE}/{self.folder}/{self.name}.py"


def find_lessons(root: Path, wanted: Sequence[str] = ()) -> list[Lesson]:
    """Return the lessons under `root`, in course order.

    Parameters
    ----------
    root
        The folder that holds ``solutions/``.
    wanted
        Folder names, names without the number, or numbers; none means all.

    Raises
    ------
    ValueError
        If one of `wanted` is no lesson.
    """
    folders = sorted(p for p in (root / SOURCE).glob("*") if p.is_dir() and _FOLDER.fullmatch(p.name))
    lessons = [Lesson(root, p.name) for p in folders]
    lessons = [lesson for lesson in lessons if lesson.text.exists()]
    if not wanted:
        return lessons
    return [_pick(lessons, name) for name in dict.fromkeys(wanted)]


def _pick(lessons: list[Lesson], name: str) -> Lesson:
    for lesson in lessons:
        if name.strip("/").split("/")[-1] in (lesson.folder, lesson.name, lesson.folder[:2]):
            return lesson
    known = ", ".join(lesson.folder for lesson in lessons) or "none yet"
    raise ValueError(
        f"There is no lesson {name!r}. Lessons: {known}. "
        f"A lesson is a folder that holds its text, such as {SOURCE}/02_activations/activations.py."
    )
