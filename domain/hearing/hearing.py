"""The right to be heard: what was served on the person, when, and whether they came and spoke."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.calendar.clock import local_day
from domain.calendar.workdays import WorkCalendar, working_days_before
from domain.cases.attempt import Attempt, check_handles
from domain.errors import BadInput, CaseClosed, GateNotPassed, NotServed
from domain.facts.answers import PaperReply
from domain.facts.decisions import DecisionIssued
from domain.facts.fact import Fact
from domain.facts.hearing import Heard, Served
from domain.law.procedure import Purpose, Step

READ_AS_SERVED = ("accusation", "summons")  # a decision is read as its final text
WHAT = ("accusation", "summons", "decision")
ACCUSATION = "accusation_served"  # the condition of issuing that wants it
IN_TIME = "summoned_in_time"  # the condition of the vote that wants the working days
ATTENDANCE = ("present", "absent", "asked_without")
SUMMONS_DAYS = 5  # Decree 112/2020 Art 36, Decree 234/2026 Art 17.1a: working days before


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """A paper handed over: what, on which day, how it is known, to which meeting it calls, and the
    hash of its file."""

    what: str
    on: date
    proof: str
    meeting: date | None = None
    content: str = ""


def decide_serve(attempt: Attempt, serving: Serving, *, issued: bool) -> list[Fact]:
    """Record that a paper reached the person. Raises BadInput for what cannot be: a decision before
    one was `issued`, an accusation where the procedure accuses nobody; GateNotPassed for a summons
    with fewer working days before the meeting than the law asks.

    Also after the case has ended: a decision is served once it is issued.
    """
    check_handles(attempt)
    if serving.what not in WHAT:
        raise BadInput(
            field="what", rule=BadInput.Rule.UNKNOWN_PAPER, value=serving.what, known=WHAT
        )
    if serving.what == "decision" and not issued:
        raise BadInput(field="what", rule=BadInput.Rule.NOT_ISSUED, value=serving.what)
    if serving.what in READ_AS_SERVED and not _hears(attempt):
        raise BadInput(field="what", rule=BadInput.Rule.NOT_OF_THIS_CASE, value=serving.what)
    if not serving.proof.strip():
        raise BadInput(field="proof", rule=BadInput.Rule.MISSING, value="")
    if not serving.content and serving.what in READ_AS_SERVED:
        raise BadInput(field="file", rule=BadInput.Rule.MISSING, value="")
    if not local_day(attempt.case.opened_at) <= serving.on <= attempt.today:
        raise BadInput(field="on", rule=BadInput.Rule.BETWEEN_OPENING_AND_TODAY, value=serving.on)
    calls = serving.what == "summons"
    if calls != (serving.meeting is not None) or (serving.meeting or date.max) <= serving.on:
        raise BadInput(
            field="meeting", rule=BadInput.Rule.MEETING_AFTER, value=serving.meeting or ""
        )
    _check_called_in_time(attempt, serving)
    return [
        Served(
            what=serving.what,
            on=serving.on,
            proof=serving.proof.strip(),
            by=attempt.actor,
            at=attempt.at,
            meeting=serving.meeting,
            content=serving.content,
        )
    ]


def _check_called_in_time(attempt: Attempt, serving: Serving) -> None:
    """A summons that the vote would refuse is refused when it is recorded, while the meeting can
    still be moved. Raises GateNotPassed where a text that was read asks for the working days."""
    gates = [g for s in attempt.law.procedure.steps for g in s.gates if g.name == IN_TIME]
    asked = next((gate for gate in gates if gate.may_block), None)
    if asked is None or serving.meeting is None:
        return
    last = last_day_to_summon(serving.meeting, attempt.law.calendar)
    if serving.on > last:
        gate = GateNotPassed.Gate.SUMMONED_LATE
        raise GateNotPassed(
            asked.basis, gate=gate, last=last, on=serving.on, meeting=serving.meeting
        )


def _hears(attempt: Attempt) -> bool:
    """Does this procedure ask for the explanation of the person concerned?"""
    return any(step.purpose == Purpose.HEARING for step in attempt.law.procedure.steps)


def decide_heard(attempt: Attempt, meeting: date, attendance: str, note: str) -> list[Fact]:
    """Record whether the person came to the meeting of `meeting`, and what they said or asked.

    Raises BadInput, CaseClosed.
    """
    if not attempt.case.open:
        raise CaseClosed(case=attempt.case.id, status=attempt.case.status)
    check_handles(attempt)
    if attendance not in ATTENDANCE:
        raise BadInput(
            field="attendance", rule=BadInput.Rule.NOT_A_CHOICE, value=attendance, known=ATTENDANCE
        )
    if attendance != "present" and not note.strip():
        raise BadInput(field="note", rule=BadInput.Rule.MISSING, value="")
    if meeting < local_day(attempt.case.opened_at):
        rule = BadInput.Rule.BETWEEN_OPENING_AND_TODAY
        raise BadInput(field="meeting", rule=rule, value=meeting)
    if meeting > attempt.today:
        raise BadInput(field="meeting", rule=BadInput.Rule.NOT_YET, value=meeting)
    return [
        Heard(
            meeting=meeting,
            attendance=attendance,
            note=note.strip(),
            by=attempt.actor,
            at=attempt.at,
        )
    ]


def served(history: Sequence[Fact], what: str) -> list[Served]:
    """What of this kind was served, in order."""
    return [fact for fact in history if isinstance(fact, Served) and fact.what == what]


def check_served_first(
    attempt: Attempt, history: Sequence[Fact], step: Step, paper: PaperReply | None = None
) -> None:
    """What a step rests on has reached the person: what they explain, and the decision that the
    step says it handed over. Raises NotServed."""
    if step.purpose == Purpose.HEARING:
        _check_accused_first(attempt, history, paper)
    if step.purpose == Purpose.SERVICE and not _handed_over(history):
        raise NotServed(step.basis, rule=NotServed.Rule.DECISION, step=step.title)


def _handed_over(history: Sequence[Fact]) -> bool:
    """The decision issued last, by the order of facts: one served before it was another."""
    issued = [place for place, fact in enumerate(history) if isinstance(fact, DecisionIssued)]
    return bool(served(history[issued[-1] if issued else 0 :], "decision"))


def _check_accused_first(
    attempt: Attempt, history: Sequence[Fact], paper: PaperReply | None
) -> None:
    """Where the law wants the accusation served, no explanation is taken before it was: neither
    by the order of facts nor by the day on a paper."""
    gates = [g for s in attempt.law.procedure.steps for g in s.gates if g.name == ACCUSATION]
    notices = served(history, "accusation")
    if gates and not notices:
        raise NotServed(gates[0].basis, rule=NotServed.Rule.NOT_YET)
    if gates and paper is not None and paper.dated < notices[0].on:
        raise NotServed(gates[0].basis, rule=NotServed.Rule.BEFORE, on=notices[0].on)


def last_day_to_summon(meeting: date, calendar: WorkCalendar) -> date:
    """A summons must arrive by this day (K-9, T-4): the 5th working day counted back."""
    return working_days_before(meeting, SUMMONS_DAYS, calendar).day


def stricter_day_to_summon(meeting: date, calendar: WorkCalendar) -> date:
    """The reading of five clear days between arrival and meeting: shown, never enforced (U-8)."""
    return working_days_before(meeting, SUMMONS_DAYS + 1, calendar).day


def earliest_meeting(on: date, calendar: WorkCalendar) -> date:
    """The first day to which a summons that arrives `on` may call."""
    day = on + timedelta(days=1)
    while last_day_to_summon(day, calendar) < on or not calendar.is_working_day(day):
        day += timedelta(days=1)
    return day


def in_time(summons: Served, calendar: WorkCalendar) -> bool:
    meeting = summons.meeting
    return meeting is not None and summons.on <= last_day_to_summon(meeting, calendar)


def may_go_on(history: Sequence[Fact], calendar: WorkCalendar) -> bool:
    """The person came, asked in writing to go on without them, or stayed away from the second
    meeting they were summoned to in time (K-10)."""
    heard = {fact.meeting: fact.attendance for fact in history if isinstance(fact, Heard)}
    called = [s for s in served(history, "summons") if in_time(s, calendar)]
    kept = [heard.get(s.meeting, "") for s in called if s.meeting is not None]
    return any(a in ("present", "asked_without") for a in kept) or kept.count("absent") >= 2
