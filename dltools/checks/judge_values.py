"""The verdict on variables: values and quiz answers. Trusted code, plain data only."""

from collections.abc import Mapping
from typing import Any

from dltools.checks import messages as say
from dltools.checks.define import Exercise, QuizExercise, ValueExercise
from dltools.checks.judge import passed, report
from dltools.checks.report import Finding, Report


def judge_value(exercise: ValueExercise | QuizExercise, value: Any) -> Report:
    """Return the verdict on a value given as plain data; None or ``...`` is no attempt."""
    if value is None or value is Ellipsis:
        return report(exercise, "not attempted", Finding("missing", say.NOT_ATTEMPTED))
    if isinstance(exercise, QuizExercise):
        value = normalise(value, exercise.aliases)
        finding = judge_quiz(exercise, value)
    else:
        finding = _as_finding(exercise.accept(value)) if exercise.accept else None
    if finding is None:
        return passed(exercise)
    return report(exercise, "wrong", _named(exercise, value) or finding)


def judge_quiz(exercise: QuizExercise, value: Any) -> Finding | None:
    """Return what is wrong with a quiz answer, without giving the answer away."""
    answer = exercise.answer
    if isinstance(answer, list):
        return _judge_order(exercise, value)
    if isinstance(answer, (set, frozenset)):
        return _judge_selection(exercise, value)
    options = list(exercise.options) or [True, False]
    if type(value) is not type(answer):
        return Finding(
            "type", f"Your answer is {say.article(value)}; it should be one of {_listed(options)}."
        )
    if value not in options:
        return Finding("type", f"Your answer is {say.show(value)}; it should be one of {_listed(options)}.")
    return (
        None
        if value == answer
        else Finding("value", f"{say.show(value)} is not right. Read the question again.")
    )


def normalise(value: Any, aliases: Mapping[str, Any]) -> Any:
    """Make names comparable: without outer blanks and capitals, other spellings replaced."""
    if isinstance(value, str):
        name = value.strip().lower()
        return aliases.get(name, name)
    if isinstance(value, (list, tuple)):
        return [normalise(v, aliases) for v in value]
    if isinstance(value, set):
        return {normalise(v, aliases) for v in value}
    return value


def _judge_order(exercise: QuizExercise, value: Any) -> Finding | None:
    if not isinstance(value, list):
        return Finding(
            "type", f"Your answer is {say.article(value)} and should be a list of names, in order."
        )
    strange = _strange(exercise, value)
    if strange:
        return strange
    if sorted(value) != sorted(exercise.answer):
        missing = len(set(exercise.answer) - set(value))
        return Finding(
            "shape",
            f"Each step is named once: your list has {len(value)} entries, {missing} of the "
            f"{len(exercise.answer)} steps missing.",
        )
    right = next((i for i, (v, a) in enumerate(zip(value, exercise.answer, strict=True)) if v != a), None)
    if right is None:
        return None
    return Finding(
        "value", f"The first {right} of your {len(value)} steps stand right; look at the one after them."
    )


def _judge_selection(exercise: QuizExercise, value: Any) -> Finding | None:
    if not isinstance(value, (set, list)):
        return Finding(
            "type", f'Your answer is {say.article(value)} and should be a set of names: `{{"...", "..."}}`.'
        )
    strange = _strange(exercise, value)
    if strange:
        return strange
    missing, extra = len(exercise.answer - set(value)), len(set(value) - exercise.answer)
    if not missing and not extra:
        return None
    return Finding(
        "value", f"Of the names in your set, {extra} do not belong there; {missing} that belong are missing."
    )


def _strange(exercise: QuizExercise, value: Any) -> Finding | None:
    odd = [v for v in value if v not in exercise.options]
    if not odd:
        return None
    return Finding(
        "type", f"{say.show(odd[0])} is not among the names to choose from: {_listed(exercise.options)}."
    )


def _listed(options: Any) -> str:
    return ", ".join(repr(o) for o in options)


def _named(exercise: Exercise, value: Any) -> Finding | None:
    for mistake in exercise.mistakes:
        try:
            fits = mistake.fits is not None and mistake.fits(value)
        except Exception:  # a recogniser may meet any value
            fits = False
        if fits and mistake.message:
            return Finding("mistake", mistake.message, mistake.message, mistake.credit)
    return None


def _as_finding(found: str | Finding | None) -> Finding | None:
    return Finding("value", found) if isinstance(found, str) else found
