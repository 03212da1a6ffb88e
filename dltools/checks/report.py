"""What a check has to say: one verdict on one exercise. Plain data, no display."""

from dataclasses import dataclass
from typing import Literal

Status = Literal["passed", "wrong", "error", "not attempted", "timeout"]


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong with an answer.

    Parameters
    ----------
    kind
        What sort of problem: ``"missing"``, ``"error"``, ``"type"``, ``"shape"``, ``"dtype"``, ``"nan"``,
        ``"value"``, ``"gradient"``, ``"mutated"``, ``"library"``, ``"public only"`` or ``"mistake"``.
    message
        The sentence a learner reads.
    mistake
        The message of the typical mistake that explains the answer, if one does.
    credit
        Share of the points that is deserved all the same, 0 to 1.
    """

    kind: str
    message: str
    mistake: str | None = None
    credit: float = 0.0


@dataclass(frozen=True)
class Report:
    """The verdict on one exercise.

    Parameters
    ----------
    name
        Full name, ``"activations/relu"``.
    status
        ``"passed"``, ``"wrong"``, ``"error"`` (the code raised), ``"not attempted"`` or ``"timeout"``.
    score
        Share of the points that is deserved, 0 to 1.
    max_points
        Points of the exercise.
    message
        What to tell the learner; never empty.
    mistake
        The message of the typical mistake that explains the answer, or None.
    kind
        Which sort of problem, see `Finding`; empty when the answer passed.
    printed
        What the learner's code printed while it was checked (shortened).
    """

    name: str
    status: Status
    score: float
    max_points: float
    message: str
    mistake: str | None = None
    kind: str = ""
    printed: str = ""

    @property
    def passed(self) -> bool:
        """Whether the answer is right."""
        return self.status == "passed"

    @property
    def points(self) -> float:
        """Points earned."""
        return round(self.score * self.max_points, 4)
