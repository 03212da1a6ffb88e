"""Makes small releases of a lesson, and a learner's folder, to try the workspace on."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from dltools.learner.workspace import Workspace

STUB = """def {}(x):
    # YOUR CODE HERE: write your answer, then delete the line below
    raise NotImplementedError"""


def graded(cell: NotebookNode, solution: bool = False) -> NotebookNode:
    cell.metadata["nbgrader"] = {"grade_id": cell.id, "solution": solution, "locked": not solution}
    return cell


def exercise(name: str, source: str = "") -> NotebookNode:
    return graded(new_code_cell(source or STUB.format(name), id=f"exercise-{name}"), solution=True)


def check(name: str) -> NotebookNode:
    return graded(new_code_cell(f'check("{name}")', id=f"check-{name}"))


def task(name: str, text: str = "Write here.") -> NotebookNode:
    return graded(new_markdown_cell(text, id=f"task-{name}"), solution=True)


def prose(text: str) -> NotebookNode:
    return graded(new_markdown_cell(text, id=f"text-{sum(map(ord, text)):08x}"))


def demo(source: str) -> NotebookNode:
    return graded(new_code_cell(source, id=f"demo-{sum(map(ord, source)):08x}"))


def lesson(*cells: NotebookNode) -> NotebookNode:
    return new_notebook(cells=list(cells))


def first_release() -> NotebookNode:
    return lesson(
        prose("# Activations"),
        demo("epochs = 5"),
        exercise("relu"),
        check("relu"),
        exercise("tanh"),
        check("tanh"),
        task("why"),
    )


def put(folder: Path, notebook: NotebookNode, name: str = "activations.ipynb") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    nbformat.write(notebook, path)
    return path


def release(root: Path, notebook: NotebookNode) -> Workspace:
    """Put a release into `course/` of a course in the folder root."""
    put(root / "course" / "02_activations", notebook)
    (root / "course" / "02_activations" / "answers.json").write_text("{}")
    (root / "pyproject.toml").touch()
    return Workspace(root / "course", root / "work")


def mine(workspace: Workspace) -> Path:
    return workspace.work / "02_activations" / "activations.ipynb"


def edit(path: Path, **sources: str) -> None:
    """Write into the cells of a notebook, named by their ids with _ for -."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.source = sources.get(cell.id.replace("-", "_"), cell.source)
    nbformat.write(notebook, path)


def sources(path: Path) -> dict[str, str]:
    return {cell.id: cell.source for cell in nbformat.read(path, as_version=4).cells}
