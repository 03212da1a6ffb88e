"""`--check`: is everything built that the text says? Nothing is run and nothing is written."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import nbformat

from dltools.authoring import answers
from dltools.authoring.builder import refuse_release, text_problems
from dltools.authoring.definitions import load_definitions
from dltools.authoring.fresh import is_fresh
from dltools.authoring.lesson import RELEASE, Lesson, find_lessons
from dltools.authoring.problems import BuildError, Problem
from dltools.authoring.release import release
from dltools.authoring.source import load_cells


def check(root: Path, lessons: Sequence[str] = (), solutions: bool = True) -> list[Problem]:
    """Return what is out of step; an empty list if all is fresh.

    Parameters
    ----------
    root
        The folder that holds ``solutions/`` and ``course/``.
    lessons
        Folder names, names or numbers of lessons; none means all.
    solutions
        Whether ``course/`` was built with answers.json.
    """
    root = Path(root).resolve()
    found = find_lessons(root, lessons)
    problems = [problem for lesson in found for problem in _lesson_problems(lesson, solutions)]
    return problems if lessons else [*problems, *_orphans(root, found)]


def _lesson_problems(lesson: Lesson, solutions: bool) -> Iterator[Problem]:
    cells = load_cells(lesson.text)
    try:
        yield from text_problems(lesson, cells, load_definitions(lesson))
    except BuildError as error:
        yield from error.problems
    if not is_fresh(lesson):
        yield Problem(
            lesson.shown,
            "",
            "its solution notebook is not up to date.",
            f"Run: dltools build {lesson.folder}",
        )
        return
    with tempfile.TemporaryDirectory(prefix="dltools-check-") as stage:
        notebook = nbformat.read(lesson.solution, as_version=4)
        try:
            made = release(lesson, notebook, answers.pack(cells), Path(stage), solutions)
            refuse_release(lesson, notebook, made)
        except BuildError as error:
            yield from error.problems
            return
        for path in _differing(made, lesson.course_folder):
            file = f"{RELEASE}/{lesson.folder}/{path}"
            yield Problem(file, "", "it is not what the build makes.", f"Run: dltools build {lesson.folder}")


def _differing(made: Path, folder: Path) -> list[str]:
    files = {p.relative_to(top) for top in (made, folder) for p in top.rglob("*") if p.is_file()}
    return [
        str(p)
        for p in sorted(files)
        if ".ipynb_checkpoints" not in p.parts and not _same(made / p, folder / p)
    ]


def _same(made: Path, there: Path) -> bool:
    if not (made.exists() and there.exists()):
        return False
    if made.name == answers.FILE:  # compression may differ between machines; what it holds may not
        return answers.unpack(made.read_text()) == answers.unpack(there.read_text())
    return made.read_bytes() == there.read_bytes()


def _orphans(root: Path, found: Sequence[Lesson]) -> Iterator[Problem]:
    known = {lesson.folder for lesson in found}
    for folder in sorted(p for p in (root / RELEASE).glob("*") if p.is_dir() and p.name not in known):
        file = f"{RELEASE}/{folder.name}"
        yield Problem(file, "", "no lesson in solutions/ has this name.", "Delete the folder.")
