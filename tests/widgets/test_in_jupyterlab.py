"""One widget in a real JupyterLab and a real browser: it is drawn, and keys and clicks reach it."""

import re

import pytest

from .lab import QUIET, chromium, lab, open_and_run, write_notebook

CELL = """
from dltools import widgets

def perceptron(x, w):
    return (x @ w > 0).float()

widgets.perceptron(perceptron)
"""
PICTURE = ".dltools-picture img"
PLOT = "from dltools import plots\nplots.curves({'a': [1, 2]}, alt='A line that rises.')"


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    playwright = pytest.importorskip("playwright.sync_api")
    browser_path = chromium()
    if browser_path is None:
        pytest.skip("no chromium here: install Debian's chromium to run browser tests")
    folder = tmp_path_factory.mktemp("lab")
    write_notebook(folder / "lesson.ipynb", CELL, PLOT)
    with lab(folder) as address, playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=browser_path, args=QUIET)
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        open_and_run(page, address, "lesson.ipynb")
        page.locator(PICTURE).wait_for(timeout=60_000)
        yield page
        browser.close()


def alt_becomes(page, pattern):
    words = re.compile(pattern)
    found = page.locator(PICTURE)
    for _ in range(100):
        if words.search(found.get_attribute("alt")):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"the picture's words are {found.get_attribute('alt')!r}, not {pattern!r}")


@pytest.mark.browser
def test_the_picture_is_drawn_and_described(page):
    alt_becomes(page, r"Mistakes: 3 of 4\. Line: 0\.50 -1\.00")
    assert page.locator(PICTURE).evaluate("image => image.naturalWidth") == 840


@pytest.mark.browser
def test_the_keyboard_moves_a_slider_and_the_image_changes(page):
    before = page.locator(PICTURE).get_attribute("src")
    page.locator(".noUi-handle").nth(1).focus()
    page.keyboard.press("ArrowRight")
    alt_becomes(page, r"Line: 0\.50 -0\.95")
    assert page.locator(PICTURE).get_attribute("src") != before


@pytest.mark.browser
def test_a_click_adds_a_point_and_so_does_enter(page):
    box = page.locator(PICTURE).bounding_box()
    page.mouse.click(box["x"] + 0.3 * box["width"], box["y"] + 0.5 * box["height"])
    alt_becomes(page, r"Mistakes: \d of 5")
    page.locator(PICTURE).focus()
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Enter")
    alt_becomes(page, r"Mistakes: \d of 6")
    assert page.locator(".jp-Notebook.jp-mod-editMode").count() == 0, (
        "Enter was for the picture, not for a cell"
    )


@pytest.mark.browser
def test_a_plot_has_a_real_alternative_text(page):
    page.locator('.jp-OutputArea-output img[alt="A line that rises."]').wait_for(timeout=20_000)
