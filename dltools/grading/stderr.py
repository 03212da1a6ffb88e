"""A warning or a progress bar is no mistake: nbgrader gives no points where a graded cell wrote to stderr.

This nbgrader preprocessor stands after `Execute`. It turns what graded cells wrote to stderr into ordinary
output, so that it costs nothing and is still to be read in the feedback.
"""

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade

KERNEL_ARGUMENTS = [
    "--HistoryManager.hist_file=:memory:",
    # Everything that would go to stderr, file descriptor 2 included, goes out as stdout.
    "--IPKernelApp.exec_lines=import sys; sys.stderr.name = 'stdout'",
]
"""The same for `nbgrader validate` and JupyterLab's Validate, whose preprocessors cannot be chosen."""


class StderrToStdout(NbGraderPreprocessor):
    """Lets stderr in graded cells cost nothing."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: ResourcesDict, cell_index: int
    ) -> tuple[NotebookNode, ResourcesDict]:
        """Rename a graded cell's stderr streams to stdout; errors stay errors."""
        if is_grade(cell):
            for output in cell.get("outputs", []):
                if output.output_type == "stream" and output.name == "stderr":
                    output.name = "stdout"
        return cell, resources
