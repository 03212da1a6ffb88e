"""How a lesson defines its exercises: inputs, the right answer, the typical mistakes.

One definition serves three times: it gives a learner instant feedback, it grades with hidden inputs, and its
mistakes are the wrong answers with which the tests prove it. Nothing here runs a learner's code.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dltools.checks.report import Finding
from dltools.checks.rng import Random

ORDINARY_CASES = 4  # drawn from the definition's own generator, for each seed
MIN_HINTS = 2


@dataclass(frozen=True)
class Mistake:
    """A typical wrong answer.

    Parameters
    ----------
    message
        What a learner who made it is told; None if it is only caught, not named.
    answer
        The wrong answer: a function for function exercises, a value for the others.
    fits
        How it is recognised. For functions ``fits(value, *args) -> bool`` on every case that fails, or None:
        it is recognised by giving the learner's own numbers. For values ``fits(value) -> bool``.
    credit
        Share of the points that such an answer still earns.
    """

    message: str | None
    answer: Any
    fits: Callable[..., bool] | None = None
    credit: float = 0.0


@dataclass(frozen=True)
class Generator:
    """Makes the inputs of one sort of case.

    Parameters
    ----------
    make
        ``make(rng) -> args``.
    label
        What is special about it, as in "for ..."; empty for ordinary cases.
    gradient
        Whether the gradient is compared here too.
    advice
        A failure is told to the learner but costs nothing.
    """

    make: Callable[[Random], Any]
    label: str = ""
    gradient: bool = True
    advice: bool = False


@dataclass(frozen=True)
class Case:
    """Inputs for one call, plain data, and what they are for."""

    args: tuple[Any, ...]
    label: str = ""
    gradient: bool = False
    advice: bool = False
    hidden: bool = False


@dataclass
class Exercise:
    """What every kind of exercise has.

    Parameters
    ----------
    name
        The learner's name for it, ``"relu"``.
    points
        Points for a right answer.
    hints
        At least two, from a nudge to nearly the answer.
    lesson
        Filled in by the registry: ``"activations"``.
    mistakes
        Typical wrong answers.
    """

    name: str
    points: int
    hints: Sequence[str]
    lesson: str = ""
    mistakes: list[Mistake] = field(default_factory=list)
    kind = "exercise"

    @property
    def full_name(self) -> str:
        """``"activations/relu"``."""
        return f"{self.lesson}/{self.name}"


@dataclass
class FunctionExercise(Exercise):
    """A function to write; judged by what it returns, whichever way it gets there.

    Parameters
    ----------
    generators
        The first is the ordinary one.
    right
        A trusted answer.
    gradient
        Whether gradients must flow from the result to float tensor arguments.
    refuses
        Names of torch functions that would do the whole exercise.
    rtol, atol
        How near a number must be.
    accept
        For answers with more than one right value: ``accept(value, *args)`` returns None or what is wrong.
        Type, shape and dtype are still compared with `right`.
    """

    generators: list[Generator] = field(default_factory=list)
    right: Callable[..., Any] | None = None
    gradient: bool = False
    refuses: frozenset[str] = frozenset()
    rtol: float = 1e-4
    atol: float = 1e-5
    accept: Callable[..., str | None] | None = None
    kind = "function"

    def expects(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Register the trusted answer."""
        self.right = function
        return function

    def accepts(self, function: Callable[..., str | None]) -> Callable[..., str | None]:
        """Register a judge of values, for exercises with more than one right answer."""
        self.accept = function
        return function

    def edge(
        self, label: str, gradient: bool = False, advice: bool = False
    ) -> Callable[[Callable[[Random], Any]], Callable[[Random], Any]]:
        """Register inputs at the edge; `label` completes the sentence "for ..."."""

        def register(make: Callable[[Random], Any]) -> Callable[[Random], Any]:
            self.generators.append(Generator(make, label, gradient, advice))
            return make

        return register

    def mistake(
        self, message: str | None, fits: Callable[..., bool] | None = None, credit: float = 0.0
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Register a typical wrong function and the message that names it."""

        def register(function: Callable[..., Any]) -> Callable[..., Any]:
            self.mistakes.append(Mistake(message, function, fits, credit))
            return function

        return register

    def cases(self, seed: int | None) -> list[Case]:
        """Return the public cases, and for a seed the hidden ones too; those for advice come last.

        An answer that raises is not called again: what only gives advice must not keep it from what counts.
        """
        drawn = [case for g in self.generators for case in self._draw(g, "public", hidden=False)]
        if seed is not None:
            drawn += [case for g in self.generators for case in self._draw(g, seed, hidden=True)]
        return sorted(drawn, key=lambda case: case.advice)

    def _draw(self, generator: Generator, seed: object, hidden: bool) -> list[Case]:
        count = 1 if generator.label else ORDINARY_CASES
        drawn = []
        for number in range(count):
            args = generator.make(Random(self.full_name, generator.label, seed, number))
            args = args if isinstance(args, tuple) else (args,)
            gradient = self.gradient and generator.gradient
            drawn.append(Case(args, generator.label, gradient, generator.advice, hidden))
        return drawn


@dataclass
class ValueExercise(Exercise):
    """A variable to fill in; a value may be right in many ways."""

    accept: Callable[[Any], str | Finding | None] | None = None
    kind = "value"

    def accepts(
        self, function: Callable[[Any], str | Finding | None]
    ) -> Callable[[Any], str | Finding | None]:
        """Register the judge: ``accept(value)`` gets plain data and returns None or what is wrong."""
        self.accept = function
        return function

    def mistake(
        self, message: str | None, *examples: Any, credit: float = 0.0
    ) -> Callable[[Callable[[Any], bool]], Callable[[Any], bool]]:
        """Register typical wrong values: the decorated function recognises them, `examples` are some."""

        def register(fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
            self.mistakes.extend(Mistake(message, example, fits, credit) for example in examples)
            return fits

        return register


@dataclass
class QuizExercise(Exercise):
    """A question with given options.

    A list asks for an order, a set for a selection, anything else for one option.

    Parameters
    ----------
    answer
        The right answer.
    options
        All that may be named; empty for a yes/no question.
    aliases
        Other spellings of options, in small letters.
    """

    answer: Any = None
    options: Sequence[Any] = ()
    aliases: Mapping[str, Any] = field(default_factory=dict)
    kind = "quiz"

    def mistake(
        self, message: str | None, *examples: Any, credit: float = 0.0
    ) -> Callable[[Callable[[Any], bool]], Callable[[Any], bool]]:
        """Register typical wrong answers: the decorated function recognises them, `examples` are some."""

        def register(fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
            self.mistakes.extend(Mistake(message, example, fits, credit) for example in examples)
            return fits

        return register


def function_exercise(
    name: str,
    *,
    points: int,
    hints: Sequence[str],
    gradient: bool = False,
    refuses: Sequence[str] = (),
    rtol: float = 1e-4,
    atol: float = 1e-5,
) -> Callable[[Callable[[Random], Any]], FunctionExercise]:
    """Define a function exercise; the decorated ``make(rng)`` draws ordinary inputs."""

    def define(make: Callable[[Random], Any]) -> FunctionExercise:
        exercise = FunctionExercise(
            name, points, hints, gradient=gradient, refuses=frozenset(refuses), rtol=rtol, atol=atol
        )
        exercise.generators.append(Generator(make))
        return exercise

    return define


def value_exercise(name: str, *, points: int, hints: Sequence[str]) -> Callable[[Callable], ValueExercise]:
    """Define a value exercise; the decorated ``accept(value)`` returns None or what is wrong."""

    def define(accept: Callable[[Any], str | Finding | None]) -> ValueExercise:
        return ValueExercise(name, points, hints, accept=accept)

    return define


def quiz_exercise(
    name: str,
    *,
    points: int,
    hints: Sequence[str],
    answer: Any,
    options: Sequence[Any] = (),
    aliases: Mapping[str, Any] | None = None,
) -> QuizExercise:
    """Define a quiz question."""
    return QuizExercise(name, points, hints, answer=answer, options=options, aliases=aliases or {})
