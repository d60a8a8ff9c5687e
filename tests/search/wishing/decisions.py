"""What somebody may want to do about the person concerned, and about a decision once issued."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from domain.calendar.clock import local_day
from domain.decisions.changes import ChangeWish, decision_in_force
from domain.decisions.registers import decision_in
from domain.directory.actors import Actor
from domain.facts.decisions import DecisionChange, DecisionIssued, FinalMade
from domain.facts.hearing import CouncilSeat, Heard, Served
from domain.facts.signatures import (
    Certificate,
    PaperSigned,
    SameAs,
    SignatureOf,
    SigningPrepared,
)
from domain.hearing.council import council_rule
from domain.hearing.hearing import Serving, earliest_meeting
from domain.papers.signing import Base, NewSignature
from domain.papers.tickets import NewTicket
from tests.search.wishing.answers import Maker
from tests.search.wishing.chooser import PREPARE, SIGN, Chooser
from tests.search.world import Act


def serve(c: Chooser) -> Act:
    decided = decision_in(c.world.history) is not None
    what = c.some("accusation", "summons", *(["decision"] * (4 if decided else 1)), "gift")
    on = c.today if c.often(0.8) else c.day(local_day(c.world.case.opened_at), c.today)
    meeting = None
    if what == "summons" and c.often(0.97):
        first = earliest_meeting(on, c.world.law.calendar)
        meeting = first if c.often(0.8) else c.day(on, first)
    content = "" if c.often(0.1) else "file"
    serving = Serving(what=what, on=on, proof=c.word(), meeting=meeting, content=content)
    return c.act("serve", c.handler(), serving=serving)


def heard(c: Chooser) -> Act:
    """Of a meeting the person was called to, mostly on its day."""
    calls = [f.meeting for f in c.world.history if isinstance(f, Served) and f.meeting]
    told = {f.meeting for f in c.world.history if isinstance(f, Heard)}
    open_ = [day for day in calls if day not in told] or calls
    meeting = c.chance.choice(open_) if open_ else c.day(c.today - timedelta(days=3), c.today)
    if meeting > c.today and c.often(0.8):
        c.read += (meeting - c.today + timedelta(hours=0)) if meeting > c.today else timedelta(0)
    attendance = c.some("present", "present", "present", "absent", "asked_without", "asleep")
    return c.act("heard", c.handler(), meeting=meeting, attendance=attendance, note=c.word())


def council(c: Chooser) -> Act:
    rule = council_rule(c.world.law.councils, c.world.case.law_day)
    names = list(rule.seats) if rule else ["chair", c.some("trade_union", "member"), "secretary"]
    seats = [
        CouncilSeat(person=c.named(f"councillor{n}"), seat=name) for n, name in enumerate(names)
    ]
    secretary = next((s.person for s in seats if s.seat == "secretary"), c.named("clerk"))
    if rule is not None and not rule.secretary_is_member:
        secretary = c.named("clerk")
    if c.often(0.15):
        seats[0] = replace(seats[0], person=c.some(c.world.case.subject, seats[1].person))
    return c.act("council", c.handler(), seats=tuple(seats), secretary=secretary)


def _issued(c: Chooser) -> DecisionIssued | None:
    return next((f for f in c.world.history if isinstance(f, DecisionIssued)), None)


def sign(c: Chooser) -> Act | None:
    """By who signed the answer, then by the body; on the text as it is, mostly."""
    issued = _issued(c)
    if issued is None:
        return None
    papers = [f for f in c.world.history if isinstance(f, FinalMade | PaperSigned)]
    signed = [f for f in papers if isinstance(f, PaperSigned)]
    first = signed[-1].certificate if signed else None
    base = Base(issued.paper, papers[-1].content if papers else "none", first)
    of = SignatureOf.BODY if signed and c.often(0.9) else c.some(*SignatureOf)
    by = issued.by if of == SignatureOf.PERSON else c.actor(issued.by.agency, PREPARE)
    certificate = Certificate(name=c.some("x", "x", "y"), serial=str(of), fingerprint=str(of))
    prepared = [f.content for f in c.world.history if isinstance(f, SigningPrepared)]
    new = NewSignature(
        of=of,
        base=base,
        certificate=certificate,
        content=f"{c.read}",
        size=1,
        prepared=c.chance.choice(["", *prepared]),
        same=c.some(None, *SameAs),
    )
    return c.act("sign", by, new=new)


def prepare_signing(c: Chooser) -> Act | None:
    """For a machine elsewhere: with the place of the signature in it, or the file as it is."""
    issued = _issued(c)
    if issued is None:
        return None
    papers = [f for f in c.world.history if isinstance(f, FinalMade | PaperSigned)]
    signed = [f for f in papers if isinstance(f, PaperSigned)]
    base = Base(
        issued.paper,
        papers[-1].content if papers else "none",
        signed[-1].certificate if signed else None,
    )
    of = SignatureOf.BODY if signed and c.often(0.9) else c.some(*SignatureOf)
    by = issued.by if of == SignatureOf.PERSON else c.actor(issued.by.agency, PREPARE)
    new = NewTicket(of=of, base=base, content=f"{c.read}", size=1, digest=c.some("", "d"))
    return c.act("prepare_signing", by, new=new)


def keep_copy(c: Chooser) -> Act | None:
    issued = _issued(c)
    if issued is None:
        return None
    content = c.some(f"{c.read}", "the same scan")
    said = {"paper": issued.paper, "name": "scan.pdf", "content": content, "size": 1}
    said["same"] = c.some(None, *SameAs)
    signed = (Certificate(name="x", serial="1", fingerprint="f"),) if c.often(0.5) else ()
    return c.act("keep_copy", c.handler(), signatures=signed, **said)


def renumber(c: Chooser) -> Act | None:
    decision = decision_in(c.world.history)
    if decision is None:
        return None
    number = decision.number if c.often(0.9) else 99
    by = c.actor(decision.by.agency, PREPARE)
    return c.act("renumber", by, number=number, reason=c.word())


def change(c: Chooser) -> Act | None:
    issued = _issued(c)
    if issued is None:
        return None
    held = decision_in_force(c.world.history)
    first = held.fact.dated if held else issued.dated
    wish = ChangeWish(
        how=c.some(*DecisionChange),
        dated=_between(c, first),
        reason=c.word(),
        document=c.word(),
        says=c.word(),
        effective=_perhaps_day(c),
        last_day=_perhaps_day(c),
        form=c.some("", "", "", "warning", "removal", "asleep"),
    )
    overridden = ("back_dated",) if c.often(0.2) else ()
    by = c.actor(issued.by.agency, SIGN)
    return c.act("change", by, wish=wish, overridden=overridden)


def _perhaps_day(c: Chooser) -> date | None:
    return c.day(c.today, c.today + timedelta(days=400)) if c.often(0.3) else None


def _between(c: Chooser, first: date) -> date:
    return c.today if c.often(0.7) else c.day(first, c.today)


def move_deadlines(c: Chooser) -> Act:
    """The three days that follow become days of rest."""
    calendar = c.world.law.calendar
    off = {c.today + timedelta(days=n): "nghỉ" for n in range(1, 4)}
    swapped = replace(calendar, holidays={**calendar.holidays, **off})
    by = Actor("admin", "TU", "", frozenset())
    return c.act("move_deadlines", by, calendar=swapped)


def follow(c: Chooser) -> Act | None:
    if not c.world.owed():
        return None
    return c.act("follow", Actor("", "", "", frozenset()))


AFTER: dict[str, Maker] = {
    maker.__name__: maker
    for maker in (
        serve,
        heard,
        council,
        sign,
        prepare_signing,
        keep_copy,
        renumber,
        change,
        move_deadlines,
        follow,
    )
}
