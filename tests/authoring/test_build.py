"""The build as a whole: what it writes, when it runs, that it repeats itself, and that it keeps what was."""

import json
import os
import subprocess
import sys

import nbformat
import pytest

from dltools.authoring import BuildError, answers, build, check
from dltools.authoring.builder import load_cells
from tests.authoring.tiny import LESSON, Course

pytestmark = pytest.mark.slow


def test_what_is_built(built_course: Course):
    assert sorted(built_course.files()) == [
        f"course/{LESSON}/activations.ipynb",
        f"course/{LESSON}/answers.json",
        f"solutions/{LESSON}/activations.ipynb",
        f"solutions/{LESSON}/answers.json",
        "solutions/jupytext.toml",
    ]
    solution = nbformat.read(built_course.solution, as_version=4)
    student = nbformat.read(built_course.student, as_version=4)
    nbformat.validate(solution)
    nbformat.validate(student)
    assert [c.id for c in solution.cells] == [c.id for c in student.cells]
    code = [c for c in solution.cells if c.cell_type == "code"]
    assert [c.execution_count for c in code] == list(range(1, len(code) + 1))
    assert solution.metadata.dltools.title == "A tiny lesson"
    assert "YOUR CODE HERE" in built_course.student.read_text()


def test_nbgrader_metadata(built_course: Course):
    cells = {c.id: c for c in nbformat.read(built_course.student, as_version=4).cells}
    graded = cells["check-relu"].metadata
    assert (graded.nbgrader.grade, graded.nbgrader.locked, graded.editable) == (True, True, False)
    assert graded.nbgrader.points >= 1
    answer = cells["exercise-relu"].metadata
    assert (answer.nbgrader.solution, answer.nbgrader.locked, answer.deletable) == (True, False, False)
    task = cells["task-reflect-dead-units"]
    assert (task.metadata.nbgrader.grade, task.metadata.nbgrader.solution) == (True, True)
    assert task.metadata.nbgrader.points == 2
    assert "stays negative" not in task.source
    imports = next(c for id, c in cells.items() if id.startswith("code-"))
    assert imports.metadata.nbgrader.locked
    assert "editable" not in imports.metadata
    free = [c for id, c in cells.items() if id.startswith(("demo-", "text-"))]
    assert free
    assert not any("nbgrader" in c.metadata for c in free)


def test_a_second_build_runs_nothing_and_a_forced_one_gives_the_same_bytes(built_course: Course):
    before = built_course.files()
    assert [(b.ran, b.changed) for b in build(built_course.root)] == [(False, ())]
    assert [(b.ran, b.changed) for b in build(built_course.root, force=True)] == [(True, ())]
    assert built_course.files() == before


def test_a_failed_build_keeps_what_was_built(built_course: Course):
    before = built_course.files()
    built_course.text = built_course.text.replace("return x * (x > 0)", "return x * (x < 0)")
    with pytest.raises(BuildError, match="cell check-relu: the solution fails its own check"):
        build(built_course.root)
    assert built_course.files() == before


def test_without_solutions(built_course: Course):
    build(built_course.root, solutions=False)
    assert not (built_course.student.parent / "answers.json").exists()
    assert built_course.solution.with_name("answers.json").exists()
    assert check(built_course.root, solutions=False) == []
    build(built_course.root)
    assert (built_course.student.parent / "answers.json").exists()


def test_the_answers_are_those_of_the_text(built_course: Course):
    raw = (built_course.student.parent / "answers.json").read_text()
    held = answers.unpack(raw)
    assert held["relu"] == "def relu(x):\n    return x * (x > 0)"
    assert "clamp" not in raw
    assert set(held) == {c.name for c in load_cells(built_course.file) if c.kind == "exercise"}


def test_nbgrader_itself_makes_the_same_notebook(built_course: Course):
    before = built_course.files()
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", LESSON, "--force"]
    bare = {**os.environ, "PATH": "/usr/bin:/bin"}  # no environment is activated
    done = subprocess.run(command, cwd=built_course.root, env=bare, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (built_course.root / "gradebook.db").exists()
    assert built_course.files() == before


def test_check_sees_every_change(built_course: Course):
    root = built_course.root
    assert check(root) == []

    student = built_course.student.read_text()
    built_course.student.write_text(student.replace("Prose", "Rose"))
    assert "it is not what the build makes" in str(check(root)[0])
    built_course.student.write_text(student)

    solution = built_course.solution.read_text()
    built_course.solution.write_text(solution.replace("a demo tensor", "a changed tensor"))
    assert "is not up to date" in str(check(root)[0])
    built_course.solution.write_text(solution)

    built_course.text = built_course.text.replace("Prose", "Verse")
    assert "is not up to date" in str(check(root)[0])
    built_course.text = built_course.text.replace("Verse", "Prose")
    assert check(root) == []

    (root / "course" / "09_gone").mkdir()
    assert "no lesson in solutions/ has this name" in str(check(root)[0])


def test_badges_only_with_an_address(built_course: Course):
    before = built_course.student.read_text()
    assert "badge" not in before
    assert "colab" not in before
    settings = built_course.root / "pyproject.toml"
    settings.write_text('[tool.dltools]\nrepository = "https://github.com/example/course"\n')
    build(built_course.root)
    cells = nbformat.read(built_course.student, as_version=4).cells
    assert cells[0].source.startswith("# A tiny lesson")
    links = f"github/example/course/blob/main/course/{LESSON}/activations.ipynb"
    assert links in cells[1].source
    assert "mybinder.org/v2/gh/example/course/main" in cells[1].source
    assert "git+https://github.com/example/course@main" in cells[2].source
    assert "colab" not in built_course.solution.read_text()
    assert check(built_course.root) == []
    settings.write_text("")
    build(built_course.root)
    assert built_course.student.read_text() == before


def test_an_unknown_lesson_is_named(course: Course):
    with pytest.raises(ValueError, match=r"There is no lesson '07'\. Lessons: 02_activations"):
        build(course.root, ["07"])


OUTPUTS = r"""
# %%
import sys
print("warned", file=sys.stderr)

# %%
import matplotlib.pyplot as plt
plt.plot([1, 2])
plt.show()

# %%
object()

# %%
from IPython.display import HTML, Image, display
HTML('<img src="x.png">')

# %%
import ipywidgets
display(ipywidgets.IntSlider())

# %%
def relu(x):
    return x * (x > 0)
"""


def test_verdicts_and_outputs_are_gated_after_the_run(course: Course):
    """All at once, since each run takes seconds; the last exercise's answer stands outside its markers."""
    prefilled = course.text.replace(
        '### BEGIN SOLUTION\nsaturating = {"sigmoid", "tanh"}',
        'saturating = {"sigmoid", "tanh"}\n### BEGIN SOLUTION\nsaturating = set(saturating)',
    )
    assert prefilled != course.text
    course.text = prefilled + OUTPUTS
    with pytest.raises(BuildError) as refused:
        build(course.root)
    said = str(refused.value)
    for message in (
        'exercise "saturating": the untouched exercise reports "passed"',
        "it wrote to stderr: warned",
        "a picture (image/png) without alt text",
        "the output holds a memory address",
        'an image without alt text: <img src="x.png">',
        "a widget without a static picture",
    ):
        assert message in said, said
    assert list(course.root.glob("course/*")) == []
    assert not course.solution.exists()


def test_a_solution_that_raises_is_refused_with_its_cell(course: Course):
    course.text = course.text.replace("# %% [markdown] task", "# %%\n1 / 0\n\n# %% [markdown] task")
    with pytest.raises(BuildError, match="it raised ZeroDivisionError: division by zero"):
        build(course.root)


def test_the_notebook_names_what_it_was_built_from(built_course: Course):
    about = json.loads(built_course.student.read_text())["metadata"]["dltools"]
    assert set(about) == {"built", "lesson", "source", "title"}
