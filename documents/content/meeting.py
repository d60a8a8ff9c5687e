"""What papers about a meeting need: which one, who sits, who is called when, what is voted on."""

from __future__ import annotations

from documents.content.vietnamese import BLANK, in_text, words
from documents.values import MeetingValues, SlipRow
from domain.facts.hearing import Served
from domain.hearing.hearing import SUMMONS_DAYS, last_day_to_summon
from domain.law.agencies import Role
from domain.law.options import Outcome
from domain.law.procedure import Step
from domain.papers.case_file import CaseFile
from domain.votes.rules import RULES, Shape
from notifications.words import word

COUNCIL = "Hội đồng kỷ luật"
NO_FORM = frozenset({Outcome.DEADLOCK})
WITHOUT_PERSON = "ND234"  # Art 14.3b, 17.1a: a written request to go on without the person


def meeting_of(file: CaseFile, step: Step, *, party: bool) -> MeetingValues:
    """Nothing is invented: an hour, a place, a member nobody named are marked blanks."""
    by_council = is_councils(step)
    council = file.council if by_council else None
    chair = [s.person for s in council.seats if s.seat == "chair"] if council else []
    called = file.summoned[-1] if file.summoned else None
    held = {fact.meeting for fact in file.heard}
    coming = called if called is not None and called.meeting not in held else None
    missed = sum(fact.attendance == "absent" for fact in file.heard)
    return {
        "meeting": f"họp {COUNCIL} xem xét đối với" if by_council else "họp kiểm điểm đối với",
        "by_council": by_council,
        "members": [(_name(file, s.person), word("seats", s.seat)) for s in council.seats]
        if council
        else [],
        "chair": _name(file, chair[0]) if chair else BLANK,
        "secretary": _name(file, council.secretary) if council else BLANK,
        "meeting_title": step.title,
        "meeting_day": in_text(coming.meeting if coming else None, party=party),
        "summons_by": _latest_summons(file, coming, party=party),
        "summons_days": f"{SUMMONS_DAYS:02d} ({words(SUMMONS_DAYS)})",
        "summons_time": "lần thứ nhất" if not missed else f"lần thứ {words(missed + 1)}",
        "may_ask_without": file.instruments.get(WITHOUT_PERSON).covers(file.case.law_day),
        "attendance": _attendance(file, called),
        "slip": _slip(file, step),
    }


def is_councils(step: Step) -> bool:
    return step.asks[0] == Role.DISCIPLINE_COUNCIL


def _name(file: CaseFile, person: str) -> str:
    return file.names.get(person, person)


def _latest_summons(file: CaseFile, coming: Served | None, *, party: bool) -> str:
    day = coming.meeting if coming else None
    last = last_day_to_summon(day, file.law.calendar) if day else None
    return in_text(last, party=party)


def _attendance(file: CaseFile, called: Served | None) -> str:
    """As recorded for the last meeting the person was called to."""
    heard = {fact.meeting: fact.attendance for fact in file.heard}
    came = heard.get(called.meeting) if called and called.meeting else None
    return word("attendance", came) if came else BLANK


def _called(file: CaseFile, step: Step) -> tuple[str, ...]:
    """The names on the ballot that was last opened on screen in this step."""
    tasks = [t.id for t in file.case.tasks if t.step == step.id and t.id in file.ballots]
    return file.ballots[tasks[-1]] if tasks else ()


def _slip(file: CaseFile, step: Step) -> SlipRow:
    """What stands on the ballot paper of a voting step; `secret`: nobody signs it."""
    if step.vote is None:
        return {"shape": "", "choices": [], "secret": False}
    shape = RULES[step.vote].shape
    choices: list[str] = []
    if shape == Shape.NAMES:
        called = [file.names.get(person, person) for person in _called(file, step)]
        choices = [*(called or [file.subject.full_name]), ""]
    if shape == Shape.FORMS:
        choices = [o.vi for o in step.options.options if o.outcome not in NO_FORM]
    return {"shape": str(shape), "choices": choices, "secret": step.vote != "opinion_only"}
