"""Other ways to the results of the lesson on activation functions, each honest and unlike the lesson."""

import math

import torch


def sigmoid_by_sides(x):
    """Exponentiate -|x| only, then choose the side."""
    small = torch.exp(-torch.abs(x))
    return torch.where(x >= 0, 1 / (1 + small), small / (1 + small))


def sigmoid_by_tanh(x):
    return (torch.tanh(x / 2) + 1) * 0.5


def sigmoid_one_by_one(x):
    values = [1 / (1 + (-value).exp()) for value in x.reshape(-1)]
    return torch.stack(values).reshape(x.shape) if values else x


def tanh_by_sign(x):
    small = torch.exp(-2 * x.abs())
    return torch.sign(x) * (1 - small) / (1 + small)


def tanh_by_quotient(x):
    return 2 / (1 + torch.exp(-2 * x)) - 1


def tanh_by_expm1(x):
    grown = torch.expm1(2 * x.clamp(-20, 20))
    return grown / (grown + 2)


def relu_by_mask(x):
    return x * (x > 0)


def relu_by_mean(x):
    return (x + x.abs()) / 2


def relu_in_a_copy(x):
    y = x.clone()
    y[y < 0] = 0
    return y


def leaky_by_where(x, slope=0.1):
    return torch.where(x < 0, slope * x, x)


def leaky_by_halves(x, slope=0.1):
    return x.clamp(min=0) + slope * x.clamp(max=0)


def leaky_by_stack(x, slope=0.1):
    return torch.stack([x, slope * x]).amax(dim=0)


def elu_by_halves(x, alpha=1.0):
    return x.clamp(min=0) + alpha * torch.expm1(x.clamp(max=0))


def elu_by_minimum(x, alpha=1.0):
    zero = torch.zeros_like(x)
    return torch.where(x > 0, x, alpha * (torch.exp(torch.minimum(x, zero)) - 1))


def elu_by_double_where(x, alpha=1.0):
    safe = torch.where(x > 0, torch.zeros_like(x), x)
    return torch.where(x > 0, x, alpha * (safe.exp() - 1))


def elu_by_index(x, alpha=1.0):
    y = x.clone()
    left = x < 0
    y[left] = alpha * (torch.exp(x[left]) - 1)
    return y


def maxout_by_einsum(x, w1, b1, w2, b2):
    both = torch.einsum("ni,kim->knm", x, torch.stack([w1, w2])) + torch.stack([b1, b2]).unsqueeze(1)
    return both.max(dim=0).values


def maxout_by_difference(x, w1, b1, w2, b2):
    first = x @ w1 + b1
    return first + ((x @ w2 + b2) - first).clamp(min=0)


def maxout_in_loops(x, w1, b1, w2, b2):
    def layer(row, w, b, j):
        return sum(row[i] * w[i, j] for i in range(len(row))) + b[j]

    rows = [
        torch.stack([torch.max(layer(row, w1, b1, j), layer(row, w2, b2, j)) for j in range(len(b1))])
        for row in x
    ]
    return torch.stack(rows) if rows else x.new_zeros(0, len(b1))


def derivative_by_sides(x):
    small = torch.exp(-x.abs())
    return small / (1 + small) ** 2


def derivative_by_tanh(x):
    return (1 - torch.tanh(x / 2) ** 2) / 4


def derivative_by_square(x):
    s = 1 / (1 + torch.exp(-x))
    return s - s**2


def derivative_by_cosh(x):
    return 0.25 / torch.cosh(x / 2) ** 2


def derivative_in_plain_python(x):
    values = []
    for value in x.flatten().tolist():
        s = 1 / (1 + math.exp(-value)) if value > -700 else 0.0
        values.append(s * (1 - s))
    return torch.tensor(values, dtype=x.dtype).reshape(x.shape)


def collapse_by_probing(w1, b1, w2, b2):
    """Send nothing through for the bias, and one input at a time for the weight."""

    def both(x):
        return (x @ w1 + b1) @ w2 + b2

    bias = both(torch.zeros(len(w1), dtype=w1.dtype))
    return both(torch.eye(len(w1), dtype=w1.dtype)) - bias, bias


def collapse_in_loops(w1, b1, w2, b2):
    rows = [sum(w1[i, h] * w2[h] for h in range(len(w2))) for i in range(len(w1))]
    return torch.stack(rows), sum(b1[h] * w2[h] for h in range(len(w2))) + b2


def collapse_as_a_list(w1, b1, w2, b2):
    return [torch.einsum("ih,hm->im", w1, w2), torch.matmul(w2.T, b1).add(b2)]


RIGHT = {
    "collapse": [collapse_by_probing, collapse_in_loops, collapse_as_a_list],
    "sigmoid": [sigmoid_by_sides, sigmoid_by_tanh, sigmoid_one_by_one],
    "tanh": [tanh_by_sign, tanh_by_quotient, tanh_by_expm1],
    "relu": [relu_by_mask, relu_by_mean, relu_in_a_copy],
    "leaky_relu": [leaky_by_where, leaky_by_halves, leaky_by_stack],
    "elu": [elu_by_halves, elu_by_minimum, elu_by_double_where, elu_by_index],
    "maxout": [maxout_by_einsum, maxout_by_difference, maxout_in_loops],
    "sigmoid_derivative": [
        derivative_by_sides,
        derivative_by_tanh,
        derivative_by_square,
        derivative_by_cosh,
        derivative_in_plain_python,
    ],
    "saturating": [{"tanh", "sigmoid"}, ["sigmoid", "tanh"], (" Tanh", "SIGMOID ")],
}
