"""`uv run python -m tests.mutation ROOM …`: see docs/how-to/mutation-testing.md."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import yaml

from tests.mutation.mutants import Mutant, mutants
from tests.mutation.running import HUNG, KILLED, SURVIVED, UNTESTED, run

ROOT = Path(__file__).parents[2]
EQUIVALENTS = Path(__file__).parent / "equivalents.yaml"
DEAD = (KILLED, HUNG)


class Results:
    """One line of JSON for each verdict, kept while the function is the same; a later line of a
    key counts, so a run that was stopped goes on where it was."""

    def __init__(self, file: Path) -> None:
        self.file = file
        lines = file.read_text("utf-8").splitlines() if file.exists() else []
        self.kept = {row["key"]: row["verdict"] for row in map(json.loads, lines)}

    def add(self, mutant: Mutant, verdict: str) -> None:
        self.kept[mutant.key] = verdict
        row = {"key": mutant.key, "verdict": verdict, "said": mutant.said}
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with self.file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def found_in(rooms: list[str]) -> Iterator[tuple[str, Mutant]]:
    """Each with its room: the folder, as domain/cases."""
    for room in rooms:
        place = ROOT / room
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            name = path.relative_to(ROOT).with_suffix("")
            for mutant in mutants(path, ".".join(name.parts)):
                yield str(name.parent), mutant


def equivalent() -> dict[str, str]:
    """What cannot be told apart from the original, as `module function: change` → why."""
    rows = yaml.safe_load(EQUIVALENTS.read_text("utf-8")) or {}
    return {str(name): str(why) for name, why in rows.items()}


def named(mutant: Mutant) -> str:
    """Without the line, which moves."""
    return f"{mutant.module} {mutant.said.split(' ', 1)[1]}"


def report(found: list[tuple[str, Mutant]], results: Results) -> None:
    """Survivors by name, then the share killed in each room; equivalents are left out."""
    same, shares = equivalent(), Counter[tuple[str, str]]()
    for room, mutant in found:
        verdict = results.kept.get(mutant.key, "not tried")
        verdict = "equivalent" if named(mutant) in same and verdict not in DEAD else verdict
        shares[room, "killed" if verdict in DEAD else verdict] += 1
        if verdict in (SURVIVED, UNTESTED):
            say(f"{verdict}: {mutant.said}")
    for room in sorted({room for room, _ in shares}):
        told = {verdict: n for (where, verdict), n in shares.items() if where == room}
        tried = sum(told.get(v, 0) for v in (KILLED, SURVIVED, UNTESTED))
        share = told.get(KILLED, 0) / max(tried, 1)
        counts = ", ".join(f"{n} {verdict}" for verdict, n in sorted(told.items()))
        say(f"{room}: {share:.1%} killed ({counts})")


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.mutation", description=__doc__)
    parser.add_argument("rooms", nargs="+", help="folders or files: domain/cases actions/votes")
    parser.add_argument("--tests", nargs="+", default=["tests/domain"])
    parser.add_argument("--results", type=Path, default=ROOT / ".mutation" / "results.jsonl")
    parser.add_argument("--report", action="store_true", help="run nothing")
    wanted = parser.parse_args()
    results, found = Results(wanted.results), list(found_in(wanted.rooms))
    if not wanted.report:
        left = [m for _, m in found if results.kept.get(m.key) not in DEAD]
        if red := run(left, wanted.tests, results.add):
            say("red without any mutant: " + ", ".join(red))
            return 1
    report(found, results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
