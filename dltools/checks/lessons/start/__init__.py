"""Exercises of the lesson on where deep learning fits: images as numbers, and the steps of image analysis."""

from dltools.checks.lessons.start.images import describe, to_chw_float
from dltools.checks.lessons.start.masks import count_objects, foreground_fraction
from dltools.checks.lessons.start.steps import pipeline

__all__ = ["EXERCISES"]

EXERCISES = (to_chw_float, describe, foreground_fraction, count_objects, pipeline)
