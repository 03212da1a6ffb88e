"""The verdict: from cases and what was observed on them to a `Report`.

Trusted code, plain data only: it never sees the learner's objects and needs nothing of the learner's process.
"""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import torch

from dltools.checks import messages as say
from dltools.checks import timelimit
from dltools.checks.compare import compare, compare_gradients, tensor_form
from dltools.checks.define import Case, Exercise, FunctionExercise, Mistake
from dltools.checks.observe import (
    BAD_SIGNATURE,
    NOT_ATTEMPTED,
    NOT_CALLABLE,
    TOOK_TOO_LONG,
    Observation,
    Raised,
    gradients,
)
from dltools.checks.plain import plain, same
from dltools.checks.report import Finding, Report, Status


@dataclass
class Marked:
    """One case with what was observed on it; the right value is computed once, when it is first needed."""

    exercise: FunctionExercise
    case: Case
    seen: Observation

    @cached_property
    def right(self) -> Any:
        """The trusted value, plain data."""
        return _run(self.exercise.right, self.case.args)

    @cached_property
    def finding(self) -> Finding | None:
        """What is wrong in this case, or None."""
        return _finding(self)

    @property
    def where(self) -> str:
        """What is special about the inputs, as the end of a sentence."""
        return f"for {self.case.label}" if self.case.label else ""


def judge_function(exercise: FunctionExercise, cases: Sequence[Case], seen: Sequence[Observation]) -> Report:
    """Return the verdict on a function from what it did on each case."""
    printed = next((s.printed for s in seen if s.printed), "")
    marked = [
        Marked(exercise, c, s) for c, s in zip(cases, seen, strict=False)
    ]  # seen ends with an exception
    advice = ""
    if marked and (raised := marked[-1].seen.raised):
        case = marked.pop().case
        if not case.advice:
            return _report_raised(exercise, raised, case, printed)
        advice = _advice(_raised_message(exercise, raised), case.label)
    finding = _library(exercise, seen) or _first(exercise, [m for m in marked if not m.case.advice])
    if finding:
        return report(exercise, "wrong", finding, printed)
    found = [m.finding.message for m in marked if m.case.advice and m.finding]
    return passed(exercise, advice or (_advice(found[0], "") if found else ""), printed)


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


def _first(exercise: FunctionExercise, marked: list[Marked]) -> Finding | None:
    first = next((m for m in marked if m.finding), None)
    if first is None:
        return None
    if first.finding.kind == "mutated":
        return first.finding
    return _named(exercise, marked, first.finding) or (
        _public_only(first) if first.case.hidden else first.finding
    )


def _finding(m: Marked) -> Finding | None:
    finding = _value_finding(m)
    if finding:
        return finding
    if m.seen.mutated:
        return Finding("mutated", say.MUTATED.format(number=m.seen.mutated[0] + 1))
    if m.case.gradient and isinstance(m.right, torch.Tensor):
        if not m.seen.connected:
            return Finding("gradient", say.CUT)
        return compare_gradients(m.seen.grads, gradients(m.exercise.right, m.case.args)[0], m.where)
    return None


def _value_finding(m: Marked) -> Finding | None:
    exercise, value = m.exercise, m.seen.value
    if exercise.accept is None:
        finding = compare(value, m.right, (exercise.rtol, exercise.atol), m.where)
        return _with_inputs(exercise, m.case, finding) if finding and finding.kind == "value" else finding
    if value is None:
        return Finding("type", say.NO_RETURN)
    form = tensor_form(value, m.right, m.where) if isinstance(m.right, torch.Tensor) else None
    if form:
        return form
    if isinstance(value, torch.Tensor) and not torch.isfinite(value.double()).all():
        return Finding("nan", "Your result has nan or infinite numbers.")
    message = exercise.accept(value, *plain(m.case.args))
    return Finding("value", message) if message else None


def _with_inputs(exercise: FunctionExercise, case: Case, finding: Finding) -> Finding:
    if any(isinstance(a, torch.Tensor) and a.numel() > say.SMALL for a in case.args):
        return finding
    return Finding(finding.kind, f"{finding.message} The inputs: {_inputs(exercise, case)}.")


def _inputs(exercise: FunctionExercise, case: Case) -> str:
    names = list(inspect.signature(exercise.right).parameters)
    return ", ".join(f"{n} = {say.inputs((a,))}" for n, a in zip(names, case.args, strict=False))


def _named(exercise: FunctionExercise, marked: list[Marked], finding: Finding) -> Finding | None:
    for mistake in exercise.mistakes:
        if mistake.message and _explains(mistake, marked, finding):
            return Finding("mistake", mistake.message, mistake.message, mistake.credit)
    return None


def _explains(mistake: Mistake, marked: list[Marked], finding: Finding) -> bool:
    """Say whether a mistake gives the learner's own numbers (and gradients, where these are wrong)."""
    if mistake.fits:
        return all(_safely(mistake.fits, m.seen.value, *plain(m.case.args)) for m in marked if m.finding)
    for m in marked:
        try:
            if not same(m.seen.value, _run(mistake.answer, m.case.args), m.exercise.rtol, m.exercise.atol):
                return False
            if (
                finding.kind == "gradient"
                and m.case.gradient
                and not _same_gradients(mistake, m.case, m.seen)
            ):
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
    used = sorted(exercise.refuses & frozenset().union(*(s.calls for s in seen)))
    return Finding("library", say.LIBRARY.format(name=used[0])) if used else None


def _public_only(m: Marked) -> Finding:
    if m.finding.kind not in ("value", "nan", "shape", "type", "dtype"):
        return m.finding
    return Finding("public only", f"{say.PUBLIC_ONLY} {m.finding.message}")


def _report_raised(exercise: Exercise, raised: Raised, case: Case, printed: str) -> Report:
    message = _raised_message(exercise, raised)
    if raised.type_name == NOT_ATTEMPTED:
        status: Status = "error" if raised.function else "not attempted"
        return report(exercise, status, Finding("missing", message), printed)
    if raised.type_name == NOT_CALLABLE:
        return report(exercise, "wrong", Finding("type", message), printed)
    known = raised.type_name == BAD_SIGNATURE
    if not known and isinstance(exercise, FunctionExercise):
        label = f" (called {'for ' + case.label if case.label else 'with ' + _inputs(exercise, case)})"
        message = message[:-1] + label + "."
    return report(exercise, "error", Finding("error", message), printed)


def _raised_message(exercise: Exercise, raised: Raised) -> str:
    if raised.type_name == NOT_ATTEMPTED:
        return say.NEEDS_ANOTHER.format(name=raised.function) if raised.function else say.NOT_ATTEMPTED
    if raised.type_name == NOT_CALLABLE:
        return say.NOT_CALLABLE.format(name=exercise.name, type=say.named(raised.message))
    if raised.type_name == BAD_SIGNATURE:
        wanted = f"`{exercise.name}{_plain_signature(exercise)}`"
        return say.BAD_SIGNATURE.format(name=exercise.name, signature=raised.message, wanted=wanted)
    if raised.type_name == TOOK_TOO_LONG:
        return say.TOO_LONG.format(seconds=timelimit.SECONDS, source=raised.source)
    message = f": {raised.message}" if raised.message else ""
    line = f" in its line {raised.line}, `{raised.source}`" if raised.source else ""
    return say.RAISED.format(type=raised.type_name, message=message, line=line)


def _plain_signature(exercise: Exercise) -> str:
    return str(inspect.signature(exercise.right)) if isinstance(exercise, FunctionExercise) else ""


def _advice(message: str, label: str) -> str:
    where = f", for {label}" if label else ""
    return f" Advice, at no cost in points{where}: {message}"
