"""The verdict: from cases and what was observed on them to a `Report`.

Trusted code, plain data only: it never sees the learner's objects and needs nothing of the learner's process.
"""

import inspect
from collections.abc import Callable, Sequence
from typing import Any

import torch

from dltools.checks import messages as say
from dltools.checks.compare import compare, compare_gradients, tensor_form
from dltools.checks.define import Case, Exercise, FunctionExercise, Mistake
from dltools.checks.observe import BAD_SIGNATURE, NOT_ATTEMPTED, NOT_CALLABLE, Observation, Raised, gradients
from dltools.checks.plain import plain, same
from dltools.checks.report import Finding, Report, Status


def judge_function(exercise: FunctionExercise, cases: Sequence[Case], seen: Sequence[Observation]) -> Report:
    """Return the verdict on a function from what it did on each case."""
    printed = next((s.printed for s in seen if s.printed), "")
    stopped = next((s.raised for s in seen if s.raised), None)
    pairs = list(zip(cases, seen, strict=False))  # observation stops at the first exception
    advice = ""
    if stopped and cases[len(seen) - 1].advice:
        advice = _advice(_raised_message(exercise, stopped), cases[len(seen) - 1].label)
        pairs = pairs[:-1]
    elif stopped:
        return _report_raised(exercise, stopped, cases[len(seen) - 1], printed)
    strict = [(c, s) for c, s in pairs if not c.advice]
    finding = _library(exercise, seen) or _first(exercise, strict)
    if finding:
        return report(exercise, "wrong", finding, printed)
    for case, observed in pairs:
        found = _finding(exercise, case, observed) if case.advice else None
        if found and not advice:
            advice = _advice(found.message, "")
    return passed(exercise, advice, printed)


def report(exercise: Exercise, status: Status, finding: Finding, printed: str = "") -> Report:
    """Return the report of an answer that did not pass."""
    return Report(
        exercise.full_name,
        status,
        finding.credit,
        exercise.points,
        finding.message,
        finding.mistake,
        finding.kind,
        printed,
    )


def passed(exercise: Exercise, advice: str = "", printed: str = "") -> Report:
    """Return the report of a right answer."""
    return Report(exercise.full_name, "passed", 1.0, exercise.points, say.PASSED + advice, printed=printed)


def _first(exercise: FunctionExercise, pairs: list[tuple[Case, Observation]]) -> Finding | None:
    for case, observed in pairs:
        finding = _finding(exercise, case, observed)
        if finding is None:
            continue
        if finding.kind in ("mutated", "library"):
            return finding
        named = _named(exercise, pairs, finding)
        if named:
            return named
        return _public_only(finding) if case.hidden else finding
    return None


def _finding(exercise: FunctionExercise, case: Case, seen: Observation) -> Finding | None:
    right = _run(exercise.right, case.args)
    where = f"for {case.label}" if case.label else ""
    finding = _value_finding(exercise, case, seen.value, right, where)
    if finding:
        return finding
    if seen.mutated:
        return Finding("mutated", say.MUTATED.format(number=seen.mutated[0] + 1))
    if case.gradient and isinstance(right, torch.Tensor):
        if not seen.connected:
            return Finding("gradient", say.CUT)
        return compare_gradients(seen.grads, gradients(exercise.right, case.args)[0], where)
    return None


def _value_finding(exercise: FunctionExercise, case: Case, value: Any, right: Any, where: str) -> Finding | None:
    tolerance = (exercise.rtol, exercise.atol)
    if exercise.accept is None:
        finding = compare(value, right, tolerance, where)
        return _with_inputs(exercise, case, finding) if finding and finding.kind == "value" else finding
    if value is None:
        return Finding("type", say.NO_RETURN)
    form = tensor_form(value, right, where) if isinstance(right, torch.Tensor) else None
    if form:
        return form
    if isinstance(value, torch.Tensor) and not torch.isfinite(value.double()).all():
        return Finding("nan", "Your result has nan or infinite numbers.")
    message = exercise.accept(value, *plain(case.args))
    return Finding("value", message) if message else None


def _with_inputs(exercise: FunctionExercise, case: Case, finding: Finding) -> Finding:
    if any(isinstance(a, torch.Tensor) and a.numel() > say.SMALL for a in case.args):
        return finding
    return Finding(finding.kind, f"{finding.message} The inputs: {_inputs(exercise, case)}.")


def _inputs(exercise: FunctionExercise, case: Case) -> str:
    names = list(inspect.signature(exercise.right).parameters)
    return ", ".join(f"{n} = {say.inputs((a,))}" for n, a in zip(names, case.args, strict=False))


def _named(exercise: FunctionExercise, pairs: list[tuple[Case, Observation]], finding: Finding) -> Finding | None:
    for mistake in exercise.mistakes:
        if mistake.message and _explains(exercise, mistake, pairs, finding):
            return Finding("mistake", mistake.message, mistake.message, mistake.credit)
    return None


def _explains(
    exercise: FunctionExercise, mistake: Mistake, pairs: list[tuple[Case, Observation]], finding: Finding
) -> bool:
    """Say whether a mistake gives the learner's own numbers (and gradients, where these are what is wrong)."""
    if mistake.fits:
        failing = [(c, s) for c, s in pairs if _finding(exercise, c, s)]
        return all(_safely(mistake.fits, s.value, *plain(c.args)) for c, s in failing)
    tolerance = (exercise.rtol, exercise.atol)
    for case, seen in pairs:
        try:
            if not same(seen.value, _run(mistake.answer, case.args), *tolerance):
                return False
            if finding.kind == "gradient" and case.gradient and not _same_gradients(mistake, case, seen):
                return False
        except Exception:  # a mistake may itself fail on some inputs; then it does not explain the answer
            return False
    return True


def _same_gradients(mistake: Mistake, case: Case, seen: Observation) -> bool:
    grads, connected = gradients(mistake.answer, case.args)
    return connected == seen.connected and same(list(grads), list(seen.grads), 1e-3, 1e-4)


def _run(function: Callable[..., Any] | None, args: tuple[Any, ...]) -> Any:
    if function is None:
        raise TypeError("this exercise has no right answer registered: add @exercise.expects")
    with torch.no_grad():
        return plain(function(*plain(args)))


def _safely(fits: Callable[..., bool], *args: Any) -> bool:
    try:
        return bool(fits(*args))
    except Exception:  # a recogniser may meet any value
        return False


def _library(exercise: FunctionExercise, seen: Sequence[Observation]) -> Finding | None:
    used = sorted(exercise.refuses.intersection(*[frozenset().union(*(s.calls for s in seen))]))
    return Finding("library", say.LIBRARY.format(name=used[0])) if used else None


def _public_only(finding: Finding) -> Finding:
    if finding.kind not in ("value", "nan", "shape", "type", "dtype"):
        return finding
    return Finding("public only", f"{say.PUBLIC_ONLY} {finding.message}")


def _report_raised(exercise: Exercise, raised: Raised, case: Case, printed: str) -> Report:
    message = _raised_message(exercise, raised)
    if raised.type_name == NOT_ATTEMPTED:
        return report(exercise, "not attempted", Finding("missing", message), printed)
    if raised.type_name == NOT_CALLABLE:
        return report(exercise, "wrong", Finding("type", message), printed)
    known = raised.type_name == BAD_SIGNATURE
    if not known and isinstance(exercise, FunctionExercise):
        label = f" (called {'for ' + case.label if case.label else 'with ' + _inputs(exercise, case)})"
        message = message[:-1] + label + "."
    return report(exercise, "error", Finding("error", message), printed)


def _raised_message(exercise: Exercise, raised: Raised) -> str:
    if raised.type_name == NOT_ATTEMPTED:
        return say.NOT_ATTEMPTED
    if raised.type_name == NOT_CALLABLE:
        return say.NOT_CALLABLE.format(name=exercise.name, type=raised.message)
    if raised.type_name == BAD_SIGNATURE:
        wanted = f"`{exercise.name}{_plain_signature(exercise)}`"
        return say.BAD_SIGNATURE.format(name=exercise.name, signature=raised.message, wanted=wanted)
    message = f": {raised.message}" if raised.message else ""
    line = f" in its line {raised.line}, `{raised.source}`" if raised.source else ""
    return say.RAISED.format(type=raised.type_name, message=message, line=line)


def _plain_signature(exercise: Exercise) -> str:
    names = inspect.signature(exercise.right).parameters if isinstance(exercise, FunctionExercise) else ()
    return f"({', '.join(names)})"


def _advice(message: str, label: str) -> str:
    where = f", for {label}" if label else ""
    return f" Advice, at no cost in points{where}: {message}"
