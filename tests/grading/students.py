"""The submissions of the grading tests: student → (cells written, further edit or None)."""

from collections.abc import Callable

from tests.authoring.tiny import ANSWERS

WRONG = {
    "relu": "def relu(x):\n    return x",
    "tanh": "def tanh(x):\n    return x * (1 / 0)",
    "saturating": 'saturating = {"relu"}',
    "sigmoid": "def sigmoid(x):\n    return None",
}
HALF = {name: ANSWERS[name] for name in ("sigmoid", "relu", "saturating")}

NOISE = '''\
import os
import subprocess
import sys
import warnings


def relu(x):
    """Right, and loud: warnings, a progress bar, and the file descriptor itself."""
    warnings.warn("this is only a warning")
    for done in (0, 50, 100):
        print(f"\\r{done:3d}%|{'#' * (done // 10):10s}| 1/2", end="", file=sys.stderr, flush=True)
    os.write(2, b"written to descriptor two\\n")
    subprocess.run([sys.executable, "-c", "import sys; sys.stderr.write('from a child')"])
    return x * (x > 0)
'''

WORDS = {"reflect-dead-units": "They never see a positive input again."}
DEMO_TAG = {"tags": ["demo", "skip-execution"]}


def _tag_checks(cells: list) -> None:
    for cell in cells:
        cell.metadata.update(DEMO_TAG)


def _change_code(cells: list) -> None:
    for cell in cells:
        if cell.id.startswith("code-"):
            cell.source = "1 / 0"
        if cell.id.startswith("demo-"):
            cell.source = "import time; time.sleep(1000)"


def _change_check(cells: list) -> None:
    for cell in cells:
        if cell.id.startswith("check-"):
            cell.source = "pass"


STUDENTS: dict[str, tuple[dict[str, str], Callable[[list], None] | None]] = {
    "right": (ANSWERS | WORDS, None),
    "wrong": (WRONG, None),
    "empty": ({}, None),
    "half": (HALF, None),
    "loud": (ANSWERS | WORDS | {"relu": NOISE}, None),
    "words": (WORDS, None),
    "tagger": ({}, _tag_checks),
    "player": (ANSWERS, _change_code),
    "cheater": ({}, _change_check),
}
