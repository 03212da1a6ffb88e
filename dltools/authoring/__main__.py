"""`python -m dltools.authoring`: the same as `dltools build`. Parsing only."""

import argparse
import sys
from pathlib import Path

from dltools.authoring import BuildError, build, check


def main(arguments: list[str] | None = None) -> int:
    """Build, or with --check only look; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m dltools.authoring", description="Build the lessons that changed."
    )
    parser.add_argument(
        "lessons", nargs="*", help="such as 02_activations, activations or 02; none means all"
    )
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the folder that holds solutions/")
    parser.add_argument("--force", action="store_true", help="build again even what has not changed")
    parser.add_argument("--no-solutions", action="store_true", help="learners get no answers.json")
    parser.add_argument("--check", action="store_true", help="only say what is out of step")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.check:
            problems = check(chosen.root, chosen.lessons, solutions=not chosen.no_solutions)
            print("\n".join(map(str, problems)) or "everything is up to date")
            return 1 if problems else 0
        for built in build(chosen.root, chosen.lessons, chosen.force, not chosen.no_solutions, say=print):
            print(built)
    except (BuildError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
