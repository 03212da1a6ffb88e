"""Gates on a lesson's text alone: cell headers and solution markers."""

import ast
import re
from collections.abc import Iterator, Sequence

from dltools.authoring.problems import Problem
from dltools.authoring.source import HEADER_KEYS, Cell

TAGS = ("demo", "parameters", "nbval-ignore-output", "nbval-check-output", "raises-exception", "hide-input")
_NAME = {"exercise": r"[A-Za-z_]\w*", "check": r"[A-Za-z_]\w*", "task": r"[a-z0-9][a-z0-9_-]*"}
_MARKER = re.compile(r"\b(BEGIN|END)[ _-]*(SOLUTION|HIDDEN|MARK)", re.IGNORECASE)
_EXACT = re.compile(r"\s*### (BEGIN|END) SOLUTION\s*")
_KEYS = {"code": {"exercise", "check", "tags"}, "markdown": {"task", "points", "tags"}}


def header_problems(file: str, cells: Sequence[Cell]) -> Iterator[Problem]:
    """Yield what is wrong with cell headers: unknown keys and tags, bad names, points in the wrong place."""
    for cell in cells:
        if cell.type not in _KEYS:
            yield Problem(file, cell.where, f"a {cell.type} cell.", "Use code cells and [markdown] cells.")
            continue
        for key in cell.header:
            yield from _key_problems(file, cell, key)
        for tag in cell.tags:
            if tag not in TAGS:
                yield Problem(file, cell.where, f"unknown tag {tag!r}.", f"Allowed: {', '.join(TAGS)}.")
        pattern = _NAME.get(cell.kind)
        if pattern and not re.fullmatch(pattern, cell.name):
            todo = f'Write {cell.kind}="name", as in exercise="relu" or task="reflect-dead-units".'
            yield Problem(file, cell.where, f"{cell.name!r} is not a name.", todo)
        if cell.kind == "task" and not _is_points(cell.header.get("points")):
            yield Problem(file, cell.where, "a task needs its points.", f'Write task="{cell.name}" points=2.')
        if "points" in cell.header and cell.kind == "text":
            yield Problem(
                file, cell.where, "points, but no task.", 'Write task="a-name" beside them, or remove them.'
            )


def check_cell_problems(file: str, cells: Sequence[Cell]) -> Iterator[Problem]:
    """Yield the check cells that are anything but one readable line."""
    for cell in cells:
        if cell.kind == "check" and not _is_check(cell):
            todo = (
                f'Let the cell be the one line check("{cell.name}"); put other code into a cell of its own.'
            )
            yield Problem(file, cell.where, f'the cell is more than check("{cell.name}").', todo)


def marker_problems(file: str, cells: Sequence[Cell]) -> Iterator[Problem]:
    """Yield unbalanced or misspelt solution markers, and answers without any."""
    for cell in cells:
        marked = [line for line in cell.source.split("\n") if _MARKER.search(line)]
        order = [match[1] if (match := _EXACT.fullmatch(line)) else line.strip() for line in marked]
        if cell.kind in ("exercise", "task"):
            if not order:
                todo = "Put the answer between the lines ### BEGIN SOLUTION and ### END SOLUTION."
                yield Problem(file, cell.where, "no solution is marked.", todo)
            elif order != ["BEGIN", "END"] * (len(order) // 2):
                todo = (
                    "Write ### BEGIN SOLUTION, then ### END SOLUTION, in capitals, each on a line of its own."
                )
                yield Problem(
                    file, cell.where, f"the solution markers do not pair up: {', '.join(order)}.", todo
                )
        elif order:
            todo = 'Remove it, or give the cell a header: exercise="name" for code, task="name" for words.'
            yield Problem(
                file, cell.where, f"the marker {marked[0].strip()!r} in a cell without an answer.", todo
            )


def _key_problems(file: str, cell: Cell, key: str) -> Iterator[Problem]:
    if key not in HEADER_KEYS:
        allowed = ", ".join(HEADER_KEYS)
        yield Problem(file, cell.where, f"unknown cell-header key {key!r}.", f"Allowed: {allowed}.")
    elif key not in _KEYS[cell.type]:
        todo = (
            "Points of a check come from its definition."
            if key == "points"
            else f"Allowed: {_allowed(cell)}."
        )
        yield Problem(file, cell.where, f"the key {key!r} has no meaning in a {cell.type} cell.", todo)
    elif key != cell.kind and key in _NAME:
        yield Problem(file, cell.where, f"{cell.kind} and {key} in one header.", "Use one cell for each.")


def _allowed(cell: Cell) -> str:
    return ", ".join(sorted(_KEYS[cell.type]))


def _is_points(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value >= 0


def _is_check(cell: Cell) -> bool:
    try:
        return ast.unparse(ast.parse(cell.source)) == f"check({cell.name!r})"
    except SyntaxError:
        return False
