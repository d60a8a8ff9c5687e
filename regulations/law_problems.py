"""A fault of the law data: in which file and line, and in words that say what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from pathlib import Path

from domain.errors import BadLawFile
from notifications.law_words import fault_words
from notifications.words import word
from regulations.lines import Place, line_among, places_in
from regulations.reading import is_readable


class LawFault(StrEnum):
    """Worded in `law_faults` of the words."""

    BAD_FILE = "bad_file"
    DOUBLED_KEY = "doubled_key"
    DOUBLED_ROW = "doubled_row"
    DOUBLED_DAY = "doubled_day"
    NO_BODY = "no_body"
    NO_TEXT_OF = "no_text_of"
    GAP = "gap"
    OVERLAP = "overlap"
    NO_PARAMETER = "no_parameter"
    STRANGE_PARAMETER = "strange_parameter"
    OTHER_ID = "other_id"
    UNKNOWN_NAME = "unknown_name"
    UNKNOWN_PAPER = "unknown_paper"
    VOTE_ANSWER = "vote_answer"
    TOO_MANY_ANSWERS = "too_many_answers"
    UNPREPARED = "unprepared"
    NO_INSTRUMENT = "no_instrument"
    NOT_IN_FORCE = "not_in_force"
    UNREACHED = "unreached"
    DEAD_END = "dead_end"
    NEVER_ENDS = "never_ends"
    SAID = "said"
    NO_TEXT_UNTIL = "no_text_until"
    TWO_TEXTS = "two_texts"
    TWO_STEPS_FOR = "two_steps_for"
    NO_STEP_FOR = "no_step_for"
    OTHER_MARK = "other_mark"
    NAME_WITHOUT_ROW = "name_without_row"
    ONE_PREFIX = "one_prefix"
    ONE_COMPLAINT = "one_complaint"
    USED_TWICE = "used_twice"
    NOBODY_HOLDS = "nobody_holds"
    UNKNOWN_CHECK = "unknown_check"
    UNKNOWN_GATE = "unknown_gate"
    NO_STEP = "no_step"
    UNKNOWN_AGENCY = "unknown_agency"
    UNUSED_CHECK = "unused_check"
    NO_BASIS = "no_basis"
    PATH = "path"
    NOT_WRITTEN = "not_written"
    NOT_ISSUED = "not_issued"
    BOTH_OR_NEITHER = "both_or_neither"
    ROLE_TWICE = "role_twice"
    EDITED = "edited"
    EDITED_ON = "edited_on"
    TAKEN_AWAY = "taken_away"
    CENTRAL = "central"
    RING = "ring"
    NO_NAME = "no_name"
    NOT_CHOOSABLE = "not_choosable"
    REQUIRED = "required"
    TWO_HOLD = "two_hold"
    NONE_HOLDS = "none_holds"


@dataclass(frozen=True, slots=True)
class LawProblem:
    """`where` names the place by ids and keys; `line` is found from it (`located`). `refusal` is
    what reading the file said."""

    file: str
    where: str
    why: LawFault
    facts: Mapping[str, str] = field(default_factory=dict)
    line: int | None = None
    refusal: BadLawFile | None = None


def problem(
    file: str,
    where: str,
    why: LawFault,
    *,
    line: int | None = None,
    refusal: BadLawFile | None = None,
    **facts: str,
) -> LawProblem:
    """A fault with what its words say."""
    return LawProblem(file, where, why, facts, line, refusal)


def located(data: Path, problems: Iterable[LawProblem]) -> Iterator[LawProblem]:
    """The same faults with the path of their file and the line in it; each file is read once,
    however many there are."""
    places = cache(_places)
    for found in problems:
        if found.line:
            yield found
            continue
        words = [*found.file.split(" ")[1:], *(w for w in re.split(r"[. ]", found.where) if w)]
        paths = _candidates(data, found.file.split(" ")[0])
        fitting = (path for path in paths if line_among(places(path), words[:1]))
        best = next(fitting, next(iter(paths), None))
        file = best.relative_to(data).as_posix() if best else found.file
        line = line_among(places(best), words) if best else None
        yield replace(found, file=file, line=line or 1)


def _places(path: Path) -> list[Place]:
    return places_in(path) if is_readable(path) else []


def _candidates(data: Path, name: str) -> list[Path]:
    exact = [data / name, data / f"{name}.yaml", data / f"procedures/{name}.yaml"]
    return [p for p in exact if p.is_file()] or sorted((data / name).glob("*.yaml"))


def sentence(problem: LawProblem, language: str = "vi") -> str:
    """What is wrong, without file and line."""
    if problem.refusal is not None:
        facts = problem.refusal.facts
        said = word("law_shapes", facts["shape"], language)
        return said.format(where=facts["where"], what=facts["what"])
    return fault_words(problem.why, problem.facts, language)
