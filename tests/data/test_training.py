"""Where a training runs, and that it runs the same again."""

import random

import numpy as np
import pytest
import torch

from dltools import training


def test_device_by_name():
    assert training.device("cpu") == torch.device("cpu")
    assert training.device().type in {"cpu", "cuda", "mps"}


def test_a_device_that_is_not_here_is_refused():
    with pytest.raises(ValueError, match=r"'tpu' here; there is: .*cpu.*device\('auto'\)"):
        training.device("tpu")


def test_seed_everything_repeats_all_three_sources():
    def draw():
        training.seed_everything(3)
        return random.random(), np.random.rand(), torch.rand(2).tolist()  # noqa: NPY002

    assert draw() == draw()
    first = torch.rand(2)
    assert not torch.equal(first, torch.rand(2))
