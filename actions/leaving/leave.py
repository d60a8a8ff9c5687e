"""A position ends or an account closes: what hangs on it is moved in the same transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from actions.accounts.accounts import account_of, check_administers_accounts, log_account
from actions.app import App
from actions.audit.alarms import watched
from actions.directory.directory import end_in, enter_once, log_entry
from actions.directory.entry import DirectoryEntry
from actions.leaving.hand_over import hand_over, part_of
from actions.leaving.hanging import hanging, of_account, of_seat
from domain.directory.actors import Seat
from domain.errors import BadInput
from domain.leaving.hanging import Going, Settling, check_settled
from models.directory.handovers import Handover
from models.unit_of_work import UnitOfWork


def end_seat(
    app: App, entry: DirectoryEntry, last_day: date, settling: Settling | None, **key: object
) -> None:
    """A position ends with a day, and what hangs on it goes where `settling` says, all of it or
    nothing; `key` names the position. Raises StillHangs, BadInput, NotFound, NotAllowed and what
    the rules say of who takes a question over."""

    def work(uow: UnitOfWork) -> tuple[str, str, str]:
        check_administers_accounts(app, uow, entry.by)
        seat = uow.spans.find(Seat, **key)
        assert isinstance(seat, Seat)
        going = of_seat(app, uow, seat, last_day)
        found = hanging(app, uow, going)
        entered = end_in(app, uow, entry, seat, last_day)
        check_settled(found, settling)
        _end_delegations(app, uow, entry, going, last_day)
        pack = Handover(
            act_id=entry.act_id,
            giver=seat.person,
            receiver="",
            agency=seat.agency,
            position=seat.position,
            last_day=last_day,
            document=entry.document,
            items=found,
            by=entry.by,
            at=app.clock(),
        )
        hand_over(app, uow, pack, settling)
        return entered

    enter_once(app, entry, work)


def _end_delegations(
    app: App, uow: UnitOfWork, entry: DirectoryEntry, going: Going, last_day: date
) -> None:
    """Written powers given in the position carry nothing without it, and whoever took some works
    for the body no more."""
    agencies = app.catalogue.agencies
    for one in uow.spans.delegations_of(going.person):
        body = agencies.current(one.agency, going.day).code
        if one.first_day < going.day < one.end and going.leaves(body):
            named = part_of(entry.act_id, one.giver, one.taker, one.agency)
            part = replace(entry, act_id=named)
            log_entry(app, uow, part, end_in(app, uow, part, one, last_day))


def close_account(
    app: App, person: str, *, by: str = "", act_id: str = "", settling: Settling | None = None
) -> None:
    """At once, its sessions too; positions stay. Raises NotFound, NotAllowed, StillHangs, BadInput
    for one's own account: nobody locks themselves out."""

    def work(uow: UnitOfWork) -> None:
        if by:
            check_administers_accounts(app, uow, by)
        if by == person:
            raise BadInput(field="person", rule=BadInput.Rule.OWN_ACCOUNT, value=person)
        account = account_of(uow, person)
        if not account.enabled:
            return
        found = hanging(app, uow, of_account(app, uow, person))
        check_settled(found, settling)
        uow.accounts.put(replace(account, enabled=False))
        uow.tries.forget_all(person)
        uow.accounts.end(person, app.clock())
        log_account(app, uow, person, "disabled", by)
        pack = Handover(
            act_id=act_id or f"close {person} {app.clock().isoformat()}",
            giver=person,
            receiver="",
            document="",
            items=found,
            by=by,
            at=app.clock(),
        )
        hand_over(app, uow, pack, settling)

    watched(app, work, act_id=act_id, person=by)
