"""Lint of the files as files: keys and rows that stand twice, rows that point nowhere, gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from pathlib import Path

from domain.eligibility.rules.registry import PARAMETERS
from domain.errors import BadLawFile
from domain.law.in_force import HasSpan, gaps
from domain.law.procedure import Procedure
from regulations.catalogue import Catalogue
from regulations.law_problems import LawFault, LawProblem, problem
from regulations.lines import doubled_keys
from regulations.workdays import load_overrides

PARTS = (
    "options",
    "instruments",
    "agencies",
    "party_terms",
    "dossier",
    "rules",
    "conflicts",
    "councils",
    "required_opinions",
    "asked_bodies",
    "complaint_times",
    "clocks",
    "watches",
    "interest_times",
    "consequences",
    "mail",
    "usual_reminders",
    "prolonging",
    "relations",
    "kinds",
    "old_marks",
    "calendar",
)


def check_readable(catalogue: Catalogue) -> Iterator[LawProblem]:
    """Each file has the shape it must have; nothing else can be asked of one that has not."""
    for part in PARTS:
        try:
            getattr(catalogue, part)
        except BadLawFile as bad:
            yield unreadable(bad)


def texts_of(catalogue: Catalogue) -> tuple[dict[str, Procedure], list[LawProblem]]:
    """The procedures that can be read, by the name of their file; and what is wrong with others."""
    texts: dict[str, Procedure] = {}
    found: list[LawProblem] = []
    for procedure_id in catalogue.files:
        try:
            texts[procedure_id] = catalogue.text(procedure_id)
        except BadLawFile as bad:
            found.append(unreadable(bad))
    return texts, found


def unreadable(bad: BadLawFile) -> LawProblem:
    """A file that cannot be read, as a line of the check."""
    line = bad.facts["line"]
    where = str(bad.facts["where"])
    assert isinstance(line, int | None)
    return problem(str(bad.facts["file"]), where, LawFault.BAD_FILE, line=line, refusal=bad)


def check_data(catalogue: Catalogue, texts: Mapping[str, Procedure]) -> Iterator[LawProblem]:
    """What stands twice, points nowhere, or leaves days without a rule."""
    for path in sorted(catalogue.data.rglob("*.yaml")):
        for key, line in doubled_keys(path):
            yield problem(name_of(catalogue.data, path), key, LawFault.DOUBLED_KEY, line=line)
    yield from _doubled_rows(catalogue)
    yield from _pointers(catalogue)
    yield from _rows_over_time(catalogue)
    yield from _parameters(catalogue)
    yield from _workdays(catalogue)
    yield from _names_of_files(catalogue, texts)


def name_of(data: Path, path: Path) -> str:
    """ "procedures/101/appoint.party.yaml"."""
    return path.relative_to(data).as_posix()


def _doubled_rows(catalogue: Catalogue) -> Iterator[LawProblem]:
    rows = (
        ("agencies.yaml", catalogue.listed("agencies.yaml", "code")),
        ("instruments.yaml", catalogue.listed("instruments.yaml", "id")),
        ("conflicts.yaml", catalogue.listed("conflicts.yaml", "id")),
    )
    for file, names in rows:
        for name, times in Counter(names).items():
            if times > 1:
                yield problem(file, name, LawFault.DOUBLED_ROW, name=name)


def _pointers(catalogue: Catalogue) -> Iterator[LawProblem]:
    """Successors and replacing texts that are on no list."""
    bodies, texts = catalogue.agencies.by_code, catalogue.instruments.by_id
    for body in bodies.values():
        if (gone := body.successor) and gone not in bodies:
            where = f"{body.code}.successor"
            yield problem("agencies.yaml", where, LawFault.NO_BODY, name=gone)
    for text in texts.values():
        if (gone := text.replaced_by) and gone not in texts:
            where = f"{text.id}.replaced_by"
            yield problem("instruments.yaml", where, LawFault.NO_TEXT_OF, name=gone)


def _rows_over_time(catalogue: Catalogue) -> Iterator[LawProblem]:
    """Rows that follow each other in time, without a day missing or doubled."""
    clocks = catalogue.clocks
    yield from _followed("councils.yaml", catalogue.councils)
    yield from _followed("limitation.yaml", clocks.periods)
    yield from _followed("limitation.yaml", clocks.limits)
    watches = sorted(catalogue.watches, key=lambda row: row.id)
    for _, same in groupby(watches, key=lambda row: row.id):
        yield from _followed("radar.yaml", tuple(same))


def _followed(file: str, rows: Sequence[HasSpan]) -> Iterator[LawProblem]:
    for first, until in gaps(rows):
        yield problem(file, str(until), LawFault.GAP, first=str(first), until=str(until))
    for earlier, later in _in_order(rows):
        if earlier.end > later.first_day:
            yield problem(file, str(later.first_day), LawFault.OVERLAP)


def _in_order(rows: Iterable[HasSpan]) -> Iterator[tuple[HasSpan, HasSpan]]:
    return pairwise(sorted(rows, key=lambda row: row.first_day))


def _parameters(catalogue: Catalogue) -> Iterator[LawProblem]:
    """A number under a name that the check does not read, or one it reads and does not get."""
    for rule in catalogue.rules:
        wanted = PARAMETERS.get(rule.check, frozenset())
        for name in sorted(set(rule.parameters) ^ wanted):
            fault = LawFault.NO_PARAMETER if name in wanted else LawFault.STRANGE_PARAMETER
            yield problem("rules", rule.id, fault, name=name)


def _workdays(catalogue: Catalogue) -> Iterator[LawProblem]:
    days = Counter(override.day for override in load_overrides(catalogue.data / "workdays"))
    for day, times in days.items():
        if times > 1:
            yield problem(f"workdays/{day.year}.yaml", str(day), LawFault.DOUBLED_DAY)


def _names_of_files(catalogue: Catalogue, texts: Mapping[str, Procedure]) -> Iterator[LawProblem]:
    for procedure_id, text in texts.items():
        if text.id != procedure_id:
            file = name_of(catalogue.data, catalogue.files[procedure_id])
            yield problem(file, "id", LawFault.OTHER_ID, name=text.id)
