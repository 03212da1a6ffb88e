"""Text and notebooks stay in step: a solution saved in JupyterLab, and what is committed."""

import difflib
import os
import shutil
import time
from pathlib import Path

import pytest
from jupytext import TextFileContentsManager

from dltools.authoring import build, check
from dltools.authoring.source import HEADER_KEYS
from tests.authoring.tiny import LESSON, ROOT, Course

NOTEBOOK = f"solutions/{LESSON}/activations.ipynb"


def save(course: Course, edit) -> list[str]:
    """Open the solution as JupyterLab does, edit, save; return the changed lines of the text."""
    before = course.text
    manager = TextFileContentsManager(root_dir=str(course.root))
    model = manager.get(NOTEBOOK)
    edit(model["content"]["cells"])
    manager.save(model, NOTEBOOK)
    lines = difflib.ndiff(before.splitlines(), course.text.splitlines())
    return [line for line in lines if line.startswith(("+ ", "- "))]


@pytest.mark.slow
def test_saving_changes_only_what_was_edited(built_course: Course):
    def edit(cells):
        cells[0]["source"] += "\n\nMore prose."
        relu = next(c for c in cells if c["metadata"].get("exercise") == "relu")
        relu["source"] = relu["source"].replace("x * (x > 0)", "x.clip(min=0)")

    later = time.time() + 3600  # the build, or git, made the notebook newer than the text
    os.utime(built_course.solution, (later, later))
    changed = save(built_course, edit)
    assert changed == ["+ ", "+ More prose.", "-     return x * (x > 0)", "+     return x.clip(min=0)"]
    assert "nbgrader" not in built_course.text
    assert len(check(built_course.root)) == 1
    build(built_course.root)
    assert check(built_course.root) == []
    assert "x.clip" not in built_course.student.read_text()


@pytest.mark.slow
def test_saving_without_an_edit_changes_nothing_in_the_text(built_course: Course):
    assert save(built_course, lambda cells: None) == []


def test_the_pairing_keeps_the_header_keys():
    settings = (ROOT / "solutions" / "jupytext.toml").read_text()
    assert f'cell_metadata_filter = "{",".join(HEADER_KEYS)},-all"' in settings


@pytest.mark.parametrize("text", sorted(ROOT.glob("solutions/*/*.py")), ids=lambda path: path.stem)
def test_the_lessons_survive_a_save(text: Path, tmp_path: Path):
    if not text.with_suffix(".ipynb").exists():
        pytest.skip(f"{text.stem} is not built yet: run `make build`")
    shutil.copytree(ROOT / "solutions", tmp_path / "solutions")
    manager = TextFileContentsManager(root_dir=str(tmp_path))
    notebook = str(text.with_suffix(".ipynb").relative_to(ROOT))
    manager.save(manager.get(notebook), notebook)
    assert (tmp_path / text.relative_to(ROOT)).read_text() == text.read_text()


@pytest.mark.slow
def test_what_is_committed_is_fresh():
    """Learners open what the texts say: no lesson was changed without `make build`."""
    assert [str(problem) for problem in check(ROOT)] == []
