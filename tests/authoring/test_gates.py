"""Every gate that reads text, broken once: it refuses and says where, what and what to do."""

from types import SimpleNamespace

import pytest

from dltools.authoring.builder import text_problems
from dltools.authoring.lesson import Lesson
from dltools.authoring.source import read_cells
from tests.authoring.tiny import ANSWERS, LESSON, exercise, lesson_text

CHECK = '# %% check="relu"\ncheck("relu")\n'
EXERCISE = '# %% exercise="relu"\ndef relu(x):\n'


def definitions(hints: int = 2) -> dict:
    return {name: SimpleNamespace(name=name, points=1, hints=["nudge"] * hints) for name in ANSWERS}


def problems(text: str, **changed) -> list[str]:
    lesson = Lesson(root=None, folder=LESSON)
    return [str(p) for p in text_problems(lesson, read_cells(text), definitions() | changed)]


def test_a_good_text_passes():
    assert problems(lesson_text()) == []


BROKEN = {
    "header key": ('exercise="relu"', 'exercise="relu" colour="red"', "unknown cell-header key 'colour'"),
    "a title": ('# %% exercise="relu"', '# %% Relu exercise="relu"', "unknown cell-header key"),
    "tag": ('tags=["demo"]', 'tags=["dmeo"]', "unknown tag 'dmeo'"),
    "points on a check": ('check="relu"\n', 'check="relu" points=3\n', "come from its definition"),
    "task without points": (" points=2", "", "a task needs its points"),
    "exercise is markdown": (
        '# %% [markdown] task="reflect-dead-units" points=2',
        '# %% [markdown] exercise="relu"',
        "no meaning in a markdown cell",
    ),
    "name": ('exercise="relu"', 'exercise="re lu"', "'re lu' is not a name"),
    "check with no definition": ("relu", "rely", 'check("rely") has no definition'),
    "definition with no check": (CHECK, "", "the definition has no check in the lesson"),
    "exercise with no check": (CHECK, "", "the exercise has no check"),
    "check with no exercise": (
        EXERCISE,
        EXERCISE.replace("relu", "rely"),
        'check("relu") has no exercise cell',
    ),
    "repeated exercise": (
        '# %% exercise="leaky_relu"',
        '# %% exercise="relu"',
        'exercise="relu" is repeated',
    ),
    "more than a check": (
        'check("relu")\n',
        'check("relu")\nprint(1)\n',
        'the cell is more than check("relu")',
    ),
    "another check": ('check("relu")\n', 'check("elu")\n', 'the cell is more than check("relu")'),
    "no end": ("x * (x > 0)\n    ### END SOLUTION", "x * (x > 0)", "the solution markers do not pair up"),
    "no begin": (
        "    ### BEGIN SOLUTION\n    return x * (x > 0)",
        "    return x * (x > 0)",
        "do not pair up",
    ),
    "small letters": ("### BEGIN SOLUTION\nsaturating", "### begin solution\nsaturating", "do not pair up"),
    "no markers": (
        "    ### BEGIN SOLUTION\n    return x * (x > 0)\n    ### END SOLUTION",
        "    return x * (x > 0)",
        "no solution is marked",
    ),
    "marker elsewhere": (
        'print("a demo"',
        '### BEGIN SOLUTION\nprint("a demo"',
        "in a cell without an answer",
    ),
}


@pytest.mark.parametrize("name", list(BROKEN))
def test_a_broken_text_is_refused(name):
    old, new, message = BROKEN[name]
    text = lesson_text()
    assert old in text
    found = [p for p in problems(text.replace(old, new)) if message in p]
    assert found, problems(text.replace(old, new))
    place, todo = found[0].split("\n")
    assert "activations" in place or "checks/lessons/activations/" in place
    assert len(todo.strip()) > 10


def test_the_line_is_named():
    text = lesson_text().replace('check("relu")\n', 'check("elu")\n')
    line = text.split("\n").index('# %% check="relu"') + 1
    assert any(f'activations.py, line {line} (check "relu")' in p for p in problems(text))


def test_a_check_before_its_exercise_is_refused():
    text = lesson_text().replace(CHECK, "").replace(EXERCISE, CHECK + "\n" + EXERCISE)
    assert any("its check stands before it" in p for p in problems(text))


def test_a_missing_hint_is_refused():
    found = problems(lesson_text(), relu=SimpleNamespace(name="relu", points=1, hints=["only one"]))
    assert len(found) == 1
    assert 'exercise "relu": it has 1 of 2 hints' in found[0]


def test_a_name_that_only_a_demo_makes_is_refused():
    text = lesson_text().replace('print("a demo", torch.arange(3))', "gain = 2.0")
    assert problems(text) == []
    used = text.replace("return x * (x > 0)", "return gain * x * (x > 0) / gain")
    assert any("it uses `gain`, which only a demo makes" in p for p in problems(used))
    local = text.replace("return x * (x > 0)", "gain = 1.0\n    return gain * x * (x > 0)")
    assert problems(local) == []


def test_a_cell_written_twice_has_two_ids():
    from dltools.authoring.notebook import cell_ids

    ids = cell_ids(read_cells("# %%\n1\n\n# %%\n1\n\n" + exercise("relu", ANSWERS["relu"])))
    assert len(set(ids)) == 4
    assert ids[1] == f"{ids[0]}-2"
    assert ids[2:] == ["exercise-relu", "check-relu"]
