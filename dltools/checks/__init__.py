"""The exercises: what is asked, what is right, which mistakes are typical; and what checks answers."""

from dltools.checks.engine import evaluate
from dltools.checks.registry import get, lesson_names, names
from dltools.checks.report import Report

__all__ = ["Report", "evaluate", "get", "lesson_names", "names"]
