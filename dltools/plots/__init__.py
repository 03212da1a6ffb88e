"""Pictures a lesson needs: every plot takes ``ax=None``, returns the axes and writes its own alt text.

Only the public names live here. Importing this inside IPython also puts that text beside every figure."""

from .description import alt, alt_text
from .images import images, weights_image
from .lines import bars, curves, function_curve, histogram
from .notebook import install
from .palette import COLOURS
from .plane import line, points, regions
from .sketches import molecule, node, spans

__all__ = [
    "COLOURS",
    "alt",
    "alt_text",
    "bars",
    "curves",
    "function_curve",
    "histogram",
    "images",
    "line",
    "molecule",
    "node",
    "points",
    "regions",
    "spans",
    "weights_image",
]

install()
