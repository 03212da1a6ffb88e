"""nbgrader's settings for this course, for its commands and its panels in JupyterLab alike.

Set here: where things lie, what a learner's cell looks like before it is written, what may cost points.
"""

import os
import sys
from pathlib import Path

from nbconvert.preprocessors import ClearMetadataPreprocessor
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearHiddenTests,
    ClearMarkScheme,
    ClearOutput,
    ClearSolutions,
    ComputeChecksums,
    DeduplicateIds,
    Execute,
    IgnorePattern,
    IncludeHeaderFooter,
    InstantiateTests,
    LimitOutput,
    LockCells,
    OverwriteCells,
    OverwriteKernelspec,
    SaveAutoGrades,
    SaveCells,
)

from dltools.authoring.badges import AddBadges, read_repository
from dltools.grading.stderr import KERNEL_ARGUMENTS, StderrToStdout
from dltools.grading.tags import SKIPPED, DropTags

c = get_config()  # noqa: F821  (given by nbgrader)
root = Path(__file__).resolve().parent

# nbgrader starts `alembic` by name: find it though the environment is not activated.
tools = str(Path(sys.executable).parent)
if tools not in os.environ.get("PATH", "").split(os.pathsep):
    os.environ["PATH"] = os.pathsep.join([tools, os.environ.get("PATH", "")])

# Where things lie. Lessons are nbgrader's assignments; the texts they are built from never leave solutions/.
c.CourseDirectory.root = str(root)
c.CourseDirectory.course_id = "dltools"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "course"
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints",
    "__pycache__",
    "*.pyc",
    "*.py",
    "*.toml",
    ".dltools",
    "feedback",
]
if os.environ.get("SOLUTIONS", "yes").lower() in ("no", "off", "0"):
    c.CourseDirectory.ignore.append("answers.json")

# Where assignments are handed out and in, if nbgrader's exchange is used: a folder that all can write to.
exchange = Path(os.environ.get("DLTOOLS_EXCHANGE", root / "exchange"))
if (root / "gradebook.db").exists():  # an instructor's machine, not a learner's
    exchange.mkdir(parents=True, exist_ok=True)
c.Exchange.root = str(exchange)

# What a learner's cells look like.
c.ClearSolutions.code_stub = {
    "python": "# YOUR CODE HERE: write your answer, then delete the line below\nraise NotImplementedError"
}
c.ClearSolutions.text_stub = "*Your answer: replace this line.*"
c.LockCells.lock_readonly_cells = False  # restored before grading, but free to play with

repository, branch = read_repository(root)
c.AddBadges.repository = repository
c.AddBadges.branch = branch
c.GenerateAssignment.preprocessors = [
    IncludeHeaderFooter,
    AddBadges,
    InstantiateTests,
    LockCells,
    ClearSolutions,
    ClearOutput,
    CheckCellMetadata,
    ComputeChecksums,
    SaveCells,
    ClearHiddenTests,
    ClearMarkScheme,
    ComputeChecksums,
    CheckCellMetadata,
]

# Grading. Demos are skipped; stderr costs nothing.
c.Execute.timeout = 120
c.Execute.skip_cells_with_tag = SKIPPED
c.Execute.extra_arguments = KERNEL_ARGUMENTS
c.Autograde.sanitize_preprocessors = [
    ClearOutput,
    DeduplicateIds,
    OverwriteKernelspec,
    OverwriteCells,
    DropTags,
    CheckCellMetadata,
]
c.Autograde.autograde_preprocessors = [
    Execute,
    StderrToStdout,
    IgnorePattern,
    ClearMetadataPreprocessor,
    LimitOutput,
    SaveAutoGrades,
    AssignLatePenalties,
    CheckCellMetadata,
]
