"""The search: `uv run python -m tests.search --acts N --seed S`, `--door N`, `--episode K`."""

from __future__ import annotations

import argparse
import logging
import signal
import sys
import time
from collections.abc import Iterable

from tests.search.episode import Failed, Tried, is_same, play, replay, shorter, shortest
from tests.search.openings import catalogue
from tests.search.report import door_faults, faults, report
from tests.search.through import batch
from tests.search.through.door import DOORS

STOPPED: list[int] = []  # by which signal; a run that is stopped still says what it tried


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def episode(seed: str, number: int) -> Tried:
    """One of a run; by its number it is played again alone."""
    procedures = list(catalogue().files)
    return play(f"{seed}/{number}", procedures[number % len(procedures)])


def tell(failed: Failed, seed: str, number: int) -> None:
    """The shortest list of acts that still fails so."""
    acts = shortest(
        failed, lambda acts: is_same(replay(failed.opening, acts, failed.subject), failed.why)
    )
    say(f"FAILED: {failed.why!r}\n  {failed.opening}")
    for act in acts:
        say(f"  {act}"[:400])
    say(f"again: python -m tests.search --seed {seed} --episode {number}")


def run(seed: str, acts: int) -> tuple[Tried, int]:
    """Episodes until so many acts were tried; how many of them failed."""
    tried, number, failures = Tried(), 0, 0
    began = time.monotonic()
    while sum(tried.acts.values()) < acts and not STOPPED:
        try:
            tried.add(episode(seed, number))
        except Failed as failed:
            failures += 1
            tell(failed, seed, number)
            if failures == 5:
                break
        number += 1
    say(f"{number} cases in {time.monotonic() - began:.0f} s, seed {seed}")
    return tried, failures


def run_door(seed: str, acts: int, only: int | None) -> tuple[Tried, int]:
    """The same through the actions; with `only`, that batch alone."""
    tried, failures, number = Tried(), 0, only or 0
    procedures = list(catalogue().files)
    with batch.sqlite_files() as fresh:
        while sum(tried.acts.values()) < acts and failures < 5 and not STOPPED:
            try:
                place = f"{seed}/{number}"
                tried.add(batch.play(place, fresh, procedures[number % len(procedures)]))
            except batch.DoorFailed as failed:
                failures += 1
                tell_door(failed, fresh, seed, number)
            if only is not None:
                break
            number += 1
    return tried, failures


def tell_door(failed: batch.DoorFailed, fresh: batch.Fresh, seed: str, number: int) -> None:
    say(f"FAILED: {failed.why!r}")
    again = shorter(failed.acts, lambda acts: is_same(batch.replay(acts, fresh), failed.why), 60)
    for act, act_id, case in again:
        say(f"  {case} {act_id} {act}"[:400])
    say(f"again: python -m tests.search --door 1 --seed {seed} --episode {number}")


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.search", description=__doc__)
    parser.add_argument("--acts", type=int, default=10_000)
    parser.add_argument("--door", type=int)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--episode", type=int)
    return parser.parse_args()


def alone(seed: str, number: int) -> int:
    try:
        episode(seed, number)
    except Failed as failed:
        tell(failed, seed, number)
        return 1
    say("holds")
    return 0


def told(owed: Iterable[str], failures: int) -> int:
    """The exit code: what failed, or what was tried too little."""
    found = list(owed)
    for fault in found:
        say(f"TOO LITTLE: {fault}")
    return 1 if failures or found else 0


def main() -> int:
    wanted = parsed()
    signal.signal(signal.SIGTERM, lambda number, _: STOPPED.append(number))
    logging.disable(logging.WARNING)  # of the clocks the search sets back
    if wanted.door is not None:
        tried, failures = run_door(wanted.seed, wanted.door, wanted.episode)
        say(report(tried, DOORS))
        return told([] if wanted.episode is not None else door_faults(tried, wanted.door), failures)
    if wanted.episode is not None:
        return alone(wanted.seed, wanted.episode)
    tried, failures = run(wanted.seed, wanted.acts)
    say(report(tried))
    return told(faults(tried, wanted.acts), failures)


if __name__ == "__main__":
    sys.exit(main())
