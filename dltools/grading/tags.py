"""Tags decide what the grader skips, so a submission may not set them where it matters.

`Execute` skips cells tagged "demo". A learner who tagged a check so would have it skipped, and a cell without
an error has full marks. This preprocessor stands before `Execute` and takes all tags off the cells that
nbgrader knows.
"""

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

SKIPPED = "demo"


class DropTags(NbGraderPreprocessor):
    """Takes the tags off answers, checks and locked cells."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: ResourcesDict, cell_index: int
    ) -> tuple[NotebookNode, ResourcesDict]:
        """Drop the tags of a cell that nbgrader knows."""
        if "nbgrader" in cell.metadata:
            cell.metadata.pop("tags", None)
        return cell, resources
