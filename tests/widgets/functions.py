"""What a learner may have written: right, wrong and broken, for the widgets to be driven by."""

import torch


def perceptron(x, w):
    return (x @ w > 0).float()


def backwards(x, w):
    return (x @ w < 0).float()


def update(w, x, y, lr):
    return w + lr * (y - (x @ w > 0).float()) * x


def unwritten(*args):
    raise NotImplementedError


def raising(*args):
    return undefined_name  # noqa: F821


def forgotten(*args):
    sum(args[0])


def wrong_shape(x, w=None):
    return x.reshape(-1)[:1]


def not_a_number(x, *args):
    return x.flatten()[: len(x)] * float("nan") if x.dim() > 1 else x * float("nan")


def plain_list(x, *args):
    return x.tolist()


def changes_its_inputs(x, w):
    answer = (x @ w > 0).float()
    x.zero_()
    w.zero_()
    return answer


def leaky_relu(x, slope=0.1):
    return torch.where(x > 0, x, slope * x)


def detached(x):
    return x.detach() * 2


BROKEN = {
    unwritten: "not written yet",
    raising: "raised NameError",
    forgotten: "None",
    wrong_shape: "gave back shape",
    not_a_number: "not finite",
    plain_list: "a list; a torch.Tensor",
}
