"""Right answers to the exercises of lesson 01, each by another honest route than the lesson's own."""

import random

import torch


def bias_by_loop(x):
    rows = [torch.stack([torch.ones((), dtype=x.dtype), *row]) for row in x]
    return torch.stack(rows) if rows else x.new_zeros(0, x.shape[1] + 1)


def bias_by_filling(x):
    out = torch.ones(x.shape[0], x.shape[1] + 1, dtype=x.dtype)
    out[:, 1:] = x
    return out


def bias_by_stacking(x):
    return torch.hstack([torch.ones_like(x[:, :1]), x])


def sum_by_loops(x, w):
    sums = []
    for row in x:
        total = 0.0
        for xi, wi in zip(row, w, strict=True):
            total = total + xi * wi
        sums.append(total)
    return torch.stack(sums) if sums else x.new_zeros(0)


def sum_by_einsum(x, w):
    return torch.einsum("ni,i->n", x, w)


def sum_of_products(x, w):
    return (x * w).sum(dim=-1)


def answer_by_where(x, w):
    s = (x * w).sum(1)
    return torch.where(s > 0, torch.ones_like(s), torch.zeros_like(s))


def answer_by_loop(x, w):
    return torch.tensor([1.0 if float(row @ w) > 0 else 0.0 for row in x])


def answer_by_sign(x, w):
    return torch.sign(torch.mv(x, w)).clamp(min=0)


def update_by_cases(w, x, y, lr):
    fires = (w * x).sum().item() > 0
    if y == 1 and not fires:
        return w + lr * x
    if y == 0 and fires:
        return w - lr * x
    return w


def update_by_entries(w, x, y, lr):
    total = sum(float(a) * float(b) for a, b in zip(w, x, strict=True))
    error = float(y) - (1.0 if total > 0 else 0.0)
    return torch.stack([wi + lr * error * xi for wi, xi in zip(w, x, strict=True)])


def update_on_a_copy(w, x, y, lr):
    new = w.clone()
    new += lr * (y - (x @ w > 0).to(x.dtype)) * x
    return new


def train_until_right(x, y, lr=0.1, epochs=100):
    x = bias_by_filling(x)
    w = 0.01 * torch.randn(x.shape[1], generator=torch.Generator().manual_seed(3))
    for _ in range(epochs):
        mistakes = 0
        for i in range(len(x)):
            new = update_by_cases(w, x[i], y[i], lr)
            mistakes += int(not torch.equal(new, w))
            w = new
        if mistakes == 0:
            break
    return w


def train_shuffled(x, y, lr=0.1, epochs=100):
    examples = [([1.0, *row], label) for row, label in zip(x.tolist(), y.tolist(), strict=True)]
    w = [0.0] * (x.shape[1] + 1)
    shuffled = random.Random(0)
    for _ in range(epochs):
        shuffled.shuffle(examples)
        before = w
        for row, label in examples:
            answer = sum(a * b for a, b in zip(w, row, strict=True)) > 0
            w = [a + lr * (label - answer) * b for a, b in zip(w, row, strict=True)]
        if w == before:
            break
    return torch.tensor(w)


def train_backwards(x, y, lr=0.1, epochs=100):
    x = bias_by_stacking(x)
    w = torch.zeros(x.shape[1])
    for _ in range(epochs):
        for row, label in zip(x.flip(0), y.flip(0), strict=True):
            w = w + lr * (label - (row @ w > 0).float()) * row
        if torch.equal((x @ w > 0).float(), y):
            break
    return w


def train_all_at_once(x, y, lr=0.1, epochs=100):
    x = bias_by_stacking(x)
    w = torch.zeros(x.shape[1])
    for _ in range(epochs):
        error = y - (x @ w > 0).float()
        if not error.any():
            break
        w = w + lr * error @ x
    return w


def train_from_random_numbers(x, y, lr=0.1, epochs=100):
    x = bias_by_filling(x)
    w = 0.1 * torch.rand(x.shape[1], generator=torch.Generator().manual_seed(1))
    order = torch.randperm(len(x), generator=torch.Generator().manual_seed(2)).tolist()
    for _ in range(epochs):
        before = w
        for i in order:
            w = update_by_cases(w, x[i], y[i], lr)
        if w is before:
            break
    return w


RIGHT = {
    "add_bias_input": [bias_by_loop, bias_by_filling, bias_by_stacking],
    "weighted_sum": [sum_by_loops, sum_by_einsum, sum_of_products],
    "perceptron": [answer_by_where, answer_by_loop, answer_by_sign],
    "perceptron_update": [update_by_cases, update_by_entries, update_on_a_copy],
    "train_perceptron": [
        train_until_right,
        train_shuffled,
        train_backwards,
        train_all_at_once,
        train_from_random_numbers,
    ],
    "and_weights": [torch.tensor([-1.5, 1.0, 1.0]), [-1, 1, 1], (-25.0, 20.0, 10.0)],
    "or_weights": [torch.tensor([0, 1, 1]), [-0.5, 1.0, 1.0], (-1.0, 2.0, 3.0)],
    "xor_is_possible": [False, not True],
}
