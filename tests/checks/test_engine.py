"""The check engine on small exercises of the tests' own: one property of the engine a test."""

import numpy as np
import torch

from dltools.checks import timelimit
from dltools.checks.define import FunctionExercise, function_exercise, quiz_exercise, value_exercise
from dltools.checks.judge import judge_function
from dltools.checks.judge_values import judge_value
from dltools.checks.observe import MISSING, observe_all
from dltools.checks.plain import Other, plain, same
from dltools.checks.report import Finding, Report


def double_exercise() -> FunctionExercise:
    @function_exercise("double", points=2, hints=["a", "b"], gradient=True, refuses=["mul"])
    def double(rng):
        return rng.normal(2, rng.integer(3, 5))

    @double.expects
    def _(x):
        return x + x

    @double.edge("an empty batch", advice=True)
    def _(rng):
        return torch.zeros(0, 3)

    @double.mistake("You square.", credit=0.5)
    def _(x):
        return x**2

    return double


def run(exercise: FunctionExercise, answer: object, seed: int | None = None) -> Report:
    cases = exercise.cases(seed)
    return judge_function(exercise, cases, observe_all(answer, [(c.args, c.gradient) for c in cases]))


def test_right_answer_and_score():
    report = run(double_exercise(), lambda x: x + x)
    assert (report.status, report.score, report.points, report.mistake) == ("passed", 1.0, 2.0, None)


def test_named_mistake_carries_its_credit():
    report = run(double_exercise(), torch.square)
    assert (report.kind, report.mistake, report.score, report.points) == ("mistake", "You square.", 0.5, 1.0)


def test_a_library_call_is_refused_by_any_spelling():
    for answer in (lambda x: 2 * x, lambda x: torch.mul(x, 2), lambda x: x.clone().mul_(2)):
        report = run(double_exercise(), answer)
        assert report.kind == "library"
        assert "`mul`" in report.message


def test_value_message_is_built_from_the_values():
    exercise = double_exercise()
    right = exercise.cases(None)[0].args[0] * 2
    report = run(exercise, lambda x: x + x + torch.tensor([[0.0], [0.5]]))
    assert (
        f"at [1, 0] your result is {right[1, 0] + 0.5:.4g} and should be {right[1, 0]:.4g}"
        in report.message.lower()
    )
    assert "The inputs: x = tensor(" in report.message


def test_wrong_gradient_with_right_values_is_named():
    report = run(double_exercise(), lambda x: x + x.detach())
    assert report.kind == "gradient"
    assert "gradient with respect to argument 1" in report.message


def test_advice_costs_nothing_and_is_told():
    report = run(double_exercise(), lambda x: x + x if len(x) else torch.stack([]))
    assert report.passed
    assert report.score == 1
    assert "Advice" in report.message
    assert "an empty batch" in report.message


def test_advice_cases_do_not_hide_the_hidden_ones():
    exercise = double_exercise()
    public = [c.args[0] for c in exercise.cases(None)]

    def fitted(x):
        if not len(x):
            raise ValueError
        known = any(x.shape == p.shape and torch.equal(x, p) for p in public)
        return x + x if known else x

    assert run(exercise, fitted).passed
    assert run(exercise, fitted, seed=1).kind == "public only"


def test_output_of_the_learners_code_is_kept_off_stderr(capfd):
    def answer(x):
        import sys
        import warnings

        warnings.warn("careful", stacklevel=1)
        print("progress", file=sys.stderr)
        print("debugging")
        return x + x

    report = run(double_exercise(), answer)
    out, err = capfd.readouterr()
    assert report.passed
    assert not out
    assert not err
    assert "debugging" in report.printed
    assert "careful" in report.printed


def test_exit_and_recursion_are_errors_of_the_answer():
    def leaves(x):
        raise SystemExit("bye")

    def endless(x):
        return endless(x)

    assert run(double_exercise(), leaves).status == "error"
    assert "RecursionError" in run(double_exercise(), endless).message


def test_not_callable_missing_and_signature():
    exercise = double_exercise()
    assert run(exercise, MISSING).status == "not attempted"
    assert "should be a function" in run(exercise, 3.5).message
    report = run(exercise, lambda x, y: x + x)
    assert report.status == "error"
    assert "double(x)" in report.message


def test_an_answer_that_needs_an_unwritten_one_is_told_so():
    def twice(x):
        raise NotImplementedError

    def double(x):
        return twice(x)

    report = run(double_exercise(), double)
    assert report.status == "error"
    assert "`twice`, which is not written yet" in report.message
    assert run(double_exercise(), twice).status == "not attempted"


def test_an_endless_loop_is_stopped_and_named(monkeypatch):
    monkeypatch.setattr(timelimit, "SECONDS", 0.2)

    def endless(x):
        while True:
            try:
                x = x + 0
            except Exception:
                return x

    report = run(double_exercise(), endless)
    assert report.status == "error"
    assert "loop that never ends" in report.message


def test_shape_messages_say_what_happened():
    def told(change):
        return run(double_exercise(), lambda x: change(x + x)).message

    assert "looks transposed" in told(torch.t)
    assert "dimension of size 1" in told(lambda y: y.unsqueeze(0))


def test_numpy_numbers_are_numbers():
    assert (type(plain(np.float32(0.5))), type(plain(np.int64(3)))) == (float, int)


def test_inputs_of_a_seed_repeat_and_differ_between_seeds():
    exercise = double_exercise()
    draws = [[c.args[0] for c in exercise.cases(seed) if c.hidden and not c.label] for seed in (5, 5, 6)]
    assert all(torch.equal(a, b) for a, b in zip(draws[0], draws[1], strict=True))
    assert not any(a.shape == b.shape and torch.equal(a, b) for a, b in zip(draws[0], draws[2], strict=True))


def test_judging_needs_plain_data_only():
    exercise = double_exercise()
    cases = exercise.cases(1)
    seen = observe_all(lambda x: x + x, [(c.args, c.gradient) for c in cases])
    for observation in seen:
        assert same(observation.value, plain(observation.value))
        assert not any(callable(v) for v in vars(observation).values())
    assert judge_function(exercise, cases, seen).passed


def test_plain_reduces_strange_values():
    class Liar:
        def __eq__(self, other):
            return True

        def __repr__(self):
            raise RuntimeError

    assert isinstance(plain(Liar()), Other)
    assert plain([Liar()])[0].type_name.endswith("Liar")
    assert plain(torch.nn.Parameter(torch.ones(2))).requires_grad is False


def test_value_exercise():
    @value_exercise("half", points=1, hints=["a", "b"])
    def half(value):
        return None if value == 0.5 else "Half of one is wanted."

    @half.mistake("That is a quarter.", 0.25)
    def _(value):
        return value == 0.25

    assert judge_value(half, 0.5).passed
    assert judge_value(half, None).status == "not attempted"
    assert judge_value(half, ...).status == "not attempted"
    assert judge_value(half, 0.25).mistake == "That is a quarter."
    assert judge_value(half, 3).message == "Half of one is wanted."


def test_value_exercise_may_give_partial_credit():
    @value_exercise("half", points=4, hints=["a", "b"])
    def half(value):
        return Finding("value", "Nearly.", credit=0.25)

    assert judge_value(half, 0.4).points == 1


def test_quiz_kinds_do_not_give_the_answer_away():
    order = quiz_exercise(
        "order", points=1, hints=["a", "b"], answer=["x", "y", "z"], options=["z", "y", "x"]
    )
    assert judge_value(order, [" X", "y", "Z "]).passed
    assert judge_value(order, ("x", "y", "z")).passed
    assert "first 1 of your 3" in judge_value(order, ["x", "z", "y"]).message
    assert "'q' is not among" in judge_value(order, ["x", "q", "y"]).message
    named = quiz_exercise(
        "named", points=1, hints=["a", "b"], answer=["x"], options=["x"], aliases={"the letter x": "x"}
    )
    assert judge_value(named, ["The letter X"]).passed
    chosen = quiz_exercise("chosen", points=1, hints=["a", "b"], answer={"x", "y"}, options=["x", "y", "z"])
    assert judge_value(chosen, {"y", "x"}).passed
    assert judge_value(chosen, ["y", "x"]).passed
    assert "1 do not belong there; 1 that belong" in judge_value(chosen, {"x", "z"}).message
    yes = quiz_exercise("yes", points=1, hints=["a", "b"], answer=False)
    assert judge_value(yes, False).passed
    assert judge_value(yes, True).kind == "value"
    assert judge_value(yes, "no").kind == "type"
    assert judge_value(yes, 0).kind == "type"
