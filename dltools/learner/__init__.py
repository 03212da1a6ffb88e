"""What a learner meets outside the lessons' text: the verbs, their display, the record, the working folder.

The verbs are loaded on first use: the working folder must not wait for torch.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dltools.learner.verbs import CheckFailed, check, hint, progress, solution

__all__ = ["CheckFailed", "check", "hint", "progress", "solution"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from dltools.learner import verbs

        return getattr(verbs, name)
    raise AttributeError(f"dltools.learner has no {name!r}; it has {', '.join(__all__)}")
