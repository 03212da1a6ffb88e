"""Which exercises there are: the lessons in course order, each a module of definitions."""

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
    """Return a lesson's exercises by short name, in the order of the module."""
    module = importlib.import_module(f"dltools.checks.lessons.{lesson}")
    found: dict[str, Exercise] = {}
    for value in list(vars(module).values()):
        if not isinstance(value, Exercise) or any(value is seen for seen in found.values()):
            continue
        if value.name in found:
            raise ValueError(f"the exercise {lesson}/{value.name} is defined twice: rename one of them")
        if len(value.hints) < MIN_HINTS:
            raise ValueError(
                f"the exercise {lesson}/{value.name} has {len(value.hints)} hints: give at least {MIN_HINTS}"
            )
        value.lesson = lesson
        found[value.name] = value
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
