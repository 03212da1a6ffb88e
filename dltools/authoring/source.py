"""The text of a lesson, read into cells by jupytext. What the cells become is said elsewhere."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import jupytext

HEADER_KEYS = ("exercise", "check", "task", "points", "tags")
"""What a cell header may say; solutions/jupytext.toml names the same keys, so that saving keeps them."""

_BLANK_LINES = ("cell_marker", "lines_to_next_cell", "lines_to_end_of_cell_marker")
_MARKER_LINE = re.compile(r"\s*#*\s*(BEGIN|END) SOLUTION\s*")

Kind = Literal["exercise", "check", "task", "demo", "code", "text"]


@dataclass
class Cell:
    """One cell of a lesson's text.

    Parameters
    ----------
    type
        ``"code"`` or ``"markdown"``.
    source
        Its text.
    header
        What its header says besides the type.
    line
        Where its header stands in the file, from 1; None if that cannot be told.
    """

    type: str
    source: str
    header: dict[str, Any] = field(default_factory=dict)
    line: int | None = None

    @property
    def kind(self) -> Kind:
        """What the cell is for."""
        for kind in ("exercise", "check", "task"):
            if kind in self.header:
                return kind
        if self.type != "code":
            return "text"
        return "demo" if "demo" in self.tags else "code"

    @property
    def name(self) -> str:
        """The exercise's or task's name, or nothing."""
        return str(self.header.get(self.kind, ""))

    @property
    def tags(self) -> list[str]:
        """The cell's tags."""
        tags = self.header.get("tags", [])
        return tags if isinstance(tags, list) else [tags]

    @property
    def where(self) -> str:
        """The cell as an author finds it."""
        line = f"line {self.line}" if self.line else "a cell"
        if self.name:
            return f'{line} ({self.kind} "{self.name}")'
        first = self.source.strip().split("\n", 1)[0][:50]
        return f"{line} ({first})"

    @property
    def answer(self) -> str:
        """The source without the lines that mark the solution."""
        return "\n".join(line for line in self.source.split("\n") if not _MARKER_LINE.fullmatch(line))


def read_cells(text: str) -> list[Cell]:
    """Return the cells of a lesson's text."""
    notebook = jupytext.reads(text, fmt="py:percent")
    lines = [n for n, line in enumerate(text.split("\n"), start=1) if re.match(r"# ?%%(\s|$)", line)]
    known = len(lines) == len(notebook.cells)
    cells = []
    for number, cell in enumerate(notebook.cells):
        header = {key: value for key, value in cell.metadata.items() if key not in _BLANK_LINES}
        cells.append(Cell(cell.cell_type, cell.source, header, lines[number] if known else None))
    return cells


def load_cells(path: Path) -> list[Cell]:
    """Read the cells of a lesson's text file."""
    return read_cells(path.read_text(encoding="utf-8"))
