"""CONTRIBUTING.md, followed literally: its five steps add an exercise that builds and passes the tests."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.authoring.tiny import ROOT

GUIDE = (ROOT / "CONTRIBUTING.md").read_text()
STEPS = GUIDE.split("## Add an exercise in five steps")[1].split("\n## The text of a lesson")[0]
BLOCK = re.compile(r"`([\w/.]+\.py)`:\n\n```python\n(.*?)```", re.DOTALL)
COMMAND = re.compile(r"^```\n(make .*?)\n```", re.MULTILINE)


def test_there_are_five_steps():
    assert re.findall(r"^\*\*(\d)\.", STEPS, re.MULTILINE) == list("12345")
    assert len(BLOCK.findall(STEPS)) == 3
    assert len(COMMAND.findall(STEPS)) == 2


@pytest.mark.slow
def test_the_five_steps_work(tmp_path: Path):
    ignore = shutil.ignore_patterns(".*", "work", "__pycache__", "*.egg-info", "*.ipynb", "exchange")
    shutil.copytree(ROOT, tmp_path, dirs_exist_ok=True, ignore=ignore)
    for file, code in BLOCK.findall(STEPS):
        with (tmp_path / file).open("a") as text:
            text.write(f"\n\n{code}")
    name_it(tmp_path / "dltools/checks/lessons/activations/__init__.py")
    for command in COMMAND.findall(STEPS):
        run(command, tmp_path)
    student = (tmp_path / "course/02_activations/activations.ipynb").read_text()
    assert "exercise-hard_tanh" in student
    assert "torch.clamp(x, -1, 1)" not in student


def name_it(package: Path) -> None:
    """Do what step 1 says in words: import the exercise and add it to EXERCISES."""
    assert "import `hard_tanh` and add it to `EXERCISES`" in STEPS
    named = re.sub(r"(EXERCISES = \(.*?),?\s*\)", r"\1, hard_tanh)", package.read_text(), flags=re.DOTALL)
    imported = "from dltools.checks.lessons.activations.rectifying import hard_tanh\n\n__all__"
    package.write_text(named.replace("__all__", imported, 1))


def run(command: str, root: Path) -> None:
    """Run a make command with this Python in place of .venv; the set-up is not repeated."""
    there = {**os.environ, "PYTHONPATH": str(root)}
    words = [*shlex.split(command), f"PY={sys.executable}", "-o", "setup", "-o", "setup-test"]
    done = subprocess.run(words, cwd=root, env=there, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
