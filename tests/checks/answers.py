"""Right answers for the tests: the lessons' own solutions, and other people's ways to the same result."""

import importlib
from functools import cache
from pathlib import Path
from typing import Any

import jupytext

from dltools.checks import get

ROOT = Path(__file__).resolve().parents[2]


def source_of(lesson: str) -> Path:
    """Return the text source of a lesson."""
    return next(ROOT.glob(f"solutions/[0-9][0-9]_{lesson}/{lesson}.py"))


@cache
def solutions(lesson: str) -> dict[str, Any]:
    """Run a lesson's import and exercise cells and return the names they define."""
    names: dict[str, Any] = {}
    for number, cell in enumerate(jupytext.read(source_of(lesson)).cells):
        imports = number < 6 and cell.source.lstrip().startswith(("import", "from"))
        if cell.cell_type == "code" and (imports or "exercise" in cell.metadata):
            exec(compile(cell.source, f"{lesson}, cell {number}", "exec"), names)
    return names


def right_answers(full_name: str) -> list[Any]:
    """Return the lesson's solution and at least two different right implementations."""
    exercise = get(full_name)
    module = importlib.import_module(f"tests.checks.right_{exercise.lesson}")
    return [solutions(exercise.lesson)[exercise.name], *module.RIGHT[exercise.name]]
