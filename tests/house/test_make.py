"""The menu, and the set-up behind `make lab` and `make test`, tried with a pretended environment."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TARGETS = re.findall(r"(?m)^([a-z-]+):.*## ", (ROOT / "Makefile").read_text())
PYTHON = """#!/bin/sh
# A pretended Python: it writes down what it is asked for.
echo "$@" >> "{root}/asked"
case "$*" in
*"pip install"*) echo "noise of pip"; exit {pip} ;;
*"data fetch"*) exit {data} ;;
esac
"""


def run(*command, cwd=ROOT, **environment):
    return subprocess.run(
        command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


def program(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


@pytest.fixture
def course(tmp_path):
    """A course whose environment is a script; returns a function that runs its set-up."""
    shutil.copytree(ROOT / ".ci", tmp_path / ".ci")
    for name in ("pyproject.toml", "constraints.txt", "Makefile"):
        shutil.copy(ROOT / name, tmp_path)

    def setup(what="lab", pip=0, data=0, **environment):
        program(tmp_path / ".venv/bin/python", PYTHON.format(root=tmp_path, pip=pip, data=data))
        program(tmp_path / ".venv/bin/pip", f"#!{tmp_path}/.venv/bin/python\n")
        (tmp_path / "asked").unlink(missing_ok=True)
        done = run(".ci/setup", what, cwd=tmp_path, **environment)
        asked = (tmp_path / "asked").read_text()
        done.installs = re.findall(r"(?m)^-m pip install .*", asked)
        return done

    return setup


def test_make_alone_prints_every_command():
    menu = run("make").stdout
    assert {"lab", "test", "fast", "build", "bench", "lint", "instructor", "doctor", "clean"} <= set(TARGETS)
    for target in TARGETS:
        assert f"make {target} " in menu


def test_the_readme_names_only_commands_that_exist():
    named = re.findall(r"`make ([a-z-]+)", (ROOT / "README.md").read_text())
    assert {"lab", "test"} <= set(named) <= set(TARGETS)


def test_set_up_says_what_it_does_and_keeps_quiet_otherwise(course):
    done = course()
    assert done.returncode == 0
    assert "Installing the course" in done.stdout
    assert "done (" in done.stdout
    assert "Set up in" in done.stdout
    assert "noise" not in done.stdout + done.stderr
    assert done.installs[0].endswith("-c constraints.txt -e .")


def test_the_second_time_nothing_is_done(course):
    course()
    again = course()
    assert (again.returncode, again.stdout, again.installs) == (0, "", [])


def test_an_environment_for_the_tests_is_enough_for_a_learner(course):
    assert course("test").installs[0].endswith("-e .[test]")
    assert course("lab").installs == []


def test_the_tests_need_more_than_a_learner(course):
    course("lab")
    assert len(course("test").installs) == 1


def test_a_changed_requirement_is_installed(course, tmp_path):
    course()
    with (tmp_path / "constraints.txt").open("a") as file:
        file.write("# changed\n")
    again = course()
    assert "has changed" in again.stdout
    assert len(again.installs) == 1


def test_an_index_for_torch_is_used_only_where_given(course, tmp_path):
    assert "--extra-index-url" not in course().installs[0]
    (tmp_path / ".venv/.ready-lab").unlink()
    assert "--extra-index-url file:///wheels" in course(TORCH_INDEX="file:///wheels").installs[0]


def test_a_failing_install_shows_the_log_and_is_tried_again(course):
    done = course(pip=1)
    assert done.returncode == 1
    assert "noise of pip" in done.stdout
    assert "then run the same command again" in done.stderr
    assert course().returncode == 0


def test_missing_data_does_not_stop_the_set_up(course):
    done = course(data=1)
    assert done.returncode == 0
    assert "Later: .venv/bin/dltools data fetch" in done.stdout


def pretended(folder, name, version, venv=True):
    """A Python of some version, with or without its module venv."""
    program(
        folder / name,
        f"""#!/bin/sh
case "$2" in
*version_info*) echo {version} ;;
*ensurepip*) exit {0 if venv else 1} ;;
*) echo {folder / name} ;;
esac
""",
    )


def find_python(folder, **environment):
    program(folder / "sh", '#!/bin/sh\nexec /bin/sh "$@"\n')
    return run("/bin/sh", ".ci/find-python", PATH=str(folder), **environment)


def test_a_fitting_python_is_found(tmp_path):
    pretended(tmp_path, "python3", "3.10")
    pretended(tmp_path, "python3.12", "3.12")
    assert find_python(tmp_path).stdout.strip() == str(tmp_path / "python3.12")


@pytest.mark.parametrize("version", ["3.9", "3.14"])
def test_an_unfitting_python_is_named_with_what_to_install(tmp_path, version):
    pretended(tmp_path, "python3", version)
    done = find_python(tmp_path)
    assert done.returncode == 1
    assert f"needs Python 3.11, 3.12 or 3.13 and found none (python3 is Python {version})" in done.stderr
    assert "sudo apt-get install python3 python3-venv" in done.stderr


def test_no_python_at_all(tmp_path):
    done = find_python(tmp_path)
    assert "found none." in done.stderr


def test_a_python_without_venv_says_which_package_brings_it(tmp_path):
    pretended(tmp_path, "python3", "3.11", venv=False)
    done = find_python(tmp_path)
    assert done.returncode == 1
    assert "sudo apt-get install python3-venv" in done.stderr


def test_a_chosen_python_is_taken_or_refused(tmp_path):
    pretended(tmp_path / "my programs", "python", "3.13")
    chosen = str(tmp_path / "my programs" / "python")
    assert find_python(tmp_path, PYTHON=chosen).stdout.strip() == chosen
    assert "no such Python" in find_python(tmp_path, PYTHON="nowhere").stderr


def test_an_environment_that_was_moved_is_made_anew(course, tmp_path):
    course()
    program(tmp_path / ".venv/bin/pip", "#!/another/folder/.venv/bin/python\n")
    done = run(".ci/setup", "lab", cwd=tmp_path, PYTHON="nowhere")
    assert done.returncode == 1
    assert "nowhere does not work here" in done.stderr
    assert (tmp_path / ".venv").exists()
