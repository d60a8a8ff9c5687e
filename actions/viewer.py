"""Whose eyes a page is made for: capacities today, and what may therefore be seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actions.app import App
from domain.directory.actors import Actor, Power
from domain.law.agencies import Role
from models.cases.by_person import concerned
from models.unit_of_work import UnitOfWork
from models.visibility import Visibility


@dataclass(frozen=True, slots=True)
class Viewer:
    """`sight` goes into every query about cases; what it does not show does not exist.

    `concerned`: some case is about this person.
    `watches`: may look at the radar, see `_watches`.
    `called`: to at least one secret ballot that is running, in whatever body, to vote or to count.
    """

    person: str
    name: str
    actors: tuple[Actor, ...]
    visibility: Visibility
    concerned: bool = False
    watches: bool = False
    called: bool = False

    def can(self, power: Power) -> bool:
        return any(actor.can(power) for actor in self.actors)

    def works_for(self, agency: str) -> bool:
        """A seat, own or delegated, in this body or in its successor."""
        return agency in self.visibility.agencies

    def may(self, power: Power, agency: str) -> bool:
        """A power held in this body or in its successor; `agency` is its code of today."""
        return any(actor.agency == agency and actor.can(power) for actor in self.actors)


def viewer_of(app: App, uow: UnitOfWork, person: str) -> Viewer:
    """Raises NotFound."""
    today = app.today()
    named = uow.directory.person(person)
    actors = uow.directory.actors(person, today)
    working = [a for a in actors if a.powers - {Power.ADMINISTER, Power.AUDIT}]
    signing = [a for a in working if a.can(Power.SIGN)]
    audits = any(actor.can(Power.AUDIT) for actor in actors)
    visibility = Visibility(
        person,
        tuple(sorted(_with_former(app, working))),
        audits,
        frozenset(_with_former(app, signing)),
        tuple(sorted({a.on_behalf_of for a in actors} - {""})),
    )
    return Viewer(
        person,
        named.full_name,
        actors,
        visibility,
        concerned(uow.connection, person),
        audits or _watches(app, actors),
        bool(uow.ballots.calling(person) or uow.ballots.telling(person)),
    )


def _with_former(app: App, actors: Sequence[Actor]) -> set[str]:
    """Codes of the bodies, and of those they succeeded."""
    held = {actor.agency for actor in actors}
    return held | {*app.catalogue.agencies.with_former(held, app.today())}


def _watches(app: App, actors: tuple[Actor, ...]) -> bool:
    """Who prepares or signs in the body for organization or in the one for propaganda.

    The radar shows terms and disciplines of people in every press agency, case or no case; only
    these two bodies, and auditors, look after all of them. A press agency and its governing body
    learn what concerns them from cases and notices.
    """
    today, roles = app.today(), {Role.ORGANIZATION_BOARD, Role.DIRECTING_BODY}
    bodies = {
        body.code
        for body in app.catalogue.agencies.by_code.values()
        if body.covers(today) and any(r.role in roles and r.covers(today) for r in body.roles)
    }
    working = {Power.PREPARE, Power.SIGN}
    return any(actor.agency in bodies and actor.powers & working for actor in actors)
