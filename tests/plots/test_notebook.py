"""Figures in a notebook: text in the metadata, the same bytes on every run, HTML for a person only."""

import base64

import pytest
from IPython.core.interactiveshell import InteractiveShell

CELL = "ax = plots.curves({'a': [1, 2], 'b': [2, 1]}, alt='Two lines that cross, \"a\" & b.')\nax"


@pytest.fixture(scope="module")
def outputs():
    """What a program that runs a notebook gets from three cells; then from one cell a person runs."""
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(kernel_name="python3")
    found = []

    def listen(message):
        if message["msg_type"] in ("display_data", "execute_result", "error"):
            found[-1].append(message["content"])

    cells = [
        "from dltools import plots",
        CELL,
        CELL,
        CELL,
        "import matplotlib.pyplot as plt\nplt.plot([1, 2]);",
    ]
    try:
        for cell, person in zip(cells, [False, False, False, True, True], strict=True):
            found.append([])
            client.execute_interactive(cell, allow_stdin=person, output_hook=listen, timeout=60)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return found[1:]


@pytest.mark.slow
def test_a_program_gets_the_png_with_its_text(outputs):
    [output] = outputs[0]
    assert sorted(output["data"]) == ["image/png", "text/plain"]
    assert output["metadata"]["image/png"]["alt"] == 'Two lines that cross, "a" & b.'


@pytest.mark.slow
def test_the_png_is_the_same_on_every_run(outputs):
    first, second = (base64.b64decode(output[0]["data"]["image/png"]) for output in outputs[:2])
    assert first == second
    assert b"Software" not in first
    assert b"tEXt" not in first


@pytest.mark.slow
def test_a_person_also_gets_an_image_with_alt(outputs):
    [output] = outputs[2]
    assert 'alt="Two lines that cross, &quot;a&quot; &amp; b."' in output["data"]["text/html"]
    assert "image/png" in output["data"]


@pytest.mark.slow
def test_a_figure_without_words_is_left_as_it_was(outputs):
    [output] = outputs[3]
    assert sorted(output["data"]) == ["image/png", "text/plain"]
    assert "image/png" not in output["metadata"]


def test_outside_a_notebook_nothing_is_installed():
    from dltools.plots import notebook

    assert not InteractiveShell.initialized()
    notebook.install()
    assert not notebook.person_is_there()
