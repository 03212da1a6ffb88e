"""Gates between a lesson's text and its definitions: every exercise once, checked, defined, with hints."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from dltools.authoring.problems import Problem
from dltools.authoring.source import Cell

MIN_HINTS = 2


def exercise_problems(file: str, cells: Sequence[Cell], definitions: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield exercises that are repeated, unchecked, undefined, out of order or without hints.

    Parameters
    ----------
    file
        The lesson's text as people know it.
    cells
        The lesson's text.
    definitions
        The lesson's definitions by exercise name.
    """
    defined_in = _package(file)
    yield from _repeated(file, cells)
    first = {kind: _first(cells, kind) for kind in ("exercise", "check")}
    for name, cell in first["check"].items():
        if name not in definitions:
            todo = f"Define it in {defined_in} ({_names(definitions)}), or correct the name."
            yield Problem(file, cell.where, f'check("{name}") has no definition.', todo)
        if name not in first["exercise"]:
            todo = f'Write a cell # %% exercise="{name}" before it.'
            yield Problem(file, cell.where, f'check("{name}") has no exercise cell.', todo)
    for name, cell in first["exercise"].items():
        if name not in first["check"]:
            todo = f'Write a cell # %% check="{name}" after it, with the line check("{name}").'
            yield Problem(file, cell.where, "the exercise has no check.", todo)
        elif cells.index(first["check"][name]) < cells.index(cell):
            yield Problem(
                file, cell.where, "its check stands before it.", "Move the check below the exercise."
            )
    yield from _unused(file, defined_in, first["check"], definitions)


def hint_problems(file: str, definitions: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield exercises with fewer than two hints."""
    defined_in = _package(file)
    for name, definition in definitions.items():
        hints = [hint for hint in definition.hints if hint.strip()]
        if len(hints) < MIN_HINTS:
            todo = 'Give at least two: hints=["a nudge", "nearly the answer"].'
            yield Problem(
                defined_in, f'exercise "{name}"', f"it has {len(hints)} of {MIN_HINTS} hints.", todo
            )


def _repeated(file: str, cells: Sequence[Cell]) -> Iterator[Problem]:
    counts = Counter((cell.kind, cell.name) for cell in cells if cell.name)
    for cell in cells:
        if counts[cell.kind, cell.name] > 1:
            todo = "Keep one of them; every exercise, check and task stands once."
            yield Problem(file, cell.where, f'{cell.kind}="{cell.name}" is repeated.', todo)


def _unused(
    file: str, defined_in: str, checks: Mapping[str, Cell], definitions: Mapping[str, Any]
) -> Iterator[Problem]:
    for name in definitions:
        if name not in checks:
            todo = f'Write the exercise and # %% check="{name}" into {file}, or remove the definition.'
            yield Problem(
                defined_in, f'exercise "{name}"', "the definition has no check in the lesson.", todo
            )


def _first(cells: Sequence[Cell], kind: str) -> dict[str, Cell]:
    found: dict[str, Cell] = {}
    for cell in cells:
        if cell.kind == kind:
            found.setdefault(cell.name, cell)
    return found


def _package(file: str) -> str:
    return f"dltools/checks/lessons/{PurePosixPath(file).stem}/"


def _names(definitions: Mapping[str, Any]) -> str:
    return "defined there: " + (", ".join(definitions) or "nothing")
