"""nbgrader's own commands on real submissions: points, feedback, export, validate, and the exchange."""

import csv
import shutil
from pathlib import Path

import nbformat
import pytest

from dltools.checks import get
from tests.authoring.tiny import ANSWERS, LESSON, built_once
from tests.grading.conftest import Class
from tests.grading.students import HALF

pytestmark = pytest.mark.slow

POINTS = {name: float(get(f"activations/{name}").points) for name in ANSWERS}
FULL, NONE = POINTS, dict.fromkeys(POINTS, 0.0)


def points(graded: Class, student: str) -> dict:
    scores = graded.scores(student)
    scores.pop("task-reflect-dead-units")
    return scores


@pytest.mark.parametrize("student", ["right", "loud", "player"])
def test_right_answers_have_full_points(graded: Class, student: str):
    assert points(graded, student) == FULL


@pytest.mark.parametrize("student", ["wrong", "empty", "words", "tagger", "cheater"])
def test_no_right_answer_no_points(graded: Class, student: str):
    assert points(graded, student) == NONE


def test_half_of_the_answers(graded: Class):
    assert points(graded, "half") == {name: POINTS[name] if name in HALF else 0.0 for name in POINTS}


def test_words_wait_for_a_person_and_silence_does_not(graded: Class):
    assert graded.scores("words")["task-reflect-dead-units"] is None
    assert graded.scores("empty")["task-reflect-dead-units"] == 0


def test_noise_can_be_read_in_the_feedback(graded: Class):
    page = feedback(graded, "loud")
    for said in ("this is only a warning", "100%|##########|", "written to descriptor two", "from a child"):
        assert said in page
    notebook = nbformat.read(graded.file("autograded", "loud"), as_version=4)
    outputs = [o for c in notebook.cells if c.cell_type == "code" for o in c.outputs]
    assert {o.name for o in outputs if o.output_type == "stream"} == {"stdout"}


def test_feedback_says_what_went_wrong(graded: Class):
    page = feedback(graded, "wrong")
    assert "ZeroDivisionError" in page
    assert "relu" in page
    assert f"(Score: 0.0 / {sum(POINTS.values()) + 2})" in page
    assert "not attempted" in feedback(graded, "empty")


def test_export(graded: Class):
    with (graded.root / "grades.csv").open() as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    total = sum(POINTS.values())
    assert {row["assignment"] for row in rows.values()} == {LESSON}
    assert float(rows["right"]["raw_score"]) == total
    assert float(rows["right"]["max_score"]) == total + 2  # the task is not graded yet
    assert float(rows["empty"]["raw_score"]) == 0
    assert float(rows["half"]["raw_score"]) == sum(POINTS[name] for name in HALF)


def test_no_source_is_copied_to_students(graded: Class):
    handed_out = [p for top in ("course", "autograded", "feedback") for p in (graded.root / top).rglob("*")]
    assert handed_out
    assert [p for p in handed_out if p.suffix in (".py", ".toml")] == []


def test_validate(graded: Class):
    for student, said in (
        ("right", "Success!"),
        ("loud", "Success!"),
        ("half", "VALIDATION FAILED ON 7 CELL(S)"),
    ):
        assert said in graded.nbgrader("validate", str(graded.file("submitted", student))), student


def test_the_exchange(tmp_path: Path):
    """Release, fetch, submit and collect, the student in a folder of their own."""
    shutil.copytree(built_once().root, tmp_path / "teacher")
    made = Class(tmp_path / "teacher")
    home = tmp_path / "student"
    home.mkdir()
    made.nbgrader("generate_assignment", LESSON, "--force")
    made.nbgrader("release_assignment", LESSON)
    there = [
        "--course=dltools",
        f"--Exchange.root={made.root / 'exchange'}",
        f"--Exchange.cache={home / 'cache'}",
    ]
    assert LESSON in made.nbgrader("list", *there, cwd=home)
    made.nbgrader("fetch_assignment", LESSON, *there, cwd=home)
    notebook = home / LESSON / "activations.ipynb"
    assert sorted(p.name for p in notebook.parent.iterdir()) == ["activations.ipynb", "answers.json"]
    notebook.write_text(notebook.read_text())
    made.nbgrader("submit", LESSON, *there, cwd=home)
    made.nbgrader("collect", LESSON)
    (collected,) = (made.root / "submitted").rglob("*.ipynb")
    assert collected.read_text() == notebook.read_text()


def feedback(graded: Class, student: str) -> str:
    return graded.file("feedback", student, ".html").read_text()
