"""The definitions of a lesson's exercises, or why they cannot be had."""

from typing import TYPE_CHECKING

from dltools.authoring.lesson import Lesson
from dltools.authoring.problems import BuildError, Problem

if TYPE_CHECKING:
    from dltools.checks.define import Exercise


def load_definitions(lesson: Lesson) -> dict[str, "Exercise"]:
    """Return the lesson's definitions by their short names.

    Raises
    ------
    BuildError
        If the definitions refuse to load.
    """
    from dltools.checks import registry  # brings torch: only where something is built

    package = f"dltools/checks/lessons/{lesson.name}/"
    if lesson.name not in registry.LESSONS:
        known = ", ".join(registry.LESSONS)
        raise BuildError([
            Problem(package, "", f"the lesson {lesson.name!r} is not registered (registered: {known}).",
                    "Add its name to LESSONS in dltools/checks/registry.py and its exercises here.")
        ])  # fmt: skip
    try:
        return dict(registry.lesson_exercises(lesson.name))
    except ValueError as error:  # the registry's own gates: a name twice, hints missing
        problem = Problem(package, "", f"{error}.", "Mend the definition, then build again.")
        raise BuildError([problem]) from None
