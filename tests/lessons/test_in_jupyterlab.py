"""A learner's first minutes in JupyterLab, in a browser: be wrong, be right, see the progress."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from dltools.learner.workspace import Workspace
from tests.widgets.lab import QUIET, chromium, lab

ROOT = Path(__file__).resolve().parents[2]
WRONG = "def relu(x):\n    return x.clamp(max=0)"
RIGHT = "def relu(x):\n    return x.clamp(min=0)"


@pytest.fixture
def workspace(tmp_path):
    made = Workspace(ROOT / "course", tmp_path / "work")
    made.start()
    return made


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.skipif(chromium() is None, reason="there is no chromium here: make system-packages installs it")
def test_a_learner_is_told_what_is_wrong_and_then_that_it_is_right(workspace):
    from playwright.sync_api import sync_playwright

    path = workspace.work / "02_activations" / "activations.ipynb"
    keep_only(path, {"exercise-relu": WRONG, "check-relu": None})
    with lab(workspace.work) as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=QUIET)
        page = browser.new_page(viewport={"width": 1200, "height": 900})
        page.goto(f"{address}/lab/tree/02_activations/activations.ipynb", wait_until="domcontentloaded")
        page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)
        run_cells(page, 3)
        page.get_by_text("not right yet").wait_for(timeout=60_000)
        assert page.get_by_text("Traceback").count() == 0
        assert page.get_by_text("CheckFailed: activations/relu: wrong (see above)").count() == 1

        cell = page.locator(".jp-Notebook .jp-CodeCell").nth(1)
        cell.locator(".cm-content").click()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(RIGHT)
        run_cells(page, 3)
        page.get_by_text("relu: right").wait_for(timeout=60_000)
        browser.close()
    assert '"passed"' in (workspace.marker / "progress.json").read_text()


def keep_only(path: Path, wanted: dict[str, str | None]) -> None:
    """Leave the cell of imports and those that are wanted, some with a learner's text."""
    notebook = nbformat.read(path, as_version=4)
    imports = next(cell for cell in notebook.cells if cell.cell_type == "code")
    kept = [cell for cell in notebook.cells if cell.id in wanted]
    for cell in kept:
        cell.source = wanted[cell.id] or cell.source
    notebook.cells = [imports, *kept]
    nbformat.write(notebook, path)


def run_cells(page: object, count: int) -> None:
    """Run the first cells, one by one, from the keyboard."""
    cells = page.locator(".jp-Notebook .jp-CodeCell")
    for index in range(count):
        cells.nth(index).locator(".cm-content").click()
        page.keyboard.press("Shift+Enter")
        page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)
