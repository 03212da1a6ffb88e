"""Opens JupyterLab: for a learner in `work/`, for an instructor in the course's folder, where nbgrader is."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from .workspace import Workspace, find_workspace


def start(say: Callable[[str], None]) -> Workspace:
    """Copy what the learner does not have yet, and say what there is to know."""
    workspace = find_workspace()
    if copied := workspace.start():
        say(f"Copied into {workspace.work}: {', '.join(copied)}")
    if newer := workspace.newer():
        say(f"There is a newer release of {', '.join(newer)}. To bring it, your answers kept: dltools update")
    return workspace


def open_lab(arguments: Sequence[str], instructor: bool, say: Callable[[str], None]) -> None:
    """Replace this process by JupyterLab, which goes on until Ctrl+C."""
    if instructor:
        folder, options = find_workspace(built=False).course.parent, []
    else:
        workspace = start(say)
        folder, options = workspace.work, learner_options(workspace)
    say(f"Opening JupyterLab in {folder} (Ctrl+C here stops it)")
    ask_nothing(Path(sys.prefix))
    command = lab_command(folder, [*options, *arguments], root=hasattr(os, "geteuid") and os.geteuid() == 0)
    os.chdir(folder)
    os.execve(command[0], command, lab_environment(os.environ))


def learner_options(workspace: Workspace) -> list[str]:
    """JupyterLab keeps quiet in the terminal, and opens the first lesson for who has not begun yet."""
    options = ["--Application.log_level=ERROR"]
    if not (workspace.marker / "progress.json").exists():
        first = workspace.lessons()[0]
        options.append(f"--LabApp.default_url=/lab/tree/{first}/{first.split('_', 1)[-1]}.ipynb")
    return options


def lab_command(folder: Path, arguments: Sequence[str], root: bool) -> list[str]:
    """The command that starts JupyterLab; as root it has to be told that root is meant."""
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={folder}"]
    if root and "--allow-root" not in arguments:
        command.append("--allow-root")
    return [*command, *arguments]


def ask_nothing(prefix: Path) -> None:
    """Spare the learner JupyterLab's question about news, unless somebody has settings here."""
    settings = prefix / "share" / "jupyter" / "lab" / "settings" / "overrides.json"
    quiet = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}}
    with contextlib.suppress(OSError):  # an installation that is not this person's: then it asks
        settings.parent.mkdir(parents=True, exist_ok=True)
        with settings.open("x", encoding="utf-8") as file:
            json.dump(quiet, file)


def lab_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment in which terminals and nbgrader find this installation's programs first."""
    programs = str(Path(sys.executable).parent)
    paths = [path for path in environment.get("PATH", os.defpath).split(os.pathsep) if path != programs]
    path = os.pathsep.join([programs, *paths])
    # Threads that wait for work sleep: on two cores, spinning ones slow everything else down.
    return {"OMP_WAIT_POLICY": "PASSIVE", **environment, "PATH": path}


@contextlib.contextmanager
def in_work() -> Iterator[None]:
    """Be in the learner's folder for a while, where the progress is kept, unless already somewhere in it."""
    workspace, before = find_workspace(), Path.cwd()
    if workspace.marker.is_dir() and not before.is_relative_to(workspace.work):
        os.chdir(workspace.work)
    try:
        yield
    finally:
        os.chdir(before)
