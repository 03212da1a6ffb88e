"""The doctor names what is wrong and the command that mends it, on installations broken on purpose."""

import json
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version

import pytest

from dltools import doctor
from dltools.doctor import finding, machine, packages, probes


def one(findings):
    (found,) = findings
    return found


def broken(tmp_path, monkeypatch, module, text):
    """Put a module that fails before the real one, for every process that the doctor starts."""
    (tmp_path / f"{module}.py").write_text(text)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))


def answering(monkeypatch, result, why=""):
    monkeypatch.setattr(probes, "attempt", lambda code: (result, why))


def test_an_old_python_is_a_problem():
    found = one(packages.check_python((3, 10, 13)))
    assert found.level == "problem"
    assert "3.10.13: the course needs Python 3.11, 3.12 or 3.13" in found.text
    assert "make clean-env lab" in found.mend


@pytest.mark.parametrize("minor", [11, 12, 13])
def test_supported_pythons_are_fine(minor):
    assert one(packages.check_python((3, minor, 0))).level == "ok"


def test_a_moved_environment_is_a_problem(tmp_path):
    script = tmp_path / "bin" / "jupyter-lab"
    script.parent.mkdir()
    script.write_text("#!/elsewhere/.venv/bin/python\n")
    assert one(packages.check_moved(tmp_path)).mend == "make clean-env lab"
    script.write_text(f"#!{tmp_path}/bin/python\n")
    assert not list(packages.check_moved(tmp_path))


@pytest.mark.parametrize(
    ("found", "wanted", "right"),
    [
        ("2.13.0+cpu", ">=2.4", True),
        ("2.3.9", ">=2.4", False),
        ("0.10.0", ">=0.9.5,<0.10", False),
        ("0.9.6", ">=0.9.5,<0.10", True),
        ("5.0", ">=4.2,<5", False),
        ("4.0.0rc1", "==4.0.0", True),
    ],
)
def test_ranges(found, wanted, right):
    assert packages.fits(found, wanted) is right


@pytest.mark.parametrize("name", sorted(packages.requirements()))
def test_every_missing_dependency_is_named_with_its_command(name, monkeypatch):
    def without(asked):
        if asked == name:
            raise PackageNotFoundError(asked)
        return version(asked)

    monkeypatch.setattr(packages.importlib.metadata, "version", without)
    found = [finding for finding in packages.check_packages() if finding.level == "problem"]
    assert f"{name} is not installed" in one(found).text
    assert f'-m pip install "{name}==' in one(found).mend


def test_a_version_out_of_range_and_one_not_tested(monkeypatch):
    told = {"numpy": "1.21.0", "click": "8.1.0"}
    monkeypatch.setattr(
        packages.importlib.metadata,
        "version",
        lambda name: told.get(name) or finding.tested().get(name, "9.9"),
    )
    problem, warning = (found for found in packages.check_packages() if found.level != "ok")
    assert "numpy is 1.21.0; allowed: >=1.26" in problem.text
    assert "click 8.1.0 (tested: " in warning.text
    assert "-c constraints.txt" in warning.mend


@pytest.mark.slow
def test_a_broken_torch_is_named(tmp_path, monkeypatch):
    broken(
        tmp_path, monkeypatch, "torch", "raise ImportError('libtorch_cpu.so: cannot open shared object file')"
    )
    found = one(probes.check_torch())
    assert "libtorch_cpu.so" in found.text
    assert '--force-reinstall --no-deps "torch==2.13.0"' in found.mend


@pytest.mark.slow
@pytest.mark.parametrize("how", ["raise RuntimeError('damaged')", "import os; os.abort()"])
def test_a_broken_package_is_found_among_the_others(tmp_path, monkeypatch, how):
    monkeypatch.setattr(probes, "IMPORTS", {"pooch": "pooch", "click": "click"})
    broken(tmp_path, monkeypatch, "pooch", how)
    found = one(probes.check_imports())
    assert "pooch is installed but does not work" in found.text
    assert "pooch==" in found.mend


@pytest.mark.slow
def test_packages_that_do_not_fit_together(tmp_path, monkeypatch):
    pip = "print('nbgrader 0.9.6 requires alembic, which is not installed.'); raise SystemExit(1)"
    broken(tmp_path, monkeypatch, "pip", pip)
    found = one(packages.check_together())
    assert "requires alembic, which is not installed" in found.text
    assert "-c constraints.txt" in found.mend


def test_no_gpu_is_said_and_no_problem(monkeypatch):
    answering(monkeypatch, {"sum": 16.0, "gpu": False, "v": "2.13.0"})
    assert one(probes.check_torch()).level == "ok"


def test_a_kernel_of_another_python_is_a_problem(monkeypatch):
    on = dict.fromkeys(probes.EXTENSIONS.values(), True)
    answering(monkeypatch, {"argv": ["/usr/bin/python3", "-m"], "on": on})
    found = one(probes.check_jupyter())
    assert "starts another Python: /usr/bin/python3" in found.text
    assert "ipykernel install --sys-prefix" in found.mend


def test_a_missing_kernel_is_a_problem(monkeypatch):
    answering(monkeypatch, {}, "No such kernel named python3")
    assert "No such kernel" in one(probes.check_jupyter()).text


def test_extensions_that_are_off_are_problems(monkeypatch):
    answering(monkeypatch, {"argv": [sys.executable], "on": {"jupyterlab_jupytext": False}})
    found = [found for found in probes.check_jupyter() if found.level == "problem"]
    assert ["nbgrader" in found[0].text, "jupytext" in found[1].text] == [True, True]
    assert all("server extension enable" in problem.mend for problem in found)


def test_alembic_out_of_reach(monkeypatch, tmp_path):
    monkeypatch.setattr(probes.shutil, "which", lambda name: None)
    monkeypatch.setattr(probes.sys, "prefix", str(tmp_path))
    assert "alembic==" in one(probes.check_alembic()).mend
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/alembic").touch()
    assert "activate" in one(probes.check_alembic()).mend


def test_data_missing_or_damaged(monkeypatch):
    answering(monkeypatch, {"mnist": "missing", "nuclei": "broken", "digits": "ready"})
    missing, damaged = probes.check_data()
    assert (missing.level, damaged.level) == ("warning", "problem")
    assert missing.mend.endswith("data fetch mnist")
    assert damaged.mend.endswith("data fetch nuclei")


def test_the_learners_folder(tmp_path):
    work = tmp_path / "work"
    assert one(machine.check_work(work)).mend.endswith("start")
    (work / "01_perceptron").mkdir(parents=True)
    assert one(machine.check_work(work)).level == "ok"
    (work / "01_perceptron/perceptron.ipynb").write_text("{")
    damaged, _ = machine.check_work(work)
    assert "perceptron.ipynb is damaged" in damaged.text
    assert damaged.mend.startswith("mv ")


def test_a_folder_of_somebody_else(tmp_path, monkeypatch):
    (tmp_path / "01_perceptron").mkdir()
    monkeypatch.setattr(machine.os, "access", lambda path, how: path.name != "01_perceptron")
    assert "chown" in one(machine.check_work(tmp_path)).mend


def test_little_disk_and_memory():
    disk, memory = machine.check_room(disk=1e8, memory=1e9)
    assert (disk.level, memory.level) == ("problem", "warning")


@pytest.mark.parametrize(("level", "code"), [("ok", 0), ("warning", 0), ("problem", 1)])
def test_only_a_real_problem_fails(level, code, monkeypatch, capsys):
    monkeypatch.setattr(doctor, "CHECKS", (lambda: [doctor.Finding(level, "text", "a command")],))
    assert doctor.main() == code
    assert "a command" in capsys.readouterr().out


def test_the_doctor_works_where_no_package_does():
    # -S: Python without its installed packages
    code = """
import sys
sys.path.insert(0, ".")
from dltools import doctor
doctor.CHECKS = doctor.CHECKS[:3]
sys.exit(doctor.main())
"""
    run = subprocess.run(
        [sys.executable, "-S", "-c", code], cwd=finding.ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 1, run.stderr
    assert "torch is not installed" in run.stdout
    assert "Traceback" not in run.stderr


@pytest.mark.slow
def test_this_installation_is_well():
    run = subprocess.run(
        [sys.executable, "-m", "dltools.doctor"],
        cwd=finding.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout


def test_the_probes_print_json():
    assert json.dumps(probes.attempt("print('{\"a\": 1}')")[0]) == '{"a": 1}'
    assert probes.attempt("raise SystemExit(3)")[1] == "the process ended with code 3"
