"""Is a built notebook still what its text says? Hashes only; nothing is run."""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

import dltools
from dltools.authoring.lesson import Lesson

_PACKAGE = Path(dltools.__file__).parent
_SEALED = "built"  # the notebook's own hash, in its metadata
_DEFINITIONS = "checks/lessons/"  # a package for each lesson
_SUFFIXES = {".py", ".js", ".css", ".json", ".toml", ".html"}
# What runs beside a lesson, never in it.
_ELSEWHERE = (
    "grading/",
    "doctor/",
    "cli.py",
    "__main__.py",
    "learner/lab.py",
    "learner/merge.py",
    "learner/update.py",
    "learner/workspace.py",
)


def source_hash(lesson: Lesson) -> str:
    """Return the hash of all that a solution notebook is built from.

    That is the lesson's text, its exercises' definitions and the modules of this package that it can use.
    """
    parts = {"text": _digest(lesson.text.read_text(encoding="utf-8").encode())}
    for name, digest in _package_hashes():
        owner, in_a_lesson, _ = name.removeprefix(_DEFINITIONS).partition("/")
        definitions = name.startswith(_DEFINITIONS) and in_a_lesson
        if not definitions or owner == lesson.name:
            parts[name] = digest
    return _digest(json.dumps(parts, sort_keys=True).encode())


def seal(notebook: NotebookNode) -> None:
    """Write the notebook's own hash into its metadata, so that a later change is seen."""
    notebook.metadata["dltools"][_SEALED] = _content(notebook)


def is_fresh(lesson: Lesson) -> bool:
    """Return whether the solution notebook is, byte for byte, what was built from the text as it is now."""
    try:
        raw = lesson.solution.read_text(encoding="utf-8")
        notebook = nbformat.reads(raw, as_version=4)
        about = notebook.metadata["dltools"]
        sealed = about[_SEALED] == _content(notebook) and to_text(notebook) == raw
        return bool(sealed and about["source"] == source_hash(lesson))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def to_text(notebook: NotebookNode) -> str:
    """Return the notebook as it is written to disk."""
    return nbformat.writes(notebook, version=nbformat.NO_CONVERT) + "\n"


def _content(notebook: NotebookNode) -> str:
    plain: dict[str, Any] = json.loads(nbformat.writes(notebook, version=nbformat.NO_CONVERT))
    plain["metadata"].get("dltools", {}).pop(_SEALED, None)
    return _digest(json.dumps(plain, sort_keys=True).encode())


@cache
def _package_hashes() -> tuple[tuple[str, str], ...]:
    files = sorted(p for p in _PACKAGE.rglob("*") if p.suffix in _SUFFIXES and "__pycache__" not in p.parts)
    named = ((p.relative_to(_PACKAGE).as_posix(), p) for p in files)
    return tuple((name, _digest(p.read_bytes())) for name, p in named if not name.startswith(_ELSEWHERE))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()
