"""Gates on the outputs of a solution notebook: no errors, no stderr, nothing random, alt text always."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from dltools.authoring.problems import Problem

_IMAGES = ("image/png", "image/jpeg", "image/svg+xml", "image/gif")
_TAG = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_ALT = re.compile(r"""\balt\s*=\s*("[^"]*[^"\s][^"]*"|'[^']*[^'\s][^']*')""", re.IGNORECASE)
_ADDRESS = re.compile(r"\b0x[0-9a-f]{6,}\b", re.IGNORECASE)
_BARE_PICTURE = re.compile(r"!\[\s*\]\(")


def output_problems(file: str, notebook: NotebookNode) -> Iterator[Problem]:
    """Yield what may not stand in the outputs of a notebook that has been run."""
    for cell in notebook.cells:
        where = f"cell {cell.id} ({cell.source.strip().split(chr(10), 1)[0][:50]})"
        if cell.cell_type == "markdown":
            yield from _markdown_problems(file, where, cell.source)
            continue
        for output in cell.get("outputs", []):
            yield from _stream_problems(file, where, output, cell.metadata.get("tags", []))
            yield from _picture_problems(file, where, output)
            yield from _text_problems(file, where, output)


def _stream_problems(file: str, where: str, output: NotebookNode, tags: list[str]) -> Iterator[Problem]:
    if output.output_type == "error" and "raises-exception" not in tags:
        what = f"it raised {output.ename}: {_short(output.evalue)}."
        yield Problem(file, where, what, 'Mend the code, or tag a planned error "raises-exception".')
    if output.output_type == "stream" and output.name == "stderr":
        what = f"it wrote to stderr: {_short(output.text)}"
        yield Problem(file, where, what, "Mend what the warning says, or print to stdout.")


def _picture_problems(file: str, where: str, output: NotebookNode) -> Iterator[Problem]:
    data, about = output.get("data", {}), output.get("metadata", {})
    for kind in _IMAGES:
        if kind in data and not _alt(about, kind) and not (kind.endswith("xml") and "<title>" in data[kind]):
            todo = (
                "Draw it with dltools.plots or dltools.widgets, which set it, or display it with an alt text."
            )
            yield Problem(file, where, f"a picture ({kind}) without alt text.", todo)
    for tag in _TAG.findall("".join(data.get("text/html", ""))):
        if not _ALT.search(tag):
            yield Problem(
                file, where, f"an image without alt text: {_short(tag)}", 'Write <img alt="what it shows">.'
            )


def _markdown_problems(file: str, where: str, source: str) -> Iterator[Problem]:
    bare = [tag for tag in _TAG.findall(source) if not _ALT.search(tag)]
    if bare or _BARE_PICTURE.search(source):
        todo = "Say what the picture shows: ![what it shows](file.png)."
        yield Problem(file, where, "an image without alt text.", todo)


def _text_problems(file: str, where: str, output: NotebookNode) -> Iterator[Problem]:
    texts = [output.get("text", ""), *output.get("data", {}).values()]
    text = "\n".join(t for t in texts if isinstance(t, str) and len(t) < 1_000_000)
    address = _ADDRESS.search(text)
    if address:
        todo = "It changes with every run: end the line with a semicolon, or print something that stays."
        yield Problem(file, where, f"the output holds a memory address, {address[0]}.", todo)
    here = next((place for place in _places() if place in text), None)
    if here:
        yield Problem(
            file, where, f"the output names a folder of this machine, {here}.", "Print the file's name only."
        )


def _alt(about: Any, kind: str) -> str:
    return str(about.get(kind, {}).get("alt") or about.get("alt") or "").strip()


def _places() -> list[str]:
    places = {str(Path.home()), sys.prefix, str(Path(__file__).resolve().parents[3])}
    return sorted(p for p in places if len(p) > 3)


def _short(text: str) -> str:
    return " ".join(text.split())[:120]
