"""The learner's folder: each lesson is copied once, and nothing in it is ever overwritten."""

import os
import stat
import subprocess
import sys

import pytest

from dltools.learner import workspace as module
from dltools.learner.lab import ask_nothing, lab_command, lab_environment, learner_options
from dltools.learner.workspace import Workspace, WorkspaceError, find_workspace
from tests.learner.releases import edit, first_release, lesson, mine, prose, release


@pytest.fixture
def workspace(tmp_path):
    return release(tmp_path, first_release())


def test_start_copies_each_lesson_with_its_supporting_files(workspace):
    assert workspace.start() == ["02_activations"]
    assert (
        mine(workspace).read_bytes() == (workspace.course / "02_activations/activations.ipynb").read_bytes()
    )
    assert (workspace.work / "02_activations/answers.json").exists()
    assert workspace.marker.is_dir()


def test_edits_survive_every_later_start(workspace):
    workspace.start()
    edit(mine(workspace), exercise_relu="def relu(x): return x.clamp(min=0)")
    before = mine(workspace).read_bytes()
    for _ in range(3):
        assert workspace.start() == []
    release(workspace.course.parent, lesson(prose("# A newer release")))
    assert workspace.start() == []
    assert mine(workspace).read_bytes() == before
    assert workspace.newer() == ["02_activations"]


def test_only_missing_files_come_to_a_partly_present_lesson(workspace):
    workspace.start()
    mine(workspace).write_text("what the learner has")
    (workspace.work / "02_activations/answers.json").unlink()
    assert workspace.start() == ["02_activations"]
    assert mine(workspace).read_text() == "what the learner has"
    assert (workspace.work / "02_activations/answers.json").read_text() == "{}"


def test_a_new_lesson_is_added_beside_the_old_ones(workspace):
    workspace.start()
    folder = workspace.course / "03_deep"
    folder.mkdir()
    (folder / "deep.ipynb").write_text("{}")
    assert workspace.start() == ["03_deep"]


def test_a_dangling_link_of_the_learner_is_left_alone(workspace):
    mine(workspace).parent.mkdir(parents=True)
    mine(workspace).symlink_to("nowhere.ipynb")
    workspace.start()
    assert mine(workspace).is_symlink()


def test_what_editors_leave_behind_is_not_copied(workspace):
    left = workspace.course / "02_activations/.ipynb_checkpoints"
    left.mkdir()
    (left / "activations-checkpoint.ipynb").write_text("{}")
    workspace.start()
    assert not (workspace.work / "02_activations/.ipynb_checkpoints").exists()


def test_an_interrupted_write_leaves_the_old_file_whole(workspace, monkeypatch):
    workspace.start()
    before = mine(workspace).read_bytes()
    monkeypatch.setattr(module.os, "replace", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        module.write(mine(workspace), b"half")
    assert mine(workspace).read_bytes() == before
    assert not list(mine(workspace).parent.glob(".part-*"))


def test_a_copy_can_be_written_even_if_the_course_cannot(workspace):
    (workspace.course / "02_activations/activations.ipynb").chmod(0o444)
    workspace.start()
    assert mine(workspace).stat().st_mode & stat.S_IWUSR


@pytest.mark.parametrize("name", ["02_activations", "activations", "02", "02_activations/"])
def test_a_lesson_is_found_by_name_or_number(workspace, name):
    assert workspace.find(name) == "02_activations"


def test_an_unknown_lesson_names_the_lessons(workspace):
    with pytest.raises(WorkspaceError, match=r"no lesson 'activation'. The lessons are: 02_activations"):
        workspace.find("activation")


def test_an_unbuilt_course_says_how_to_build_it(tmp_path):
    (tmp_path / "course").mkdir()
    with pytest.raises(WorkspaceError, match="make build"):
        Workspace(tmp_path / "course", tmp_path / "work").start()


def test_a_locked_folder_says_how_to_unlock_it(workspace, monkeypatch):
    def refuse(path, *_, **__):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(module.Path, "mkdir", refuse)
    with pytest.raises(WorkspaceError, match='sudo chown -R "\\$USER"'):
        workspace.start()


def test_the_workspace_is_found_from_a_lesson_within_it(workspace, monkeypatch):
    workspace.start()
    monkeypatch.chdir(workspace.work / "02_activations")
    assert find_workspace() == workspace


def test_root_is_allowed_only_where_it_is_root(tmp_path):
    assert "--allow-root" not in lab_command(tmp_path, ["--no-browser"], root=False)
    assert lab_command(tmp_path, ["--allow-root"], root=True).count("--allow-root") == 1
    assert lab_command(tmp_path, ["--port=1"], root=True)[-2:] == ["--allow-root", "--port=1"]


def test_programs_of_this_installation_come_first():
    programs = os.path.dirname(sys.executable)
    path = lab_environment({"PATH": f"/usr/bin:{programs}"})["PATH"].split(os.pathsep)
    assert path == [programs, "/usr/bin"]


def test_the_first_lesson_opens_until_something_was_done(workspace):
    workspace.start()
    assert "--LabApp.default_url=/lab/tree/02_activations/activations.ipynb" in learner_options(workspace)
    (workspace.marker / "progress.json").write_text("{}")
    assert not [option for option in learner_options(workspace) if "default_url" in option]


def test_settings_that_somebody_made_are_kept(tmp_path):
    settings = tmp_path / "share/jupyter/lab/settings/overrides.json"
    ask_nothing(tmp_path)
    assert '"fetchNews": "false"' in settings.read_text()
    settings.write_text("{}")
    ask_nothing(tmp_path)
    assert settings.read_text() == "{}"


@pytest.mark.slow
def test_two_starts_at_once_do_each_copy_once(workspace):
    code = "from dltools.learner.workspace import *; print(len(find_workspace().start()))"
    starts = [
        subprocess.Popen([sys.executable, "-c", code], cwd=workspace.course.parent, stdout=subprocess.PIPE)
        for _ in range(3)
    ]
    assert sorted(start.communicate()[0].strip() for start in starts) == [b"0", b"0", b"1"]
