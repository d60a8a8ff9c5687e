"""Find what hangs on somebody who leaves a position, on an account, on a body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from actions.app import App
from domain.calendar.workdays import ONE_DAY
from domain.directory.actors import Power, Seat
from domain.leaving.hanging import Going, Hang, Hanging
from domain.state.task import case_of
from models.unit_of_work import UnitOfWork

ENOUGH = 2  # administrators: what gives powers needs a second one


def of_seat(app: App, uow: UnitOfWork, seat: Seat, last_day: date) -> Going:
    """What the person loses when this position ends; what another position of theirs carries in
    the same body stays."""
    day = last_day + ONE_DAY
    kept = powers_by_body(app, (s for s in uow.spans.seats_of(seat.person) if s != seat), day)
    lost = seat.powers - kept.get(seat.agency, frozenset())
    return Going(person=seat.person, lost={seat.agency: lost}, kept=kept, day=day)


def of_account(app: App, uow: UnitOfWork, person: str) -> Going:
    """Whoever cannot sign in does nothing of all they may. Raises NotFound."""
    uow.directory.person(person)
    lost = powers_by_body(app, uow.spans.seats_of(person), app.today())
    return Going(person=person, lost=lost, kept={}, day=app.today(), whole=True)


def powers_by_body(app: App, held: Iterable[Seat], day: date) -> dict[str, frozenset[Power]]:
    """Body → what one may do there; a position in a body that has ended carries nothing."""
    agencies, found = app.catalogue.agencies, dict[str, frozenset[Power]]()
    for seat in held:
        if seat.covers(day) and agencies.current(seat.agency, day).code == seat.agency:
            found[seat.agency] = found.get(seat.agency, frozenset()) | seat.powers
    return found


def hanging(app: App, uow: UnitOfWork, going: Going) -> tuple[Hanging, ...]:
    """Everything that would be left without anybody, what can be moved first."""
    found = (
        *_of_bodies(app, uow, going),
        *_by_name(app, uow, going),
        *_delegated(app, uow, going),
        *_administering(app, uow, going),
    )
    return tuple(sorted(found, key=lambda one: not one.moves))


def _of_bodies(app: App, uow: UnitOfWork, going: Going) -> Iterator[Hanging]:
    for body in going.lost:
        codes = app.catalogue.agencies.with_former({body}, going.day)
        for one in uow.leaving.held(going.person, codes):
            if going.leaves(body) or (one.signs and going.loses(body, Power.SIGN)):
                yield Hanging(what=Hang.TASK_HELD, agency=body, case=one.case, task=one.task)
        if number := _only_theirs(uow, body, codes, going):
            yield Hanging(what=Hang.TASK_ALONE, agency=body, number=number)
        if going.loses(body, Power.PREPARE):
            for case in uow.leaving.led(codes, going.person):
                yield Hanging(what=Hang.CASE_LED, agency=body, case=case)


def _only_theirs(uow: UnitOfWork, body: str, codes: tuple[str, ...], going: Going) -> int:
    """How many questions wait for a body for which nobody else signs from then on."""
    if not going.loses(body, Power.SIGN):
        return 0
    signers = (s for s in uow.directory.seats(body, going.day) if Power.SIGN in s.powers)
    others = any(seat.person != going.person for seat in signers)
    return 0 if others else uow.leaving.asked(codes)


def _by_name(app: App, uow: UnitOfWork, going: Going) -> Iterator[Hanging]:
    """Ballots and councils name people, not positions: nobody else takes such a place."""
    if not going.whole and not any(going.leaves(body) for body in going.lost):
        return
    for task in uow.ballots.calling(going.person):
        if going.person not in uow.ballots.box(task).voted and _concerns(app, uow, going, task):
            yield Hanging(what=Hang.BALLOT, case=case_of(task), task=task)
    for task in uow.ballots.telling(going.person):
        yield Hanging(what=Hang.SLIP, case=case_of(task), task=task)
    for case in uow.leaving.councils(going.person):
        yield Hanging(what=Hang.COUNCIL, case=case)


def _concerns(app: App, uow: UnitOfWork, going: Going, task_id: str) -> bool:
    """A member of the body that votes loses the vote with the position there."""
    task = uow.cases.get(case_of(task_id)).find_task(task_id)
    assert task is not None, task_id
    body = app.catalogue.agencies.current(task.agency, going.day).code
    return going.whole or going.leaves(body)


def _delegated(app: App, uow: UnitOfWork, going: Going) -> Iterator[Hanging]:
    for one in uow.spans.delegations_of(going.person):
        body = app.catalogue.agencies.current(one.agency, going.day).code
        if one.end > going.day and (going.whole or going.leaves(body)):
            given = one.giver == going.person
            what = Hang.DELEGATION_GIVEN if given else Hang.DELEGATION_TAKEN
            other = one.taker if given else one.giver
            yield Hanging(what=what, agency=one.agency, person=other)


def _administering(app: App, uow: UnitOfWork, going: Going) -> Iterator[Hanging]:
    bodies = [body for body in going.lost if going.loses(body, Power.ADMINISTER)]
    if not bodies:
        return
    left = set(uow.accounts.administrators(going.day)) - {going.person}
    if len(left) < ENOUGH:
        what = Hang.SECOND_ADMINISTRATOR
        yield Hanging(what=what, agency=bodies[0], number=len(left))
    waiting = uow.admin_requests.waiting(app.clock())
    if asked := sum(one.asked_by == going.person for one in waiting):
        yield Hanging(what=Hang.REQUESTS, agency=bodies[0], number=asked)


def hanging_on_body(app: App, uow: UnitOfWork, code: str, last_day: date) -> tuple[Hanging, ...]:
    """People who sit in a body that ends, written powers for it, what it is asked and what it runs,
    also what it took over from others."""
    found = [
        Hanging(what=Hang.SITTING, agency=code, person=p) for p in _sitting(uow, code, last_day)
    ]
    for one in uow.leaving.delegated(code, last_day):
        found.append(Hanging(what=Hang.DELEGATION_GIVEN, agency=code, person=one.taker))
    codes = app.catalogue.agencies.with_former({code}, app.today())
    if asked := uow.leaving.asked(codes):
        found.append(Hanging(what=Hang.BODY_TASKS, agency=code, number=asked))
    if led := uow.leaving.led(codes):
        found.append(Hanging(what=Hang.BODY_CASES, agency=code, number=len(led)))
    return tuple(found)


def _sitting(uow: UnitOfWork, code: str, last_day: date) -> tuple[str, ...]:
    return tuple(dict.fromkeys(seat.person for seat in uow.leaving.beyond(code, last_day)))
