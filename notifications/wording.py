"""The words of refusals and notices: facts in, sentences out. Texts live in templates/."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Protocol

from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from domain.calendar.clock import local
from domain.calendar.workdays import WorkCalendar
from domain.effects.notices import NoticeKind
from domain.errors import CaseworkError, NotFound
from domain.law.agencies import Agencies
from domain.law.deadlines import days_until
from domain.law.instruments import Instruments
from notifications.law_texts import law_text
from notifications.law_words import first_faults
from notifications.words import paper_fields, tables, word, word_or_code
from templates import TEMPLATES, read_yaml

MOMENT = {"vi": "%H:%M ngày %d/%m/%Y", "en": "%H:%M on %d/%m/%Y"}
NO_LIMIT, DUE_TODAY = "Không có hạn", "Hết hạn hôm nay"
DAYS_LEFT, DAYS_LATE = "Còn {n} ngày làm việc", "Quá {n} ngày làm việc"
CHOOSERS = ("rule", "gate", "why", "kind", "status")


class Capacity(Protocol):
    """In what capacity somebody acts or answered: an actor, a task."""

    @property
    def position(self) -> str: ...
    @property
    def on_behalf_of(self) -> str: ...
    @property
    def for_position(self) -> str: ...
    @property
    def mandate(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Wording:
    """How codes become words on a given day. `names` maps person id → full name.

    `language`: "vi" or "en". Names of bodies and citations are Vietnamese in both.
    """

    agencies: Agencies
    instruments: Instruments
    day: date
    names: Mapping[str, str]
    language: str = "vi"
    titles: Mapping[str, str] = field(default_factory=dict)  # of steps: Vietnamese → English

    def law(self, text: str) -> str:
        """A title, a text of the law data, or what rules composed, in the reader's language."""
        known = self.titles.get(text) if self.language == "en" else ""
        return known or law_text(text, self.language)

    def refusal(self, error: CaseworkError) -> str:
        """The sentence for an error, ending with the articles it rests on."""
        texts = self._texts()["refusals"]
        template = next(texts[key] for key in _keys(error) if key in texts)
        sentence = self._environment().from_string(template).render(**error.facts)
        cited = "; ".join(self.instruments.cite(basis) for basis in error.basis)
        return f"{sentence} ({cited})" if cited else sentence

    def notice(self, kind: NoticeKind, facts: Mapping[str, Any]) -> str:
        """What happened, in one sentence or two; days in `facts` are dates, steps are titles."""
        text = self._texts()["notices"][kind]
        return self._environment().from_string(text).render(**facts)

    def capacity(self, by: Capacity) -> str:
        """ "Chuyên viên, TUQ. Trưởng Ban H'Linh Niê, 13-GUQ": what somebody is, and by whose
        written power on which paper they act (Decree 30/2020 Art 13.3)."""
        if not by.on_behalf_of:
            return by.position
        giver = self.names.get(by.on_behalf_of, by.on_behalf_of)
        whom = f"{by.for_position} {giver}".strip()
        return ", ".join(filter(None, (by.position, f"TUQ. {whom}", by.mandate)))

    def outcome(self, code: object) -> str:
        return word_or_code("outcomes", code, self.language)

    def lint(self, rule: str) -> str:
        """What a lint rule is about. Raises KeyError for a rule without words."""
        return self._texts()["lint"][rule]

    def status(self, code: object) -> str:
        return word_or_code("statuses", code, self.language)

    def fact(self, kind: str) -> str:
        """What happened, in one phrase. Raises KeyError for a fact without words."""
        return word("facts", kind, self.language)

    def role(self, code: str) -> str:
        """What a body does in the procedures. Raises KeyError for a role without words."""
        return word("roles", code, self.language)

    def power(self, code: str) -> str:
        return word_or_code("powers", code, self.language)

    def cell(self, what: str) -> str:
        """What is wrong in a cell of a filled-in sheet. Raises KeyError for an unknown code."""
        return self._texts()["cells"][what]

    def agency(self, code: str) -> str:
        try:
            return self.agencies.get(code).name(self.day).full
        except NotFound:
            return code or "—"

    def _body(self, code: str) -> str:
        """By the name of whoever carries on the body's work today: who is to act."""
        try:
            return self.agency(self.agencies.current(code, self.day).code)
        except NotFound:
            return self.agency(code)

    def _texts(self) -> dict[str, dict[str, str]]:
        return _texts(self.language)

    def _environment(self) -> SandboxedEnvironment:
        environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
        environment.filters |= self._filters()
        return environment

    def law_shape(self, code: str, where: str, what: str) -> str:
        """Why a file of the law cannot be read."""
        return word("law_shapes", code, self.language).format(where=where, what=what)

    def _filters(self) -> dict[str, Callable[..., str]]:
        texts, known = self._texts(), tables(self.language)
        person = {**known["record_fields"], **known["record_tables"], **known["person_fields"]}
        fields = {**person, **known["figures"], **paper_fields(self.language), **texts["fields"]}
        return {
            "agency": self.agency,
            "body": self._body,
            "bodies": lambda codes: "; ".join(map(self.agency, codes)),
            "person": lambda code: self.names.get(code, code) or "—",
            "people": lambda codes: ", ".join(self.names.get(code, code) for code in codes),
            "field": lambda code: str(fields.get(str(code), code)),
            "fields": lambda codes: ", ".join(person.get(code, code) for code in codes),
            "figures": lambda codes: _listed(known["figures"], codes),
            "seats": lambda codes: _listed(known["seats"], codes),
            "outcome": self.outcome,
            "outcomes": lambda codes: ", ".join(self.outcome(code) for code in codes),
            "status": self.status,
            "role": lambda code: word_or_code("roles", code, self.language),
            "scope": lambda code: word_or_code("scopes", code, self.language),
            "scopes": lambda codes: _listed(known["scopes"], codes),
            "lint": self.lint,
            "sent_back": lambda how: word("sent_back", how, self.language),
            "served": lambda what: word_or_code("served", what, self.language),
            "attendance": lambda how: word_or_code("attendance", how, self.language),
            "changed_by": lambda how: word("decision_changed", f"{how}_by", self.language),
            "hang": lambda code: word("hangs", code, self.language),
            "gap": lambda code: word("gaps", code, self.language),
            "mend": lambda code: word("mends", code, self.language),
            "way_out": lambda code: word("ways_out", code, self.language),
            "power": lambda code: self.power(str(code)),
            "file_kind": lambda code: known["file_kinds"].get(str(code), str(code)),
            "unseen": lambda codes: "; ".join(known["unseen"][code] for code in codes),
            "file_way": lambda code: known["file_ways"].get(str(code), ""),
            "paper_rule": lambda code: str(texts["paper_rules"].get(str(code), code)),
            "law": self.law,
            "law_shape": self.law_shape,
            "law_faults": lambda faults: first_faults(faults, self.language),
            "day": lambda day: f"{day:%d/%m/%Y}",
            "moment": lambda at: f"{local(at):{MOMENT[self.language]}}" if at else "—",
            "quoted": lambda values: ", ".join(f"“{v}”" for v in values),
            "join": lambda values, by=", ": by.join(str(v) for v in values),
        }


def time_left(due: date | None, today: date, calendar: WorkCalendar) -> tuple[str, int]:
    """ "Còn 2 ngày làm việc", "Hết hạn hôm nay", …: the words, and the number that goes in."""
    if due is None:
        return NO_LIMIT, 0
    days = days_until(due, today, calendar)
    if today > due:
        return DAYS_LATE, -days
    return (DAYS_LEFT, days) if days else (DUE_TODAY, 0)


def _keys(error: CaseworkError) -> list[str]:
    """Most exact first: code/rule, the code, then the code that says nothing but "refused"."""
    exact = [f"{error.code}/{error.facts[name]}" for name in CHOOSERS if error.facts.get(name)]
    return [*exact, error.code, CaseworkError.code]


def _listed(texts: Mapping[str, str], codes: Iterable[str]) -> str:
    return ", ".join(texts.get(code, code) for code in codes)


def problem(code: str, *, language: str) -> str:
    """What stopped a request before any rule was asked; the code itself where it has no words."""
    return _texts(language)["problems"].get(code, code)


def mail_texts(language: str) -> dict[str, str]:
    """What mails say beside what they tell; places are filled by `str.format`."""
    return _texts(language)["mail"]


@cache
def _texts(language: str) -> dict[str, dict[str, str]]:
    path = TEMPLATES / "messages" / f"{language}.yaml"
    texts: dict[str, dict[str, str]] = read_yaml(path)
    return texts
