"""The first administrator of an empty installation; afterwards this is closed for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from actions.accounts.accounts import chosen
from actions.app import App
from domain.accounts.accounts import Account, check_password
from domain.directory.actors import Power, Seat
from domain.directory.people import Person, is_id
from domain.errors import BadInput, NotAllowed
from models.accounts.accounts import AccountEntry
from models.unit_of_work import UnitOfWork, transaction

FOR_EVER = date(2100, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstAdministrator:
    """As typed on the first page. `agency` is the body whose officer looks after accounts."""

    person: str
    full_name: str
    sex: Literal["male", "female"]
    birth: date
    agency: str
    password: str


def set_up(app: App, wish: FirstAdministrator) -> None:
    """Raises BadInput, WeakPassword, NotFound, NotAllowed (somebody administers already)."""
    _check(app, wish)
    wanted = chosen(wish.password)

    def work(uow: UnitOfWork) -> None:
        if uow.accounts.has_administrator():
            raise NotAllowed(agency=wish.agency, power=Power.ADMINISTER, has=[])
        uow.directory.add_person(_person(wish))
        powers = frozenset({Power.ADMINISTER})
        seat = Seat(wish.person, wish.agency, "Quản trị hệ thống", powers, app.today(), FOR_EVER)
        uow.directory.add_seat(seat)
        uow.accounts.put(Account(wish.person, password=wanted.hash))
        uow.accounts.log(AccountEntry(wish.person, "set_up", wish.person, "", app.clock()))

    transaction(app.engine, work)


def _check(app: App, wish: FirstAdministrator) -> None:
    if not is_id(wish.person):
        raise BadInput(field="person", rule=BadInput.Rule.PLAIN_ID, value=wish.person)
    if not wish.full_name:
        raise BadInput(field="full_name", rule=BadInput.Rule.MISSING, value="")
    app.catalogue.agencies.get(wish.agency)
    check_password(wish.person, wish.full_name, wish.password)


def _person(wish: FirstAdministrator) -> Person:
    given, _, _rest = wish.full_name[::-1].partition(" ")
    sort_name = f"{given[::-1]} {wish.full_name}"
    return Person(wish.person, wish.full_name, sort_name, wish.sex, wish.birth)
