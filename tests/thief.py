"""A thief who copies every file of the database after every vote, and wants to know the votes.

They have all copies, this source, the published result and two of the three slips. A ballot is
safe when their guesses are no better than the best guess from the published result alone.

`uv run python -m tests.thief [BALLOTS] [postgres]` plays 1,000 ballots of ten voters, on SQLite
where nothing else is said, then looks also for whatever can be learned from half of them about the
other half.
"""

from __future__ import annotations

import random
import re
import struct
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from sqlalchemy import text

import actions.votes.votes
from actions.app import App
from bootstrap.demonstration.province import seed
from domain.votes.group import generator, minus, plus, times
from domain.votes.slips import secret_of
from domain.votes.sums import PAIR, pairs
from models.database import connect
from tests.balloting import call, finish, hand_out, vote
from tests.conftest import Clock, application
from tests.databases import Databases, at_rest, migrated_sqlite, postgres_server, sqlite_url
from tests.playing import SIGNERS, PlayedCase, opened

MARGIN = 0.02
STOLEN = 2  # slips
TEN = sorted({*SIGNERS.values(), "nguyenthilan", "tranvanbinh"} - {"dangducthuan"})  # an observer
Place = int | None


@dataclass(frozen=True)
class Loot:
    """What the thief holds of one ballot, and beside it (`truth`: place by voter) what they want
    to know. `sizes`: of all files together, copy by copy."""

    task: str
    choices: tuple[str, ...]
    truth: Mapping[str, int]
    copies: Sequence[bytes]
    slips: Sequence[str]
    all_slips: Sequence[str] = field(repr=False, default=())

    @property
    def published(self) -> Counter[int]:
        return Counter(self.truth.values())

    @property
    def best(self) -> int:
        """The guess for anybody of who knows nothing but the result."""
        return max(sorted(self.published), key=lambda place: self.published[place])

    @property
    def secrets(self) -> list[bytes]:
        return [secret_of(slip, f"{self.task}#1") for slip in self.slips]


def files_of(app: App) -> bytes:
    """Every file in which the database keeps something, one after the other: for SQLite the
    database, its log and its index of the log; for PostgreSQL all relations and the whole log."""
    if app.engine.dialect.name == "sqlite":
        path = str(app.engine.url.database)
        files = [Path(path + end) for end in ("", "-wal", "-shm")]
    else:
        files = _postgres_files(app)
    return b"".join(file.read_bytes() for file in files if file.is_file())


def _postgres_files(app: App) -> list[Path]:
    with app.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CHECKPOINT"))
        home = Path(connection.execute(text("SHOW data_directory")).scalar_one())
        kept = connection.execute(text("SELECT pg_relation_filepath('ballot_boxes')")).scalar_one()
    return [*sorted((home / kept).parent.iterdir()), *sorted((home / "pg_wal").iterdir())]


def rob(play: PlayedCase, voters: Sequence[str], chance: random.Random) -> Loot:
    """One ballot from opening to closing, with a copy of all files after every vote."""
    task = call(play, voters)
    slips = hand_out(play, task)
    choices = ("agree", "against", "blank")
    weights = [chance.random() for _ in choices]
    truth = dict(
        zip(voters, chance.choices(range(len(choices)), weights, k=len(voters)), strict=True)
    )
    copies = [files_of(play.app)]
    for voter in chance.sample(voters, len(voters)):
        vote(play, task, {voter: choices[truth[voter]]})
        copies.append(files_of(play.app))
    finish(play, task, slips)
    copies.append(files_of(play.app))
    stolen = chance.sample(sorted(slips), STOLEN)
    return Loot(task, choices, truth, copies, [slips[one] for one in stolen], list(slips.values()))


def states(loot: Loot) -> dict[frozenset[str], bytes]:
    """Every state of the box that lies anywhere in the copies: who had voted, and the sums."""
    size = len(loot.choices) * PAIR
    header = re.escape(struct.pack("<I", (size + 4) << 2))  # before the octets, in PostgreSQL
    row = re.compile(rb"(\[[a-z0-9\", ]*\])(?:\x00{0,3}" + header + rb")?(.{%d})" % size, re.DOTALL)
    where = re.compile(re.escape(loot.task.encode()) + rb".{0,7}?\[", re.DOTALL)
    found = {}
    for copy in loot.copies:
        for here in where.finditer(copy):
            if there := row.match(copy, here.end() - 1):
                names = frozenset(re.findall(rb'"([^"]+)"', there[1]))
                found[frozenset(name.decode() for name in names)] = there[2]
    return found


@dataclass(frozen=True)
class Step:
    """One vote seen from outside: the voter, and the sums before and after it, pair by pair; the
    second of each less what the stolen slips take off it."""

    voter: str
    before: list[tuple[bytes, bytes]]
    after: list[tuple[bytes, bytes]]


def steps(loot: Loot) -> Iterator[Step]:
    seen = sorted(states(loot).items(), key=lambda state: len(state[0]))
    for (earlier, one), (later, two) in pairwise(seen):
        if len(later - earlier) == 1:
            (voter,) = later - earlier
            yield Step(voter, _peeled(loot, one), _peeled(loot, two))


def _peeled(loot: Loot, sums: bytes) -> list[tuple[bytes, bytes]]:
    peeled = []
    for first, second in pairs(sums):
        for secret in loot.secrets if any(first) else ():
            second = minus(second, times(secret, first))
        peeled.append((first, second))
    return peeled


def tell(step: Step) -> Place:
    """The place of the choice, where anything in the two states gives it away for certain."""
    firsts = [minus(b, a) for (a, _), (b, _) in zip(step.before, step.after, strict=True)]
    seconds = [minus(b, a) for (_, a), (_, b) in zip(step.before, step.after, strict=True)]
    one = generator()
    for diffs in (firsts, seconds):
        moved = [place for place, diff in enumerate(diffs) if any(diff)]
        if len(moved) == 1:  # the others were left as they were
            return moved[0]
    for place, diff in enumerate(seconds):  # added without randomness, or with one for all
        others = [other for at, other in enumerate(seconds) if at != place]
        if diff == one or all(diff == plus(other, one) for other in others):
            return place
    return None


@dataclass
class Score:
    guesses: int = 0
    right: int = 0
    best: int = 0
    told: int = 0

    @property
    def rate(self) -> float:
        return self.right / max(1, self.guesses)

    @property
    def safe(self) -> bool:
        return self.rate <= self.best / max(1, self.guesses) + MARGIN

    def note(self, guess: Place, truth: int, loot: Loot) -> None:
        self.guesses += 1
        self.told += guess is not None
        self.right += (loot.best if guess is None else guess) == truth
        self.best += loot.best == truth


def guess_all(loots: Sequence[Loot]) -> Score:
    score = Score()
    for loot in loots:
        for step in steps(loot):
            score.note(tell(step), loot.truth[step.voter], loot)
    return score


def features(step: Step) -> Iterator[tuple[object, ...]]:
    """Whatever small thing about a vote might go with the choice: bits, order, size of numbers."""
    for name, at in (("first", 0), ("second", 1)):
        after = [pair[at] for pair in step.after]
        diffs = [minus(b[at], a[at]) for a, b in zip(step.before, step.after, strict=True)]
        for kind, points in (("after", after), ("diff", diffs)):
            yield name, kind, "largest", points.index(max(points))
            for place, point in enumerate(points):
                yield name, kind, place, point[0] & 6, point[31] >> 5


def learned(loots: Sequence[Loot]) -> Score:
    """Guesses of naive Bayes: learned on every second ballot, tried on the others."""
    counts: dict[object, Counter[int]] = defaultdict(Counter)
    for loot in loots[::2]:
        for step in steps(loot):
            place = loot.truth[step.voter]
            counts["all"][place] += 1
            for feature in features(step):
                counts[feature][place] += 1
    score = Score()
    for loot in loots[1::2]:
        for step in steps(loot):
            score.note(_likeliest(step, loot, counts), loot.truth[step.voter], loot)
    return score


def _likeliest(step: Step, loot: Loot, counts: Mapping[object, Counter[int]]) -> int:
    weight = {place: float(count) for place, count in loot.published.items()}
    for feature in features(step):
        for place in weight:
            weight[place] *= (counts[feature][place] + 1) / (counts["all"][place] + 8)
    return max(sorted(weight), key=lambda place: weight[place])


Fresh = Callable[[], str]  # the address of a new copy of the database


def ballots(count: int, home: Path, template: str, fresh: Fresh) -> Iterator[Loot]:
    """That many ballots of ten voters, each on a fresh copy of one database at its vote. Copies are
    handed on one ballot at a time: they are large."""
    chance = random.Random(20_261_130)
    actions.votes.votes.token_bytes = chance.randbytes  # type: ignore[attr-defined]
    app = application(home, template, Clock())
    seed(app)
    play = opened(app)
    play.until("standing_vote")
    app.engine.dispose()
    for _ in range(count):
        here = replace(app, engine=connect(fresh()))
        yield rob(PlayedCase(here, play.id), TEN, chance)
        here.engine.dispose()


def on_sqlite(count: int, home: Path) -> Iterator[Loot]:
    kept, used = migrated_sqlite(home), home / "used"
    used.mkdir()

    def fresh() -> str:
        for left in used.iterdir():
            left.unlink()
        return sqlite_url(used, at_rest(kept))

    yield from ballots(count, home, f"sqlite:///{kept}", fresh)


def on_postgres(count: int, home: Path) -> Iterator[Loot]:
    with postgres_server() as server:
        databases = Databases(server)
        template = databases.fresh()
        name = template.rpartition("/")[2]
        yield from ballots(count, home, template, lambda: databases.fresh(name))


def main(count: int, *, postgres: bool = False) -> int:
    played = on_postgres if postgres else on_sqlite
    with tempfile.TemporaryDirectory() as home:
        loots = [_lighter(loot) for loot in played(count, Path(home))]
    sizes = {len(sums) for loot in loots for sums in states(loot).values()}
    print(f"{count} ballots, sizes of the box: {sizes}")  # noqa: T201
    safe = len(sizes) == 1
    for name, score in (("tells", guess_all(loots)), ("learned", learned(loots))):
        safe &= score.safe
        print(  # noqa: T201
            f"{name}: {score.guesses} guesses, right {score.rate:.4f},"
            f" best from the result alone {score.best / score.guesses:.4f}, told {score.told}"
        )
    return 0 if safe else 1


def _lighter(loot: Loot) -> Loot:
    """The same loot with no more of the copies than the rows found in them."""
    rows = [loot.task.encode() + b"\0" + _names(who) + sums for who, sums in states(loot).items()]
    return replace(loot, copies=rows)


def _names(who: frozenset[str]) -> bytes:
    return b"[" + b", ".join(f'"{name}"'.encode() for name in sorted(who)) + b"]"


if __name__ == "__main__":
    wanted = [int(word) for word in sys.argv[1:] if word.isdigit()]
    sys.exit(main(*(wanted or [1000]), postgres="postgres" in sys.argv))
