"""The gate on demos: the grader skips them, so no graded cell may need what only a demo makes."""

import builtins
import symtable
from collections.abc import Iterator, Sequence

from IPython.core.inputtransformer2 import TransformerManager

from dltools.authoring.problems import Problem
from dltools.authoring.source import Cell


def demo_problems(file: str, cells: Sequence[Cell]) -> Iterator[Problem]:
    """Yield cells that use a name which only a demo makes."""
    made: set[str] = set(dir(builtins)) | {"display", "get_ipython"}
    in_demos: dict[str, Cell] = {}
    for cell in cells:
        if cell.type != "code":
            continue
        bound, used = _names(cell.source)
        if cell.kind == "demo":
            in_demos.update({name: cell for name in bound if name not in made})
            continue
        for name in sorted((used & in_demos.keys()) - made - bound):
            todo = f'Take "demo" out of the tags of {in_demos[name].where}, or make {name} outside of it.'
            yield Problem(
                file, cell.where, f"it uses `{name}`, which only a demo makes; the grader skips demos.", todo
            )
        made |= bound


def _names(source: str) -> tuple[set[str], set[str]]:
    """Return the global names that a cell binds, and those that it reads."""
    try:
        top = symtable.symtable(TransformerManager().transform_cell(source), "cell", "exec")
    except SyntaxError:  # running the cell will say so
        return set(), set()
    bound = {
        s.get_name() for s in top.get_symbols() if s.is_assigned() or s.is_imported() or s.is_namespace()
    }
    used: set[str] = set()
    tables = [top]
    while tables:
        table = tables.pop()
        tables.extend(table.get_children())
        symbols = (s for s in table.get_symbols() if s.is_referenced())
        used |= {s.get_name() for s in symbols if table is top or s.is_global()}
    return bound, used
