"""What is shown of every path of a text, and the articles that let a property be missed."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from domain.law.basis import Basis
from domain.law.in_force import Frozen


class Property(StrEnum):
    """What is shown of every path of every text (`regulations/proof/`)."""

    SOUND = "P1"  # every start can end; an ended case asks nobody; no step is dead
    NO_RING = "P2"  # steps passed over lead on, never round
    BODIES = "P3"  # the bodies that the province has chosen are asked before a decision
    NONE_SKIPPED = "P4"  # no consultation, ballot or consent that applies is missing or stale
    HEARD_FIRST = "P5"  # accusation, explanation, council, form, decision: in this order
    NO_SHORT_CUT = "P6"  # a report on a vote leads to no later step than the vote itself
    ANSWERS_LEAD_ON = "P7"  # each answer offered is taken and leads somewhere
    ONE_TEXT = "P8"  # one text of each step, one body of each role, on each day
    GATED = "P9"  # a decision is issued on conditions, with its exact text
    CLOCKS_FIT = "P10"  # no step may take longer than the clock around it
    ONE_ANSWER_EACH = "P11"  # no round asks one body twice
    EXEMPT_BY_ARTICLE = "P12"  # an exemption names its article and is needed


class Exemption(Frozen):
    """`at`: the step at which the property fails, or the role where one is not asked."""

    property: Property
    at: str
    reason: str = Field(min_length=10)
    basis: tuple[Basis, ...] = Field(min_length=1)


class KeptProof(Frozen):
    """What a proof looked at (`key`, a hash) and how much of it: `days` on which anything changes,
    `walks` different courses, `places` in which a case can stand, `moves` answers that lead on."""

    key: str
    days: int
    walks: int
    places: int
    moves: int
    exempted: tuple[Exemption, ...] = ()
