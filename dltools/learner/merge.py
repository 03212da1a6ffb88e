"""Joins a learner's notebook with a newer release of its lesson: answers by exercise, own cells by place.

Works on notebooks in memory; files belong to `update`.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from dataclasses import dataclass, field

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

START = "(start)"
KEPT_ID = "kept-answers"
KEPT_HEADING = "## Your answers to exercises that this release of the lesson no longer has"
RELEASED_PREFIXES = ("exercise-", "task-", "check-", "demo-", "text-")


@dataclass
class Merged:
    """The joined notebook, and what happened, as names of exercises and numbers of cells."""

    notebook: NotebookNode
    carried: list[str] = field(default_factory=list)
    reworded: list[str] = field(default_factory=list)
    homeless: list[str] = field(default_factory=list)
    own: int = 0
    edited: int = 0
    dropped: int = 0


def merge(mine: NotebookNode, new: NotebookNode, old: NotebookNode | None = None) -> Merged:
    """Put what the learner wrote into a new release.

    Parameters
    ----------
    mine, new
        The learner's notebook and the new release; neither is changed.
    old
        The release that the learner's notebook was made of, where it is known.

    Returns
    -------
    Merged
        The new release with the learner's answers and own cells in it.
    """
    return _Merge(mine, new, old).run()


class _Merge:
    def __init__(self, mine: NotebookNode, new: NotebookNode, old: NotebookNode | None) -> None:
        self.mine = mine.cells
        self.old = {key(cell): cell for cell in old.cells} if old else {}
        self.result = Merged(copy.deepcopy(new))
        self.new = {key(cell): cell for cell in self.result.notebook.cells}
        self.own: dict[str, list[NotebookNode]] = defaultdict(list)
        self.homeless: list[NotebookNode] = []

    def run(self) -> Merged:
        originals = _originals(self.mine)
        place = START
        for index, cell in enumerate(self.mine):
            name = originals.get(index)
            if name in self.new:
                self.fill(name, cell)
                place = name
            elif name and self.was_released(name, cell):
                self.drop(name, cell)
            elif cell.source.strip() or cell.get("outputs"):
                self.own[place].append(_plain(cell))
        self.assemble()
        return self.result

    def was_released(self, name: str, cell: NotebookNode) -> bool:
        if self.old:
            return name in self.old
        return "nbgrader" in cell.metadata or name.startswith(RELEASED_PREFIXES)

    def fill(self, name: str, cell: NotebookNode) -> None:
        """A cell that the new release has too: take the learner's text where it is an answer or edited."""
        target, before = self.new[name], self.old.get(name)
        if not touched(cell, before, target) or is_check(target):
            return
        reworded = before is not None and text(before) != text(target)
        if is_answer(target):
            self.result.carried.append(short(name))
            if reworded:
                self.result.reworded.append(short(name))
        elif reworded:
            self.result.dropped += 1
            return
        else:
            self.result.edited += 1
        target.source = cell.source
        if "attachments" in cell and target.cell_type == "markdown":
            target.attachments = cell.attachments

    def drop(self, name: str, cell: NotebookNode) -> None:
        """A cell that the new release no longer has: an answer is never lost."""
        if not touched(cell, self.old.get(name)) or is_check(cell):
            return
        if is_answer(cell):
            self.result.homeless.append(short(name))
            self.homeless.append(_plain(cell, id=f"kept-{name}"[:64]))
        else:
            self.result.dropped += 1

    def assemble(self) -> None:
        cells = list(self.own[START])
        for name, cell in self.new.items():
            cells += [cell, *self.own[name]]
        if self.homeless:
            if not any(cell.get("id") == KEPT_ID for cell in cells):
                cells.append(new_markdown_cell(KEPT_HEADING, id=KEPT_ID))
            cells += self.homeless
        own = (cell for group in self.own.values() for cell in group)
        self.result.own = sum(not cell.get("id", "").startswith("kept-") for cell in own)
        _make_ids_unique(cells, list(self.new.values()))
        self.result.notebook.cells = cells


def key(cell: NotebookNode) -> str:
    """What names a cell from release to release: nbgrader's id, else the notebook's."""
    return cell.metadata.get("nbgrader", {}).get("grade_id") or cell.get("id", "")


def short(name: str) -> str:
    """The exercise's or task's name, as a learner knows it."""
    return name.removeprefix("exercise-").removeprefix("task-")


def is_answer(cell: NotebookNode) -> bool:
    """Whether a learner is to write in this cell."""
    graded = cell.metadata.get("nbgrader", {})
    return bool(graded.get("solution")) or key(cell).startswith(("exercise-", "task-"))


def is_check(cell: NotebookNode) -> bool:
    """Whether this cell calls a check; such a cell always comes from the release."""
    return key(cell).startswith("check-")


def text(cell: NotebookNode) -> str:
    """The cell's text without differences that nobody sees."""
    return "\n".join(line.rstrip() for line in cell.source.strip().splitlines())


def touched(cell: NotebookNode, *released: NotebookNode | None) -> bool:
    """Whether the learner wrote something here, so that it is neither empty nor as released."""
    return text(cell) not in {"", *(text(other) for other in released if other is not None)}


def _originals(cells: list[NotebookNode]) -> dict[int, str]:
    """For each cell that is the release's own, its name; a copy that a learner pasted is not."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, cell in enumerate(cells):
        if key(cell):
            places[key(cell)].append(index)
    return {
        next((index for index in found if cells[index].get("id") == name), found[0]): name
        for name, found in places.items()
    }


def _plain(cell: NotebookNode, **changes: str) -> NotebookNode:
    """A copy that nbgrader takes for a cell of the learner's own."""
    cell = copy.deepcopy(cell)
    cell.metadata.pop("nbgrader", None)
    for name in ("deletable", "editable"):
        cell.metadata.pop(name, None)
    cell.update(changes)
    return cell


def _make_ids_unique(cells: list[NotebookNode], released: list[NotebookNode]) -> None:
    """The released cells keep their ids; others get a new one where theirs is missing or taken."""
    taken = {cell.id for cell in released}
    for cell in cells:
        if any(cell is other for other in released):
            continue
        base, number = (cell.get("id") or "own")[:56], 1
        wanted = base
        while wanted in taken:
            number += 1
            wanted = f"{base}-{number}"
        cell.id = wanted
        taken.add(wanted)
