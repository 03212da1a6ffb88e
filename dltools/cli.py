"""The command `dltools`: parsing only. What commands do lives in other rooms, imported when called."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

import dltools


def speaking(command: Callable[..., Any]) -> Callable[..., Any]:
    """Turn the errors that are written for a person into one message without a traceback."""

    @wraps(command)
    def run(*arguments: Any, **options: Any) -> Any:
        try:
            return command(*arguments, **options)
        except Exception as error:
            if type(error).__module__.split(".")[0] != "dltools":
                raise
            raise click.ClickException(str(error)) from None

    return run


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(dltools.__version__, prog_name="dltools")
def main() -> None:
    """The deep-learning course: lessons, exercises that check themselves, and their data."""


@main.command(context_settings={"ignore_unknown_options": True})
@click.option("--instructor", is_flag=True, help="Open the whole folder, for nbgrader's panels, not work/.")
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@speaking
def lab(instructor: bool, arguments: tuple[str, ...]) -> None:
    """Open the course in JupyterLab; other options go to JupyterLab (--no-browser, --port=8890)."""
    from dltools.learner.lab import open_lab

    open_lab(arguments, instructor=instructor, say=click.echo)


@main.command()
@speaking
def start() -> None:
    """Copy the lessons that you do not have yet into work/; nothing there is ever overwritten."""
    from dltools.learner.lab import start as start_here

    start_here(say=click.echo)


@main.command()
@click.argument("lesson", required=False)
@speaking
def update(lesson: str | None) -> None:
    """Bring newer lessons into work/; your answers are kept, your old notebooks stay beside the new ones."""
    from dltools.learner.update import update as bring
    from dltools.learner.workspace import find_workspace

    outcomes = bring(find_workspace(), lesson)
    click.echo("\n".join(map(str, outcomes)))
    if any(outcome.status == "failed" for outcome in outcomes):
        raise SystemExit(1)


@main.command()
@speaking
def progress() -> None:
    """Show which exercises you have solved."""
    from dltools.learner.lab import in_work

    with in_work():
        dltools.progress()


@main.command()
def doctor() -> None:
    """Say what is wrong with this installation, and the command that mends it."""
    from dltools.doctor import main as look

    raise SystemExit(look())


@main.command()
@click.argument("lessons", nargs=-1)
@click.option("--force", is_flag=True, help="Build again even what has not changed.")
@click.option("--no-solutions", is_flag=True, help="Learners get no solutions to look at.")
@speaking
def build(lessons: tuple[str, ...], force: bool, no_solutions: bool) -> None:
    """Build the notebooks of the lessons that changed: 02_activations, activations or 02; none means all."""
    from dltools.authoring import build as build_lessons
    from dltools.learner.workspace import find_workspace

    root = find_workspace(built=False).course.parent
    try:
        built = build_lessons(root, lessons, force, solutions=not no_solutions, say=click.echo)
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    click.echo("\n".join(map(str, built)))


@main.command()
@click.argument("lesson", required=False)
@speaking
def names(lesson: str | None) -> None:
    """List the exercises, of one lesson or of all."""
    from dltools import checks

    chosen = [name for name in checks.names() if lesson is None or name.split("/")[0] == lesson]
    if not chosen:
        raise click.ClickException(f"There is no lesson {lesson!r}: {', '.join(checks.lesson_names())}.")
    click.echo("\n".join(chosen))


@main.group()
def data() -> None:
    """The lessons' data sets."""


@data.command("list")
@speaking
def list_data() -> None:
    """List the data sets and whether they are on this computer."""
    from dltools import data as sets

    for name in sets.names():
        click.echo(f"{name:<16} {sets.status(name)}")


@data.command("fetch")
@click.argument("chosen", nargs=-1, metavar="[NAME]...")
@speaking
def fetch_data(chosen: tuple[str, ...]) -> None:
    """Bring data sets, all of them unless some are named, to load without a network later."""
    from dltools import data as sets

    for name, what in sets.fetch(*chosen).items():
        click.echo(f"{name:<16} {what}")


if __name__ == "__main__":
    main()
