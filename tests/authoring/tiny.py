"""A tiny course in a folder of its own: a lesson with the real exercises of 02_activations, in few lines."""

import shutil
import tempfile
from functools import cache
from pathlib import Path

from dltools.authoring import build

ROOT = Path(__file__).resolve().parents[2]
LESSON = "02_activations"

ANSWERS = {
    "sigmoid": """def sigmoid(x):
    small = torch.exp(-x.abs())
    return torch.where(x > 0, 1 / (1 + small), small / (1 + small))""",
    "tanh": "def tanh(x):\n    return 2 * sigmoid(2 * x) - 1",
    "relu": "def relu(x):\n    return x * (x > 0)",
    "leaky_relu": "def leaky_relu(x, slope=0.1):\n    return torch.maximum(slope * x, x)",
    "elu": "def elu(x, alpha=1.0):\n    return torch.where(x > 0, x, alpha * torch.expm1(x.clamp(max=0)))",
    "maxout": "def maxout(x, w1, b1, w2, b2):\n    return torch.maximum(x @ w1 + b1, x @ w2 + b2)",
    "sigmoid_derivative": "def sigmoid_derivative(x):\n    s = sigmoid(x)\n    return s * (1 - s)",
    "collapse": "def collapse(w1, b1, w2, b2):\n    return w1 @ w2, b1 @ w2 + b2",
    "saturating": 'saturating = {"sigmoid", "tanh"}',
}

START = '''\
# %% [markdown]
r"""
# A tiny lesson

Prose with $\\alpha$.
"""

# %%
import torch
from dltools import check

# %% tags=["parameters"]
epochs = 1

# %% tags=["demo"]
print("a demo", torch.arange(3))
'''

TASK = '''\
# %% [markdown] task="reflect-dead-units" points=2
r"""
Why do units die?

### BEGIN SOLUTION
Their input stays negative.
### END SOLUTION
"""
'''


def exercise(name: str, answer: str) -> str:
    """Return an exercise cell and its check."""
    head, _, body = answer.partition("\n")
    if body:
        lines = [head, "    ### BEGIN SOLUTION", body, "    ### END SOLUTION"]
    else:
        lines = ["### BEGIN SOLUTION", head, "### END SOLUTION"]
    answer = "\n".join(lines)
    return f'# %% exercise="{name}"\n{answer}\n\n# %% check="{name}"\ncheck("{name}")\n'


def lesson_text(**changed: str) -> str:
    """Return the tiny lesson's text, some answers replaced."""
    answers = ANSWERS | changed
    return "\n".join([START, *(exercise(name, answer) for name, answer in answers.items()), TASK])


class Course:
    """A course folder, made unless it is there; `text` is its lesson's text."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.file = root / "solutions" / LESSON / "activations.py"
        if self.file.exists():
            return
        self.file.parent.mkdir(parents=True)
        for name in ("nbgrader_config.py", "pyproject.toml", "solutions/jupytext.toml"):
            shutil.copy(ROOT / name, root / name)
        self.text = lesson_text()

    @property
    def text(self) -> str:
        return self.file.read_text()

    @text.setter
    def text(self, text: str) -> None:
        self.file.write_text(text)

    @property
    def solution(self) -> Path:
        return self.file.with_suffix(".ipynb")

    @property
    def student(self) -> Path:
        return self.root / "course" / LESSON / "activations.ipynb"

    def files(self) -> dict[str, bytes]:
        """All built files and their bytes."""
        built = [p for top in ("solutions", "course") for p in (self.root / top).rglob("*") if p.is_file()]
        return {str(p.relative_to(self.root)): p.read_bytes() for p in built if p != self.file}


@cache
def built_once() -> Course:
    """The course, built once in a run of the tests. Copy it before you change it."""
    folder = tempfile.TemporaryDirectory(prefix="dltools-tiny-")
    course = Course(Path(folder.name))
    course.keep = folder  # deleted with the course
    build(course.root)
    return course
