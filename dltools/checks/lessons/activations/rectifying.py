"""Functions that pass positive numbers unchanged and differ on the negative side."""

import torch
from torch.nn import functional as F

from dltools.checks.define import function_exercise
from dltools.checks.lessons.activations.inputs import HUGE, TINY, add_edges, numbers
from dltools.checks.rng import Random


@function_exercise(
    "relu",
    points=1,
    gradient=True,
    refuses=["relu", "leaky_relu", "prelu", "rrelu", "threshold", "hardtanh"],
    hints=[
        "Every number is compared with 0, one by one, and the larger of the two is kept.",
        "`torch.clamp`, `torch.where` or `torch.maximum` can do it. `torch.max(x)` gives a single number.",
        "`torch.where(condition, this, that)`: where is x kept, and what stands in its place elsewhere?",
    ],
)
def relu(rng: Random):
    return numbers(rng)


@relu.edge("zeros among the values")
def _(rng: Random):
    return torch.tensor([-2.0, 0.0, 3.0])


@relu.edge("numbers very near 0", gradient=True)
def _(rng: Random):
    return torch.tensor(TINY)


add_edges(relu)


@relu.expects
def _(x):
    return F.relu(x)


@relu.mistake("You kept the negative side and cut the positive one.")
def _(x):
    return torch.clamp(x, max=0)


@relu.mistake("That is |x|: the negative side is folded up. It should be cut to 0.")
def _(x):
    return x.abs()


@relu.mistake("That is the perceptron's step, 0 or 1. ReLU keeps the positive values as they are.")
def _(x):
    return (x > 0).float()


@relu.mistake("You took the largest number of all. Compare each number with 0 by itself.")
def _(x):
    return torch.clamp(x.max(), min=0)


@relu.mistake("The negative side is small but not 0: that is the leaky ReLU, which comes next.")
def _(x):
    return torch.where(x > 0, x, 0.1 * x)


@function_exercise(
    "leaky_relu",
    points=1,
    gradient=True,
    refuses=["leaky_relu", "prelu", "rrelu"],
    hints=[
        "Of slope times x and x itself, keep the larger. Which one is it on the left, which on the right?",
        "`torch.maximum(a, b)` compares two tensors number by number. The default stands in the `def` line.",
    ],
)
def leaky_relu(rng: Random):
    return numbers(rng), rng.choice([0.2, 0.25, 0.4, 0.6])


@leaky_relu.edge("the default slope", gradient=True)
def _(rng: Random):
    return numbers(rng)


@leaky_relu.edge("numbers very near 0", gradient=True)
def _(rng: Random):
    return torch.tensor(TINY), 0.4


add_edges(leaky_relu)


@leaky_relu.expects
def _(x, slope=0.1):
    return F.leaky_relu(x, slope)


@leaky_relu.mistake("The slope belongs on the negative side; the positive values stay as they are.")
def _(x, slope=0.1):
    return torch.minimum(x, slope * x)


@leaky_relu.mistake("You use 0.1 whatever slope is asked for: use the argument `slope`.")
def _(x, slope=0.1):
    return torch.maximum(x, 0.1 * x)


@leaky_relu.mistake("Right with a given slope, but the default is not 0.1: keep the `def` line.", credit=0.5)
def _(x, slope=0.01):
    return torch.maximum(x, slope * x)


@leaky_relu.mistake("Left of 0 you return the slope itself. It should be slope times x.")
def _(x, slope=0.1):
    return torch.where(x > 0, x, slope)


@leaky_relu.mistake("The negative side is folded up: slope * x is negative where x is.")
def _(x, slope=0.1):
    return torch.where(x > 0, x, -slope * x)


@function_exercise(
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
)
def elu(rng: Random):
    return numbers(rng), rng.choice([0.3, 0.5, 1.5, 2.0])


@elu.edge("the default alpha", gradient=True)
def _(rng: Random):
    return numbers(rng)


@elu.edge("large x", gradient=True)
def _(rng: Random):
    return torch.tensor(HUGE), 0.5


@elu.edge("numbers very near 0", gradient=True)
def _(rng: Random):
    return torch.tensor(TINY), 2.0


add_edges(elu)


@elu.expects
def _(x, alpha=1.0):
    return F.elu(x, alpha)


@elu.mistake(
    "The values are right, but the gradient is nan for large x: `torch.where` hides the inf of the half it "
    "does not take, yet the gradient meets it (0 times inf). Keep large x away from the exp.",
    credit=0.5,
)
def _(x, alpha=1.0):
    return torch.where(x > 0, x, alpha * (torch.exp(x) - 1))


@elu.mistake("A mask of 0 and 1 makes 0 times inf = nan of a large x. Keep it away from the exp.", credit=0.5)
def _(x, alpha=1.0):
    return (x > 0) * x + (x <= 0) * alpha * (torch.exp(x) - 1)


@elu.mistake("Your curve jumps at 0: the left half is alpha * (e^x - 1), and the 1 is not subtracted.")
def _(x, alpha=1.0):
    return torch.where(x > 0, x, alpha * torch.exp(x))


@elu.mistake("Mind the brackets: the 1 is subtracted from e^x, before alpha multiplies.")
def _(x, alpha=1.0):
    return torch.where(x > 0, x, alpha * torch.exp(x) - 1)


@elu.mistake("`alpha` is not used: it scales the left half.")
def _(x, alpha=1.0):
    return x.clamp(min=0) + torch.expm1(x.clamp(max=0))
