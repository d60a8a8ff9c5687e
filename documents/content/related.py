"""What a paper says of the case it looks at: the decision complained of, the path supervised; and
of the decision that it changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from documents.content.catalogue import PAPERS
from documents.content.matter import post_name, verb_of
from documents.content.vietnamese import BLANK, in_text, words
from documents.values import Changed, LinkedValues, PathRow
from domain.cases.conformance import Remark, Row
from domain.facts.decisions import DecisionIssued
from domain.law.procedure import Purpose
from domain.papers.case_file import CaseFile
from domain.state.task import TaskStatus
from domain.text import nfc
from notifications.words import initial, word

SEEN_ON_SCREEN = "same_person"
Name = Callable[[str], str]


def linked(file: CaseFile, *, party: bool) -> LinkedValues:
    """Values for papers about another case; a blank for what is not known."""
    chosen = file.case.answer_for(Purpose.RULING, file.law.procedure)
    return {
        "about": file.about.id if file.about else BLANK,
        "complained": _decision(file, party=party),
        "resolution": initial(word("outcomes", chosen)) if chosen else f"{BLANK} quyết định",
        "resolution_why": said(file, Purpose.RULING),
        "ruling": str(chosen or ""),
        "again_days": _days(file.about.again if file.about else None),
        "path": [_row(file, row) for row in file.about.path if row.opened] if file.about else [],
    }


def said(file: CaseFile, *purposes: Purpose) -> str:
    """The same, or a marked blank."""
    return reason_given(file, *purposes) or BLANK


def reason_given(file: CaseFile, *purposes: Purpose) -> str:
    """The reason given in the last answer of the first step of these purposes that has one."""
    for purpose in purposes:
        put = file.case.tasks_for(purpose, file.law.procedure)
        done = [task for task in put if task.status == TaskStatus.DONE]
        if done and done[-1].reason:
            return nfc(done[-1].reason).rstrip(". ")
    return ""


def _decision(file: CaseFile, *, party: bool) -> str:
    decision = file.about.decision if file.about else None
    if decision is None:
        return BLANK
    comma = "," if party else ""
    return f"{decision.symbol}{comma} {in_text(decision.dated, party=party)}"


def _of_weight(row: Row) -> Row:
    """A report names what departs from the order of the law; that one person answered in several
    steps is shown on screen."""
    return replace(row, remarks=tuple(r for r in row.remarks if r.code != SEEN_ON_SCREEN))


def _days(days: int | None) -> str:
    return f"{days:02d} ({words(days)}) ngày" if days else f"{BLANK} ngày"


def _row(file: CaseFile, row: Row) -> PathRow:
    def agency(code: str) -> str:
        return file.law.agencies.get(code).name(file.day).short

    return {
        "step": row.step.title,
        "opened": f"{row.opened:%d/%m/%Y}" if row.opened else "",
        "closed": f"{row.closed:%d/%m/%Y}" if row.closed else "",
        "remarks": remarks_text(_of_weight(row), agency, file.names),
    }


def changed_of(file: CaseFile, *, party: bool) -> Changed:
    """What a later paper says of the decision that it changes; blanks before there is such a paper.

    `decision` reads "Quyết định số 01-QĐ/TU, ngày 07/9/2026"; `about` what it decided."""
    change, first = file.change, file.decision
    if change is None or first is None:
        return {
            "decision": f"Quyết định số {BLANK}",
            "issuer": BLANK,
            "about": BLANK,
            "effective": in_text(None, party=party),
            "reason": BLANK,
            "document": BLANK,
            "says": BLANK,
        }
    comma, day = "," if party else "", in_text(change.changes_dated, party=party)
    return {
        "decision": f"Quyết định số {change.changes_symbol}{comma} {day}",
        "issuer": file.law.agencies.get(first.by.agency).name(change.changes_dated).full,
        "about": _decided(file, first),
        "effective": in_text(change.dated, party=party),
        "reason": _sentence(change.reason),
        "document": _sentence(change.document),
        "says": _sentence(change.says),
    }


def _decided(file: CaseFile, first: DecisionIssued) -> str:
    """The subject of the decision, as printed under its title."""
    about = PAPERS[first.paper].about
    return about.format(verb=verb_of(file), post=post_name(file), meeting="")


def _sentence(text: str) -> str:
    """As typed, without the full stop that the wording puts itself."""
    return nfc(text).rstrip(". ")


def remark_text(
    remark: Remark, agency: Name, people: Mapping[str, str], language: str = "vi"
) -> str:
    """One remark as a person reads it.

    Raises KeyError for a code without words.
    """
    facts = {name: _shown(value) for name, value in remark.facts.items()}
    if "agency" in facts:
        facts["agency"] = agency(facts["agency"])
    if "person" in facts:
        facts["person"] = people.get(facts["person"], facts["person"])
    return word("remarks", remark.code, language).format(**facts)


def remarks_text(row: Row, agency: Name, people: Mapping[str, str], language: str = "vi") -> str:
    return "; ".join(remark_text(remark, agency, people, language) for remark in row.remarks)


def _shown(value: object) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value).rstrip(". ")
