"""Solution notebook → learner's notebook, by nbgrader's `generate_assignment` and our nbgrader_config.py."""

import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nbformat import NotebookNode
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from dltools.authoring.answers import FILE as ANSWERS
from dltools.authoring.fresh import to_text
from dltools.authoring.lesson import RELEASE, SOURCE, Lesson
from dltools.authoring.problems import BuildError, Problem

CONFIG = "nbgrader_config.py"
_NOT_SUPPORTING = (".py", ".ipynb", ".pyc")


def release(lesson: Lesson, solution: NotebookNode, answers: str, stage: Path, with_solutions: bool) -> Path:
    """Make the learner's folder in a stage and return it.

    Parameters
    ----------
    lesson
        The lesson.
    solution
        Its solution notebook, run or not.
    answers
        The text of its answers.json.
    stage
        An empty folder, or one that this function has used for the same lesson.
    with_solutions
        Whether learners get answers.json.

    Raises
    ------
    BuildError
        If nbgrader refuses.
    """
    source = stage / SOURCE / lesson.folder
    copy_supporting(lesson, source)
    (source / lesson.solution.name).write_text(to_text(solution), encoding="utf-8", newline="\n")
    (source / ANSWERS).write_text(answers, encoding="utf-8", newline="\n")
    shutil.rmtree(stage / RELEASE, ignore_errors=True)
    _generate(lesson, _config(lesson.root, stage, with_solutions))
    return stage / RELEASE / lesson.folder


def copy_supporting(lesson: Lesson, folder: Path) -> None:
    """Copy what lies beside a lesson's text, pictures for example, into `folder`."""
    shutil.rmtree(folder, ignore_errors=True)
    ignore = shutil.ignore_patterns(
        ".*", "__pycache__", ANSWERS, *(f"*{suffix}" for suffix in _NOT_SUPPORTING)
    )
    shutil.copytree(lesson.source_folder, folder, ignore=ignore)


def _config(root: Path, stage: Path, with_solutions: bool) -> Config:
    config = PyFileConfigLoader(CONFIG, path=str(root)).load_config()
    config.CourseDirectory.root = str(stage)
    config.CourseDirectory.db_url = "sqlite://"  # never opened: a build records nothing
    config.SaveCells.enabled = False
    config.GenerateAssignment.no_database = True
    config.BaseConverter.force = True
    hidden = [pattern for pattern in config.CourseDirectory.ignore if pattern != ANSWERS]
    config.CourseDirectory.ignore = hidden if with_solutions else [*hidden, ANSWERS]
    return config


def _generate(lesson: Lesson, config: Config) -> None:
    from nbgrader.converters import GenerateAssignment  # a second of imports: only where something is built
    from nbgrader.converters.base import NbGraderException
    from nbgrader.coursedir import CourseDirectory

    config.CourseDirectory.assignment_id = lesson.folder
    with _log() as said:
        log = logging.getLogger("dltools.authoring.nbgrader")
        course = CourseDirectory(config=config, log=log)
        try:
            GenerateAssignment(coursedir=course, config=config, log=log).start()
        except (NbGraderException, SystemExit) as error:
            errors = [r.getMessage() for r in said if r.levelno >= logging.ERROR]
            what = f"nbgrader cannot make the learner's notebook: {(errors or [str(error)])[0].strip()}"
            raise BuildError([Problem(lesson.shown, "", what, "Mend the cell that it names.")]) from None


@contextmanager
def _log() -> Iterator[list[logging.LogRecord]]:
    """Collect nbgrader's messages instead of printing them."""
    records: list[logging.LogRecord] = []
    handler = logging.Handler()
    handler.emit = records.append  # type: ignore[method-assign]
    log = logging.getLogger("dltools.authoring.nbgrader")
    log.setLevel(logging.INFO)
    log.propagate = False
    log.addHandler(handler)
    try:
        yield records
    finally:
        log.removeHandler(handler)
