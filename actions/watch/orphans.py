"""What waits in silence, as one question for page, command, programs and the nightly duty: each
line with the page where it is mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from actions.app import App
from actions.viewer import Viewer
from domain.cases.attempt import Attempt
from domain.cases.preview import Preview
from domain.cases.sign_off import SUBJECT
from domain.directory.actors import Power
from domain.law.case_law import Law
from domain.state.case import Case
from domain.state.task import Task
from domain.watch.orphans import Gap, Hand, Orphan, gap_in, gap_of_body
from models.cases.worklists import asked_bodies
from models.unit_of_work import UnitOfWork
from models.watch.orphans import CaseReach, OrphanTask, Suspect

SHOWN = 50  # of a kind
QUIET = timedelta(days=30)  # without a last day a question may be open so long
UNUSED = timedelta(days=14)  # an account that was just given is not used yet


@dataclass(frozen=True, slots=True)
class Sight:
    """`care`: cases as who looks after the directory meets them, by number; `lead`: cases of the
    bodies they work for. None: those lines are not theirs."""

    care: CaseReach | None = None
    lead: CaseReach | None = None
    most: int = SHOWN


MACHINE = Sight(CaseReach(), CaseReach(), most=100_000)
Hands = Mapping[str, tuple[Hand, ...]]


def sight_of(app: App, viewer: Viewer) -> Sight:
    """What of it is theirs to mend, and theirs to see."""
    works = {Power.PREPARE, Power.SIGN}
    bodies = {actor.agency for actor in viewer.actors if actor.powers & works}
    handlers = app.catalogue.agencies.with_former(bodies, app.today())
    care, lead = CaseReach(viewer.visibility), CaseReach(viewer.visibility, tuple(sorted(handlers)))
    return Sight(care if viewer.can(Power.ADMINISTER) else None, lead if handlers else None)


def orphans(app: App, uow: UnitOfWork, sight: Sight) -> tuple[Orphan, ...]:
    """Everything that waits for nobody; empty: nothing does. What stops a case comes first."""
    hands = uow.watching.hands(app.today())
    found: list[Orphan] = []
    if sight.care is not None:
        found += _of_bodies(app, uow, hands)
        found += _of_cases(app, uow, hands, sight.care, sight.most)
        found += _around(app, uow, sight)
    if sight.lead is not None:
        found += _led(app, uow, hands, sight.lead, sight.most)
    return tuple(sorted(found, key=lambda one: list(Gap).index(one.why)))


def stranded(app: App, uow: UnitOfWork) -> tuple[Orphan, ...]:
    """Bodies that are asked and for which nobody can answer, whatever the case."""
    return tuple(_of_bodies(app, uow, uow.watching.hands(app.today())))


def _of_bodies(app: App, uow: UnitOfWork, hands: Hands) -> Iterator[Orphan]:
    asked: dict[str, int] = {}
    for code, number in asked_bodies(uow.connection).items():
        body = app.catalogue.agencies.current(code, app.today()).code
        asked[body] = asked.get(body, 0) + number
    for body, number in sorted(asked.items()):
        if why := _gap(app, hands, body):
            person = hands[body][0].actor.person if why is Gap.ALL_AWAY else ""
            yield Orphan(
                why=why,
                address=_mended(why, body, person),
                key=f"{why}:{body}",
                agency=body,
                person=person,
                number=number,
            )


def _gap(app: App, hands: Hands, body: str) -> Gap | None:
    """A body outside the province answers on paper, and nobody of it signs here."""
    external = app.catalogue.agencies.get(body).external
    return None if external else gap_of_body(hands.get(body, ()))


def _mended(why: Gap, body: str, person: str) -> str:
    """An account is given, a delegation entered, or somebody else given a position."""
    if why is Gap.NO_ACCOUNT:
        return "/accounts"
    return f"/people/{person}" if why is Gap.ALL_AWAY else f"/agencies/{body}"


def _of_cases(
    app: App, uow: UnitOfWork, hands: Hands, reach: CaseReach, most: int
) -> Iterator[Orphan]:
    """For who sees no case: its number, and neither why a signer is kept from it nor what it is."""
    for one, body, _ in _kept_from(app, uow, hands, reach, most):
        address, key = f"/agencies/{body}", f"{Gap.BARRED}:{one.task}"
        yield Orphan(why=Gap.BARRED, address=address, key=key, agency=body, case=one.case)
    for why, found in _standing(uow, reach, most):
        yield Orphan(
            why=why,
            address="/operations",
            key=f"{why}:{found.case}:{found.version}",
            case=found.case,
        )


def _led(app: App, uow: UnitOfWork, hands: Hands, reach: CaseReach, most: int) -> Iterator[Orphan]:
    """For who works for the body that runs the case: the question itself, and why."""
    for body in sorted(
        {app.catalogue.agencies.current(c, app.today()).code for c in uow.watching.codes()}
    ):
        if why := _gap(app, hands, body):
            codes = app.catalogue.agencies.with_former({body}, app.today())
            for one in uow.watching.asked(codes, reach, most):
                yield _question(why, one, body)
    for one, body, why in _kept_from(app, uow, hands, reach, most):
        yield _question(why, one, body)
    for why, found in _standing(uow, reach, most):
        key, address = f"{why}:{found.case}:{found.version}:lead", f"/cases/{found.case}"
        yield Orphan(why=why, address=address, key=key, case=found.case, handler=found.handler)
    for one in uow.watching.dateless(app.clock() - QUIET, reach, most):
        yield _question(Gap.NO_DATE, one, one.agency)


def _question(why: Gap, one: OrphanTask, body: str) -> Orphan:
    case, _, rest = one.task.partition("/")
    return Orphan(
        why=why,
        address=f"/cases/{case}/tasks/{rest}",
        key=f"{why}:{one.task}:lead",
        agency=body,
        case=case,
        task=one.task,
        handler=one.handler,
    )


def _standing(uow: UnitOfWork, reach: CaseReach, most: int) -> Iterator[tuple[Gap, OrphanTask]]:
    """Cases that go on by nothing anybody does."""
    for one in uow.watching.adrift(reach, most):
        yield Gap.STUCK, one
    for one in uow.watching.failing(reach, most):
        yield Gap.FAILS, one


def _kept_from(
    app: App, uow: UnitOfWork, hands: Hands, reach: CaseReach, most: int
) -> Iterator[tuple[OrphanTask, str, Gap]]:
    """Questions to bodies that have people who sign, all of whom the rules keep from this case or
    who cannot sign now."""
    today, found = app.today(), 0
    people = sorted({one for held in hands.values() for hand in held for one in hand.actor.behind})
    for suspect in uow.watching.suspects(people, reach):
        body = app.catalogue.agencies.current(suspect.waiting.agency, today).code
        if found < most and not _gap(app, hands, body) and _loosely(hands.get(body, ()), suspect):
            why = gap_of(app, uow, uow.cases.get(suspect.waiting.case), suspect.waiting.task, hands)
            if why:
                found += 1
                yield suspect.waiting, body, why


def _loosely(held: tuple[Hand, ...], suspect: Suspect) -> bool:
    """May it be that nobody is left? Asked before a whole case is read."""
    return not any(h.able and not h.away and not h.actor.behind & suspect.barred for h in held)


def gap_of(app: App, uow: UnitOfWork, case: Case, task_id: str, hands: Hands) -> Gap | None:
    """Why nobody can answer one question; None where somebody can."""
    task = case.find_task(task_id)
    assert task is not None, task_id
    body = app.catalogue.agencies.current(task.agency, app.today()).code
    if app.catalogue.agencies.get(body).external:
        return None
    return _gap_under(app, app.law(uow, case), case, task, hands.get(body, ()))


def foreseen(
    app: App, uow: UnitOfWork, law: Law, steps: Iterable[Preview], case: Case
) -> dict[str, Gap]:
    """Question to come → why nobody could answer it, as positions and accounts are today; `case`
    says whom it would be about and who opens it. What is put to the person themselves is not
    named."""
    hands = uow.watching.hands(app.today())
    found = {}
    for task in (task for step in steps for task in step.asked if task.role != SUBJECT):
        body = app.catalogue.agencies.current(task.agency, app.today()).code
        why = _gap(app, hands, body)
        if not app.catalogue.agencies.get(body).external:
            why = why or _gap_under(app, law, case, task, hands.get(body, ()))
        if why:
            found[task.id] = why
    return found


def _gap_under(app: App, law: Law, case: Case, task: Task, held: Sequence[Hand]) -> Gap | None:
    at = app.now(case)
    return gap_in([(Attempt(case, law, hand.actor, at), hand) for hand in held], task)


def _around(app: App, uow: UnitOfWork, sight: Sight) -> Iterator[Orphan]:
    """Addresses nothing arrives at, accounts nobody has ever opened."""
    for dead in uow.mailboxes.dead()[: sight.most]:
        address, key = f"/accounts/{dead.person}", f"{Gap.BOUNCED}:{dead.person}:{dead.at}"
        yield Orphan(why=Gap.BOUNCED, address=address, key=key, person=dead.person)
    unused = uow.watching.never_used(app.clock() - UNUSED)
    for person in unused[-sight.most :]:
        key = f"{Gap.NEVER_USED}:{person}"
        yield Orphan(why=Gap.NEVER_USED, address=f"/accounts/{person}", key=key, person=person)
