"""`dltools doctor`: what is wrong with this installation, and the one command that mends each problem.

This room imports nothing but Python's own library, so that it works where packages are missing or broken.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

from . import machine, packages, probes
from .finding import Finding

__all__ = ["CHECKS", "Finding", "main"]

CHECKS: tuple[Callable[[], Iterable[Finding]], ...] = (
    packages.check_python,
    packages.check_moved,
    packages.check_packages,
    packages.check_together,
    probes.check_torch,
    probes.check_imports,
    probes.check_jupyter,
    probes.check_alembic,
    probes.check_data,
    machine.check_work,
    machine.check_room,
)


def main() -> int:
    """Show all findings; returns the exit code, 1 where there is a real problem."""
    sys.stdout.reconfigure(errors="replace")
    problems = warnings = 0
    print("Looking at this installation (up to 20 s) ...", flush=True)
    with ThreadPoolExecutor(4) as pool:
        for findings in pool.map(lambda check: list(check()), CHECKS):
            for finding in findings:
                print(finding, flush=True)
                problems += finding.level == "problem"
                warnings += finding.level == "warning"
    print(f"\n{problems} problems, {warnings} warnings." if problems or warnings else "\nAll is well.")
    return 1 if problems else 0
