"""A whole check in one process: draw inputs, call, judge. The three steps stay apart in their own modules."""

from collections.abc import Mapping
from typing import Any

from dltools.checks.define import FunctionExercise
from dltools.checks.judge import judge_function
from dltools.checks.judge_values import judge_value
from dltools.checks.observe import MISSING, observe_all
from dltools.checks.plain import plain
from dltools.checks.registry import get
from dltools.checks.report import Report


def evaluate(name: str, answers: Mapping[str, Any], seed: int | None = None) -> Report:
    """Check one exercise.

    Parameters
    ----------
    name
        The exercise, with or without its lesson.
    answers
        A namespace that holds the learner's objects by the exercise's short name.
    seed
        None checks the public cases; a number adds hidden cases drawn with it.

    Returns
    -------
    Report
        The verdict.

    Raises
    ------
    KeyError
        If there is no such exercise.
    """
    exercise = get(name)
    answer = answers.get(exercise.name, MISSING)
    if isinstance(exercise, FunctionExercise):
        cases = exercise.cases(seed)
        seen = observe_all(answer, [(c.args, c.gradient) for c in cases])
        return judge_function(exercise, cases, seen)
    return judge_value(exercise, None if answer is MISSING else plain(answer))
