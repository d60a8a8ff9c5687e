"""Bodies with dated names, dated roles and successors. A code is for ever; a name is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from domain.errors import NoAgencyForRole, NotFound
from domain.law.basis import Confidence
from domain.law.in_force import Dated, Frozen, version_on


class Role(StrEnum):
    """The roles of which the engine itself asks something; law files may name others."""

    SUBJECT = "subject"  # the person concerned answers, not a body
    PRESS_AGENCY = "press_agency"
    LEADERSHIP_COLLECTIVE = "leadership_collective"
    KEY_STAFF = "key_staff"
    PARTY_COMMITTEE = "party_committee"
    GOVERNING_BODY = "governing_body"
    DISCIPLINE_COUNCIL = "discipline_council"  # its papers go out under its own name
    ORGANIZATION_BOARD = "organization_board"  # keeps records of people, observes ballots, watches
    DIRECTING_BODY = "directing_body"  # watches what falls due
    CENTRAL_DIRECTING = "central_directing"  # told of every decision about a leader
    MINISTRY = "ministry"  # told of it too


# Roles held by the press agency of the case and by the body that governs it, not by a fixed agency.
PRESS_AGENCY_ROLES = frozenset(
    {
        Role.PRESS_AGENCY,
        Role.LEADERSHIP_COLLECTIVE,
        Role.KEY_STAFF,
        Role.PARTY_COMMITTEE,
        Role.SUBJECT,
    }
)
GOVERNING_BODY_ROLES = frozenset({Role.GOVERNING_BODY, Role.DISCIPLINE_COUNCIL})


class AgencyName(Dated):
    """`sign` is used in document numbers (BTGDVTU, UBND); `above` is printed over the name of a
    subordinate body where the customary abbreviation differs from the full name."""

    full: str
    short: str
    sign: str = ""
    above: str = ""


class HeldRole(Dated):
    role: str
    confidence: Confidence


class GoverningBody(Dated):
    agency: str
    confidence: Confidence


class HeadTitle(Dated):
    head: str
    deputy: str


class PressAgency(Frozen):
    """What only a press agency has: who governs it, what its leaders are called, which variant.

    `nature` matters for exemptions: religious press; scientific magazines scored 0.75 or more.
    `outside`: works in the province and is governed from outside; only proposals concern it.
    """

    variant: Literal["party", "association", "outside"]
    nature: Literal["general", "religious", "scientific"] = "general"
    governing: tuple[GoverningBody, ...] = Field(min_length=1)
    titles: tuple[HeadTitle, ...] = Field(min_length=1)


class Agency(Dated):
    """One body. `layout`: which document layout its papers follow. `external`: answers on paper.
    `organ_id`: its identifier on the document exchange (Decision 20/2020/QĐ-TTg), empty: not known.
    """

    code: str
    names: tuple[AgencyName, ...] = Field(min_length=1)
    level: Literal["province", "central"]
    layout: Literal["party", "state"]
    parent: str = ""  # agency code printed above the issuer's name
    roles: tuple[HeldRole, ...] = ()
    successor: str | None = None
    external: bool = False
    head: str = ""  # title of the one who signs, e.g. "Trưởng Ban"
    collective: str = ""  # name of the collective that decides: signed "T/M", "TM."
    place: str = ""
    press: PressAgency | None = None
    confidence: Confidence
    organ_id: str = Field(default="", pattern=r"^$|^(\d{2,3}\.){1,3}[A-Z]\d{2}$")
    note: str = ""

    def name(self, day: date) -> AgencyName:
        """The name on `day`; a body that has ended keeps its last name."""
        shown = min(max(day, self.names[0].first_day), self.names[-1].last_day or day)
        return version_on(self.names, shown, what=f"name of {self.code}")


@dataclass(frozen=True, slots=True)
class Agencies:
    """Bodies by their codes. `by_role`: those that ever hold a role, which whoever explores the
    paths of a text asks hundreds of thousands of times."""

    by_code: Mapping[str, Agency]
    by_role: Mapping[str, Sequence[Agency]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        held: dict[str, list[Agency]] = defaultdict(list)
        for agency in self.by_code.values():
            for role in dict.fromkeys(role.role for role in agency.roles):
                held[role].append(agency)
        object.__setattr__(self, "by_role", dict(held))

    def get(self, code: str) -> Agency:
        """Raises NotFound."""
        if code not in self.by_code:
            raise NotFound(kind="agency", id=code)
        return self.by_code[code]

    def holding(self, role: str, day: date) -> Agency:
        """The one body that holds a province-wide or central role on `day`.

        Raises NoAgencyForRole when none or several do.
        """
        found = [
            agency
            for agency in self.by_role.get(role, ())
            if agency.covers(day) and any(r.role == role and r.covers(day) for r in agency.roles)
        ]
        if len(found) != 1:
            raise NoAgencyForRole(role=role, on=day, found=[a.code for a in found])
        return found[0]

    def current(self, code: str, day: date) -> Agency:
        """The body itself while it exists on `day`, else its successor, and so on."""
        agency = self.get(code)
        while agency.last_day is not None and agency.last_day < day and agency.successor:
            agency = self.get(agency.successor)
        return agency

    def with_former(self, codes: Set[str], day: date) -> tuple[str, ...]:
        """These bodies, by their codes of `day`, and those whose work they carry on then."""
        return tuple(code for code in self.by_code if self.current(code, day).code in codes)

    def names(self, day: date) -> Mapping[str, str]:
        """What each is called on `day`, by its code."""
        return {code: agency.name(day).full for code, agency in self.by_code.items()}

    def press_agencies(self, day: date) -> tuple[Agency, ...]:
        return tuple(a for a in self.by_code.values() if a.press and a.covers(day))
