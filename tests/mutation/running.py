"""The tests loaded once; each mutant lives in a fork of that process until a test kills it.

The first pass runs every test unchanged and notes which of them enters which function, so that
a mutant meets only the tests that reach it, the fastest first.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import CodeType, FrameType

import pytest
from _pytest.runner import runtestprotocol

from tests.mutation.applying import NotApplied, apply, function_of
from tests.mutation.mutants import Mutant

LONGEST = 20  # times what the unchanged tests took, and as many seconds: then it hangs
KILLED, SURVIVED, UNTESTED, HUNG = "killed", "survived", "untested", "hung"
Told = Callable[[Mutant, str], None]


@dataclass(slots=True)
class Rounds:
    """A pytest plugin in place of the loop over the tests."""

    wanted: list[Mutant]
    told: Told
    red: list[str] = field(default_factory=list)
    reached: dict[CodeType, list[pytest.Item]] = field(default_factory=dict)
    took: dict[str, float] = field(default_factory=dict)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        codes = dict(_codes(self.wanted))
        reached: dict[CodeType, list[pytest.Item]] = defaultdict(list)
        for item in session.items:
            for code in self._first(item, set(codes.values())):
                reached[code].append(item)
        if not self.red:
            for mutant in self.wanted:
                items = reached.get(codes.get(_name(mutant)), [])  # type: ignore[arg-type]
                self.told(mutant, self._verdict(mutant, items))
        return True

    def _first(self, item: pytest.Item, codes: set[CodeType]) -> set[CodeType]:
        """The functions this test enters; a test that is red unchanged is named."""
        met: set[CodeType] = set()

        def look(frame: FrameType, event: str, _: object) -> None:
            if event == "call" and frame.f_code in codes:
                met.add(frame.f_code)

        began = time.monotonic()
        sys.setprofile(look)
        try:
            if not _green(item):
                self.red.append(item.nodeid)
        finally:
            sys.setprofile(None)
        self.took[item.nodeid] = time.monotonic() - began
        return met

    def _verdict(self, mutant: Mutant, items: list[pytest.Item]) -> str:
        if not items:
            return UNTESTED
        ordered = sorted(items, key=lambda item: self.took[item.nodeid])
        longest = int(LONGEST + LONGEST * sum(self.took[item.nodeid] for item in ordered))
        child = os.fork()
        if not child:
            _live(mutant, ordered, longest)
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            return HUNG
        return KILLED if os.WEXITSTATUS(status) else SURVIVED


def _live(mutant: Mutant, items: list[pytest.Item], longest: int) -> None:
    """In the fork: never returns."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(longest)
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    try:
        apply(mutant)
        os._exit(0 if all(_green(item) for item in items) else 1)
    except BaseException:  # noqa: BLE001  whatever it is, the mutant is seen
        os._exit(1)


def _green(item: pytest.Item) -> bool:
    reports = runtestprotocol(item, nextitem=None, log=False)
    return not any(report.failed for report in reports)


def _name(mutant: Mutant) -> tuple[str, str]:
    return mutant.module, mutant.function


def _codes(wanted: list[Mutant]) -> Iterator[tuple[tuple[str, str], CodeType]]:
    for name in {_name(mutant) for mutant in wanted}:
        try:
            yield name, function_of(*name).__code__
        except NotApplied:
            continue


def run(wanted: list[Mutant], tests: list[str], told: Told) -> list[str]:
    """Tell the verdict on each mutant. Returns the tests that are red without any."""
    rounds = Rounds(wanted, told)
    options = ["-n0", "-q", "-p", "no:randomly", "-p", "no:cacheprovider"]
    pytest.main([*options, "--timeout=0", *tests], plugins=[rounds])
    return rounds.red
