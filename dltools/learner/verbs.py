"""What a learner types, the same in every lesson: `check`, `hint`, `solution`, `progress`."""

import base64
import json
import os
import sys
import zlib
from pathlib import Path
from typing import Any

from dltools import checks
from dltools.checks.observe import MISSING
from dltools.checks.registry import lesson_exercises
from dltools.checks.report import Report
from dltools.learner import display
from dltools.learner.record import current

ANSWERS = "answers.json"  # beside each notebook, written by the build unless an instructor leaves it out


class CheckFailed(AssertionError):
    """An answer is not right (yet). Short, with no traceback through the course's own files."""

    def __init__(self, report: Report) -> None:
        super().__init__(f"{report.name}: {report.status}. {report.message}")
        self.report = report

    def _render_traceback_(self) -> list[str]:
        # IPython asks an exception for this. The box above it already says it all to a learner.
        if display.in_notebook() and not os.environ.get("NBGRADER_EXECUTION"):
            return [f"CheckFailed: {self.report.name}: {self.report.status} (see above)"]
        return [f"CheckFailed: {self}"]


def check(name: str, answer: Any = MISSING) -> None:
    """Check an answer and say what is right or wrong with it.

    Parameters
    ----------
    name
        The exercise.
    answer
        The answer itself; without it, the caller's variable of that name.

    Raises
    ------
    CheckFailed
        If the answer is not right, or there is none yet.
    """
    exercise = checks.get(name)
    answers = _caller_names() if answer is MISSING else {exercise.name: answer}
    report = checks.evaluate(exercise.full_name, answers)
    record = current()
    record.add_report(report)
    display.show_report(
        exercise, report, record.entry(exercise.full_name).hints, exercise.name in _solutions()
    )
    if not report.passed:
        raise CheckFailed(report)


def hint(name: str) -> None:
    """Show the next hint for an exercise; each call shows one more."""
    exercise = checks.get(name)
    total = len(exercise.hints)
    seen = current().add_hint(exercise.full_name, total)
    for number in range(1, seen + 1):
        last = number == seen
        more = f"{total - seen} more" if total > seen else "that was the last one"
        display.show(
            "hint",
            f"{exercise.name}: hint {number} of {total}",
            exercise.hints[number - 1],
            footer=more * last,
        )


def solution(name: str) -> None:
    """Show a right answer, once you have tried yourself."""
    exercise = checks.get(name)
    answers = _solutions()
    if exercise.name not in answers:
        text = f'This copy of the course comes without solutions. `hint("{exercise.name}")` helps.'
        display.show("not attempted", f"{exercise.name}: solution", text)
    elif current().entry(exercise.full_name).attempts == 0:
        text = "Try it first: the solution opens after you have checked an answer of your own."
        display.show("not attempted", f"{exercise.name}: solution", text)
    else:
        code = zlib.decompress(base64.b64decode(answers[exercise.name])).decode()
        display.show("solution", f"{exercise.name}: one right answer of many", "", code)


def progress() -> None:
    """Show which exercises you have solved so far, in all lessons."""
    lessons = {lesson: list(lesson_exercises(lesson).values()) for lesson in checks.lesson_names()}
    entries = current().entries()
    text = display.progress_text(lessons, entries)
    if display.in_notebook():
        from IPython.display import display as show

        show({"text/html": display.progress_html(lessons, entries), "text/plain": text}, raw=True)
    else:
        print(text)


def _caller_names() -> dict[str, Any]:
    frame = sys._getframe(2)  # the caller of check()
    return {**frame.f_globals, **frame.f_locals}


def _solutions() -> dict[str, str]:
    try:
        return json.loads(Path(ANSWERS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
