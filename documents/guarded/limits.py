"""What a process that opens somebody's file may take, and that it reaches nobody."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

MIB = 1024 * 1024
PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38
NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000


@dataclass(frozen=True, slots=True)
class Limits:
    """`cpu` and `wall` in seconds; `memory` in bytes beside what the process has when it starts."""

    cpu: int = 20
    wall: int = 60
    memory: int = 600 * MIB


def leave_network() -> bool:
    """Into a network of one's own with nobody in it. False where the system does not allow it."""
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    return bool(libc.unshare(NEW_NETWORK) == 0 or libc.unshare(NEW_USER | NEW_NETWORK) == 0)


def confine(limits: Limits) -> None:
    """The kernel ends this process when it takes more; it writes no file and starts no other
    program, and dies with its parent."""
    os.nice(5)  # who waits for a page goes first
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu, limits.cpu))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    allowed = _taken() + limits.memory
    resource.setrlimit(resource.RLIMIT_AS, (allowed, allowed))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, limits.wall)


def _taken() -> int:
    """Bytes of address space of this process."""
    pages = Path("/proc/self/statm")
    if not pages.exists():
        return 0
    return int(pages.read_text("ascii").split()[0]) * resource.getpagesize()
