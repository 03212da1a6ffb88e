"""Which exercises there are: the lessons in course order, each a package of definitions."""

import difflib
import importlib
from functools import cache

from dltools.checks.define import MIN_HINTS, Exercise

LESSONS = ("start", "perceptron", "activations")


class UnknownExercise(KeyError):
    """No exercise, or more than one, goes by that name."""

    def __str__(self) -> str:
        return str(self.args[0])


@cache
def lesson_exercises(lesson: str) -> dict[str, Exercise]:
    """Return a lesson's exercises by short name, in the order of its `EXERCISES`."""
    package = importlib.import_module(f"dltools.checks.lessons.{lesson}")
    found: dict[str, Exercise] = {}
    for exercise in package.EXERCISES:
        name, hints = exercise.name, len(exercise.hints)
        if name in found:
            raise ValueError(f"the exercise {lesson}/{name} is defined twice: rename one of them")
        if hints < MIN_HINTS:
            raise ValueError(f"the exercise {lesson}/{name} has {hints} hints: give at least {MIN_HINTS}")
        exercise.lesson = lesson
        found[name] = exercise
    return found


def lesson_names() -> list[str]:
    """Return the names of the lessons that have exercises, in course order."""
    return list(LESSONS)


def names() -> list[str]:
    """Return the full names of all exercises, in course order: ``"perceptron/weighted_sum"``."""
    return [e.full_name for lesson in LESSONS for e in lesson_exercises(lesson).values()]


def get(name: str) -> Exercise:
    """Return an exercise by its name, with or without the lesson.

    Raises
    ------
    UnknownExercise
        A KeyError, if there is none; the message names the nearest, or the lessons if several have it.
    """
    lesson, _, short = name.rpartition("/")
    searched = (lesson,) if lesson else LESSONS
    found = [
        lesson_exercises(at)[short] for at in searched if at in LESSONS and short in lesson_exercises(at)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownExercise(
            f"{len(found)} exercises are called {name!r}: say which, "
            f"{' or '.join(e.full_name for e in found)}"
        )
    near = difflib.get_close_matches(name, names() + [n.split("/")[1] for n in names()], n=3)
    hint = (
        f"did you mean {' or '.join(map(repr, near))}?" if near else "dltools.checks.names() lists them all"
    )
    raise UnknownExercise(f"there is no exercise {name!r}: {hint}")
