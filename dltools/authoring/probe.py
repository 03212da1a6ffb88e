"""What the build asks after a lesson has run: does each solution pass, is an untouched cell seen as such?

This module runs in the lesson's kernel, in the namespace that the lesson has filled.
"""

import json
from collections.abc import Mapping
from typing import Any

MARK = "dltools verdicts: "
SEEDS = (None, 1, 2, 3)


def report(namespace: Mapping[str, Any], untouched: Mapping[str, str], lesson: str) -> None:
    """Print the verdicts as one line of JSON.

    Parameters
    ----------
    namespace
        The kernel's globals, after the solutions.
    untouched
        By exercise, the learner's cell before anything is written.
    lesson
        The lesson's name.
    """
    verdicts = {name: _verdict(namespace, name, source, lesson) for name, source in untouched.items()}
    print(f"\n{MARK}{json.dumps(verdicts)}")


def _verdict(namespace: Mapping[str, Any], name: str, source: str, lesson: str) -> dict[str, str]:
    from dltools import checks

    full = f"{lesson}/{name}"
    reports = [checks.evaluate(full, dict(namespace), seed) for seed in SEEDS]
    failed = next((r for r in reports if r.status != "passed"), None)
    blank = checks.evaluate(full, _run_untouched(namespace, name, source))
    return {
        "solution": failed.status if failed else "passed",
        "message": failed.message if failed else "",
        "untouched": blank.status,
    }


def _run_untouched(namespace: Mapping[str, Any], name: str, source: str) -> dict[str, Any]:
    from IPython.core.inputtransformer2 import TransformerManager

    blank = {key: value for key, value in namespace.items() if key != name}
    try:
        exec(TransformerManager().transform_cell(source), blank)  # the learner's cell, as a kernel runs it
    except Exception:  # NotImplementedError, as it should be; any other leaves the name missing too
        pass
    return blank
