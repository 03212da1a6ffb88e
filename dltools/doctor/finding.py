"""What the doctor says: findings, and the commands that mend things, for a person to copy."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MARKS = {"ok": "✓", "warning": "!", "problem": "✗"}


@dataclass(frozen=True)
class Finding:
    """One thing looked at: ``"ok"``, a ``"warning"`` (lessons work all the same) or a ``"problem"``."""

    level: str
    text: str
    mend: str = ""

    def __str__(self) -> str:
        return f"{MARKS[self.level]} {self.text}" + (f"\n    mend it:  {self.mend}" if self.mend else "")


def python() -> str:
    """This environment's Python as a person types it in the course's folder."""
    program = Path(sys.executable)
    return str(program.relative_to(ROOT)) if program.is_relative_to(ROOT) else str(program)


def pip(*arguments: str) -> str:
    """The command that installs something in this environment."""
    return " ".join([python(), "-m pip install", *arguments])


def dltools(*arguments: str) -> str:
    """A command of the course itself."""
    return " ".join([python(), "-m dltools.cli", *arguments])


def mend_all() -> str:
    """The command that installs the tested versions of everything."""
    return pip("-e . -c constraints.txt")


def reinstall(name: str) -> str:
    """The command that puts a damaged package right."""
    pin = tested().get(name)
    return pip("--force-reinstall", "--no-deps", f'"{name}=={pin}"' if pin else name)


def tested() -> dict[str, str]:
    """The exact versions that the course is tested with."""
    path = ROOT / "constraints.txt"
    return (
        dict(re.findall(r"(?m)^([\w.-]+)==(\S+)", path.read_text(encoding="utf-8"))) if path.is_file() else {}
    )
