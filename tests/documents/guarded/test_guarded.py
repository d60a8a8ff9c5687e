"""A process that opens somebody's file takes no more than its share, reaches nobody, says only
values, and is gone with us. Limits are the kernel's: no test measures time."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from documents.guarded.guarded import ROOT, guarded
from documents.guarded.limits import MIB, Limits
from domain.errors import BadPaper
from tests.documents.guarded import jobs

SMALL = Limits(cpu=1, wall=60, memory=100 * MIB)
BRIEF = Limits(cpu=60, wall=1, memory=100 * MIB)


@pytest.mark.parametrize(
    ("job", "limits"),
    [
        (jobs.spins, SMALL),
        (jobs.sleeps, BRIEF),
        (jobs.eats, SMALL),
        (jobs.dies, SMALL),
        (jobs.foreign, SMALL),
        (jobs.runs, SMALL),
    ],
)
def test_what_takes_too_much_or_says_what_it_may_not_is_refused(job, limits):
    with pytest.raises(BadPaper) as refused:
        guarded(limits, "a.pdf", job)
    assert refused.value.facts["rule"] == "too_heavy"
    assert guarded(SMALL, "a.pdf", jobs.adds, 1, 2) == 3  # the next one is served


def test_it_reaches_nobody():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        assert guarded(SMALL, "a.pdf", jobs.calls, port) == "nobody there"


def test_it_writes_nothing():
    assert guarded(SMALL, "a.pdf", jobs.writes) == "not allowed"


def test_every_file_has_a_process_of_its_own():
    (one, opener), (two, same) = (guarded(SMALL, "a.pdf", jobs.who) for _ in range(2))
    assert len({one, two, opener, os.getpid()}) == 4
    assert opener == same


def test_an_opener_that_was_killed_is_started_again():
    _, opener = guarded(SMALL, "a.pdf", jobs.who)
    os.kill(opener, signal.SIGKILL)
    assert guarded(SMALL, "a.pdf", jobs.adds, 1, 2) == 3


def test_it_ends_with_the_process_it_works_for():
    said = (
        "import os; from documents.guarded.guarded import guarded;"
        "from documents.guarded.limits import Limits; from tests.documents.guarded import jobs;"
        "print(guarded(Limits(), 'a', jobs.who)[1], flush=True); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run(
        [sys.executable, "-c", said], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout, done.stderr
    opener = int(done.stdout)
    while _alive(opener):
        time.sleep(0.05)


def _alive(process: int) -> bool:
    stat = Path(f"/proc/{process}/stat")
    return stat.exists() and stat.read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
