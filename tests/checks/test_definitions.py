"""Every exercise of every lesson proves itself: right answers pass, typical mistakes are caught and named."""

import importlib
import pkgutil
from typing import Any

import numpy as np
import pytest
import torch

from dltools import checks
from dltools.checks.define import Exercise
from dltools.checks.judge import judge_function
from dltools.checks.observe import observe_all
from tests.checks import spoil
from tests.checks.answers import right_answers

ALL = checks.names()
FUNCTIONS = [n for n in ALL if checks.get(n).kind == "function"]
GRADIENT = [n for n in FUNCTIONS if checks.get(n).gradient]
SEEDS = (1, 2, 3)
SLOW = {"perceptron/train_perceptron"}  # trains in every case
BY_SPEED = [pytest.param(n, marks=pytest.mark.slow) if n in SLOW else n for n in ALL]


def evaluate(name: str, answer: Any, seed: int | None = None) -> checks.Report:
    return checks.evaluate(name, {checks.get(name).name: answer}, seed)


@pytest.mark.parametrize("lesson", checks.lesson_names())
def test_no_definition_is_forgotten(lesson):
    package = importlib.import_module(f"dltools.checks.lessons.{lesson}")
    modules = [
        importlib.import_module(f"{package.__name__}.{found.name}")
        for found in pkgutil.iter_modules(package.__path__)
    ]
    defined = {
        value.name for module in modules for value in vars(module).values() if isinstance(value, Exercise)
    }
    assert {exercise.name for exercise in package.EXERCISES} == defined


@pytest.mark.parametrize("name", ALL)
def test_right_answers_pass(name):
    answers = right_answers(name)
    assert len(answers) >= 3, "the solution and two different right implementations"
    for answer in answers:
        for seed in (None, *SEEDS):
            report = evaluate(name, answer, seed)
            assert report.passed, f"{answer} with seed {seed}: {report.message}"
            assert report.score == 1
            assert report.points == checks.get(name).points


@pytest.mark.slow
@pytest.mark.parametrize("name", FUNCTIONS)
def test_right_answers_pass_with_200_seeds(name):
    exercise, answers = checks.get(name), right_answers(name)
    for seed in range(200):
        cases = [c for c in exercise.cases(seed) if c.hidden]
        calls = [(c.args, c.gradient) for c in cases]
        for answer in answers:
            report = judge_function(exercise, cases, observe_all(answer, calls))
            assert report.passed, f"seed {seed}: {report.message}"


@pytest.mark.parametrize("name", ALL)
def test_at_least_four_mistakes_three_of_them_named(name):
    messages = [m.message for m in checks.get(name).mistakes]
    assert len(messages) >= 4
    assert len({m for m in messages if m}) >= 3


@pytest.mark.parametrize("name", BY_SPEED)
def test_each_mistake_is_caught_and_named(name):
    for mistake in checks.get(name).mistakes:
        for seed in (None, SEEDS[0]):
            report = evaluate(name, mistake.answer, seed)
            assert report.status in ("wrong", "error"), f"{mistake.message} passes with seed {seed}"
            if mistake.message:
                assert report.mistake == mistake.message, report.message
            assert report.score == mistake.credit < 1


@pytest.mark.parametrize("name", ALL)
def test_untouched_is_not_attempted(name):
    def stub(*args):
        raise NotImplementedError

    short = checks.get(name).name
    assert checks.evaluate(name, {}).status == "not attempted"
    assert checks.evaluate(name, {short: ...}).status == "not attempted"
    if name in FUNCTIONS:
        assert checks.evaluate(name, {short: stub}).status == "not attempted"


@pytest.mark.parametrize("name", FUNCTIONS)
def test_raising_is_an_error_with_the_learners_own_line(name):
    report = evaluate(name, spoil.raises(None))
    assert report.status == "error"
    assert "return args[0].no_such_thing()" in report.message
    assert "dltools" not in report.message


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize(
    ("way", "kinds", "words"),
    [
        (spoil.forgets_return, {"type"}, "return"),
        (spoil.wrong_shape, {"shape", "type"}, ""),
        (spoil.wrong_dtype, {"dtype", "type"}, "should"),
        (spoil.has_nan, {"nan", "type"}, "nan"),
        (spoil.changes_input, {"mutated"}, "in place"),
    ],
)
def test_spoilt_answers_get_their_own_message(name, way, kinds, words):
    right = right_answers(name)[0]
    cases = checks.get(name).cases(None)
    result = right(*cases[0].args)
    if way is spoil.has_nan and not _has_floats(result):
        pytest.skip("nothing in this result can be nan")
    if way is spoil.changes_input and not any(
        isinstance(a, (torch.Tensor, np.ndarray)) for a in cases[0].args
    ):
        pytest.skip("these arguments cannot be changed in place")
    report = evaluate(name, way(right))
    assert report.status == "wrong"
    assert report.kind in kinds, report.message
    assert words in report.message


@pytest.mark.parametrize("name", GRADIENT)
@pytest.mark.parametrize("way", [spoil.cuts_gradient, spoil.goes_through_numpy])
def test_a_cut_gradient_is_named(name, way):
    report = evaluate(name, way(right_answers(name)[0]))
    assert report.status == "wrong"
    assert report.kind == "gradient"
    assert "no gradient flows" in report.message


@pytest.mark.parametrize("name", FUNCTIONS)
def test_an_answer_fitted_to_the_public_cases_is_named(name):
    answer = spoil.knows_public_cases(right_answers(name)[0], checks.get(name).cases(None))
    assert evaluate(name, answer).passed
    for seed in SEEDS:
        report = evaluate(name, answer, seed)
        assert report.status == "wrong"
        assert report.kind == "public only", report.message


def _has_floats(value: Any) -> bool:
    if isinstance(value, torch.Tensor):
        return value.is_floating_point()
    if isinstance(value, dict):
        return any(_has_floats(v) for v in value.values())
    return isinstance(value, float) or (isinstance(value, tuple) and any(map(_has_floats, value)))
