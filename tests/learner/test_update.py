"""A newer release of a lesson comes in, and nothing that the learner wrote is lost."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from dltools.learner.update import update
from tests.learner.releases import (
    check,
    demo,
    edit,
    exercise,
    first_release,
    lesson,
    mine,
    prose,
    release,
    sources,
    task,
)

RELU = "def relu(x):\n    return x.clamp(min=0)"


@pytest.fixture
def workspace(tmp_path):
    workspace = release(tmp_path, first_release())
    workspace.start()
    return workspace


def second_release(workspace, *cells):
    """The next release: a new title, tanh reworded, and what else is given."""
    stub = "def tanh(x):\n    '''Now with a docstring.'''\n    raise NotImplementedError"
    cells = cells or (prose("# Activations, again"), demo("epochs = 5"), exercise("relu"), check("relu"))
    release(workspace.course.parent, lesson(*cells, exercise("tanh", stub), check("tanh"), task("why")))


def test_nothing_happens_without_a_newer_release(workspace):
    edit(mine(workspace), exercise_relu=RELU)
    before = mine(workspace).read_bytes()
    (outcome,) = update(workspace)
    assert outcome.status == "up to date"
    assert mine(workspace).read_bytes() == before


def test_answers_are_carried_over_by_exercise(workspace):
    edit(mine(workspace), exercise_relu=RELU, task_why="Because lines stay lines.")
    second_release(workspace, prose("# New"), exercise("elu"), check("elu"), exercise("relu"), check("relu"))
    (outcome,) = update(workspace, "activations")
    after = sources(mine(workspace))
    assert after["exercise-relu"] == RELU
    assert after["task-why"] == "Because lines stay lines."
    assert "raise NotImplementedError" in after["exercise-elu"]
    assert "answers carried over: relu, why" in str(outcome)
    assert nbformat.read(mine(workspace), as_version=4).cells[0].source == "# New"


def test_an_untouched_stub_is_replaced_by_the_new_one(workspace):
    second_release(workspace)
    (outcome,) = update(workspace)
    assert "Now with a docstring" in sources(mine(workspace))["exercise-tanh"]
    assert "carried" not in str(outcome)


def test_a_reworded_exercise_is_pointed_out(workspace):
    edit(mine(workspace), exercise_tanh="def tanh(x): return x.tanh()")
    second_release(workspace)
    (outcome,) = update(workspace)
    assert sources(mine(workspace))["exercise-tanh"] == "def tanh(x): return x.tanh()"
    assert "their tasks have changed, read them again: tanh" in str(outcome)


def test_old_files_stay_beside_the_new_ones_and_are_numbered(workspace):
    edit(mine(workspace), exercise_relu=RELU)
    first = mine(workspace).read_bytes()
    second_release(workspace)
    update(workspace)
    edit(mine(workspace), exercise_relu="def relu(x): return x * (x > 0)")
    second = mine(workspace).read_bytes()
    release(workspace.course.parent, first_release())
    (outcome,) = update(workspace)
    folder = mine(workspace).parent
    assert (folder / "activations.before-update.ipynb").read_bytes() == first
    assert (folder / "activations.before-update-2.ipynb").read_bytes() == second
    assert "activations.before-update-2.ipynb" in str(outcome)


def test_an_untouched_notebook_needs_no_old_file(workspace):
    second_release(workspace)
    update(workspace)
    assert not list(mine(workspace).parent.glob("*before-update*"))
    assert (workspace.course / "02_activations/activations.ipynb").read_bytes() == mine(
        workspace
    ).read_bytes()


def test_own_cells_stay_after_the_cell_that_they_followed(workspace):
    notebook = nbformat.read(mine(workspace), as_version=4)
    own = new_code_cell("relu(torch.tensor(-1.0))", id="my-try")
    own.outputs = [nbformat.v4.new_output("stream", text="0\n")]
    notebook.cells.insert(4, own)
    notebook.cells.insert(0, new_markdown_cell("My notes", id="my-notes"))
    notebook.cells.append(new_code_cell("", id="empty"))
    nbformat.write(notebook, mine(workspace))
    second_release(workspace)
    (outcome,) = update(workspace)
    after = nbformat.read(mine(workspace), as_version=4).cells
    ids = [cell.id for cell in after]
    assert ids[0] == "my-notes"
    assert ids[ids.index("my-try") - 1] == "check-relu"
    assert after[ids.index("my-try")].outputs == own.outputs
    assert "empty" not in ids
    assert "cells of your own kept: 2" in str(outcome)


def test_an_own_cell_after_a_removed_one_goes_to_the_nearest_before_it(workspace):
    notebook = nbformat.read(mine(workspace), as_version=4)
    notebook.cells.insert(4, new_markdown_cell("a note", id="note"))
    nbformat.write(notebook, mine(workspace))
    second_release(workspace, prose("# New"), demo("epochs = 5"))
    update(workspace)
    ids = list(sources(mine(workspace)))
    assert ids[ids.index("note") - 1] == demo("epochs = 5").id


def test_an_answer_whose_exercise_is_gone_goes_to_the_end_under_a_heading(workspace):
    edit(mine(workspace), exercise_relu=RELU)
    second_release(workspace, prose("# No more relu"))
    (outcome,) = update(workspace)
    cells = nbformat.read(mine(workspace), as_version=4).cells
    assert cells[-2].source.startswith("## Your answers")
    assert cells[-1].source == RELU
    assert "nbgrader" not in cells[-1].metadata
    assert "no longer in the lesson, your answers are at its end: relu" in str(outcome)
    second_release(workspace, prose("# Another release"))
    update(workspace)
    assert list(sources(mine(workspace)).values())[-2:] == [cells[-2].source, RELU]


def test_a_copied_answer_cell_is_the_learners_own(workspace):
    notebook = nbformat.read(mine(workspace), as_version=4)
    copied = nbformat.from_dict({**exercise("relu", "def relu(x): return 0 * x"), "id": "pasted"})
    notebook.cells.insert(2, copied)
    nbformat.write(notebook, mine(workspace))
    edit(mine(workspace), exercise_relu=RELU)
    second_release(workspace)
    update(workspace)
    cells = {cell.id: cell for cell in nbformat.read(mine(workspace), as_version=4).cells}
    assert cells["exercise-relu"].source == RELU
    assert cells["pasted"].source == "def relu(x): return 0 * x"
    assert "nbgrader" not in cells["pasted"].metadata


def test_cells_that_the_learner_changed_stay_changed_where_the_release_did_not(workspace):
    edit(mine(workspace), **{demo("epochs = 5").id.replace("-", "_"): "epochs = 50", "check_relu": "pass"})
    second_release(workspace)
    (outcome,) = update(workspace)
    after = sources(mine(workspace))
    assert after[demo("epochs = 5").id] == "epochs = 50"
    assert after["check-relu"] == 'check("relu")'
    assert "kept as you changed them: 1" in str(outcome)


def test_without_the_old_release_answers_are_carried_all_the_same(workspace):
    edit(mine(workspace), exercise_relu=RELU)
    (workspace.released("02_activations") / "activations.ipynb").write_text("damaged")
    second_release(workspace)
    update(workspace)
    assert sources(mine(workspace))["exercise-relu"] == RELU


@pytest.mark.parametrize("content", [b"{", b"", b"\xff\xfe", b'{"cells": 3}', b"[]"])
def test_a_damaged_notebook_is_left_alone(workspace, content):
    mine(workspace).write_bytes(content)
    second_release(workspace)
    (outcome,) = update(workspace)
    assert outcome.status == "failed"
    assert "cannot be read" in str(outcome) or "not a notebook" in str(outcome)
    assert "mv " in str(outcome)
    assert mine(workspace).read_bytes() == content
    assert not list(mine(workspace).parent.glob("*before-update*"))


def test_one_damaged_notebook_does_not_stop_the_others(workspace):
    other = workspace.course / "03_deep"
    other.mkdir()
    (other / "deep.ipynb").write_text("{}")
    mine(workspace).write_bytes(b"{")
    second_release(workspace)
    assert [outcome.status for outcome in update(workspace)] == ["failed", "new"]


def test_supporting_files_are_replaced_unless_the_learner_changed_them(workspace):
    released = workspace.course / "02_activations/answers.json"
    copied = workspace.work / "02_activations/answers.json"
    released.write_text('{"relu": 1}')
    update(workspace)
    assert copied.read_text() == '{"relu": 1}'
    copied.write_text("mine")
    released.write_text('{"relu": 2}')
    update(workspace)
    assert copied.read_text() == '{"relu": 2}'
    assert copied.with_name("answers.before-update.json").read_text() == "mine"


def test_a_second_update_changes_nothing(workspace):
    edit(mine(workspace), exercise_relu=RELU)
    second_release(workspace)
    update(workspace)
    before = mine(workspace).read_bytes()
    (outcome,) = update(workspace)
    assert outcome.status == "up to date"
    assert mine(workspace).read_bytes() == before


def test_a_notebook_of_an_older_format_is_brought_along(workspace):
    notebook = nbformat.read(mine(workspace), as_version=4)
    for cell in notebook.cells:
        if cell.id == "exercise-relu":
            cell.source = RELU
        del cell["id"]
    notebook.nbformat_minor = 4
    nbformat.write(notebook, mine(workspace))
    second_release(workspace)
    update(workspace)
    assert sources(mine(workspace))["exercise-relu"] == RELU
