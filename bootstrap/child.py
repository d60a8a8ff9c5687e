"""Start a program that dies with its parent: `python -m bootstrap.child PARENT PROGRAM ARGUMENTS…`.

On Linux the kernel sends the signal, so even a parent killed by SIGKILL leaves nobody behind. No
library can take SIGKILL for itself; what was at hand is done again, as after any crash.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != int(sys.argv[1]):
        return  # the parent died before the kernel was told to watch it
    os.execv(sys.argv[2], sys.argv[2:])


if __name__ == "__main__":
    main()
