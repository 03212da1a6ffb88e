"""Brings newer releases of the lessons into `work/`; the answers are kept, the old files stay beside them.

How two notebooks become one is in `merge`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import nbformat

from .merge import Merged, merge
from .workspace import Workspace, WorkspaceError, files, read, write


@dataclass
class Outcome:
    """What happened to one lesson, for a person to read."""

    lesson: str
    status: str  # "new", "up to date", "updated" or "failed"
    notes: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        told = {"new": "copied into your folder", "failed": "NOT updated"}
        return "\n    ".join([f"{self.lesson}: {told.get(self.status, self.status)}", *self.notes])


def update(workspace: Workspace, lesson: str | None = None) -> list[Outcome]:
    """Bring one lesson, or all, to the release in `course/`.

    Parameters
    ----------
    workspace
        Where the releases and the learner's copies are.
    lesson
        A lesson's name, with or without its number; None for all.

    Returns
    -------
    list of Outcome
        One for each lesson. One that cannot be updated is left as it was and has the status ``"failed"``.
    """
    with workspace.lock():
        chosen = [workspace.find(lesson)] if lesson else workspace.lessons()
        return [_update_lesson(workspace, name) for name in chosen]


def _update_lesson(workspace: Workspace, lesson: str) -> Outcome:
    if not (workspace.work / lesson).exists():
        workspace.copy_missing(lesson)
        return Outcome(lesson, "new")
    if not workspace.is_newer(lesson) and not workspace.copy_missing(lesson):
        return Outcome(lesson, "up to date")
    outcome = Outcome(lesson, "updated")
    try:
        # Notebooks first: where one cannot be read, nothing of the lesson changes.
        for name in sorted(files(workspace.course / lesson), key=lambda name: name.suffix != ".ipynb"):
            outcome.notes += _update_file(workspace, lesson, name)
    except WorkspaceError as error:
        return Outcome(lesson, "failed", [*outcome.notes, *str(error).splitlines()])
    return outcome


def _update_file(workspace: Workspace, lesson: str, name: Path) -> list[str]:
    released, target = workspace.released(lesson) / name, workspace.work / lesson / name
    new, before, mine = read(workspace.course / lesson / name), read(released), read(target)
    notes = []
    if mine is not None and mine not in (before, new) and new != before:
        content = new
        if name.suffix == ".ipynb":
            merged = _join(target, mine, new, before)
            notes, content = _notes(merged), nbformat.writes(merged.notebook).encode() + b"\n"
        notes.append(f"your old file: {_keep_old(target, mine)}")
        write(target, content)
    elif mine != new and (mine is None or mine == before):
        write(target, new)
    write(released, new)
    return notes


def _join(target: Path, mine: bytes, new: bytes, before: bytes | None) -> Merged:
    try:
        old = _notebook(before) if before is not None else None
    except Exception:  # a damaged copy of the old release: do without it
        old = None
    release = _notebook(new)
    try:
        merged = merge(_notebook(mine), release, old)
        nbformat.validate(merged.notebook)
    except Exception as error:
        raise WorkspaceError(
            f"{target} is not a notebook that can be read ({type(error).__name__}: {_first_line(error)}).\n"
            f"It was left alone. To start this lesson anew, move it away:  mv '{target}' '{target}.damaged'\n"
            "and run:  dltools update"
        ) from error
    return merged


def _notebook(content: bytes) -> nbformat.NotebookNode:
    return nbformat.reads(content.decode("utf-8"), as_version=4)


def _first_line(error: Exception) -> str:
    return (str(error).strip() or "no more is known").splitlines()[0][:120]


def _keep_old(path: Path, content: bytes) -> str:
    """Keep a file beside itself under a name that nothing has yet; returns that name."""
    number = 1
    while True:
        mark = ".before-update" if number == 1 else f".before-update-{number}"
        kept = path.with_name(path.stem + mark + path.suffix)
        try:
            with kept.open("xb") as file:
                file.write(content)
        except FileExistsError:
            number += 1
            continue
        return kept.name


def _notes(merged: Merged) -> list[str]:
    told = [
        (merged.carried, "answers carried over: {}"),
        (merged.reworded, "their tasks have changed, read them again: {}"),
        (merged.homeless, "no longer in the lesson, your answers are at its end: {}"),
    ]
    notes = [sentence.format(", ".join(names)) for names, sentence in told if names]
    counted = [
        (merged.own, "cells of your own kept: {}"),
        (merged.edited, "cells of ours that you changed, kept as you changed them: {}"),
        (
            merged.dropped,
            "cells of ours that you changed and this release rewrote, only in your old file: {}",
        ),
    ]
    return notes + [sentence.format(number) for number, sentence in counted if number]
