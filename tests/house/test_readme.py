"""The README's lesson table says what the lessons say of themselves; the bench writes it."""

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell, new_notebook

from tests.bench import lessons as bench

ROOT = Path(__file__).resolve().parents[2]
FIRST = "# A title\n\n**Time:** 45 minutes\n**Data:** digits\n**You will learn:** much\n"


def lesson(root, first=FIRST):
    path = root / "solutions" / "01_title" / "title.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(new_notebook(cells=[new_markdown_cell(first, id="text")]), path)
    return root


@pytest.mark.parametrize("lesson", bench.lessons(), ids=lambda lesson: lesson.path.stem)
def test_every_lesson_is_in_the_table(lesson):
    readme = (ROOT / "README.md").read_text()
    assert f"| {lesson.link} | {lesson.learn} | {lesson.time} | {lesson.data} |" in readme, "run: make bench"


def test_a_lesson_is_read(tmp_path):
    (found,) = bench.lessons(lesson(tmp_path))
    assert found.link == "[01 A title](course/01_title/title.ipynb)"
    assert (found.time, found.data, found.learn) == ("45 minutes", "digits", "much")


def test_a_lesson_that_says_too_little_is_refused(tmp_path):
    with pytest.raises(ValueError, match=r"missing: Data"):
        bench.lessons(lesson(tmp_path, FIRST.replace("**Data:**", "Data:")))


def test_only_what_is_over_the_budget_is_marked(tmp_path):
    (found,) = bench.lessons(lesson(tmp_path))
    assert bench.row(found, {"seconds": 59, "memory": 1.4})[-2:] == ("59 s", "1.4 GB")
    assert bench.row(found, {"seconds": 61, "memory": 1.6})[-2:] == (
        "61 s **over 60 s**",
        "1.6 GB **over 1.5 GB**",
    )


def test_the_table_goes_between_its_marks(tmp_path):
    readme = tmp_path / "README.md"
    readme.write_text("before\n<!-- lessons:begin -->\nold\n<!-- lessons:end -->\nafter\n")
    bench.into_readme("new\n", readme)
    bench.into_readme("new\n", readme)
    assert readme.read_text() == "before\n<!-- lessons:begin -->\nnew\n<!-- lessons:end -->\nafter\n"
