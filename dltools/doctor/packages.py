"""Whether this Python and its packages are what the course needs; nothing is imported to find out."""

from __future__ import annotations

import importlib.metadata
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from .finding import ROOT, Finding, mend_all, pip, tested

PYTHONS = ((3, 11), (3, 13))


def check_python(version: tuple[int, ...] = sys.version_info[:3]) -> Iterator[Finding]:
    """Whether the course runs on this Python."""
    said = "Python " + ".".join(map(str, version))
    if PYTHONS[0] <= version[:2] <= PYTHONS[1]:
        yield Finding("ok", said)
    else:
        mend = "make clean-env lab PYTHON=/path/to/python3.12"
        yield Finding("problem", f"{said}: the course needs Python 3.11, 3.12 or 3.13", mend)


def check_moved(prefix: Path = Path(sys.prefix)) -> Iterator[Finding]:
    """Whether the environment's commands still start its own Python: not after its folder moved."""
    script = prefix / "bin" / "jupyter-lab"
    if script.is_file() and str(prefix).encode() not in script.read_bytes()[:500]:
        yield Finding(
            "problem",
            f"{prefix} was moved or copied: its commands start another Python",
            "make clean-env lab",
        )


def numbers(version: str) -> tuple[int, ...]:
    """The release numbers of a version, to compare: ``"2.13.0+cpu"`` is ``(2, 13, 0)``."""
    return tuple(map(int, re.match(r"[\d.]*\d", version.split("+")[0])[0].split(".")))


def fits(version: str, wanted: str) -> bool:
    """Whether a version is in a range such as ``">=0.9.5,<0.10"``."""
    for operator, bound in re.findall(r"(>=|<=|==|<|>)\s*([\w.]+)", wanted):
        a, b = numbers(version), numbers(bound)
        longest = max(len(a), len(b))
        a, b = (n + (0,) * (longest - len(n)) for n in (a, b))
        if not {">=": a >= b, "<=": a <= b, "==": a == b, "<": a < b, ">": a > b}[operator]:
            return False
    return True


def requirements() -> dict[str, str]:
    """The course's dependencies and their ranges."""
    project = ROOT / "pyproject.toml"
    if project.is_file():
        listed = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["dependencies"]
    else:
        listed = [line for line in importlib.metadata.requires("dltools") or [] if "extra ==" not in line]
    return dict(re.match(r"([\w.-]+)\s*(.*)", line).groups() for line in listed)


def installed(name: str) -> str | None:
    """The version of an installed package, or None."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def check_packages() -> Iterator[Finding]:
    """Whether each dependency is there, in range, and as tested."""
    pins, wrong, other = tested(), 0, []
    for name, wanted in requirements().items():
        found = installed(name)
        mend = pip(f'"{name}=={pins[name]}"' if name in pins else f'"{name}{wanted}"')
        if found is None:
            yield Finding("problem", f"{name} is not installed (needed: {wanted})", mend)
        elif not fits(found, wanted):
            yield Finding("problem", f"{name} is {found}; allowed: {wanted}", mend)
        else:
            continue
        wrong += 1
    for name, pin in pins.items():
        found = installed(name)
        if found and numbers(found) != numbers(pin):
            other.append(f"{name} {found} (tested: {pin})")
    if not wrong:
        yield Finding("ok", f"all {len(requirements())} packages that the course asks for are installed")
    if other:
        yield Finding("warning", "versions other than the tested ones: " + ", ".join(other), mend_all())


def check_together() -> Iterator[Finding]:
    """Whether the installed packages fit together, those included that others brought along."""
    if any(finding.level == "problem" for finding in check_packages()):
        return  # said already
    done = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False)
    if done.returncode:
        problems = "; ".join((done.stdout or done.stderr).splitlines()[:5])
        yield Finding("problem", f"packages do not fit together: {problems}", mend_all())
