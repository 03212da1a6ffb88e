"""Gates on what learners get: no marker, no solution, no source."""

import re
from collections.abc import Iterator
from pathlib import Path

from nbformat import NotebookNode

from dltools.authoring.problems import Problem

_MARKER = re.compile(r"\b(BEGIN|END)[ _-]*(SOLUTION|HIDDEN|MARK)", re.IGNORECASE)
_FORBIDDEN = {".py", ".pyc", ".db", ".toml"}


def student_problems(file: str, student: NotebookNode, solution: NotebookNode) -> Iterator[Problem]:
    """Yield solution markers, answers and outputs that are left in a learner's notebook."""
    answers = {cell.id: cell.source for cell in solution.cells}
    for cell in student.cells:
        where = f"cell {cell.id}"
        match = _MARKER.search(cell.source)
        if match:
            todo = "Give the cell an exercise or task header, and the marker a line of its own."
            yield Problem(
                file, where, f"the solution marker {match[0]!r} is left in the learner's notebook.", todo
            )
        is_answer = cell.metadata.get("nbgrader", {}).get("solution", False)
        if is_answer and cell.source == answers.get(cell.id):
            yield Problem(
                file, where, "the learner's cell is the solution.", "Mark the answer as a solution."
            )
        if cell.get("outputs"):
            yield Problem(file, where, "outputs are left in it.", "Keep ClearOutput in nbgrader_config.py.")


def file_problems(file: str, folder: Path) -> Iterator[Problem]:
    """Yield files that may never reach a learner."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in _FORBIDDEN:
            todo = "Name it in CourseDirectory.ignore in nbgrader_config.py."
            yield Problem(file, "", f"{path.name} would reach the learners.", todo)
