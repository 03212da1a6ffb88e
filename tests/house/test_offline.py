"""Tests run without a network: tests/offline.py blocks it; programs here still reach each other."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import offline

ROOT = Path(__file__).resolve().parents[2]
# 192.0.2.1 is kept for documentation: no computer has it. Connecting a datagram socket sends nothing.
PROBE = """
import errno, os, socket
try:
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(("192.0.2.1", 9))
    print("reachable")
except OSError as error:
    print(errno.errorcode[error.errno])
server = socket.create_server(("127.0.0.1", 0))
socket.create_connection(server.getsockname()).close()
print(os.environ["DLTOOLS_OFFLINE"], os.geteuid())
"""


def blocked_how():
    how = os.environ.get("DLTOOLS_OFFLINE", "no: these tests were not started by make test")
    if how.startswith("no: "):
        pytest.skip(how.removeprefix("no: "))
    return how


def test_outside_addresses_are_unreachable_to_the_tests_themselves():
    assert blocked_how() in ("namespace", "bwrap")
    interfaces = [line.split(":")[0].strip() for line in Path("/proc/net/dev").read_text().splitlines()[2:]]
    assert interfaces == ["lo"]


def test_the_launcher_blocks_the_network_and_leaves_loopback():
    if offline.cannot_unshare() and not offline.working_bwrap():
        pytest.skip(offline.cannot_unshare())
    command = [sys.executable, "tests/offline.py", sys.executable, "-c", PROBE]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    outside, how = done.stdout.splitlines()
    assert outside == "ENETUNREACH"
    assert how in (f"namespace {os.geteuid()}", f"bwrap {os.geteuid()}")


def test_the_exit_code_is_the_commands():
    command = [sys.executable, "tests/offline.py", sys.executable, "-c", "raise SystemExit(7)"]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 7


def test_without_a_namespace_it_says_so_and_goes_on(monkeypatch, capsys):
    started = []
    monkeypatch.setattr(offline, "cannot_unshare", lambda: "not allowed here")
    monkeypatch.setattr(offline, "working_bwrap", list)
    monkeypatch.setattr(offline.os, "execvp", lambda *command: started.append(command))
    monkeypatch.setenv("DLTOOLS_OFFLINE", "")
    offline.main(["true"])
    assert started == [("true", ["true"])]
    assert os.environ["DLTOOLS_OFFLINE"] == "no: not allowed here"
    assert "NOT blocked" in capsys.readouterr().err
