"""Seal the heads of all cases, look whether what was sealed still stands, write a seal out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from actions.app import App
from domain.audit.chain import GENESIS
from domain.audit.sealing import (
    BadSeal,
    Head,
    Seal,
    digest,
    leaf,
    leaves,
    path,
    root,
    said,
)
from domain.calendar.clock import local_day
from models.unit_of_work import UnitOfWork, reading, transaction

AT_ONCE = 500  # heads of one seal: who acts waits no longer for the seal of many


def seal(app: App, key: bytes) -> Seal | None:
    """The newest seal over what stands now, signed with the 32 bytes of `key`; None when nothing
    moved. Heads are read and joined while people write: what holds the lock of writers is one row
    and those of AT_ONCE heads at most, and where more moved there are several seals."""
    signer = Ed25519PrivateKey.from_private_bytes(key)
    made: Seal | None = None
    for one, moved in _prepared(app, signer):
        if not transaction(app.engine, partial(_follow, one, moved)):
            return seal(app, key) or made  # over what the one who came first left
        made = one
    return made


def _follow(one: Seal, moved: Sequence[Head], uow: UnitOfWork) -> bool:
    return uow.seals.follow(one, moved)


def _prepared(app: App, signer: Ed25519PrivateKey) -> Iterator[tuple[Seal, list[Head]]]:
    """The seals to come, each with the heads that moved."""
    with reading(app) as uow:
        newest, covered, now = uow.seals.newest(), sealed_heads(uow), uow.seals.current()
    moved = [now[case_id] for case_id in sorted(now) if covered.get(case_id) != now[case_id]]
    for start in range(0, len(moved), AT_ONCE):
        some = moved[start : start + AT_ONCE]
        covered |= {head.case_id: head for head in some}
        newest = _signed(app, signer, newest, covered)
        yield newest, some


def _signed(
    app: App, signer: Ed25519PrivateKey, before: Seal | None, covered: Mapping[str, Head]
) -> Seal:
    fresh = Seal(
        before.number + 1 if before else 1,
        app.clock().astimezone(UTC).isoformat(),
        len(covered),
        root(leaves(covered)).hex(),
        digest(before) if before else GENESIS,
        signer.public_key().public_bytes_raw().hex(),
    )
    return replace(fresh, signature=signer.sign(said(fresh)).hex())


def due(app: App) -> bool:
    """Is there something to seal, and no seal of today?"""
    with reading(app) as uow:
        newest = uow.seals.newest()
        if newest and local_day(datetime.fromisoformat(newest.at)) >= app.today():
            return False
        sealed = sealed_heads(uow)
        return any(sealed.get(case_id) != head for case_id, head in uow.seals.current().items())


def bad_seals(app: App, after: int = 0) -> list[BadSeal]:
    """Every seal behind the number `after` that does not hold: signature, order, root, or a case
    that was sealed and is changed or gone."""
    with reading(app) as uow:
        every = uow.seals.all()
        moved: dict[int, dict[str, bytes]] = {}
        for number, head in uow.seals.heads():
            moved.setdefault(number, {})[head.case_id] = leaf(head)
        bad = []
        covered = dict[str, bytes]()
        previous = GENESIS
        for place, one in enumerate(every, 1):
            covered |= moved.get(one.number, {})
            if one.number > after:
                nodes = [covered[case_id] for case_id in sorted(covered)]
                bad += [BadSeal(one.number, why) for why in _faults(one, place, nodes, previous)]
            previous = digest(one)
        return bad + [BadSeal(number, "head", case_id) for number, case_id in uow.seals.lost(after)]


def export(app: App, one: Seal) -> dict[str, Any]:
    """The seal with every head it covers, to be kept where nobody who has the database reaches."""
    with reading(app) as uow:
        heads = sealed_heads(uow, one.number)
    return {"seal": asdict(one), "heads": [asdict(heads[case_id]) for case_id in sorted(heads)]}


def check_export(app: App, kept: Mapping[str, Any]) -> list[BadSeal]:
    """Does what was written out still stand here? Raises KeyError, TypeError for another file."""
    one = Seal(**kept["seal"])
    heads = {row["case_id"]: Head(**row) for row in kept["heads"]}
    bad = [
        BadSeal(one.number, why) for why in _faults(one, one.number, leaves(heads), one.previous)
    ]

    with reading(app) as uow:
        lost = [
            BadSeal(one.number, "head", h.case_id) for h in heads.values() if not uow.seals.holds(h)
        ]
        order = [] if one in uow.seals.all() else [BadSeal(one.number, "order")]
        return [*bad, *lost, *order]


def proof(uow: UnitOfWork, case_id: str) -> dict[str, Any] | None:
    """The newest seal, the head of this case in it, and the way from there to the root."""
    every, heads = uow.seals.all(), sealed_heads(uow)
    if case_id not in heads:
        return None
    way = path(leaves(heads), sorted(heads).index(case_id))
    return {"seal": asdict(every[-1]), "head": asdict(heads[case_id]), "path": way}


def sealed_heads(uow: UnitOfWork, until: int | None = None) -> dict[str, Head]:
    """The newest sealed head of each case, up to the seal of a number."""
    return {
        head.case_id: head for number, head in uow.seals.heads() if until is None or number <= until
    }


def _faults(one: Seal, place: int, nodes: Sequence[bytes], previous: str) -> list[str]:
    faults = []
    if (one.number, one.previous) != (place, previous):
        faults.append("order")
    if (one.root, one.cases) != (root(nodes).hex(), len(nodes)):
        faults.append("root")
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(one.public_key))
        key.verify(bytes.fromhex(one.signature), said(one))
    except (InvalidSignature, ValueError):
        faults.append("signature")
    return faults
