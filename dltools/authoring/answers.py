"""`answers.json`: the solutions that `solution("relu")` may show, not readable at a glance."""

import base64
import json
import zlib
from collections.abc import Sequence

from dltools.authoring.source import Cell

FILE = "answers.json"


def pack(cells: Sequence[Cell]) -> str:
    """Return the file's text: exercise name → base64 of the compressed source."""
    packed = {cell.name: _squeeze(cell.answer) for cell in cells if cell.kind == "exercise"}
    return json.dumps(packed, indent=1, sort_keys=True) + "\n"


def unpack(text: str) -> dict[str, str]:
    """Return exercise name → source."""
    return {name: zlib.decompress(base64.b64decode(data)).decode() for name, data in json.loads(text).items()}


def _squeeze(source: str) -> str:
    return base64.b64encode(zlib.compress(source.encode(), 9)).decode()
