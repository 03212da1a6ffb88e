"""From a lesson's text to its notebooks: what an author runs. How they are graded is elsewhere.

The text, solutions/NN_name/name.py, is all that people edit. `build` makes the solution notebook beside it,
with outputs, and course/NN_name/name.ipynb, which learners open; gates refuse what must not be released.
"""

from importlib import import_module
from typing import Any

_PUBLIC = {
    "BuildError": "problems",
    "Built": "builder",
    "Problem": "problems",
    "build": "builder",
    "check": "verify",
}
__all__ = ["BuildError", "Built", "Problem", "build", "check"]


def __getattr__(name: str) -> Any:
    # Lazy: nbgrader's settings use one module of this package in every one of its commands.
    if name not in _PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_PUBLIC[name]}"), name)
    globals()[name] = value
    return value
