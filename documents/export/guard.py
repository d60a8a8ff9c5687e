"""Run a program that ends with its parent, it and all it started:
`python -I -S guard.py PARENT PROGRAM ARGUMENTS…`.

For programs that start others, such as LibreOffice: a death signal reaches a child alone. Here the
kernel tells this guard, and hands it whatever its program leaves behind, however far down.
Loads nothing of ours, so that it starts in a hundredth of a second.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36


def main() -> None:
    linux = sys.platform == "linux"
    if linux:
        signal.signal(signal.SIGTERM, lambda *_: _leave(1))
        libc = ctypes.CDLL(None)
        libc.prctl(PR_SET_CHILD_SUBREAPER, 1)
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != int(sys.argv[1]):
            return  # the parent died before the kernel was told to watch it
    program = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
    ended = os.waitstatus_to_exitcode(os.waitpid(program, 0)[1])
    _leave(ended & 0xFF)


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
