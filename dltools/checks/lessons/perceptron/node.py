"""One node: its bias input, its weighted sum, its answer."""

import torch
from torch.nn import functional as F

from dltools.checks.define import FunctionExercise, function_exercise
from dltools.checks.rng import Random

SHAPES = [(3, 2), (2, 3), (4, 3), (4, 2), (3, 4), (5, 2), (2, 4), (6, 2)]  # few numbers: messages show them


def step(sums: torch.Tensor) -> torch.Tensor:
    """Return 1.0 where a sum is greater than 0 and 0.0 elsewhere."""
    return (sums > 0).float()


def _batch(rng: Random) -> tuple[torch.Tensor, torch.Tensor]:
    samples, inputs = rng.choice(SHAPES)
    return rng.normal(samples, inputs), rng.normal(inputs)


def _add_edges(exercise: FunctionExercise, with_weights: bool = True) -> None:
    def args(rng: Random, x: torch.Tensor):
        return (x, rng.normal(3).to(x.dtype)) if with_weights else x

    @exercise.edge("one sample", gradient=True)
    def _(rng: Random):
        return args(rng, rng.normal(1, 3))

    @exercise.edge("an empty batch", advice=True)
    def _(rng: Random):
        return args(rng, torch.zeros(0, 3))

    @exercise.edge("float64 input", advice=True)
    def _(rng: Random):
        return args(rng, rng.normal(4, 3).double())

    @exercise.edge("non-contiguous input", advice=True)
    def _(rng: Random):
        return args(rng, rng.normal(3, 4).T)


@function_exercise(
    "add_bias_input",
    points=1,
    hints=[
        "One column more than x, and as many rows. `torch.ones(len(x), 1)` is such a column.",
        "`torch.cat([a, b], dim=1)` puts b to the right of a. Which is a, which is b?",
    ],
)
def add_bias_input(rng: Random):
    x, _ = _batch(rng)
    return x


_add_edges(add_bias_input, with_weights=False)


@add_bias_input.expects
def _(x):
    return F.pad(x, (1, 0), value=1.0)


@add_bias_input.mistake("The ones stand in the last column. x₀ comes first.")
def _(x):
    return F.pad(x, (0, 1), value=1.0)


@add_bias_input.mistake("Your new column holds zeros. The bias input is always 1.")
def _(x):
    return F.pad(x, (1, 0))


@add_bias_input.mistake("You added 1 to every number. The 1 is an input of its own: a new column.")
def _(x):
    return x + 1


@add_bias_input.mistake("You added a row: every sample needs its own 1.")
def _(x):
    return F.pad(x, (0, 0, 1, 0), value=1.0)


@add_bias_input.mistake("The ones are an extra column; the first one of x stays.")
def _(x):
    return F.pad(x[:, 1:], (1, 0), value=1.0)


@function_exercise(
    "weighted_sum",
    points=1,
    gradient=True,
    hints=[
        "For one sample: multiply each input by its weight, then add the products.",
        "`x * w` multiplies every row of x by w, entry by entry. What is left is to add along each row.",
        "`.sum(dim=1)` adds along each row. The matrix product `x @ w` does both steps at once.",
    ],
)
def weighted_sum(rng: Random):
    return _batch(rng)


_add_edges(weighted_sum)


@weighted_sum.expects
def _(x, w):
    return F.linear(x, w[None])[:, 0]


@weighted_sum.mistake("You multiply and do not add: each sample still has n numbers. Add along the rows.")
def _(x, w):
    return x * w


@weighted_sum.mistake("You add down the columns. Each sample, a row, has its own sum.")
def _(x, w):
    return (x * w).sum(0)


@weighted_sum.mistake("You add everything into one number. Each sample has a sum of its own.")
def _(x, w):
    return (x * w).sum()


@weighted_sum.mistake("You add the inputs without their weights. Multiply first.")
def _(x, w):
    return x.sum(1)


@weighted_sum.mistake("Your sum is 1 too large: the bias is among the x and w already.")
def _(x, w):
    return x @ w + 1


@weighted_sum.mistake("x has the bias input already: x @ w contains w₀, and you add it again.")
def _(x, w):
    return x @ w + w[0]


@weighted_sum.mistake("x has the bias input already: its first column counts too, and you leave it out.")
def _(x, w):
    return x[:, 1:] @ w[1:]


@function_exercise(
    "perceptron",
    points=2,
    hints=[
        "Two steps: your `weighted_sum`, then the step function: 1.0 above zero, 0.0 otherwise.",
        "`s > 0` gives True and False. How do you turn these into 1.0 and 0.0?",
        "`.float()` does. A sum of exactly 0 is not greater than 0.",
    ],
)
def perceptron(rng: Random):
    return _batch(rng)


@perceptron.edge("points exactly on the line, where the sum is 0")
def _(rng: Random):
    a, b, c = (float(rng.integer(1, 5)) for _ in range(3))
    x = [[b, -a, 0.0], [a, b, c], [0.0, c, -b], [0.0, 0.0, 0.0], [-a, -b, -c]]
    return torch.tensor(x), torch.tensor([a, b, c])


@perceptron.edge("sums a tiny bit above or below 0")
def _(rng: Random):
    tiny, small = 2.0**-23, 2.0**-13  # powers of 2: exact, in whatever order a row is added
    x = [[tiny, 0.0, 0.0], [0.0, -tiny, 0.0], [0.0, 0.0, small], [-small, 0.0, 0.0], [0.0, tiny, tiny]]
    return torch.tensor(x), torch.tensor([float(rng.integer(1, 3)) for _ in range(3)])


_add_edges(perceptron)


@perceptron.expects
def _(x, w):
    return torch.heaviside(x @ w, x.new_zeros(()))


@perceptron.mistake("Nearly: where the sum is exactly 0 the answer is 0.", credit=0.5)
def _(x, w):
    return (x @ w >= 0).float()


@perceptron.mistake("That is the weighted sum. Its step is missing: 1.0 where it is > 0, else 0.0.")
def _(x, w):
    return x @ w


@perceptron.mistake("The wrong way round: 1.0 belongs where the sum is greater than 0.")
def _(x, w):
    return step(-x @ w)


@perceptron.mistake("Your node answers -1 or 1. Here the answers are 0.0 and 1.0.")
def _(x, w):
    return 2 * step(x @ w) - 1


@perceptron.mistake("`torch.sign` gives -1 below the line. Here the answer there is 0.0.")
def _(x, w):
    return torch.sign(x @ w)


@perceptron.mistake("Your threshold is 0.5. It is 0 here; the bias weight moves it.")
def _(x, w):
    return step(x @ w - 0.5)


@perceptron.mistake("The bias is in the sum already: compare with 0.")
def _(x, w):
    return step(x @ w + w[0])


NOT_QUITE_0 = "Nearly: compare with 0 itself, not with a small number above it."


@perceptron.mistake(NOT_QUITE_0, credit=0.5)
def _(x, w):
    return step(x @ w - 1e-6)


@perceptron.mistake(NOT_QUITE_0, credit=0.5)
def _(x, w):
    return step(x @ w - 1e-3)
