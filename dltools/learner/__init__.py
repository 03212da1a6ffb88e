"""What a learner meets outside the lessons' text: the four verbs, their display, the record, the working folder."""

from dltools.learner.verbs import CheckFailed, check, hint, progress, solution

__all__ = ["CheckFailed", "check", "hint", "progress", "solution"]
