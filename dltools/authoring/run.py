"""Runs a lesson in a kernel of its own, always in the same surroundings, and asks for the verdicts."""

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from dltools.authoring import probe
from dltools.authoring.problems import BuildError, Problem

CELL_TIMEOUT = 300
"""Seconds that one cell of a solution may take."""

Verdicts = dict[str, dict[str, str]]


def run(
    file: str, notebook: NotebookNode, folder: Path, untouched: Mapping[str, str], lesson: str
) -> Verdicts:
    """Fill in the notebook's outputs and return the verdicts on its exercises.

    Parameters
    ----------
    file
        The lesson's text as people know it, for messages.
    notebook
        The solution notebook; its outputs and execution counts are written.
    folder
        The kernel's working directory.
    untouched
        By exercise, the learner's cell.
    lesson
        The lesson's name.

    Raises
    ------
    BuildError
        If a cell raises, takes too long, or ends the kernel.
    """
    client = NotebookClient(
        notebook, timeout=CELL_TIMEOUT, kernel_name="python3", coalesce_streams=True,
        store_widget_state=False, record_timing=False,
    )  # fmt: skip
    with (
        tempfile.TemporaryDirectory() as blank,
        Path(blank, "log").open("w+") as log,  # the kernel's own messages; its cells' stderr is an output
        client.setup_kernel(cwd=str(folder), env=_surroundings(blank), stderr=log),
    ):
        for index, cell in enumerate(notebook.cells):
            _run_cell(file, client, cell, index)
        return _ask(client, untouched, lesson)


def _run_cell(file: str, client: NotebookClient, cell: NotebookNode, index: int) -> None:
    if cell.cell_type != "code":
        return
    where = f"cell {cell.id}"
    try:
        client.execute_cell(cell, index, execution_count=client.code_cells_executed + 1)
    except CellExecutionError as error:
        what = f"it raised {error.ename}: {error.evalue}"
        todo = "Mend the code. Run the notebook in JupyterLab to see the whole traceback."
        if error.ename == "CheckFailed":
            what, todo = (
                f"the solution fails its own check: {error.evalue}",
                "Mend the solution or the definition.",
            )
        raise BuildError([Problem(file, where, what, todo)]) from None
    except CellTimeoutError:
        todo = "Give it less to do: a whole lesson has 60 seconds."
        raise BuildError([Problem(file, where, f"it took longer than {CELL_TIMEOUT} s.", todo)]) from None
    except DeadKernelError:
        todo = "Look for too much memory used, or a crash in a library."
        raise BuildError([Problem(file, where, "the kernel died.", todo)]) from None


def _ask(client: NotebookClient, untouched: Mapping[str, str], lesson: str) -> Verdicts:
    if not untouched:
        return {}
    # A cell of its own, after the last: no other output is mixed with it.
    ask = "__import__('dltools.authoring.probe', fromlist=['report']).report"
    question = new_code_cell(f"{ask}(globals(), {dict(untouched)!r}, {lesson!r})")
    client.nb.cells.append(question)
    try:
        client.execute_cell(question, len(client.nb.cells) - 1)
    finally:
        client.nb.cells.pop()
    said = "".join(o.text for o in question.outputs if o.output_type == "stream" and o.name == "stdout")
    return json.loads(said.rsplit(probe.MARK, 1)[1].splitlines()[0])


def _surroundings(blank: str) -> dict[str, str]:
    """Return the kernel's environment: no settings of the person who builds, no chance."""
    rc = Path(blank, "matplotlibrc")
    rc.touch()
    fixed = {
        "COLUMNS": "80",
        "DLTOOLS_PROGRESS": "off",
        "IPYTHONDIR": str(Path(blank, "ipython")),
        "MATPLOTLIBRC": str(rc),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "OMP_NUM_THREADS": "2",
        "PYTHONHASHSEED": "0",
    }
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST_", "NBGRADER_"))}
    return kept | fixed
