"""Open somebody's file in a process of its own: `guarded(job, …)` runs a function of `jobs` there.

The process has limits of time and memory, no network, and is killed when it takes more; the file is
then refused as too heavy, and nobody else has noticed. Nothing of the product is shared with it but
the arguments and the answer.
"""

from __future__ import annotations

import os
import pickle
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import ParamSpec, TypeVar

from documents.guarded.answers import Refusal, read_answer
from documents.guarded.limits import Limits
from domain.errors import BadPaper

P = ParamSpec("P")
R = TypeVar("R")
ROOT = Path(__file__).parents[2]
AT_ONCE = 2  # files open at the same time: the rest of the machine is for everybody else
SPARE = 30  # seconds beyond its own limit after which a process is given up
TRIES = 2  # an opener that was killed is started again
_room = threading.BoundedSemaphore(AT_ONCE)


class _Opener:
    """The one opener of this process, started when it is first needed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def connected(self) -> socket.socket:
        """A line to a new fork of the opener."""
        with self._lock:
            if not self._runs():
                self._start()
            ours, theirs = socket.socketpair()
            with theirs:
                assert self._control is not None
                try:
                    socket.send_fds(self._control, [b"."], [theirs.fileno()])
                except OSError:
                    ours.close()
                    self._process = None
                    raise
            return ours

    def give_up(self) -> None:
        """It does not answer: the next file gets another."""
        with self._lock:
            if self._process is not None and self._owner == os.getpid():
                self._process.kill()
                self._process.wait()
            self._process = None

    def _runs(self) -> bool:
        """Ours, not our parent's, and alive."""
        ours = self._process is not None and self._owner == os.getpid()
        return ours and self._process is not None and self._process.poll() is None

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-m", "documents.guarded.opener", str(theirs.fileno())]
            self._process = subprocess.Popen(
                command,
                cwd=ROOT,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": os.pathsep.join(sys.path)},
            )
        self._control, self._owner = ours, os.getpid()


_opener = _Opener()


def guarded(limits: Limits, name: str, job: Callable[P, R], *arguments: P.args, **_: P.kwargs) -> R:
    """What `job` answers; `name` is the file's. Raises BadPaper: what the job refuses, and
    too_heavy where it took too much time or memory."""
    asked = pickle.dumps((f"{job.__module__}.{job.__name__}", limits, arguments), protocol=5)
    with _room:
        raw = _asked(limits, asked)
    try:
        answer = read_answer(raw)
    except (pickle.UnpicklingError, EOFError, ValueError, AttributeError, ImportError) as none:
        raise BadPaper(name=name, rule=BadPaper.Rule.TOO_HEAVY) from none
    if isinstance(answer, Refusal):
        raise answer.kind(answer.basis, **answer.facts)
    return answer  # type: ignore[no-any-return]


def _asked(limits: Limits, asked: bytes) -> bytes:
    """The bytes of the answer; none where the process was ended before it gave one."""
    for _ in range(TRIES):
        with suppress(OSError), _opener.connected() as line:
            line.settimeout(limits.wall + SPARE)
            line.sendall(asked)
            line.shutdown(socket.SHUT_WR)
            with line.makefile("rb") as said:
                if said.read(1):  # it began: what it does not say now it never will
                    with suppress(OSError):
                        return said.read()
                    return b""
        _opener.give_up()
    return b""
