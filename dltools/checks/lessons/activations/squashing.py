"""Functions that squash every number into a bounded range, and what becomes of their slope."""

import torch

from dltools.checks.define import function_exercise, quiz_exercise
from dltools.checks.lessons.activations.inputs import add_edges, numbers
from dltools.checks.plain import Other, same, type_name
from dltools.checks.rng import Random

AUTOGRAD = ["grad", "backward", "make_dual"]  # what autograd, torch.func and .backward() leave in the record
OVERFLOW = "Right for ordinary numbers, but {form} is inf / inf = nan for large x. {instead}"
SAFE = "Write it with s = sigmoid(x), which is safe."


@function_exercise(
    "sigmoid",
    points=2,
    gradient=True,
    refuses=["sigmoid", "special_expit", "expit", "log_sigmoid", "logsigmoid", "softmax", "softmin"],
    hints=[
        "One divided by (one plus e to the power of minus x). `torch.exp` works on a whole tensor at once.",
        "`torch.exp(torch.tensor(1e4))` is inf, and inf / inf is nan. In which form does e appear only once?",
        "`1 / (1 + torch.exp(-x))`: for x = -10,000 that is one divided by inf, a harmless 0.",
    ],
)
def sigmoid(rng: Random):
    return numbers(rng)


add_edges(sigmoid)


@sigmoid.expects
def _(x):
    return torch.sigmoid(x)


@sigmoid.mistake("The sign in the exponent is missing: your curve falls where it should rise.")
def _(x):
    return 1 / (1 + torch.exp(x))


@sigmoid.mistake(OVERFLOW.format(form="e^x / (1 + e^x)", instead="Divide both by e^x."), credit=0.5)
def _(x):
    return torch.exp(x) / (1 + torch.exp(x))


@sigmoid.mistake("That is the tanh, from -1 to 1. The sigmoid runs from 0 to 1.")
def _(x):
    return torch.tanh(x)


@sigmoid.mistake(
    "That is 1 + e^-x. Either the division is missing, or its brackets: `1 / 1 + ...` divides first."
)
def _(x):
    return 1 / 1 + torch.exp(-x)


@sigmoid.mistake("With |x| in the exponent the curve never comes below 0.5: keep the sign of x.")
def _(x):
    return 1 / (1 + torch.exp(-x.abs()))


@function_exercise(
    "tanh",
    points=2,
    gradient=True,
    refuses=["tanh"],
    hints=[
        "It has the shape of your sigmoid, but runs from -1 to 1 and is steeper. Can you use the sigmoid?",
        "Stretch the sigmoid: first x times 2, then the result times 2, then shift it down.",
        "tanh(x) = 2 sigmoid(2x) - 1. The quotient (e^x - e^-x) / (e^x + e^-x) is right too, but overflows.",
    ],
)
def tanh(rng: Random):
    return numbers(rng)


add_edges(tanh)


@tanh.expects
def _(x):
    return torch.tanh(x)


@tanh.mistake(
    OVERFLOW.format(form="(e^x - e^-x) / (e^x + e^-x)", instead="Build it from your sigmoid."), credit=0.5
)
def _(x):
    return (torch.exp(x) - torch.exp(-x)) / (torch.exp(x) + torch.exp(-x))


@tanh.mistake("That is the sigmoid, from 0 to 1. The tanh runs from -1 to 1.")
def _(x):
    return torch.sigmoid(x)


@tanh.mistake("The range is right, the slope is not: the x inside the sigmoid is doubled as well.")
def _(x):
    return 2 * torch.sigmoid(x) - 1


@tanh.mistake("Stretched but not shifted: your curve runs from 0 to 2. What brings it to -1 to 1?")
def _(x):
    return 2 * torch.sigmoid(2 * x)


@tanh.mistake("Your curve falls: a sign is turned round.")
def _(x):
    return 2 * torch.sigmoid(-2 * x) - 1


@function_exercise(
    "sigmoid_derivative",
    points=2,
    refuses=AUTOGRAD,
    rtol=1e-6,  # so near that a difference over a small step is not
    atol=3e-7,
    hints=[
        "The slope can be written with the sigmoid itself: call your own function first, `s = sigmoid(x)`.",
        "s times (1 minus s). It is largest where s is a half: how large is it there?",
    ],
)
def sigmoid_derivative(rng: Random):
    return numbers(rng)


add_edges(sigmoid_derivative)


@sigmoid_derivative.expects
def _(x):
    return torch.sigmoid(x) * torch.sigmoid(-x)


@sigmoid_derivative.mistake(OVERFLOW.format(form="e^-x / (1 + e^-x)²", instead=SAFE), credit=0.5)
def _(x):
    return torch.exp(-x) / (1 + torch.exp(-x)) ** 2


@sigmoid_derivative.mistake(OVERFLOW.format(form="e^x / (1 + e^x)²", instead=SAFE), credit=0.5)
def _(x):
    return torch.exp(x) / (1 + torch.exp(x)) ** 2


@sigmoid_derivative.mistake("That is s (1 - s) with x in place of s: pass x through the sigmoid first.")
def _(x):
    return x * (1 - x)


@sigmoid_derivative.mistake("That is 1 - s², the tanh's pattern (1 - tanh²). The sigmoid's is s (1 - s).")
def _(x):
    return 1 - torch.sigmoid(x) ** 2


@sigmoid_derivative.mistake("The sign is turned round: the sigmoid rises, so its slope is not negative.")
def _(x):
    return -torch.sigmoid(x) * torch.sigmoid(-x)


@sigmoid_derivative.mistake("That is the curve, not its slope.")
def _(x):
    return torch.sigmoid(x)


@sigmoid_derivative.mistake("Your slope is 0 everywhere. Mind the brackets: `s * 1 - s` is s - s.")
def _(x):
    return torch.sigmoid(x) * 1 - torch.sigmoid(x)


def _nearly(value, x):
    right = torch.sigmoid(x) * torch.sigmoid(-x)
    return value.dtype == x.dtype and same(value, right, 0, 0.01)


@sigmoid_derivative.mistake(
    "Nearly: a difference over a small step is not quite the slope. There is an exact formula.", _nearly
)
def _(x):
    return (torch.sigmoid(x + 0.01) - torch.sigmoid(x - 0.01)) / 0.02


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


@saturating.mistake(
    'Your set holds functions. Write their names, in quotes: `{"...", "..."}`.',
    {numbers, add_edges},
    [numbers, torch.tanh],
)
def _(value):
    # A set with a function in it is not plain data: only its text is left, {<function sigmoid at 0x7f>}.
    found = value if isinstance(value, list) else [value] * (type_name(value) == "set")
    return any(isinstance(v, Other) and "<" in v.text for v in found)


@saturating.mistake("Your answer names nothing yet. At least one of the curves saturates.", {}, set(), [])
def _(value):
    return len(value) == 0


@saturating.mistake("The ELU is flat on the left only: on the right it rises for ever.", BOUNDED | {"elu"})
def _(value):
    return set(value) == BOUNDED | {"elu"}


@saturating.mistake("The ReLU is flat on the left only; look for both.", BOUNDED | {"relu"}, {"relu"})
def _(value):
    return "relu" in set(value) and not {"leaky_relu", "maxout"} & set(value)


@saturating.mistake("That one is right, but not alone: another has the same shape.", {"sigmoid"}, {"tanh"})
def _(value):
    return isinstance(value, (set, list)) and len(set(value)) == 1 and set(value) < BOUNDED


@saturating.mistake("Turned round: these never flatten on both sides.", SIX - BOUNDED)
def _(value):
    return set(value) == SIX - BOUNDED
