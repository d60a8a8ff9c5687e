"""Checkpoints of the one tree: made and signed, shown to witnesses, held against what is stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from actions.app import App
from domain.audit.merkle import Growing, consistency
from domain.audit.notes import (
    LOG,
    TIME,
    Mark,
    Note,
    NoteKey,
    cosigned_text,
    read_note,
    request,
)
from domain.audit.policy import Policy
from domain.calendar.clock import local_day
from domain.errors import BadInput
from domain.facts.decisions import DecisionChanged, DecisionIssued
from models.audit.checkpoints import Checkpoint, Cosignature, Marks, TreeLine
from models.audit.difference import Difference
from models.unit_of_work import UnitOfWork, reading, transaction

ISSUES = [DecisionIssued.__name__, DecisionChanged.__name__]


@dataclass(frozen=True, slots=True)
class LogSigner:
    """The key of this installation and the name under which witnesses know its log."""

    origin: str
    seed: bytes

    @property
    def key(self) -> NoteKey:
        public = Ed25519PrivateKey.from_private_bytes(self.seed).public_key()
        return NoteKey(self.origin, LOG, public.public_bytes_raw())

    def signed(self, note: Note) -> Note:
        """The note with our signature in front."""
        made = Ed25519PrivateKey.from_private_bytes(self.seed).sign(note.body.encode())
        return replace(note, marks=(Mark(self.origin, self.key.id, made), *note.marks))


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a kept note proves what is stored here: so many lines, the newest fact at `last`
    (ISO 8601 UTC), cosigned by `witnesses`, the newest of the needed ones at `at`. `fault` is
    empty, or: other_log, log_signature, quorum, missing (there are fewer lines), root."""

    size: int
    last: str
    witnesses: tuple[str, ...]
    at: datetime | None
    fault: str = ""


def checkpoint(app: App, signer: LogSigner) -> Checkpoint | None:
    """A signed checkpoint over all that was written; None when nothing came since the last one.

    The lock of writers is held for two looks and one row; hashing is done while people write.
    """
    marks = transaction(app.engine, lambda uow: uow.checkpoints.marks())
    with reading(app) as uow:
        earlier = uow.checkpoints.all()
        tree = _tree(uow, [*(made.marks for made in earlier), marks])
    if tree.size == (earlier[-1].size if earlier else 0):
        return None
    note = signer.signed(Note(signer.origin, tree.size, tree.root()))
    at = app.clock().astimezone(UTC).isoformat()
    made = Checkpoint(tree.size, at, marks, tree.root().hex(), note.text())
    transaction(app.engine, lambda uow: uow.checkpoints.add(made))
    return made


def checkpoint_due(app: App) -> bool:
    """No checkpoint today, or a decision was issued since the last one."""
    with reading(app) as uow:
        newest = uow.checkpoints.newest()
        if newest is None or local_day(datetime.fromisoformat(newest.at)) < app.today():
            return True
        return uow.checkpoints.issued_since(newest.marks, ISSUES)


def asked_of(app: App, policy: Policy) -> dict[str, str]:
    """What each witness of the policy is to be asked now, by name; nobody who has signed the
    newest checkpoint already."""
    with reading(app) as uow:
        every, given = uow.checkpoints.all(), uow.checkpoints.cosignatures()
        if not every:
            return {}
        leaves = [line.leaf for line in uow.checkpoints.lines([made.marks for made in every])]
    newest = read_note(every[-1].note)
    last = dict.fromkeys(policy.witnesses, 0)
    for one in reversed(given):  # oldest first
        last[one.name] = one.size
    return {
        name: request(last[name], consistency(leaves, last[name]), newest)
        for name in policy.witnesses
        if last[name] < newest.size
    }


def take_cosignatures(app: App, policy: Policy, text: str) -> tuple[str, ...]:
    """Keep what witnesses of the policy signed; the names of those that are new.

    Raises BadInput where the note is not one of our checkpoints or nobody's signature is good.
    """
    note = read_note(text)
    good = dict(_cosigned(policy, note))

    def work(uow: UnitOfWork) -> tuple[str, ...]:
        ours = [made for made in uow.checkpoints.all() if made.size == note.size]
        if not good or not ours or ours[0].root != note.root.hex():
            rule = BadInput.Rule.NOT_A_COSIGNATURE
            raise BadInput(field="file", rule=rule, value=str(note.size))
        kept = uow.checkpoints
        given = [Cosignature(note.size, n, m.line(), _time(m)) for n, m in good.items()]
        return tuple(one.name for one in given if kept.cosign(one))

    return transaction(app.engine, work)


def whole_note(app: App, size: int = 0) -> str:
    """The checkpoint over the first `size` lines, or the newest, with all signatures; empty before
    the first."""
    with reading(app) as uow:
        found = [made for made in uow.checkpoints.all() if size in (0, made.size)]
        if not found:
            return ""
        given = [c.line for c in uow.checkpoints.cosignatures() if c.size == found[-1].size]
        return found[-1].note + "".join(sorted(given))


def reach(app: App, policy: Policy, text: str) -> Reach:
    """Does what is stored here begin with what this note was signed over? Keys come from the
    policy alone. Raises BadInput for another file."""
    note = read_note(text)
    signed = dict(_cosigned(policy, note))
    times = sorted(_time(mark) for mark in signed.values())
    at = datetime.fromtimestamp(times[-1], UTC) if times else None
    with reading(app) as uow:
        made = [one for one in uow.checkpoints.all() if one.size <= note.size]
        last = uow.checkpoints.last_fact(made[-1].marks) if made else ""
        found = Reach(note.size, last, tuple(signed), at)
        return replace(found, fault=_note_fault(uow, policy, note, set(signed), made))


@dataclass(frozen=True, slots=True)
class Cosigned:
    """Up to which size a witness has signed, and when (UTC); 0 and None: never."""

    name: str
    size: int = 0
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class WitnessStanding:
    """The newest checkpoint, the newest that enough witnesses signed (0: none), and each witness of
    the policy; `note` is the one to keep: the newest that suffices, else the newest."""

    size: int
    at: datetime | None
    met: int
    asked: tuple[Cosigned, ...]
    note: str


def standing(app: App, policy: Policy | None) -> WitnessStanding:
    """Who has cosigned what, and how new it is. Without a policy nobody is asked."""
    with reading(app) as uow:
        every, given = uow.checkpoints.all(), uow.checkpoints.cosignatures()
    by_size = {made.size: made for made in every}
    size = every[-1].size if every else 0
    at = datetime.fromisoformat(every[-1].at) if every else None
    if policy is None:
        return WitnessStanding(size, at, 0, (), whole_note(app))
    lines: dict[int, str] = {}
    for one in given:
        lines[one.size] = lines.get(one.size, by_size[one.size].note) + one.line
    good = {n: dict(_cosigned(policy, read_note(lines[n]))) for n in sorted(lines)}
    met = max((n for n, signed in good.items() if policy.met(set(signed))), default=0)
    asked = tuple(_last_of(name, good) for name in policy.witnesses)
    return WitnessStanding(size, at, met, asked, whole_note(app, met))


def _last_of(name: str, good: Mapping[int, Mapping[str, Mark]]) -> Cosigned:
    signed = [size for size, marks in good.items() if name in marks]
    if not signed:
        return Cosigned(name)
    return Cosigned(name, signed[-1], datetime.fromtimestamp(_time(good[signed[-1]][name]), UTC))


def bad_checkpoints(uow: UnitOfWork) -> Iterator[Difference]:
    """Checkpoints whose root is no longer that of the lines stored, the first with its span: what
    lies between the checkpoint before and it was edited, cut, put in or moved."""
    every, tree = uow.checkpoints.all(), Growing()
    lines = uow.checkpoints.lines([made.marks for made in every])
    for made in every:
        first, last = _grow(tree, lines, made.size)
        if not _same(made, tree):
            span = f"{first.table} {first.row} – {last.table} {last.row}" if first and last else ""
            yield Difference(table="checkpoints", row=str(made.size), column="root", told=span)
            return


def _same(made: Checkpoint, tree: Growing) -> bool:
    try:
        note = read_note(made.note)
    except BadInput:
        return False
    return (made.size, made.root) == (tree.size, tree.root().hex()) == (note.size, note.root.hex())


def _grow(
    tree: Growing, lines: Iterator[TreeLine], size: int
) -> tuple[TreeLine | None, TreeLine | None]:
    first = last = None
    while tree.size < size:
        line = next(lines, None)
        if line is None:
            break
        tree.add(line.leaf)
        first, last = first or line, line
    return first, last


def _tree(uow: UnitOfWork, marks: list[Marks]) -> Growing:
    """Over every line up to the last of these marks."""
    tree = Growing()
    for line in uow.checkpoints.lines(marks):
        tree.add(line.leaf)
    return tree


def _note_fault(
    uow: UnitOfWork, policy: Policy, note: Note, signed: set[str], made: Sequence[Checkpoint]
) -> str:
    if note.origin != policy.log.name:
        return "other_log"
    if not any(_good(policy.log, mark, note.body.encode()) for mark in note.marks):
        return "log_signature"
    if not policy.met(signed):
        return "quorum"
    if not made or made[-1].size != note.size:
        return "missing"
    tree = _tree(uow, [one.marks for one in made])
    return "" if (tree.size, tree.root()) == (note.size, note.root) else "root"


def _cosigned(policy: Policy, note: Note) -> Iterator[tuple[str, Mark]]:
    """Each witness of the policy whose signature on this note is good."""
    for name, key in policy.witnesses.items():
        for mark in note.marks:
            if len(mark.signature) == TIME + 64:
                signature = replace(mark, signature=mark.signature[TIME:])
                if _good(key, signature, cosigned_text(note, _time(mark))):
                    yield name, mark
                    break


def _time(mark: Mark) -> int:
    return int.from_bytes(mark.signature[:TIME], "big")


def _good(key: NoteKey, mark: Mark, text: bytes) -> bool:
    if (mark.name, mark.key_id) != (key.name, key.id):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(key.key).verify(mark.signature, text)
    except InvalidSignature:
        return False
    return True


def export(app: App, policy: Policy | None, folder: Path) -> tuple[Path, ...]:
    """Write the newest checkpoint, and what each witness is to be asked, into a folder."""
    note = whole_note(app)
    named = {"ban-ghi.txt": note} if note else {}
    if policy is not None:
        named |= {f"yeu-cau-{name}.txt": text for name, text in asked_of(app, policy).items()}
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in named.items():
        (folder / name).write_text(text, "utf-8")
    return tuple(folder / name for name in named)
