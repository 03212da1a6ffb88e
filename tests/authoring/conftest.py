"""The tiny course: not built, built for this test alone, or built once for all tests that only read it."""

import shutil
from pathlib import Path

import pytest

from tests.authoring.tiny import Course, built_once


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course that is not built yet."""
    return Course(tmp_path)


@pytest.fixture
def built_course(tmp_path: Path) -> Course:
    """A built course of this test's own."""
    shutil.copytree(built_once().root, tmp_path, dirs_exist_ok=True)
    return Course(tmp_path)
