"""What the packages can do. Each attempt has a process of its own: a crash is a finding, not the end."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from .finding import Finding, dltools, mend_all, pip, python, reinstall
from .packages import installed

# Module -> the package that brings it.
IMPORTS = {
    "numpy": "numpy",
    "matplotlib.pyplot": "matplotlib",
    "sklearn": "scikit-learn",
    "skimage.io": "scikit-image",
    "ipywidgets": "ipywidgets",
    "anywidget": "anywidget",
    "jupyterlab": "jupyterlab",
    "jupytext": "jupytext",
    "nbgrader": "nbgrader",
    "pooch": "pooch",
    "dltools": "dltools",
}


EXTENSIONS = {"nbgrader": "nbgrader.server_extensions.formgrader", "jupytext": "jupyterlab_jupytext"}

IMPORT_ALL = """
import importlib, json
failed = {{}}
for module in {modules}:
    try:
        importlib.import_module(module)
    except BaseException as error:
        failed[module] = f"{{type(error).__name__}}: {{error}}"
print(json.dumps(failed))
"""

TORCH = """
import json, torch
x = torch.ones(2, 2, requires_grad=True)
(x @ x).sum().backward()
print(json.dumps({"sum": float(x.grad.sum()), "gpu": torch.cuda.is_available(), "v": torch.__version__}))
"""

JUPYTER = """
import json
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_core.paths import jupyter_config_path
from jupyter_server.extension.config import ExtensionConfigManager
on = ExtensionConfigManager(read_config_path=jupyter_config_path()).get_jpserver_extensions()
print(json.dumps({"argv": KernelSpecManager().get_kernel_spec("python3").argv, "on": on}))
"""

DATA = """
import json
from dltools import data
print(json.dumps({name: data.status(name) for name in data.names()}))
"""


def attempt(code: str) -> tuple[dict, str]:
    """Run code that prints one JSON object last; returns it, or an empty one and why there is none."""
    try:
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False
        )
        return json.loads(done.stdout.splitlines()[-1]), ""
    except subprocess.TimeoutExpired:
        return {}, "no answer within two minutes"
    except (IndexError, ValueError):
        lines = done.stderr.strip().splitlines()
        return {}, lines[-1] if lines else f"the process ended with code {done.returncode}"


def check_torch() -> Iterator[Finding]:
    """Whether PyTorch imports, computes and sees a GPU."""
    result, why = attempt(TORCH)
    if result.get("sum") != 16.0:
        yield Finding(
            "problem", f"PyTorch does not work: {why or 'it computed a wrong sum'}", reinstall("torch")
        )
    elif result["gpu"]:
        yield Finding("ok", f"PyTorch {result['v']} computes; a GPU is visible")
    else:
        yield Finding("ok", f"PyTorch {result['v']} computes; no GPU is visible (the lessons need none)")


def check_imports() -> Iterator[Finding]:
    """Whether the other packages can be imported."""
    modules = [module for module, package in IMPORTS.items() if installed(package)]
    failed, crash = attempt(IMPORT_ALL.format(modules=modules))
    if crash:  # one took the process with it: try each alone
        failed = {module: attempt(IMPORT_ALL.format(modules=[module])) for module in modules}
        failed = {module: why or found.get(module) for module, (found, why) in failed.items() if why or found}
    for module, why in failed.items():
        package = IMPORTS[module]
        yield Finding("problem", f"{package} is installed but does not work: {why}", reinstall(package))
    if not failed:
        yield Finding("ok", f"{', '.join(IMPORTS[module] for module in modules)} can be imported")


def check_jupyter() -> Iterator[Finding]:
    """Whether Jupyter starts this Python, and has the extensions that the course uses."""
    result, why = attempt(JUPYTER)
    kernel_mend = pip("--force-reinstall", "--no-deps", "ipykernel")
    if not result:
        yield Finding("problem", f"Jupyter has no Python kernel: {why}", kernel_mend)
        return
    program = result["argv"][0]
    if os.path.isabs(program) and Path(program) != Path(sys.executable):
        mend = f"{python()} -m ipykernel install --sys-prefix"
        yield Finding("problem", f"Jupyter's kernel 'python3' starts another Python: {program}", mend)
    else:
        yield Finding("ok", "Jupyter starts this Python")
    for name, module in EXTENSIONS.items():
        if not result["on"].get(module):
            mend = f"{python()} -m jupyter server extension enable --sys-prefix {module}"
            yield Finding("problem", f"JupyterLab's extension of {name} is not enabled", mend)


def check_alembic() -> Iterator[Finding]:
    """Whether nbgrader finds the program alembic, which it looks up by name."""
    found, own = shutil.which("alembic"), Path(sys.prefix) / "bin" / "alembic"
    if found:
        yield Finding("ok", "nbgrader finds alembic")
    elif own.exists():
        text = "nbgrader cannot find alembic: the environment is not activated (make instructor does it)"
        yield Finding("warning", text, f"source {Path(sys.prefix) / 'bin' / 'activate'}")
    else:
        yield Finding("problem", "alembic, which nbgrader calls, is not installed", reinstall("alembic"))


def check_data() -> Iterator[Finding]:
    """Whether the lessons' data is here and undamaged."""
    result, why = attempt(DATA)
    if not result:
        yield Finding("problem", f"the data cannot be looked at: {why}", mend_all())
        return
    for name, state in result.items():
        if state != "ready":
            level, later = ("warning", ", fetched on first use") if state == "missing" else ("problem", "")
            yield Finding(level, f"data set {name!r} is {state}{later}", dltools("data fetch", name))
    if set(result.values()) == {"ready"}:
        yield Finding("ok", f"all {len(result)} data sets are here, undamaged")
