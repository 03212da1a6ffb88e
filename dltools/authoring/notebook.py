"""Cells of text → cells of a notebook: ids, nbgrader's metadata, points. Outputs come later."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from dltools.authoring.source import Cell

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
LANGUAGE = {
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "pygments_lexer": "ipython3",
}
SCHEMA = 3


def make_notebook(cells: Sequence[Cell], points: Mapping[str, int], about: Mapping[str, Any]) -> NotebookNode:
    """Return the solution notebook of a lesson, not run yet.

    Parameters
    ----------
    cells
        The lesson's text.
    points
        Points of every exercise, by name.
    about
        What the notebook says about itself, under ``dltools`` in its metadata.
    """
    notebook = new_notebook()
    notebook.metadata.update(kernelspec=dict(KERNEL), language_info=dict(LANGUAGE), dltools=dict(about))
    for cell, id in zip(cells, cell_ids(cells), strict=True):
        new = new_code_cell if cell.type == "code" else new_markdown_cell
        made = new(cell.source, id=id, metadata=dict(cell.header))
        grading = _grading(cell, id, points)
        if grading:
            made.metadata["nbgrader"] = grading
        notebook.cells.append(made)
    return notebook


def cell_ids(cells: Sequence[Cell]) -> list[str]:
    """Return an id for each cell: from its exercise's name, or else from a hash of its text."""
    ids: list[str] = []
    for cell in cells:
        digest = hashlib.sha256(cell.source.encode()).hexdigest()[:8]
        stem = f"{cell.kind}-{cell.name or digest}"
        id, number = stem, 2
        while id in ids:
            id, number = f"{stem}-{number}", number + 1
        ids.append(id)
    return ids


def title_of(cells: Sequence[Cell]) -> str:
    """Return the lesson's first heading, or nothing."""
    lines = (line for cell in cells if cell.type == "markdown" for line in cell.source.split("\n"))
    return next((line.lstrip("# ").strip() for line in lines if line.startswith("# ")), "")


def _grading(cell: Cell, id: str, points: Mapping[str, int]) -> dict[str, Any]:
    """Return nbgrader's metadata; prose and demos carry none, so a learner may play with them freely."""
    if cell.kind in ("text", "demo"):
        return {}
    graded = cell.kind in ("check", "task")
    answer = cell.kind in ("exercise", "task")
    grading = {
        "cell_type": cell.type,
        "grade": graded,
        "grade_id": id,
        "locked": not answer,
        "schema_version": SCHEMA,
        "solution": answer,
        "task": False,
    }
    if graded:
        grading["points"] = points[cell.name] if cell.kind == "check" else cell.header["points"]
    return grading
