"""`prove`: P1–P12 of one text, on every day on which anything of it changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from domain.errors import NotFound, RegulationError
from domain.law.agencies import PressAgency
from domain.law.basis import Basis
from domain.law.case_law import Law
from domain.law.procedure import Procedure
from domain.law.proofs import Exemption, Property
from domain.law.routing import agency_for
from domain.state.case import PostKind
from regulations.catalogue import Catalogue
from regulations.days import change_days, concerns
from regulations.kept.text import canonical
from regulations.proof import order, shape
from regulations.proof.failures import Failure, PathFault
from regulations.proof.paths import Walk, walk, with_text

PROVER = 1  # another number where the properties or the walk change: every text is proven anew
POSTS = (PostKind.HEAD, PostKind.DEPUTY)


@dataclass(frozen=True, slots=True)
class Proof:
    """What was shown of one text. `failures` empty: every property holds or is exempted.

    `key` names what was looked at: the text, its exemptions, the bodies of its roles. `walks` are
    the different courses (day, press agency, post) of `days` days; `places` and `moves` their sums.
    """

    procedure: str
    key: str
    days: int
    walks: int
    places: int
    moves: int
    exempted: tuple[Exemption, ...] = ()
    failures: tuple[Failure, ...] = ()

    @property
    def holds(self) -> bool:
        return not self.failures


def prove(catalogue: Catalogue, text: Procedure) -> Proof:
    """Walk every path of a text and look for what fails on one."""
    found = list(_of_text(text))
    walks: list[Walk] = []
    days = change_days(catalogue, text)
    if not any(failure.property == Property.NO_RING for failure in found):
        walks, silent = _walks(catalogue, text, days)
        found += silent
        found += [failure for one in walks for failure in _of_walk(catalogue, one)]
        found += _never_opened(text, walks)
    failures, used = _exempted(text, _nearest(found))
    return Proof(
        procedure=text.id,
        key=proof_key(catalogue, text),
        days=len(days),
        walks=len(walks),
        places=sum(len(one.places) for one in walks),
        moves=sum(len(place.moves) for one in walks for place in one.places),
        exempted=used,
        failures=(*failures, *_bad_exemptions(catalogue, text, used)),
    )


def proof_key(catalogue: Catalogue, text: Procedure) -> str:
    """SHA-256 of everything a proof looks at: another one, and the text is proven anew."""
    looked_at = [
        PROVER,
        canonical(text),
        [exemption.model_dump(mode="json") for exemption in text.exemptions],
        [list(roles) for roles in _chosen(catalogue, text)],
        [
            body.model_dump(
                mode="json",
                include={"code", "roles", "successor", "press", "first_day", "last_day"},
            )
            for body in catalogue.agencies.by_code.values()
        ],
    ]
    return hashlib.sha256(json.dumps(looked_at, sort_keys=True).encode()).hexdigest()


def _of_text(text: Procedure) -> Iterator[Failure]:
    yield from shape.ringless(text)
    yield from shape.gated(text)
    yield from shape.votes_answered(text)


def _of_walk(catalogue: Catalogue, found: Walk) -> Iterator[Failure]:
    yield from shape.sound(found)
    yield from shape.answers_lead_on(found)
    yield from shape.clocks_fit(found)
    for roles in _chosen(catalogue, found.law.procedure):
        yield from order.bodies_asked(found, roles)
    yield from order.none_skipped(found)
    yield from order.heard_first(found)
    yield from order.no_short_cut(found)


def _chosen(catalogue: Catalogue, text: Procedure) -> Iterator[tuple[str, ...]]:
    """The roles that the province has chosen to be asked in procedures like this one."""
    for row in catalogue.asked_bodies:
        if text.name in row.procedures and text.variant == row.variant:
            yield row.roles


def _walks(
    catalogue: Catalogue, text: Procedure, days: list[date]
) -> tuple[list[Walk], list[Failure]]:
    """One walk for each course that differs in bodies or times; and where the law is silent."""
    law, courses, silent = catalogue.law(text), dict[object, Walk](), list[Failure]()
    posts = POSTS if any(step.when for step in text.steps) else POSTS[:1]
    for day in days:
        try:
            resolved = with_text(law, day)
        except RegulationError as none:
            silent.append(Failure(Property.ONE_TEXT, str(day), PathFault.SILENT, _told(none)))
            continue
        for press in _press(catalogue, text, day):
            try:
                course = _course(catalogue, resolved, press, day)
                for post in posts:
                    if (course, post) not in courses:
                        courses[course, post] = walk(resolved, press, post, day)
            except (RegulationError, NotFound) as nobody:
                facts = {"press": press} | _told(nobody)
                silent.append(Failure(Property.ONE_TEXT, str(day), PathFault.NOBODY, facts))
    return list(courses.values()), silent


@lru_cache(maxsize=128)
def courses(catalogue: Catalogue, procedure_id: str) -> frozenset[object]:
    """The courses of a text that differ, and what the law says where it gives no answer."""
    text = catalogue.text(procedure_id)
    law, found = catalogue.law(text), set[object]()
    for day in change_days(catalogue, text):
        try:
            resolved = with_text(law, day)
            found |= {
                _course(catalogue, resolved, press, day) for press in _press(catalogue, text, day)
            }
        except (RegulationError, NotFound) as silent:
            found.add(str(silent))
    return frozenset(found)


def _told(refusal: RegulationError | NotFound) -> dict[str, str]:
    return {"said": str(refusal)}


def _press(catalogue: Catalogue, text: Procedure, day: date) -> list[str]:
    return [
        body.code
        for body in catalogue.agencies.by_code.values()
        if isinstance(body.press, PressAgency) and concerns(text, body.press) and body.covers(day)
    ]


def _course(catalogue: Catalogue, law: Law, press: str, day: date) -> tuple[object, ...]:
    """What makes one walk differ from another: which roles are one body, and the times."""
    roles = [role for step in law.procedure.steps for role in step.asks]
    codes = [
        agency_for(catalogue.agencies, role, press_agency=press, day=day).code for role in roles
    ]
    same = tuple(codes.index(code) for code in codes)
    times = (
        step.due.model_dump_json(exclude={"basis", "first_day", "last_day"})
        for step in law.procedure.steps
    )
    return (same, *times)


def _never_opened(text: Procedure, walks: list[Walk]) -> Iterator[Failure]:
    """P1, P7. Steps no case comes to, and answers that nobody can give."""
    opened = {place.step for one in walks for place in one.places}
    for step in text.steps:
        if walks and step.id not in opened:
            yield Failure(Property.SOUND, step.id, PathFault.DEAD)


def _nearest(found: list[Failure]) -> list[Failure]:
    """Of the same fault on many paths, that with the shortest story."""
    nearest: dict[tuple[str, str, str], Failure] = {}
    for failure in sorted(found, key=lambda f: len(f.story)):
        nearest.setdefault((failure.property, failure.at, failure.why), failure)
    return sorted(nearest.values(), key=lambda f: (int(f.property[1:]), len(f.story)))


def _exempted(
    text: Procedure, found: list[Failure]
) -> tuple[tuple[Failure, ...], tuple[Exemption, ...]]:
    exemptions = {(exemption.property, exemption.at): exemption for exemption in text.exemptions}
    left = tuple(f for f in found if (f.property, f.at) not in exemptions)
    met = {(f.property, f.at) for f in found}
    return left, tuple(exemption for key, exemption in exemptions.items() if key in met)


def _bad_exemptions(
    catalogue: Catalogue, text: Procedure, used: tuple[Exemption, ...]
) -> Iterator[Failure]:
    """P12. An exemption that exempts nothing, or rests on no article in force in those days."""
    for exemption in text.exemptions:
        if exemption not in used:
            yield Failure(Property.EXEMPT_BY_ARTICLE, exemption.at, PathFault.NEEDLESS)
        if not any(_stands(catalogue, text, basis) for basis in exemption.basis):
            yield Failure(Property.EXEMPT_BY_ARTICLE, exemption.at, PathFault.NO_ARTICLE)


def _stands(catalogue: Catalogue, text: Procedure, basis: Basis) -> bool:
    try:
        instrument = catalogue.instruments.get(basis.instrument)
    except NotFound:
        return False
    overlaps = instrument.first_day < text.end and text.first_day < instrument.end
    return basis.article is not None and overlaps
