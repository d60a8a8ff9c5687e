"""What waits for one person today: questions, ballots, what came back, what they lead, news."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from actions.app import App
from actions.province.missing import Lacking, missing
from actions.told.bell import ToldLine, told_to
from actions.told.reminded import Reminded, reminded
from actions.told.sent_back import Why, why_again
from actions.viewer import Viewer
from actions.votes.my_ballots import Ballot, ballots_for
from actions.votes.tellers import Duty, duties_of
from actions.watch.orphans import stranded
from domain.directory.absences import Away
from domain.directory.actors import Power
from domain.watch.orphans import Orphan
from models.cases.by_person import AboutPerson, own_cases
from models.cases.worklist_rows import Tab
from models.cases.worklists import Line, Wanted, count, lines
from models.effects.owed import Owed, owed, troubled
from models.unit_of_work import UnitOfWork, reading

SHOWN, LOOKED_AT = 7, 50


@dataclass(frozen=True, slots=True)
class Work:
    """Of somebody who works for a body. Numbers are counted as lists count; `again` are questions
    that came back, `why` says by whom and why, by task; `leads` the cases their body runs;
    `reminded` says of a question, by task, when it was called to mind."""

    waiting: tuple[Line, ...]
    waits: int
    late: int
    again: tuple[Line, ...]
    why: dict[str, tuple[Why, ...]]
    leads: tuple[Line, ...]
    leading: int
    reminded: Mapping[str, Reminded]


@dataclass(frozen=True, slots=True)
class Watch:
    """Of an auditor: late questions of every case, and when the newest seal was made."""

    late: tuple[Line, ...]
    lates: int
    sealed: str


@dataclass(frozen=True, slots=True)
class Care:
    """Of an administrator, who sees no case: bodies that are asked and for which nobody can answer,
    with how many questions; people with no password yet; who is away; what software cannot get on
    with; what lacks before a first case.
    """

    stranded: tuple[Orphan, ...]
    without_password: int
    away: tuple[Away, ...]
    failing: int
    owed: Owed
    lacking: tuple[Lacking, ...]


@dataclass(frozen=True, slots=True)
class Today:
    """Each part is None for whom it is not meant."""

    told: tuple[ToldLine, ...]
    ballots: tuple[Ballot, ...]
    duties: tuple[Duty, ...]
    own: tuple[AboutPerson, ...]
    work: Work | None
    watch: Watch | None
    care: Care | None


def today_of(app: App, viewer: Viewer, language: str = "vi") -> Today:
    """Reads only; every list asks for the rights of the day."""
    called = viewer.called
    ballots = ballots_for(app, viewer.person) if called else ()
    duties = duties_of(app, viewer.person) if called else ()
    told = told_to(app, viewer, language, limit=SHOWN, unread=True)
    with reading(app) as uow:
        own = own_cases(uow.connection, viewer.person) if viewer.concerned else ()
        return Today(
            told,
            tuple(one for one in ballots if one.running and one.ready and not one.voted),
            tuple(one for one in duties if one.may_open or not one.has_slip),
            tuple(one for one in own if one.asked),
            _work(app, uow, viewer) if viewer.visibility.agencies else None,
            _watch(app, uow, viewer) if viewer.visibility.audits else None,
            _care(app, uow) if viewer.can(Power.ADMINISTER) else None,
        )


def _work(app: App, uow: UnitOfWork, viewer: Viewer) -> Work:
    connection, sight, today = uow.connection, viewer.visibility, app.today()
    wanted = Wanted(Tab.WAITING, limit=SHOWN, mine=True)
    asked_again = lines(connection, sight, replace(wanted, again=True, limit=LOOKED_AT))
    why = why_again(uow, [line.task for line in asked_again])
    leads = lines(connection, sight, Wanted(Tab.COORDINATING, limit=SHOWN))
    waiting = lines(connection, sight, wanted)
    return Work(
        waiting,
        count(connection, sight, wanted),
        count(connection, sight, replace(wanted, late_before=today)),
        tuple(line for line in asked_again if line.task in why)[:SHOWN],
        why,
        leads,
        count(connection, sight, Wanted(Tab.COORDINATING, limit=SHOWN)),
        reminded(uow, {line.task for line in (*waiting, *asked_again, *leads)}),
    )


def _watch(app: App, uow: UnitOfWork, viewer: Viewer) -> Watch:
    late = Wanted(Tab.FOLLOWING, late_before=app.today(), limit=SHOWN)
    newest = uow.seals.newest()
    return Watch(
        lines(uow.connection, viewer.visibility, late),
        count(uow.connection, viewer.visibility, late),
        newest.at if newest else "",
    )


def _care(app: App, uow: UnitOfWork) -> Care:
    today = app.today()
    gone = uow.spans.away(today)
    return Care(
        stranded(app, uow),
        sum(1 for account in uow.accounts.all() if account.enabled and not account.password),
        tuple(one for listed in gone.values() for one in listed),
        len(troubled(uow.connection)),
        owed(uow.connection),
        missing(app, uow),
    )
