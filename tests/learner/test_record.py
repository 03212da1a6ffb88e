"""The learner's record: counted rightly, safe with several notebooks, never lost."""

import json
import multiprocessing

import pytest

from dltools.checks.report import Report
from dltools.learner import record
from dltools.learner.record import Record


def report(status: str, score: float = 0.0) -> Report:
    return Report("a/b", status, score, 2, "text")


def test_a_passed_exercise_stays_passed(tmp_path):
    kept = Record(tmp_path / "p.json")
    kept.add_report(report("not attempted"))
    kept.add_report(report("wrong", 0.5))
    kept.add_report(report("passed", 1.0))
    kept.add_report(report("error"))
    entry = Record(tmp_path / "p.json").entry("a/b")
    assert (entry.status, entry.best, entry.attempts) == ("passed", 1.0, 3)
    assert entry.passed_on


def test_hints_count_up_to_the_last(tmp_path):
    kept = Record(tmp_path / "p.json")
    assert [kept.add_hint("a/b", 2) for _ in range(3)] == [1, 2, 2]


@pytest.mark.parametrize("text", ["not json", "[]", '{"exercises": {"a/b": {"nonsense": 1}}}'])
def test_a_damaged_file_is_kept_aside(tmp_path, text):
    path = tmp_path / "p.json"
    path.write_text(text)
    kept = Record(path)
    assert kept.entries() == {}
    kept.add_report(report("passed", 1.0))
    assert (tmp_path / "p.damaged-1.json").read_text() == text
    assert kept.entry("a/b").status == "passed"


def _attempt(path):
    for _ in range(20):
        Record(path).add_report(report("wrong"))


def test_several_notebooks_at_once_lose_nothing(tmp_path):
    path = tmp_path / "p.json"
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=_attempt, args=(path,)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert json.loads(path.read_text())["exercises"]["a/b"]["attempts"] == 60


def test_home_is_the_nearest_marked_folder(tmp_path, monkeypatch):
    lesson = tmp_path / "work" / "01_perceptron"
    lesson.mkdir(parents=True)
    (tmp_path / "work" / ".dltools").mkdir()
    monkeypatch.chdir(lesson)
    monkeypatch.delenv("DLTOOLS_PROGRESS", raising=False)
    assert record.home() == tmp_path / "work" / ".dltools"
    record.current().add_report(report("wrong"))
    assert (tmp_path / "work" / ".dltools" / "progress.json").exists()


@pytest.mark.parametrize(
    ("name", "value"), [("DLTOOLS_PROGRESS", "off"), ("NBGRADER_EXECUTION", "autograde")]
)
def test_nothing_is_written_while_grading(tmp_path, monkeypatch, name, value):
    (tmp_path / ".dltools").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(name, value)
    record.current().add_report(report("wrong"))
    assert not list((tmp_path / ".dltools").iterdir())
