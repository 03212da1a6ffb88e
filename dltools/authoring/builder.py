"""The build: text → solution notebook with outputs → learner's notebook.

All is made in a stage; only what passes every gate is moved out of it.
"""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from dltools.authoring import answers
from dltools.authoring.clean import bare_widgets, clean
from dltools.authoring.definitions import load_definitions
from dltools.authoring.fresh import is_fresh, seal, source_hash, to_text
from dltools.authoring.gates.demos import demo_problems
from dltools.authoring.gates.exercises import exercise_problems, hint_problems
from dltools.authoring.gates.headers import check_cell_problems, header_problems, marker_problems
from dltools.authoring.gates.outputs import output_problems
from dltools.authoring.gates.release import file_problems, student_problems
from dltools.authoring.gates.verdicts import verdict_problems
from dltools.authoring.lesson import Lesson, find_lessons
from dltools.authoring.notebook import make_notebook, title_of
from dltools.authoring.problems import BuildError, Problem
from dltools.authoring.release import copy_supporting, release
from dltools.authoring.run import run
from dltools.authoring.source import Cell, load_cells


@dataclass(frozen=True)
class Built:
    """What the build did to a lesson: the files that changed; ``ran`` tells whether the solution was run."""

    lesson: str
    ran: bool
    changed: tuple[str, ...]

    def __str__(self) -> str:
        if not self.changed:
            return f"{self.lesson}: up to date"
        return f"{self.lesson}: wrote {', '.join(self.changed)}"


def build(
    root: Path,
    lessons: Sequence[str] = (),
    force: bool = False,
    solutions: bool = True,
    say: Callable[[str], None] | None = None,
) -> list[Built]:
    """Build what has changed.

    Parameters
    ----------
    root
        The folder that holds ``solutions/`` and ``course/``.
    lessons
        Folder names, names or numbers of lessons; none means all.
    force
        Build again even what has not changed.
    solutions
        Whether learners can look at solutions: put answers.json into ``course/``.
    say
        Told about each lesson before it is run.

    Raises
    ------
    BuildError
        If a gate refuses a lesson, after the others are built; all of a lesson is written, or nothing of it.
    ValueError
        If there is no such lesson.
    """
    done: list[Built] = []
    problems: list[Problem] = []
    for lesson in find_lessons(Path(root).resolve(), lessons):
        try:
            done.append(_build_lesson(lesson, force, solutions, say))
        except BuildError as error:
            problems += error.problems
    if problems and done and say:
        say("\n".join(map(str, done)))
    refuse(problems)
    return done


def _build_lesson(lesson: Lesson, force: bool, solutions: bool, say: Callable[[str], None] | None) -> Built:
    cells = load_cells(lesson.text)
    with tempfile.TemporaryDirectory(prefix="dltools-build-") as name:
        stage = Path(name)
        packed = answers.pack(cells)
        stale = force or not is_fresh(lesson)
        if stale:
            if say:
                say(f"{lesson.folder}: running the solution")
            notebook = make_solution(lesson, cells, packed, stage)
        else:
            notebook = nbformat.read(lesson.solution, as_version=4)
        made = release(lesson, notebook, packed, stage, solutions)
        refuse_release(lesson, notebook, made)
        changed = _write(lesson.solution, to_text(notebook)) + _write(
            lesson.source_folder / answers.FILE, packed
        )
        changed += _move(made, lesson.course_folder)
    return Built(lesson.folder, stale, tuple(str(path.relative_to(lesson.root)) for path in changed))


def make_solution(lesson: Lesson, cells: Sequence[Cell], packed: str, stage: Path) -> NotebookNode:
    """Return the solution notebook, run and gated.

    Raises
    ------
    BuildError
        If a gate refuses.
    """
    definitions = load_definitions(lesson)
    refuse(text_problems(lesson, cells, definitions))
    points = {name: definition.points for name, definition in definitions.items()}
    about = {"lesson": lesson.name, "source": source_hash(lesson), "title": title_of(cells)}
    notebook = make_notebook(cells, points, about)
    made = release(
        lesson, notebook, packed, stage, with_solutions=True
    )  # before the long run: quick to refuse
    refuse_release(lesson, notebook, made)
    untouched = _untouched(made / lesson.student.name)
    folder = stage / "run" / lesson.folder
    copy_supporting(lesson, folder)
    (folder / answers.FILE).write_text(packed, encoding="utf-8")
    verdicts = run(lesson.shown, notebook, folder, untouched, lesson.name)
    problems = list(verdict_problems(lesson.shown, verdicts))
    for id in bare_widgets(notebook):
        todo = "Show it through dltools.widgets, which adds a static picture with alt text."
        problems.append(Problem(lesson.shown, f"cell {id}", "a widget without a static picture.", todo))
    clean(notebook)
    refuse([*problems, *output_problems(lesson.shown, notebook)])
    seal(notebook)
    return notebook


def text_problems(lesson: Lesson, cells: Sequence[Cell], definitions: dict) -> list[Problem]:
    """Return all that the gates have against a lesson's text."""
    file = lesson.shown
    headers = list(header_problems(file, cells))
    if headers:  # the other gates read the headers
        return headers
    return [
        *check_cell_problems(file, cells),
        *marker_problems(file, cells),
        *exercise_problems(file, cells, definitions),
        *hint_problems(file, definitions),
        *demo_problems(file, cells),
    ]


def refuse(problems: Sequence[Problem]) -> None:
    """Raise a BuildError if there are problems."""
    if problems:
        raise BuildError(problems)


def refuse_release(lesson: Lesson, solution: NotebookNode, folder: Path) -> None:
    """Raise a BuildError if a learner's folder holds what it may not."""
    student = nbformat.read(folder / lesson.student.name, as_version=4)
    file = str(lesson.student.relative_to(lesson.root))
    refuse([*student_problems(file, student, solution), *file_problems(file, folder)])


def _untouched(student: Path) -> dict[str, str]:
    notebook = nbformat.read(student, as_version=4)
    return {cell.metadata.exercise: cell.source for cell in notebook.cells if "exercise" in cell.metadata}


def _write(path: Path, text: str) -> list[Path]:
    data = text.encode()
    if path.exists() and path.read_bytes() == data:
        return []
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(data)
    part.replace(path)
    return [path]


def _move(made: Path, folder: Path) -> list[Path]:
    """Make `folder` hold what `made` holds, and nothing else of its own; return what changed."""
    changed: list[Path] = []
    wanted = {path.relative_to(made) for path in made.rglob("*") if path.is_file()}
    for path in sorted(wanted):
        target = folder / path
        if not target.exists() or target.read_bytes() != (made / path).read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(made / path, target)
            changed.append(target)
    for path in sorted(folder.rglob("*")):
        if (
            path.is_file()
            and ".ipynb_checkpoints" not in path.parts
            and path.relative_to(folder) not in wanted
        ):
            path.unlink()
            changed.append(path)
    return changed
