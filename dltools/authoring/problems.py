"""What a gate says when it refuses: which lesson, which cell, what is wrong, what to do."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One reason not to release a lesson.

    Parameters
    ----------
    file
        The file as people know it, ``"solutions/02_activations/activations.py"``.
    where
        The cell or exercise.
    what
        What is wrong.
    todo
        What to do about it.
    """

    file: str
    where: str
    what: str
    todo: str

    def __str__(self) -> str:
        place = f"{self.file}, {self.where}" if self.where else self.file
        return f"{place}: {self.what}\n    {self.todo}"


class BuildError(ValueError):
    """The build refuses; what was built before is untouched."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        count = len(self.problems)
        heading = f"{count} problem{'s' if count > 1 else ''}; what was built before is as it was."
        super().__init__("\n".join([heading, *(f"  {problem}" for problem in self.problems)]))
