"""The four verbs as a learner meets them, in text and in a notebook."""

import base64
import json
import subprocess
import sys
import zlib

import pytest
import torch

import dltools
from dltools import CheckFailed, check, hint, progress, solution
from dltools.learner import display


@pytest.fixture(autouse=True)
def working_folder(tmp_path, monkeypatch):
    (tmp_path / ".dltools").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DLTOOLS_PROGRESS", raising=False)
    return tmp_path


def right(x):
    return 1 / (1 + torch.exp(-x))


def test_check_reads_the_callers_names_or_takes_the_answer(capsys):
    sigmoid = right  # noqa: F841 - read by check from here
    check("sigmoid")
    check("activations/sigmoid", right)
    assert capsys.readouterr().out.count("right (2 points)") == 2


def test_check_raises_a_short_failure(capsys):
    with pytest.raises(CheckFailed) as failure:
        check("sigmoid", torch.exp)
    assert isinstance(failure.value, AssertionError)
    assert failure.value.report.status == "wrong"
    assert len(failure.value._render_traceback_()) == 1
    assert "not right yet" in capsys.readouterr().out


def test_unknown_names_are_answered_with_the_nearest():
    with pytest.raises(KeyError, match="did you mean 'sigmoid'"):
        check("sigmoyd", right)


def test_hints_come_one_more_each_call(capsys):
    hint("sigmoid")
    first = capsys.readouterr().out
    hint("sigmoid")
    second = capsys.readouterr().out
    assert "hint 1 of" in first
    assert "hint 2 of" not in first
    assert "hint 2 of" in second


def test_solution_opens_after_an_attempt(working_folder, capsys):
    solution("sigmoid")
    assert "comes without" in capsys.readouterr().out
    packed = base64.b64encode(zlib.compress(b"the = answer")).decode()
    (working_folder / "answers.json").write_text(json.dumps({"sigmoid": packed}))
    solution("sigmoid")
    assert "the = answer" not in capsys.readouterr().out
    with pytest.raises(CheckFailed):
        check("sigmoid", torch.exp)
    solution("sigmoid")
    assert "the = answer" in capsys.readouterr().out


def test_progress_shows_what_is_solved(capsys):
    check("sigmoid", right)
    capsys.readouterr()
    progress()
    out = capsys.readouterr().out
    assert "✓ sigmoid" in out
    assert "○ relu" in out


def test_boxes_escape_what_learners_wrote():
    box = display.box_html("wrong", "x: no", "got `<b>` & <script>alert(1)</script>", code="<img onerror=1>")
    assert "<script>" not in box
    assert "<img" not in box
    assert "<code>&lt;b&gt;</code>" in box


def test_public_names_are_all_there_and_torch_is_not_loaded():
    unloaded = "import dltools, sys; assert 'torch' not in sys.modules"
    code = f"{unloaded}; [getattr(dltools, n) for n in dltools.__all__]"
    subprocess.run([sys.executable, "-c", code], check=True)
    assert dltools.__all__ == sorted(dltools.__all__, key=str)
