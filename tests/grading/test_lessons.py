"""The course's own lessons through nbgrader: right answers earn all points, an untouched notebook none."""

import shutil
from pathlib import Path

import pytest
from nbgrader.apps.api import NbGraderAPI
from traitlets.config.loader import PyFileConfigLoader

from dltools.authoring import answers
from dltools.authoring.lesson import find_lessons
from dltools.checks import get
from tests.authoring.tiny import ROOT
from tests.grading.conftest import Class

pytestmark = pytest.mark.slow
LESSONS = [lesson.folder for lesson in find_lessons(ROOT) if lesson.student.exists()]


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_is_graded(lesson: str, tmp_path: Path):
    for name in ("nbgrader_config.py", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    for name in ("solutions", "course"):
        shutil.copytree(ROOT / name / lesson, tmp_path / name / lesson)
    made = Class(tmp_path, lesson)
    config = PyFileConfigLoader("nbgrader_config.py", path=str(tmp_path)).load_config()
    nbgrader = NbGraderAPI(config=config)  # what formgrader calls: no new process for each step
    assert nbgrader.generate_assignment(lesson)["success"]
    right = answers.unpack((tmp_path / "solutions" / lesson / answers.FILE).read_text())
    for student, written in {"right": right, "untouched": {}}.items():
        made.submit(student, written)
        done = nbgrader.autograde(lesson, student)
        assert done["success"], done
    points = {name: float(get(f"{made.notebook}/{name}").points) for name in right}
    assert automatic(made, "right") == points
    assert automatic(made, "untouched") == dict.fromkeys(points, 0.0)


def automatic(made: Class, student: str) -> dict:
    scores = made.scores(student)
    return {name: score for name, score in scores.items() if not name.startswith("task-")}
