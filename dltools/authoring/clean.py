"""Takes out of a notebook that has been run what changes from run to run or has no meaning on paper."""

import json

from nbformat import NotebookNode

_WIDGET = "application/vnd.jupyter.widget-view+json"
_WIDGET_STATE = "widgets"


def clean(notebook: NotebookNode) -> None:
    """Drop live widget views, execution metadata and empty outputs, and count cells anew; pictures stay."""
    notebook.metadata.pop(_WIDGET_STATE, None)
    count = 0
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        cell.metadata.pop("execution", None)
        cell.outputs = [output for output in map(_clean_output, cell.outputs) if output is not None]
        ran = bool(cell.source.strip())
        count += ran
        cell.execution_count = count if ran else None
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = cell.execution_count


def bare_widgets(notebook: NotebookNode) -> list[str]:
    """Return the ids of the cells that show a widget without a static picture; ask before cleaning."""
    bare = []
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if _WIDGET in data and not any(kind.startswith(("image/", "text/html")) for kind in data):
                bare.append(cell.id)
    return sorted(set(bare))


def _clean_output(output: NotebookNode) -> NotebookNode | None:
    output.pop("transient", None)
    data = output.get("data")
    if data is None:
        return output if output.output_type != "stream" or output.text else None
    if _WIDGET in data:
        del data[_WIDGET]
        output.metadata.pop(_WIDGET, None)
        data.pop("text/plain", None)  # the widget's repr
        if not data:
            return None
    for kind, value in data.items():
        if kind.endswith("json") and isinstance(value, dict):
            data[kind] = json.loads(json.dumps(value, sort_keys=True))
    return output
