"""What a check looks at, and what it returns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from domain.directory.decided import Life, life
from domain.directory.fields import State, state_of
from domain.directory.people import Person
from domain.directory.record import Discipline, Service
from domain.state.case import PostKind
from domain.text import Words

NOT_ON_FILE, NONE = "chưa có trong hồ sơ", "không có"


@dataclass(frozen=True, slots=True)
class CandidateFacts:
    """Who is examined for what.

    `agency` and `governing` are codes of the press agency and of its governing body; `nature` its
    kind of press; `deputies` how many other deputies it has (None: not known). `form` and `act`
    are the disciplinary form and breach under consideration, empty where none is.
    `examined_since`: another case here examines the person for discipline from that day. `words`
    are the tables of notifications/words.py in which a check says what it found, and `bodies`,
    code → name. `former`: codes of the bodies of which the press agency came.
    """

    person: Person
    post: PostKind
    variant: Literal["party", "association", "outside"]
    procedure: str
    words: Words
    agency: str = ""
    governing: str = ""
    nature: str = "general"
    deputies: int | None = None
    form: str = ""
    act: str = ""
    examined_since: date | None = None
    former: frozenset[str] = frozenset()

    def word(self, table: str, code: str) -> str:
        """Raises KeyError for a code without words."""
        return self.words[table][code]

    @property
    def life(self) -> Life:
        """The record with what decisions wrote. What is known of a list that is not on file as a
        whole (None) can show that something is, never that nothing else is."""
        return life(self.person.record)

    def serving(self, on: date) -> tuple[Service, ...]:
        """Positions held on `on`, as far as the record says."""
        return tuple(held for held in self.life.known_services if held.covers(on))

    def disciplined(self, on: date) -> tuple[Discipline, ...]:
        """Decisions in effect by `on`, oldest first; a written reminder is none."""
        known = self.life.known_disciplines
        past = [d for d in known if d.effective <= on and d.form != "written_reminder"]
        return tuple(sorted(past, key=lambda d: d.effective))


@dataclass(frozen=True, slots=True)
class Measured:
    """What a check found, ready to print, the sum included.

    `met` None: the file does not say. `person`: the law leaves it to somebody's judgement,
    whatever was measured.
    """

    met: bool | None
    measured: str
    required: str
    person: bool = False


Check = Callable[[CandidateFacts, Mapping[str, int], date], Measured]


def lacking(facts: CandidateFacts, field: str, required: str) -> Measured:
    """Of a field without a value: none, as a document says, or not on file."""
    if state_of(facts.person, field) == State.NONE:
        return Measured(False, NONE, required)
    return unknown(required)


def unknown(required: str) -> Measured:
    """Missing data is never a pass."""
    return Measured(None, NOT_ON_FILE, required)
