"""Runs a command where no network is: a namespace of its own, in which only 127.0.0.1 answers.

    python tests/offline.py python -m pytest

Nothing about tests belongs here. Linux only; where a namespace is not allowed, it says so and runs the
command with the network as it is. The command finds in DLTOOLS_OFFLINE how the network was blocked, or "no: "
and why not.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import socket
import struct
import subprocess
import sys
from pathlib import Path

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 1


def main(command: list[str]) -> None:
    """Replace this process by the command, without a network where that can be had."""
    if not command:
        sys.exit("Say which command to run: python tests/offline.py COMMAND …")
    reason = "network namespaces are a part of Linux"
    if sys.platform == "linux":
        if reason := cannot_unshare():
            if bwrap := working_bwrap():
                os.environ["DLTOOLS_OFFLINE"] = "bwrap"
                os.execvp(bwrap[0], [*bwrap, "--", *command])
        else:
            leave_network()
            os.environ["DLTOOLS_OFFLINE"] = "namespace"
            os.execvp(command[0], command)
    print(f"WARNING: the network is NOT blocked for these tests ({reason}).", file=sys.stderr)
    os.environ["DLTOOLS_OFFLINE"] = f"no: {reason}"
    os.execvp(command[0], command)


def cannot_unshare() -> str:
    """Why this process may not leave the network; empty where it may. A child tries, so nothing changes."""
    child = os.fork()
    if child == 0:
        try:
            leave_network()
        except OSError as error:
            os._exit(error.errno or 1)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return f"a network namespace is not allowed here: {os.strerror(code)}" if code else ""


def leave_network() -> None:
    """Move this process to a new network namespace with loopback up; the user stays the same."""
    uid, gid = os.geteuid(), os.getegid()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWNET):  # allowed to root; others get a user namespace around it
        if libc.unshare(CLONE_NEWUSER | CLONE_NEWNET):
            raise OSError(ctypes.get_errno(), "unshare")
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1")
        Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1")
    loopback_up()


def loopback_up() -> None:
    """Do what ``ip link set lo up`` does."""
    import fcntl

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        request = struct.pack("16sh22x", b"lo", 0)
        (flags,) = struct.unpack_from("16xh", fcntl.ioctl(control, SIOCGIFFLAGS, request))
        fcntl.ioctl(control, SIOCSIFFLAGS, struct.pack("16sh22x", b"lo", flags | IFF_UP))


def working_bwrap() -> list[str]:
    """The bubblewrap command that blocks the network, if it is installed and allowed."""
    command = ["bwrap", "--unshare-net", "--dev-bind", "/", "/", "--die-with-parent"]
    if not shutil.which("bwrap"):
        return []
    works = subprocess.run([*command, "--", "true"], capture_output=True, check=False).returncode == 0
    return command if works else []


if __name__ == "__main__":
    main(sys.argv[1:])
