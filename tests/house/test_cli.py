"""The command `dltools` is quick to start and answers every mistake in one sentence."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import dltools
from dltools.cli import main
from tests.learner.releases import edit, first_release, mine, release

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = ["lab", "start", "update", "progress", "doctor", "build", "names", "data"]


@pytest.fixture
def call(tmp_path, monkeypatch):
    """Call `dltools` in a course of its own."""
    workspace = release(tmp_path, first_release())
    monkeypatch.chdir(tmp_path)
    call = lambda *arguments: CliRunner().invoke(main, arguments)  # noqa: E731
    call.workspace = workspace
    return call


@pytest.mark.parametrize("module", ["dltools", "dltools.cli", "dltools.doctor"])
def test_importing_is_quick_because_nothing_large_comes_along(module):
    code = f"import sys, {module}; print({{'torch', 'numpy', 'matplotlib', 'IPython'}} & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True).strip() == "set()"


def test_version(call):
    assert call("--version").output.strip() == f"dltools, version {dltools.__version__}"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(call, command):
    assert len(call(command, "--help").output) > 80


def test_start_and_update(call):
    assert "02_activations" in call("start").output
    assert call("start").output == ""
    edit(mine(call.workspace), exercise_relu="def relu(x): return x")
    release(call.workspace.course.parent, dltools_release())
    assert "dltools update" in call("start").output
    assert "answers carried over: relu" in call("update", "activations").output


def dltools_release():
    newer = first_release()
    newer.cells[0].source = "# A newer release"
    return newer


def test_a_failed_update_is_an_error(call):
    call("start")
    mine(call.workspace).write_text("{")
    release(call.workspace.course.parent, dltools_release())
    result = call("update")
    assert result.exit_code == 1
    assert "left alone" in result.output


def test_a_mistake_gets_one_message_and_no_traceback(call):
    result = call("update", "nothing")
    assert result.exit_code == 1
    assert result.output == "Error: There is no lesson 'nothing'. The lessons are: 02_activations.\n"


def test_data_list(call):
    assert "digits" in call("data", "list").output


def test_unknown_data(call):
    result = call("data", "fetch", "nothing")
    assert result.exit_code == 1
    assert result.output.startswith("Error: ")


def test_names(call):
    assert "start/to_chw_float" in call("names", "start").output
    assert call("names", "nothing").exit_code == 1
