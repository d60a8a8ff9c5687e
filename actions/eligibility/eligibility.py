"""Examine a candidate against the rules of a day, with or without a case. Reads only."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from actions.app import App
from domain.calendar.clock import local_day
from domain.directory.people import Person
from domain.eligibility.eligibility import Finding, examine
from domain.eligibility.rules.candidate import CandidateFacts
from domain.law.agencies import PressAgency
from domain.law.in_force import version_on
from domain.law.procedure import Procedure, Purpose
from domain.law.routing import governing_body, press_of
from domain.papers.dossier import review
from domain.state.case import Case, PostKind
from models.cases.by_person import open_about
from models.unit_of_work import UnitOfWork, reading
from notifications.words import tables
from regulations.kept.book import LawBook


@dataclass(frozen=True, slots=True)
class ReviewWanted:
    """Who for which post of which press agency, by which procedure, decided on which day."""

    person: str
    post: PostKind
    press_agency: str
    procedure: str
    on: date
    case: str = ""  # what this case wrote itself is left out


@dataclass(frozen=True, slots=True)
class Examined:
    """`rules` are the standards and limits, `papers` the dossier, one finding each."""

    rules: tuple[Finding, ...]
    papers: tuple[Finding, ...]


def examine_person(app: App, wanted: ReviewWanted) -> Examined:
    """What a case opened for this day would find, before there is one.

    Raises NotFound, NoVersionInForce.
    """
    with reading(app) as uow:
        procedure = app.catalogue.find(wanted.procedure, wanted.press_agency, wanted.on)
        book = app.catalogue.book
        facts = _facts(app, uow, book, wanted)
        return Examined(
            examine(facts, book.rules, wanted.on),
            _papers(book, procedure, facts.person, frozenset(), wanted.on),
        )


def examine_case(
    app: App, uow: UnitOfWork, case: Case, procedure: Procedure, held: Collection[str], *, on: date
) -> Examined:
    """Standards and papers as they stand on the day of the decision, or today before there is one,
    by the rules and the list that the case keeps.

    The day that chose the law of the case says nothing of the person.
    """
    about = (case.subject, case.post, case.press_agency, procedure.name)
    wanted = ReviewWanted(*about, on, case=case.id)
    book, form = app.book(uow, case), case.answer_for(Purpose.FORM, procedure) or ""
    facts = _facts(app, uow, book, wanted, form=form)
    return Examined(
        examine(facts, book.rules, on), _papers(book, procedure, facts.person, held, on)
    )


def _papers(
    book: LawBook, procedure: Procedure, person: Person, held: Collection[str], on: date
) -> tuple[Finding, ...]:
    required = [book.dossier[paper] for paper in procedure.dossier]
    return review(required, held, person.record.papers, on)


def _facts(
    app: App, uow: UnitOfWork, book: LawBook, wanted: ReviewWanted, *, form: str = ""
) -> CandidateFacts:
    agencies, on = book.agencies, wanted.on
    own = agencies.current(wanted.press_agency, on).code
    press, kind = press_of(agencies, own), book.kinds[wanted.procedure]
    return CandidateFacts(
        person=uow.directory.person(wanted.person, but=wanted.case),
        post=PostKind.ACTING_HEAD if kind.acting else wanted.post,
        variant=press.variant,
        procedure=wanted.procedure,
        words={**tables(), "bodies": agencies.names(on)},
        agency=own,
        governing=governing_body(agencies, own, on).code,
        nature=press.nature,
        deputies=_other_deputies(uow, press, own, wanted),
        form=form,
        examined_since=_examined_since(app, uow, wanted),
        former=frozenset(agencies.with_former({own}, on)) - {own},
    )


def _examined_since(app: App, uow: UnitOfWork, wanted: ReviewWanted) -> date | None:
    """The day the first other open case that examines the person for discipline was opened. A
    complaint of their own examines nobody."""
    found = open_about(uow.connection, wanted.person, but=wanted.case)
    days = [
        local_day(one.opened_at)
        for one in found
        if app.catalogue.kind(app.procedure(uow, one.law_digest).name).examines
    ]
    return min(days, default=None)


def _other_deputies(uow: UnitOfWork, press: PressAgency, agency: str, wanted: ReviewWanted) -> int:
    """Deputies of the agency in the directory that day, the candidate not counted."""
    title = version_on(press.titles, wanted.on, what=f"titles of {agency}").deputy
    held = uow.directory.seats(agency, wanted.on)
    return len({s.person for s in held if s.position == title} - {wanted.person})
