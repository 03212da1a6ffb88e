"""How long `import dltools` takes, and that it does not load torch."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.bench import ROOT, save, table

CODE = """
import json, sys, time
start = time.perf_counter()
import {module}
print(json.dumps([1000 * (time.perf_counter() - start), "torch" in sys.modules]))
"""


def measure(module: str, runs: int = 5) -> tuple[float, bool]:
    """Milliseconds of the quickest import in a fresh Python, and whether torch was loaded."""
    command = [sys.executable, "-c", CODE.format(module=module)]
    found = [json.loads(subprocess.check_output(command, cwd=ROOT)) for _ in range(runs)]
    return min(found)[0], any(loaded for _, loaded in found)


def main() -> None:
    """Write the table."""
    rows = []
    for module in ("dltools", "dltools.cli", "dltools.learner.workspace", "torch"):
        milliseconds, loaded = measure(module)
        rows.append((f"`import {module}`", f"{milliseconds:.0f}", "yes" if loaded else "no"))
    save("imports", "Imports, each in a fresh Python", table(("", "milliseconds", "torch loaded"), rows))
