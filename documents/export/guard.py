"""Run a program that reaches nobody and ends with its parent, it and all it started:
`python -I -S guard.py PARENT closed|open SECONDS PROGRAM ARGUMENTS…`.

For programs that start others, such as LibreOffice. `closed` puts it into namespaces of its own:
a network with nobody in it, and processes of which none outlives the first. Where the system does
not allow that the program is not started and this ends with NOT_CLOSED. `open` does without: then
the kernel tells this guard that its parent died, and hands it whatever its program leaves behind.
Loads nothing of ours, so that it starts in a hundredth of a second.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from contextlib import suppress
from pathlib import Path

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 1, 36, 38
NEW_IPC, NEW_USER, NEW_PROCESSES, NEW_NETWORK = 0x08000000, 0x10000000, 0x20000000, 0x40000000
CLOSED = NEW_IPC | NEW_PROCESSES | NEW_NETWORK
NOT_CLOSED = 97  # how this ends where the system allows no namespaces
MIB = 1024 * 1024
LARGEST_FILE, MOST_MEMORY = 512 * MIB, 8192 * MIB  # of one process; LibreOffice maps a lot


def main() -> None:
    parent, walls, seconds, *command = sys.argv[1:]
    if sys.platform == "linux":
        _die_with(int(parent))
    if walls == "closed" and not _leave_the_others():
        os._exit(NOT_CLOSED)
    program = os.fork()
    if not program:
        _first(int(seconds), command)
    ended = os.waitstatus_to_exitcode(os.waitpid(program, 0)[1])
    _leave(ended & 0xFF)


def _die_with(parent: int) -> None:
    signal.signal(signal.SIGTERM, lambda *_: _leave(1))
    libc = ctypes.CDLL(None)
    libc.prctl(PR_SET_CHILD_SUBREAPER, 1)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        os._exit(1)  # the parent died before the kernel was told to watch it


def _leave_the_others() -> bool:
    """Into namespaces of our own; who may not has them as master of a world with one user."""
    if sys.platform != "linux":
        return False
    libc, user, group = ctypes.CDLL(None), os.getuid(), os.getgid()
    if libc.unshare(CLOSED) == 0:
        return True
    if libc.unshare(NEW_USER | CLOSED) != 0:
        return False
    with suppress(OSError):  # without a name of one's own files are still ours
        Path("/proc/self/setgroups").write_text("deny", "ascii")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1", "ascii")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1", "ascii")
    return True


def _first(seconds: int, command: list[str]) -> None:
    """The first process of its world: when it ends, the kernel ends all others there."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    program = os.posix_spawnp(command[0], command, os.environ)
    while True:
        ended, status = os.wait()
        if ended == program:
            os._exit(os.waitstatus_to_exitcode(status) & 0xFF)


def _leave(code: int) -> None:
    """Kill children until there are none: those of a killed child become ours."""
    while True:
        for child in filter(_is_ours, Path("/proc").glob("[0-9]*")):
            with suppress(ProcessLookupError):
                os.kill(int(child.name), signal.SIGKILL)
        try:
            os.wait()
        except ChildProcessError:
            os._exit(code)


def _is_ours(process: Path) -> bool:
    try:
        stat = (process / "stat").read_text("utf-8", "replace")
    except OSError:  # it ended meanwhile
        return False
    return int(stat.rpartition(")")[2].split()[1]) == os.getpid()


if __name__ == "__main__":
    main()
