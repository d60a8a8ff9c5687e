"""What a run tried, and whether that was enough to believe it."""

from __future__ import annotations

import inspect
from collections.abc import Collection, Iterator
from dataclasses import fields
from importlib import import_module
from pkgutil import walk_packages

import domain
from domain.facts.fact import FACTS
from tests.search import doing, openings, owed, world
from tests.search.doing import DECIDES, DO, decisions_of_the_product
from tests.search.episode import Tried
from tests.search.openings import catalogue
from tests.search.rare import Rare
from tests.search.through.door import DOORS

ACCEPTED = 0.10  # of all acts, at least
EACH = 100  # accepted acts of each kind in a million
MILLION = 1_000_000
# Fields only the actions fill: an agency's own template, the picture a paper was made from.
ELSEWHERE = frozenset({"DraftMade.template", "PaperAttached.original"})


def issuing() -> set[str]:
    """Procedures whose text has a step that issues a decision."""
    texts = catalogue().all_procedures()
    return {t.id for t in texts if any(step.approves for step in t.steps)}


def report(tried: Tried, kinds: Collection[str] = DO) -> str:
    acts, accepted = sum(tried.acts.values()), sum(tried.accepted.values())
    lines = [f"{acts} acts tried, {accepted} accepted ({accepted / max(acts, 1):.1%})"]
    for kind in sorted(kinds):
        lines.append(f"  {kind:15} {tried.acts[kind]:8} tried {tried.accepted[kind]:8} accepted")
    lines.append("cases opened and decisions issued, by procedure")
    for name in sorted(catalogue().files):
        ends = ", ".join(
            f"{status} {tried.ended[f'{name} {status}']}"
            for status in ("done", "stopped", "withdrawn", "open")
        )
        issued = tried.issued[name] if name in issuing() else "-"
        lines.append(f"  {name:25} {tried.opened[name]:6} opened {issued:>6} issued; {ends}")
    lines.append("refused: " + ", ".join(f"{k} {n}" for k, n in tried.refused.most_common()))
    lines.append("met: " + ", ".join(f"{rare} {tried.rare[rare]}" for rare in Rare))
    return "\n".join(lines)


def faults(tried: Tried, wanted: int) -> Iterator[str]:
    """What a run of so many acts should have met and has not."""
    yield from unknown_acts()
    yield from _too_few(tried, wanted, DO)
    if wanted >= MILLION // 20:
        yield from _never(tried)


def door_faults(tried: Tried, wanted: int) -> Iterator[str]:
    """The same of a run through the actions; facts and rare things are the pure run's."""
    yield from _too_few(tried, wanted, DOORS)
    if wanted >= MILLION // 50:
        yield from _never_issued(tried)


def _too_few(tried: Tried, wanted: int, kinds: Collection[str]) -> Iterator[str]:
    acts, accepted = sum(tried.acts.values()), sum(tried.accepted.values())
    if accepted < ACCEPTED * acts:
        yield f"only {accepted} of {acts} acts were accepted"
    each = max(EACH * wanted // MILLION, 1)
    for kind in sorted(kinds):
        if tried.accepted[kind] < each:
            yield f"{kind} was accepted {tried.accepted[kind]} times, wanted {each}"


def _never_issued(tried: Tried) -> Iterator[str]:
    for name in sorted(issuing()):
        if not tried.issued[name]:
            yield f"{name} never came to its decision"


def _never(tried: Tried) -> Iterator[str]:
    yield from _never_issued(tried)
    for rare in Rare:
        if not tried.rare[rare]:
            yield f"never met: {rare}"
    for name, kind in sorted(FACTS.items()):
        for field in fields(kind):
            place = f"{name}.{field.name}"
            if not tried.fields[place] and place not in ELSEWHERE:
                yield f"nothing ever filled {place}"


def unknown_acts() -> Iterator[str]:
    """Acts of the product that the search does not try, and the reverse."""
    known = set(DECIDES)
    for name in sorted(decisions_of_the_product() ^ known):
        yield f"{name} is no act of both the product and the search"
    for kind in sorted(set(DECIDES.values()) - DO.keys()):
        yield f"nothing does {kind}"
    made = "".join(sources())
    for name in sorted(FACTS):
        if f"{name}(" not in made:
            yield f"{name} is made neither by the domain nor by the search"


def sources() -> Iterator[str]:
    """Of what makes facts here: the domain, all of whose decisions are tried, and the search."""
    for module in walk_packages(domain.__path__, "domain."):
        if not module.name.startswith("domain.facts"):
            yield inspect.getsource(import_module(module.name))
    for own in (doing, openings, owed, world):
        yield inspect.getsource(own)
