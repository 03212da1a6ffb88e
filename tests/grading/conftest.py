"""A course with submissions, taken through nbgrader's own commands; no environment is activated."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from tests.authoring.tiny import LESSON, built_once
from tests.grading.students import STUDENTS

BARE = {**os.environ, "PATH": "/usr/bin:/bin"}


class Class:
    """A course's folder with its students' submissions of one lesson, and the gradebook."""

    def __init__(self, root: Path, lesson: str = LESSON) -> None:
        self.root, self.lesson, self.notebook = root, lesson, lesson.split("_", 1)[1]

    def nbgrader(self, *arguments: str, cwd: Path | None = None) -> str:
        """Run an nbgrader command and return what it said."""
        command = [sys.executable, "-m", "nbgrader", *arguments]
        done = subprocess.run(command, cwd=cwd or self.root, env=BARE, capture_output=True, text=True)
        assert done.returncode == 0, f"nbgrader {' '.join(arguments)}\n{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr

    def file(self, step: str, student: str = "", suffix: str = ".ipynb") -> Path:
        """The lesson's notebook in one of nbgrader's folders."""
        return self.root / step / student / self.lesson / f"{self.notebook}{suffix}"

    def submit(self, student: str, answers: Mapping[str, str], edit: Callable | None = None) -> None:
        """Hand in the learner's notebook with some cells written."""
        notebook = nbformat.read(self.file("course"), as_version=4)
        for cell in notebook.cells:
            name = cell.metadata.get("exercise") or cell.metadata.get("task")
            if name in answers:
                cell.source = answers[name]
        if edit:
            edit(notebook.cells)
        path = self.file("submitted", student)
        path.parent.mkdir(parents=True)
        nbformat.write(notebook, path)

    def scores(self, student: str) -> dict[str, float | None]:
        """Return the automatic score of every graded cell; None is waiting for a person."""
        with Gradebook(f"sqlite:///{self.root / 'gradebook.db'}") as book:
            grades = book.find_submission_notebook(self.notebook, self.lesson, student).grades
            return {grade.name.removeprefix("check-"): grade.auto_score for grade in grades}


@pytest.fixture(scope="session")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Class:
    """A class whose submissions (see `students`) are graded, with feedback and export."""
    root = tmp_path_factory.mktemp("class")
    shutil.copytree(built_once().root, root, dirs_exist_ok=True)
    made = Class(root)
    made.nbgrader("generate_assignment", LESSON, "--force")
    for student, (answers, edit) in STUDENTS.items():
        made.submit(student, answers, edit)
    made.nbgrader("autograde", LESSON)
    made.nbgrader("generate_feedback", LESSON)
    made.nbgrader("export", "--to=grades.csv")
    return made
