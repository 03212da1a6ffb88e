"""Exercises of the lesson on the perceptron."""

import torch
from torch.nn import functional as F

from dltools.checks.define import function_exercise, quiz_exercise, value_exercise
from dltools.checks.report import Finding
from dltools.checks.rng import Random

SHAPES = [(3, 2), (2, 3), (4, 3), (4, 2), (3, 4), (5, 2), (2, 4), (6, 2)]  # few numbers: messages show them


def _step(sums):
    return (sums > 0).float()


def _rows(rng: Random):
    samples, inputs = rng.choice(SHAPES)
    return rng.normal(samples, inputs), rng.normal(inputs)


def _edges_of_a_batch(exercise, weights=True):
    def edge(label, draw, **kinds):
        exercise.edge(label, **kinds)(lambda rng: (x := draw(rng), rng.normal(3).to(x.dtype))[: 1 + weights])

    edge("one sample", lambda rng: rng.normal(1, 3), gradient=True)
    edge("an empty batch", lambda rng: torch.zeros(0, 3), advice=True)
    edge("float64 input", lambda rng: rng.normal(4, 3).double(), advice=True)
    edge("non-contiguous input", lambda rng: rng.normal(3, 4).T, advice=True)


add_bias_input = function_exercise(
    "add_bias_input",
    points=1,
    hints=[
        "One column more than x, and as many rows. `torch.ones(len(x), 1)` is such a column.",
        "`torch.cat([a, b], dim=1)` puts b to the right of a. Which is a, which is b?",
    ],
)(lambda rng: _rows(rng)[0])
add_bias_input.expects(lambda x: F.pad(x, (1, 0), value=1.0))
_edges_of_a_batch(add_bias_input, weights=False)

wrong = add_bias_input.mistake
wrong("The ones stand in the last column. x₀ comes first.")(lambda x: F.pad(x, (0, 1), value=1.0))
wrong("Your new column holds zeros. The bias input is always 1.")(lambda x: F.pad(x, (1, 0)))
wrong("You added 1 to every number. The 1 is an input of its own: a new column.")(lambda x: x + 1)
wrong("You added a row: every sample needs its own 1.")(lambda x: F.pad(x, (0, 0, 1, 0), value=1.0))
wrong("The ones are an extra column; the first one of x stays.")(lambda x: F.pad(x[:, 1:], (1, 0), value=1.0))

weighted_sum = function_exercise(
    "weighted_sum",
    points=1,
    gradient=True,
    hints=[
        "For one sample: multiply each input by its weight, then add the products.",
        "`x * w` multiplies every row of x by w, entry by entry. What is left is to add along each row.",
        "`.sum(dim=1)` adds along each row. The matrix product `x @ w` does both steps at once.",
    ],
)(_rows)
weighted_sum.expects(lambda x, w: F.linear(x, w[None])[:, 0])
_edges_of_a_batch(weighted_sum)

wrong = weighted_sum.mistake
wrong("You multiply and do not add: each sample still has n numbers. Add along the rows.")(lambda x, w: x * w)
wrong("You add down the columns. Each sample, a row, has its own sum.")(lambda x, w: (x * w).sum(0))
wrong("You add everything into one number. Each sample has a sum of its own.")(lambda x, w: (x * w).sum())
wrong("You add the inputs without their weights. Multiply first.")(lambda x, w: x.sum(1))
wrong("Your sum is 1 too large: the bias is among the x and w already.")(lambda x, w: x @ w + 1)

perceptron = function_exercise(
    "perceptron",
    points=2,
    hints=[
        "Two steps: your `weighted_sum`, then the step function: 1.0 above zero, 0.0 otherwise.",
        "`s > 0` gives True and False. How do you turn these into 1.0 and 0.0?",
        "`.float()` does. A sum of exactly 0 is not greater than 0.",
    ],
)(_rows)
perceptron.expects(lambda x, w: torch.heaviside(x @ w, x.new_zeros(())))


@perceptron.edge("points exactly on the line, where the sum is 0")
def _(rng: Random):
    a, b, c = (float(rng.integer(1, 5)) for _ in range(3))
    x = [[b, -a, 0.0], [a, b, c], [0.0, c, -b], [0.0, 0.0, 0.0], [-a, -b, -c]]
    return torch.tensor(x), torch.tensor([a, b, c])


_edges_of_a_batch(perceptron)
wrong = perceptron.mistake
wrong("Nearly: where the sum is exactly 0 the answer is 0.", credit=0.5)(lambda x, w: (x @ w >= 0).float())
wrong("That is the weighted sum. Its step is missing: 1.0 where it is > 0, else 0.0.")(lambda x, w: x @ w)
wrong("The wrong way round: 1.0 belongs where the sum is greater than 0.")(lambda x, w: _step(-x @ w))
wrong("Your node answers -1 or 1. Here the answers are 0.0 and 1.0.")(lambda x, w: 2 * _step(x @ w) - 1)
wrong("`torch.sign` gives -1 below the line. Here the answer there is 0.0.")(lambda x, w: torch.sign(x @ w))
wrong("Your threshold is 0.5. It is 0 here; the bias weight moves it.")(lambda x, w: _step(x @ w - 0.5))


def _example(rng: Random, label, answer: int):
    w, x = rng.normal(3), rng.normal(3)
    return w, x if (w @ x > 0) == answer else -x, label, round(rng.number(0.1, 0.9), 2)


perceptron_update = function_exercise(
    "perceptron_update",
    points=2,
    hints=[
        "First let the perceptron answer: is the weighted sum of x and w greater than 0?",
        "The error is the label minus that answer: 1, 0 or -1. The change of w is lr times error times x.",
        "Return a new tensor, `w + ...`; `w += ...` would change the caller's w.",
    ],
)(lambda rng: _example(rng, rng.integer(0, 1), rng.integer(0, 1)))
perceptron_update.expects(lambda w, x, y, lr: torch.add(w, x, alpha=lr * (int(y) - int(torch.dot(w, x) > 0))))

edge = perceptron_update.edge
edge("an example that should be 1 and gets 0")(lambda rng: _example(rng, 1, 0))
edge("an example that should be 0 and gets 1")(lambda rng: _example(rng, 0, 1))
edge("an example that is right already (label 1)")(lambda rng: _example(rng, 1, 1))
edge("an example that is right already (label 0)")(lambda rng: _example(rng, 0, 0))
edge("a label that is a tensor, as `y[i]` gives it")(lambda rng: _example(rng, torch.tensor(1.0), 0))
edge("an example exactly on the line")(
    lambda rng: (rng.integer(1, 5) * torch.tensor([1.0, 2.0, 0.0]), torch.tensor([2.0, -1.0, 1.0]), 1, 0.5)
)


def _update(w, x, y, lr):
    return w + lr * (y - _step(x @ w)) * x


wrong = perceptron_update.mistake
wrong("You move w the wrong way: the error is y − ŷ.")(lambda w, x, y, lr: _update(w, x, y, -lr))
wrong("The learning rate is missing: multiply the change by lr.")(lambda w, x, y, lr: _update(w, x, y, 1))
wrong("You return the change only. Add it to the old weights.")(lambda w, x, y, lr: _update(w, x, y, lr) - w)
wrong("ŷ is the answer after the step, 0 or 1, not the sum.")(lambda w, x, y, lr: w + lr * (y - x @ w) * x)
wrong("Where is ŷ? A right answer must leave w as it is.")(lambda w, x, y, lr: w + lr * y * x)
wrong("Each weight moves in proportion to its own input.")(lambda w, x, y, lr: w + lr * (y - _step(x @ w)))
wrong("A 0 taken for a 1 must change w too.")(lambda w, x, y, lr: _update(w, x, y, lr) if y else w.clone())
wrong("Nearly: on the line the sum is 0 and the answer ŷ is 0, not 1.", credit=0.5)(
    lambda w, x, y, lr: w + lr * (y - (x @ w >= 0).float()) * x
)


def _clouds(rng: Random, count, n, offset=0.0, scale=1.0, gap=0.5, spread=0.6, depth=0.4, in_order=False):
    # A perceptron makes at most (R / margin)² mistakes: with these numbers fewer than 100, in any order.
    across = F.normalize(rng.normal(n), dim=0)
    y = (rng.permutation(count) % 2).float()
    y = y.sort().values if in_order else y
    x = rng.uniform(count, n, low=-2 * spread, high=2 * spread)
    distance = offset + (2 * y - 1) * (gap + rng.uniform(count, high=depth))
    return (x + torch.outer(distance - x @ across, across)) * scale, y


train_perceptron = function_exercise(
    "train_perceptron",
    points=3,
    hints=[
        "Add the bias input; start with n + 1 weights of zero.",
        "Two loops: the outer one counts the epochs, the inner one goes through all examples.",
        "`perceptron_update` returns new weights: keep them, `w = perceptron_update(w, x[i], y[i], lr)`.",
        "Mind where `return w` stands: after both loops, so at the depth of the outer `for`.",
    ],
)(lambda rng: _clouds(rng, rng.integer(8, 12), rng.integer(2, 4), rng.number(-1, 1), rng.number(0.8, 1.5)))


edge, AWAY = train_perceptron.edge, {"gap": 0.46, "spread": 0.3, "depth": 0.05}
edge("two clouds on one side of the origin")(lambda rng: _clouds(rng, 18, 2, rng.choice([-1.5, 1.5]), **AWAY))
edge("examples sorted by class")(lambda rng: _clouds(rng, 10, 2, rng.choice([-1.0, 1.0]), in_order=True))
edge("inputs with large numbers")(lambda rng: _clouds(rng, 10, 3, scale=20.0))
edge("more inputs than examples")(lambda rng: _clouds(rng, 8, 30, spread=0.3))
edge("another lr and epochs")(lambda rng: (*_clouds(rng, 9, 2, offset=0.5), 0.02, 50))
edge("one sample")(lambda rng: (rng.normal(1, 3), torch.ones(1)))
edge("int64 labels", advice=True)(lambda rng: (rng.normal(1, 3), torch.ones(1, dtype=torch.int64)))


@train_perceptron.expects
def _(x, y, lr=0.1, epochs=100):
    from scipy.optimize import linprog  # late: importing it takes longer than most checks

    rows = (1 - 2 * y[:, None].double()) * F.pad(x.double(), (1, 0), value=1.0)
    w = linprog([0.0] * rows.shape[1], A_ub=rows.numpy(), b_ub=[-1.0] * len(y), bounds=(None, None)).x
    return torch.tensor(w, dtype=x.dtype)


def _misplaced(w, x, y, *_):
    rows = F.pad(x, (1, 0), value=1.0).double()
    sums, blur = rows @ w.double(), 1e-6 * (rows.abs() @ w.double().abs())  # float32 rounds in its own order
    return ~torch.where(y > 0, sums > -blur, sums <= blur)


@train_perceptron.accepts
def _(w, x, y, *_):
    count = int(_misplaced(w, x, y).sum())
    text = f"Your weights leave {count} of {len(y)} points on the wrong side, though a line separates them."
    return text if count else None


def _train(x, y, lr=0.1, epochs=100, bias=1.0, sign=1):
    x = x if bias is None else F.pad(x, (1, 0), value=bias)
    w = [0.0] * x.shape[1]  # plain numbers: ten times as fast as small tensors
    for row, label in [*zip(x.tolist(), y.tolist(), strict=True)] * epochs:
        change = sign * lr * (label - (sum(a * b for a, b in zip(w, row, strict=True)) > 0))
        w = [a + change * b for a, b in zip(w, row, strict=True)] if change else w
    return torch.tensor(w)


def _looks(test):
    return lambda w, *case: w.is_floating_point() and bool(w.isfinite().all()) and bool(test(w, *case))


wrong = train_perceptron.mistake
ONE = "You learn from one example and stop: the `return` stands inside the inner loop."
wrong(ONE)(lambda x, y, lr=0.1, *_: _train(x[:1], y[:1], lr, 1))
ONCE = "You go through the examples once. Mending one may spoil another: repeat for all `epochs`."
wrong(ONCE)(lambda x, y, lr=0.1, *_: _train(x, y, lr, 1))
SUMMED = "You make one step for all examples together. Change w after each, and go on with the new w."
wrong(SUMMED)(lambda x, y, lr=0.1, *_: lr * y @ F.pad(x, (1, 0), value=1.0))
ZERO = "All weights are still 0. `perceptron_update` returns new weights: keep them."
wrong(ZERO, _looks(lambda w, *_: not w.any()))(lambda x, y, *o: x.new_zeros(x.shape[1] + 1))
NO_BIAS = "There are as many weights as inputs. Add the bias input before training; return all weights."
wrong(NO_BIAS, _looks(lambda w, x, *_: w.shape == x.shape[1:]))(lambda *case: _train(*case, bias=None))
wrong(NO_BIAS, _looks(lambda w, x, *_: w.shape == x.shape[1:]))(lambda *case: _train(*case)[1:])
DEAD = "Your bias weight stays 0: the line goes through the origin. The bias input is 1."
wrong(DEAD, _looks(lambda w, *_: not w[0]))(lambda *case: _train(*case, bias=0.0))
LAST = "Your bias weight stands last. It comes first, w₀."
wrong(LAST, _looks(lambda w, *o: not _misplaced(w.roll(1), *o).any()))(lambda *case: _train(*case).roll(-1))
SWAPPED = "Your line is in place with its sides swapped: class 1 belongs where the sum is > 0."
wrong(SWAPPED, _looks(lambda w, *o: _misplaced(w, *o).all()))(lambda x, y, *o: _train(x, 1 - y, *o))
wrong(
    "Your weights grow and grow, every step makes it worse. Check the sign of the error.",
    _looks(lambda w, x, y, lr=0.1, epochs=100: w.norm() > 0.3 * lr * epochs * len(y)),
)(lambda *case: _train(*case, sign=-1))


CORNERS = torch.tensor([[1.0, 0.0, 0.0], [1.0, 0.0, 1.0], [1.0, 1.0, 0.0], [1.0, 1.0, 1.0]])
AND, OR = [0.0, 0.0, 0.0, 1.0], [0.0, 1.0, 1.0, 1.0]


def _weights(value):
    return torch.as_tensor(value, dtype=torch.float32)


def _answers(value):
    return _step(CORNERS @ _weights(value)).tolist()


def _judge(value, truth):
    try:
        w = _weights(value)
    except (TypeError, ValueError, RuntimeError):
        return Finding("type", "Give three numbers, as in `torch.tensor([w0, w1, w2])`.")
    if w.shape != (3,):
        return Finding("shape", f"The shape is {tuple(w.shape)} and should be (3,), the bias first.")
    for (_, x1, x2), s, right in zip(CORNERS, CORNERS @ w, truth, strict=True):
        if _step(s) != right:
            corner = f"For x₁ = {x1:.0f} and x₂ = {x2:.0f} the weighted sum is {s:.3g}"
            return Finding("value", f"{corner}, so the answer is {_step(s):.0f}. It should be {right:.0f}.")
    return None


def _gate(name, truth, bias, *hints):
    gate = value_exercise(name, points=1, hints=hints)(lambda value: _judge(value, truth))
    wrong, other = gate.mistake, OR if truth == AND else AND
    wrong("Three weights, please: the bias w₀ comes first.", torch.ones(2), [1.0, 1.0])(lambda v: len(v) == 2)
    wrong("Weights of 0 give a sum of 0 everywhere.", torch.zeros(3))(lambda v: not _weights(v).any())
    wrong("A corner lies on the line: there the answer is 0.", [bias - 0.5, 1, 1])(
        lambda v: (CORNERS @ _weights(v) >= 0).float().tolist() == truth
    )
    wrong("That is the other gate: look at its table.", [-2 - bias, 1, 1])(lambda v: _answers(v) == other)
    wrong("The bias w₀ comes first.", [1, 1, bias])(lambda v: _answers(_weights(v).roll(1)) == truth)
    wrong("Swapped sides: change all the signs.", [-bias, -1, -1])(lambda v: _answers(-_weights(v)) == truth)
    return gate


and_weights = _gate(
    "and_weights",
    AND,
    -1.5,
    "Three of the four sums must be 0 or less, only the one for (1, 1) greater than 0.",
    "Give both inputs the weight 1: the sums without bias are 0, 1, 1 and 2. Which w₀ leaves one above 0?",
)
or_weights = _gate(
    "or_weights",
    OR,
    -0.5,
    "Only the sum for (0, 0) must be 0 or less; the other three are greater than 0.",
    "Keep the two weights of 1 from AND and move the line: only w₀ changes.",
)
xor_is_possible = quiz_exercise(
    "xor_is_possible",
    points=1,
    answer=False,
    hints=[
        "Put a ruler on the picture of XOR: can the two 1s be on one side and the two 0s on the other?",
        "Write down the four inequalities and add the two for (0, 1) and (1, 0).",
    ],
)
wrong = xor_is_possible.mistake
wrong("Try to write three weights down: which of the four inequalities fails?", True)(lambda v: v is True)
wrong("That is text: no quotes, please.", "False", "no", "yes")(lambda v: isinstance(v, str))
wrong("That is a number. Write `True` or `False`.", 0, 1, 0.0)(lambda v: type(v) in (int, float))
