"""What a new installation still lacks before its first case: one list for the page, the start page
and the command line, each line with the page where it is mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from actions.app import App
from domain.directory.actors import Power
from domain.law.agencies import Agency
from models.unit_of_work import UnitOfWork
from regulations.province.checking import faults_of_rows


class Lack(StrEnum):
    """Worded in `lacks` of the words."""

    NO_BODIES = "no_bodies"
    NO_PRESS = "no_press"
    UNFIT = "unfit"  # the law gives no answer with these bodies
    NO_PEOPLE = "no_people"
    NO_SIGNER = "no_signer"
    NO_OFFICER = "no_officer"
    NO_PASSWORD = "no_password"
    NO_AUDITOR = "no_auditor"
    ONE_ADMINISTRATOR = "one_administrator"
    NO_CALENDAR = "no_calendar"
    NO_MAIL = "no_mail"
    NO_SEAL = "no_seal"
    NO_WITNESS = "no_witness"


# Without these no case can run to its end; the rest is advised.
OWED = frozenset(
    {
        Lack.NO_BODIES,
        Lack.NO_PRESS,
        Lack.UNFIT,
        Lack.NO_PEOPLE,
        Lack.NO_SIGNER,
        Lack.NO_OFFICER,
        Lack.NO_PASSWORD,
    }
)


@dataclass(frozen=True, slots=True)
class Lacking:
    """One line. `address`: the page where it is mended; `bodies` and `number`: whose and how many
    it is about."""

    why: Lack
    address: str
    bodies: tuple[str, ...] = ()
    number: int = 0

    @property
    def owed(self) -> bool:
        """Must it be mended before a case can run to its end?"""
        return self.why in OWED


def missing(app: App, uow: UnitOfWork) -> tuple[Lacking, ...]:
    """What is owed first, then what is advised; empty: nothing is lacking."""
    found = [*_bodies(app), *_people(app, uow), *_around(app, uow)]
    return tuple(sorted(found, key=lambda line: not line.owed))


def _bodies(app: App) -> Iterator[Lacking]:
    today, known = app.today(), app.catalogue.agencies.by_code.values()
    if not any(body.level == "province" and body.covers(today) for body in known):
        yield Lacking(Lack.NO_BODIES, "/province")
        return
    if not any(body.press and body.level == "province" and body.covers(today) for body in known):
        yield Lacking(Lack.NO_PRESS, "/province/new")
    if app.catalogue.base and (faults := faults_of_rows(app.catalogue)):
        yield Lacking(Lack.UNFIT, "/province", number=len(faults))


def _people(app: App, uow: UnitOfWork) -> Iterator[Lacking]:
    today = app.today()
    if len(uow.directory.listing(2)) < 2:  # the first administrator alone
        yield Lacking(Lack.NO_PEOPLE, "/import")
        return
    signers = uow.directory.signers(today)
    unsigned = tuple(body.code for body in _asked(app, today) if body.code not in signers)
    if unsigned:
        yield Lacking(Lack.NO_SIGNER, "/import", unsigned, len(unsigned))
    officers = uow.directory.holding(Power.PREPARE, today)
    if not officers:
        yield Lacking(Lack.NO_OFFICER, "/people")
    workers = {*officers, *uow.directory.holding(Power.SIGN, today)}
    able = {account.person for account in uow.accounts.all() if account.password}
    if unable := workers - able:
        yield Lacking(Lack.NO_PASSWORD, "/accounts", number=len(unable))
    if not uow.directory.holding(Power.AUDIT, today):
        yield Lacking(Lack.NO_AUDITOR, "/people")
    if len(uow.accounts.administrators(today)) < 2:
        yield Lacking(Lack.ONE_ADMINISTRATOR, "/people")


def _asked(app: App, today: date) -> Iterator[Agency]:
    """Bodies of the province that some procedure may ask: they hold a role, govern or are press."""
    known = [
        body
        for body in app.catalogue.agencies.by_code.values()
        if body.covers(today) and body.level == "province" and not body.external
    ]
    governing = {held.agency for body in known if body.press for held in body.press.governing}
    asked_roles = {
        role for text in app.catalogue.all_procedures() for step in text.steps for role in step.asks
    }
    for body in known:
        roles = {held.role for held in body.roles if held.covers(today)}
        if body.press or body.code in governing or roles & asked_roles:
            yield body


def _around(app: App, uow: UnitOfWork) -> Iterator[Lacking]:
    """Calendar, mail, seals, witnesses: a case runs without them."""
    if app.catalogue.calendar.confirmed_until < app.today():
        yield Lacking(Lack.NO_CALENDAR, "/calendar")
    if app.post is None:
        yield Lacking(Lack.NO_MAIL, "/operations")
    if uow.seals.newest() is None:
        yield Lacking(Lack.NO_SEAL, "/operations")
    if not uow.checkpoints.cosignatures():
        yield Lacking(Lack.NO_WITNESS, "/operations")
