"""Exercises of the lesson on activation functions."""

import torch
from torch.nn import functional as F

from dltools.checks.define import FunctionExercise, function_exercise, quiz_exercise
from dltools.checks.rng import Random

HUGE = [-1e4, -100.0, -1.0, 1.0, 100.0, 1e4]
AUTOGRAD = ["grad", "backward", "make_dual"]  # what autograd, torch.func and .backward() leave in the record
OVERFLOW = "Right for ordinary numbers, but {form} is inf / inf = nan for large x. {instead}"
SAFE = "Write it with s = sigmoid(x), which is safe."


def varied(rng: Random, *shape: int) -> torch.Tensor:
    """Return short numbers of both signs, never zero: at a kink, two slopes would be right."""
    return rng.normal(*shape, scale=20).round() / 10 + 0.05


def numbers(rng: Random) -> torch.Tensor:
    """Return inputs for a function that works on each number by itself."""
    return varied(rng, *rng.choice([(2, 3), (3, 4), (4, 2), (5, 2), (7,), (3, 1)]))


def with_edges(exercise: FunctionExercise) -> FunctionExercise:
    """Add the edges of a function that works on each number by itself; they leave its defaults alone."""
    exercise.edge("large values, up to 10,000")(lambda rng: torch.tensor(HUGE))
    exercise.edge("one sample", gradient=True)(lambda rng: varied(rng, 1, 3))
    exercise.edge("an empty batch", advice=True)(lambda rng: torch.empty(0, 3))
    exercise.edge("float64 input", advice=True)(lambda rng: varied(rng, 2, 3).double())
    exercise.edge("a transposed input", advice=True)(lambda rng: varied(rng, 4, 3).T)
    return exercise


def rivals(rng: Random, count: int, n: int, m: int) -> tuple[torch.Tensor, ...]:
    """Return `count` samples x, then w1, b1, w2, b2 of two layers side by side."""
    return varied(rng, count, n), varied(rng, n, m), varied(rng, m), varied(rng, n, m), varied(rng, m)


def two_layers(rng: Random, n: int, h: int, m: int) -> tuple[torch.Tensor, ...]:
    """Return w1, b1, w2, b2 of two stacked layers: n inputs, h hidden nodes, m outputs."""
    return varied(rng, n, h), varied(rng, h), varied(rng, h, m), varied(rng, m)


sigmoid = function_exercise(
    "sigmoid",
    points=2,
    gradient=True,
    refuses=["sigmoid", "special_expit", "expit", "log_sigmoid", "logsigmoid", "softmax", "softmin"],
    hints=[
        "One divided by (one plus e to the power of minus x). `torch.exp` works on a whole tensor at once.",
        "`torch.exp(torch.tensor(1e4))` is inf, and inf / inf is nan. In which form does e appear only once?",
        "`1 / (1 + torch.exp(-x))`: for x = -10,000 that is one divided by inf, a harmless 0.",
    ],
)(numbers)
with_edges(sigmoid).expects(lambda x: torch.sigmoid(x))
sigmoid.mistake("The sign in the exponent is missing: your curve falls where it should rise.")(
    lambda x: 1 / (1 + torch.exp(x))
)
sigmoid.mistake(OVERFLOW.format(form="e^x / (1 + e^x)", instead="Divide both by e^x."), credit=0.5)(
    lambda x: torch.exp(x) / (1 + torch.exp(x))
)
sigmoid.mistake("That is the tanh, from -1 to 1. The sigmoid runs from 0 to 1.")(lambda x: torch.tanh(x))
sigmoid.mistake("Mind the brackets: 1 / 1 + exp(-x) divides first, so only the 1 is left below the line.")(
    lambda x: 1 / 1 + torch.exp(-x)
)
sigmoid.mistake("With |x| in the exponent the curve never comes below 0.5: keep the sign of x.")(
    lambda x: 1 / (1 + torch.exp(-x.abs()))
)

tanh = function_exercise(
    "tanh",
    points=2,
    gradient=True,
    refuses=["tanh"],
    hints=[
        "It has the shape of your sigmoid, but runs from -1 to 1 and is steeper. Can you use the sigmoid?",
        "Stretch the sigmoid: first x times 2, then the result times 2, then shift it down.",
        "tanh(x) = 2 sigmoid(2x) - 1. The quotient (e^x - e^-x) / (e^x + e^-x) is right too, but overflows.",
    ],
)(numbers)
with_edges(tanh).expects(lambda x: torch.tanh(x))
tanh.mistake(
    OVERFLOW.format(form="(e^x - e^-x) / (e^x + e^-x)", instead="Build it from your sigmoid."), credit=0.5
)(lambda x: (torch.exp(x) - torch.exp(-x)) / (torch.exp(x) + torch.exp(-x)))
tanh.mistake("That is the sigmoid, from 0 to 1. The tanh runs from -1 to 1.")(lambda x: torch.sigmoid(x))
tanh.mistake("The range is right, the slope is not: the x inside the sigmoid is doubled as well.")(
    lambda x: 2 * torch.sigmoid(x) - 1
)
tanh.mistake("Stretched but not shifted: your curve runs from 0 to 2. What brings it to -1 to 1?")(
    lambda x: 2 * torch.sigmoid(2 * x)
)
tanh.mistake("Your curve falls: a sign is turned round.")(lambda x: 2 * torch.sigmoid(-2 * x) - 1)

relu = function_exercise(
    "relu",
    points=1,
    gradient=True,
    refuses=["relu", "leaky_relu", "prelu", "rrelu", "threshold", "hardtanh"],
    hints=[
        "Every number is compared with 0, one by one, and the larger of the two is kept.",
        "`torch.clamp`, `torch.where` or `torch.maximum` can do it. `torch.max(x)` gives a single number.",
        "`torch.where(condition, this, that)`: where is x kept, and what stands in its place elsewhere?",
    ],
)(numbers)
relu.edge("zeros among the values")(lambda rng: torch.tensor([-2.0, 0.0, 3.0]))
with_edges(relu).expects(lambda x: F.relu(x))
relu.mistake("You kept the negative side and cut the positive one.")(lambda x: torch.clamp(x, max=0))
relu.mistake("That is |x|: the negative side is folded up. It should be cut to 0.")(lambda x: x.abs())
relu.mistake("That is the perceptron's step, 0 or 1. ReLU keeps the positive values as they are.")(
    lambda x: (x > 0).float()
)
relu.mistake("You took the largest number of all. Compare each number with 0 by itself.")(
    lambda x: torch.clamp(x.max(), min=0)
)
relu.mistake("The negative side is small but not 0: that is the leaky ReLU, which comes next.")(
    lambda x: torch.where(x > 0, x, 0.1 * x)
)

leaky_relu = function_exercise(
    "leaky_relu",
    points=1,
    gradient=True,
    refuses=["leaky_relu", "prelu", "rrelu"],
    hints=[
        "Of slope times x and x itself, keep the larger. Which one is it on the left, which on the right?",
        "`torch.maximum(a, b)` compares two tensors number by number. The default stands in the `def` line.",
    ],
)(lambda rng: (numbers(rng), rng.choice([0.2, 0.25, 0.4, 0.6])))
leaky_relu.edge("the default slope", gradient=True)(numbers)
with_edges(leaky_relu).expects(lambda x, slope=0.1: F.leaky_relu(x, slope))
leaky_relu.mistake("The slope belongs on the negative side; the positive values stay as they are.")(
    lambda x, slope=0.1: torch.minimum(x, slope * x)
)
leaky_relu.mistake("You use 0.1 whatever slope is asked for: use the argument `slope`.")(
    lambda x, slope=0.1: torch.maximum(x, 0.1 * x)
)
leaky_relu.mistake("Right with a given slope, but the default is not 0.1: keep the `def` line.", credit=0.5)(
    lambda x, slope=0.01: torch.maximum(x, slope * x)
)
leaky_relu.mistake("Left of 0 you return the slope itself. It should be slope times x.")(
    lambda x, slope=0.1: torch.where(x > 0, x, slope)
)
leaky_relu.mistake("The negative side is folded up: slope * x is negative where x is.")(
    lambda x, slope=0.1: torch.where(x > 0, x, -slope * x)
)

elu = function_exercise(
    "elu",
    points=3,
    gradient=True,
    refuses=["elu", "celu", "selu"],
    hints=[
        "Two halves: x on the right, alpha * (e^x - 1) on the left. `torch.where` joins them.",
        "`torch.where` computes both halves everywhere. What is e^10,000, though nobody asked for it?",
        "The gradient passes both halves too, and 0 times inf is nan. Let the exp never see a large x.",
        "`torch.clamp(x, max=0)` is x on the left and 0 on the right: put that into the exp.",
    ],
)(lambda rng: (numbers(rng), rng.choice([0.3, 0.5, 1.5, 2.0])))
elu.edge("the default alpha", gradient=True)(numbers)
elu.edge("large x", gradient=True)(lambda rng: (torch.tensor(HUGE), 0.5))
with_edges(elu).expects(lambda x, alpha=1.0: F.elu(x, alpha))
elu.mistake(
    "The values are right, but the gradient is nan for large x: `torch.where` hides the inf of the half it "
    "does not take, yet the gradient meets it (0 times inf). Keep large x away from the exp.",
    credit=0.5,
)(lambda x, alpha=1.0: torch.where(x > 0, x, alpha * (torch.exp(x) - 1)))
elu.mistake("A mask of 0 and 1 makes 0 times inf = nan of a large x. Keep it away from the exp.", credit=0.5)(
    lambda x, alpha=1.0: (x > 0) * x + (x <= 0) * alpha * (torch.exp(x) - 1)
)
elu.mistake("Your curve jumps at 0: the left half is alpha * (e^x - 1), and the 1 is not subtracted.")(
    lambda x, alpha=1.0: torch.where(x > 0, x, alpha * torch.exp(x))
)
elu.mistake("Mind the brackets: the 1 is subtracted from e^x, before alpha multiplies.")(
    lambda x, alpha=1.0: torch.where(x > 0, x, alpha * torch.exp(x) - 1)
)
elu.mistake("`alpha` is not used: it scales the left half.")(
    lambda x, alpha=1.0: x.clamp(min=0) + torch.expm1(x.clamp(max=0))
)

maxout = function_exercise(
    "maxout",
    points=2,
    gradient=True,
    hints=[
        "Two linear layers look at the same x; at every place the larger of their answers is kept.",
        "One layer is `x @ w1 + b1`, of shape (N, m). Add each bias before you compare.",
        "`torch.maximum(a, b)` compares two tensors number by number.",
    ],
)(lambda rng: rivals(rng, *rng.choice([(4, 3, 2), (2, 3, 4), (3, 2, 4), (4, 2, 3)])))
maxout.edge("one sample and one output", gradient=True)(lambda rng: rivals(rng, 1, 3, 1))
maxout.edge("an empty batch", advice=True)(lambda rng: rivals(rng, 0, 3, 2))
maxout.edge("float64 input", advice=True)(lambda rng: tuple(t.double() for t in rivals(rng, 4, 3, 2)))


@maxout.expects
def _(x, w1, b1, w2, b2):
    return torch.stack([F.linear(x, w1.T, b1), F.linear(x, w2.T, b2)]).amax(0)


maxout.mistake("The biases are missing: add b1 and b2 before you compare.")(
    lambda x, w1, b1, w2, b2: torch.maximum(x @ w1, x @ w2)
)
maxout.mistake("Add each bias to its own layer first, then compare the sums.")(
    lambda x, w1, b1, w2, b2: torch.maximum(x @ w1, x @ w2) + torch.maximum(b1, b2)
)
maxout.mistake("You keep the smaller of the two; it should be the larger.")(
    lambda x, w1, b1, w2, b2: torch.minimum(x @ w1 + b1, x @ w2 + b2)
)
maxout.mistake("You add the two layers. Only the larger is kept.")(
    lambda x, w1, b1, w2, b2: x @ w1 + b1 + x @ w2 + b2
)

sigmoid_derivative = function_exercise(
    "sigmoid_derivative",
    points=2,
    refuses=AUTOGRAD,
    hints=[
        "The slope can be written with the sigmoid itself: call your own function first, `s = sigmoid(x)`.",
        "s times (1 minus s). It is largest where s is a half: how large is it there?",
    ],
)(numbers)
with_edges(sigmoid_derivative).expects(lambda x: torch.sigmoid(x) * torch.sigmoid(-x))
sigmoid_derivative.mistake(OVERFLOW.format(form="e^-x / (1 + e^-x)²", instead=SAFE), credit=0.5)(
    lambda x: torch.exp(-x) / (1 + torch.exp(-x)) ** 2
)
sigmoid_derivative.mistake(OVERFLOW.format(form="e^x / (1 + e^x)²", instead=SAFE), credit=0.5)(
    lambda x: torch.exp(x) / (1 + torch.exp(x)) ** 2
)
sigmoid_derivative.mistake("That is s (1 - s) with x in place of s: pass x through the sigmoid first.")(
    lambda x: x * (1 - x)
)
sigmoid_derivative.mistake("That is 1 - s², the tanh's pattern (1 - tanh²). The sigmoid's is s (1 - s).")(
    lambda x: 1 - torch.sigmoid(x) ** 2
)
sigmoid_derivative.mistake("The sign is turned round: the sigmoid rises, so its slope is not negative.")(
    lambda x: -torch.sigmoid(x) * torch.sigmoid(-x)
)

collapse = function_exercise(
    "collapse",
    points=2,
    hints=[
        "Write the two layers as one formula: (x w1 + b1) w2 + b2. Multiply the bracket out.",
        "x (w1 w2) + (b1 w2 + b2): what multiplies x is the new weight, the rest is the new bias.",
        "`@` multiplies matrices. b1 goes through the second layer too: it meets w2 before b2 is added.",
    ],
)(lambda rng: two_layers(rng, *rng.choice([(2, 3, 4), (3, 2, 4), (4, 3, 2), (2, 4, 3), (3, 4, 1)])))
collapse.edge("one input, one output")(lambda rng: two_layers(rng, 1, 3, 1))
collapse.edge("float64 input", advice=True)(lambda rng: tuple(t.double() for t in two_layers(rng, 2, 3, 4)))


@collapse.expects
def _(w1, b1, w2, b2):
    bias = F.linear(F.linear(torch.zeros_like(w1[:, 0]), w1.T, b1), w2.T, b2)
    return torch.einsum("nh,hm->nm", w1, w2), bias


collapse.mistake("The first bias is lost: b1 goes through the second layer too, so it meets w2.")(
    lambda w1, b1, w2, b2: (w1 @ w2, b2)
)
collapse.mistake("The second bias is lost: b2 is added at the very end.")(
    lambda w1, b1, w2, b2: (w1 @ w2, b1 @ w2)
)
collapse.mistake("The two results are swapped: return the weight first, then the bias.")(
    lambda w1, b1, w2, b2: (b1 @ w2 + b2, w1 @ w2)
)
collapse.mistake("Your weight is transposed. Here a layer is x @ w: w has one row for each input.")(
    lambda w1, b1, w2, b2: ((w1 @ w2).T, b1 @ w2 + b2)
)
collapse.mistake("b1 is summed up. It should be multiplied by w2: each entry has weights of its own there.")(
    lambda w1, b1, w2, b2: (w1 @ w2, b1.sum() + b2)
)

BOUNDED = {"sigmoid", "tanh"}
SIX = {"sigmoid", "tanh", "relu", "leaky_relu", "elu", "maxout"}
saturating = quiz_exercise(
    "saturating",
    points=1,
    answer=BOUNDED,
    options=sorted(SIX),
    hints=[
        "Saturated means flat: the slope is nearly 0. Look at the far left and the far right of each curve.",
        "ELU is flat on the left. Is it flat on the right?",
        "Only functions that stay between two bounds can be flat on both sides.",
    ],
)
saturating.mistake("The ELU is flat on the left only: on the right it rises for ever.", BOUNDED | {"elu"})(
    lambda value: set(value) == BOUNDED | {"elu"}
)
saturating.mistake("The ReLU is flat on the left only; look for both.", BOUNDED | {"relu"}, {"relu"})(
    lambda value: "relu" in value and not {"leaky_relu", "maxout"} & set(value)
)
saturating.mistake("One is missing: the tanh is a stretched sigmoid.", {"sigmoid"}, {"tanh"})(
    lambda value: set(value) < BOUNDED
)
saturating.mistake("Turned round: these never flatten on both sides.", SIX - BOUNDED)(
    lambda value: set(value) == SIX - BOUNDED
)
