"""pyproject.toml, constraints.txt, environment.yml and binder/ say the same."""

import re
import sysconfig
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import pytest
import yaml

import dltools
from dltools.doctor.packages import fits

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text())
# Where conda calls a package otherwise.
CONDA_NAMES = {"torch": "pytorch", "matplotlib": "matplotlib-base"}
CONDA_ONLY = {"python", "pip"}


def name_of(text):
    return re.sub(r"[-_.]+", "-", text).lower()


def ranges(lines):
    return {
        name_of(name): wanted
        for name, wanted in (re.match(r"([\w.-]+)(.*)", line).groups() for line in lines)
    }


def pins():
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    return dict(line.split("==") for line in lines if not line.startswith("#"))


def conda():
    return {name: rest for name, *rest in (line.split() for line in CONDA["dependencies"])}


def test_conda_has_the_same_packages_and_ranges():
    wanted = {CONDA_NAMES.get(name, name): bound for name, bound in ranges(PROJECT["dependencies"]).items()}
    assert {name: rest[0] for name, rest in conda().items() if name not in CONDA_ONLY} == wanted
    assert conda()["python"] == [PROJECT["requires-python"]]


def test_conda_takes_the_cpu_build_from_conda_forge_alone():
    assert conda()["pytorch"][1] == "cpu*"
    assert CONDA["channels"] == ["conda-forge", "nodefaults"]


def test_binder_uses_the_same_file():
    link = ROOT / "binder" / "environment.yml"
    assert link.is_symlink()
    assert link.resolve() == ROOT / "environment.yml"
    assert (ROOT / "binder" / "postBuild").stat().st_mode & 0o100


def test_every_dependency_is_pinned_within_its_range():
    pinned = {name_of(name): version for name, version in pins().items()}
    for name, wanted in ranges(PROJECT["dependencies"] + PROJECT["optional-dependencies"]["test"]).items():
        assert fits(pinned[name], wanted), f"{name}: {pinned[name]} is not {wanted}"


def test_pins_are_plain():
    for name, version in pins().items():
        assert re.fullmatch(r"[\w.-]+", name), name
        assert re.fullmatch(r"[\d.]+(post\d+|rc\d+)?", version), f"{name}=={version}"
    assert pins()["torch"] == "2.13.0"


def test_everything_installed_here_is_pinned():
    pinned = {name_of(name) for name in pins()}
    # Only where packages are installed: setuptools adds a folder of its own to sys.path when it is used.
    here = distributions(path=[sysconfig.get_path("purelib"), sysconfig.get_path("platlib")])
    installed = {name_of(found.metadata["Name"]) for found in here}
    assert installed - pinned <= {"dltools", "pip", "setuptools", "wheel"}


@pytest.mark.parametrize("python", ["3.11.0", "3.12.0", "3.13.0"])
def test_every_pin_allows_every_python_of_the_course(python):
    wanted = {found.metadata["Name"]: found.metadata["Requires-Python"] for found in distributions()}
    refused = {name for name, python_range in wanted.items() if not fits(python, python_range or "")}
    assert not refused, "pin a version that takes every Python from 3.11.0"


def test_there_is_one_version():
    assert PROJECT["version"] == dltools.__version__


@pytest.mark.parametrize(
    "name", ["pyproject.toml", "constraints.txt", "environment.yml", "Makefile", "README.md"]
)
def test_no_address_of_a_registry_is_written_down(name):
    assert not re.search(r"https?://(?!docs\.)", (ROOT / name).read_text())
