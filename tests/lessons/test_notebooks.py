"""Every solution notebook runs with the parameters that papermill gives it: smaller, on each device.

That the committed outputs are what a run gives is nbval's part of `make test`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted(ROOT.glob("solutions/*/*.ipynb"))
KEPT = {"seed"}


def smaller(parameters: dict[str, str]) -> dict[str, int]:
    """Half of each whole number among the parameters, such as steps or epochs."""
    numbers = {name: int(value) for name, value in parameters.items() if value.isdigit() and name not in KEPT}
    return {name: max(1, number // 2) for name, number in numbers.items()}


@pytest.mark.slow
@pytest.mark.parametrize("device", ["cpu", "cuda"])
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_lesson_runs_smaller_and_on_each_device(path, device, tmp_path, monkeypatch):
    import papermill
    import torch

    if device == "cuda" and not torch.cuda.is_available():
        pytest.skip("no GPU is visible here, so the lessons' CUDA run was not tried")
    monkeypatch.setenv("DLTOOLS_PROGRESS", "off")
    known = {name: found["default"] for name, found in papermill.inspect_notebook(str(path)).items()}
    assert known, f"{path.name} needs a cell tagged parameters"
    chosen = {"device": device} if "device" in known else {}  # a lesson without torch training has none
    papermill.execute_notebook(
        str(path),
        str(tmp_path / path.name),
        parameters={**smaller(known), **chosen},
        cwd=str(path.parent),
        kernel_name="python3",
        progress_bar=False,
    )


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_each_lesson_has_its_text_source(path):
    assert path.with_suffix(".py").exists()


def test_smaller_keeps_what_is_no_size():
    assert smaller({"steps": "60", "seed": "4", "device": '"auto"', "epochs": "1"}) == {
        "steps": 30,
        "epochs": 1,
    }
