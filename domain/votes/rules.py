"""Votes. The base of every percentage is part of the rule; all arithmetic is in integers.

Three shapes of ballot: agree or not; one name among several; one form of discipline among several.
What no text settles is a DEADLOCK and goes to the competent level: never decided by software.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.errors import BadTally, NoQuorum
from domain.facts.votes import Tally
from domain.law.options import Outcome
from domain.votes.arithmetic import (
    check_counts,
    going_on,
    has_quorum,
    over_half,
    share,
)

AGREE, AGAINST, BLANK = "agree", "against", "blank"


class Shape(StrEnum):
    AGREE = "agree"  # đồng ý / không đồng ý
    NAMES = "names"  # one person per ballot
    FORMS = "forms"  # one form of discipline per ballot


@dataclass(frozen=True, slots=True)
class VoteRule:
    """`reads` turns counts into an answer about `subject`. `base_vi` names who is counted: for
    rules on all members, `summoned` is all members; `base_valid` counts the valid ballots only
    (discipline council). `needs_vi` is the threshold as printed.
    """

    name: str
    shape: Shape
    base_vi: str
    needs_vi: str
    reads: Callable[[Tally, int, str], Outcome]
    quorum: bool = False
    base_valid: bool = False

    def base(self, tally: Tally) -> int:
        return tally.valid if self.base_valid else tally.summoned


def _more_than_half(tally: Tally, base: int, _subject: str) -> Outcome:
    twice = 2 * tally.in_favour
    if twice == base > 0:
        return Outcome.TIED
    return Outcome.PASSED if twice > base else Outcome.FAILED


def _at_least_half(tally: Tally, base: int, _subject: str) -> Outcome:
    return Outcome.PASSED if base > 0 and 2 * tally.in_favour >= base else Outcome.FAILED


def _first_or_goes_on(tally: Tally, base: int, subject: str) -> Outcome:
    """Above half: chosen. Nobody above half: everyone with ≥ 30 % goes on; nobody: stop (B-2)."""
    winners = over_half(dict(tally.votes), base)
    if winners:
        return Outcome.PASSED if winners == (subject,) else Outcome.OTHER_CHOSEN
    staying = going_on(dict(tally.votes), base)
    return Outcome.GOES_ON if subject in staying else Outcome.FAILED


def _last_meeting(tally: Tally, base: int, subject: str) -> Outcome:
    """Above half: chosen. Two at exactly half: the head chooses. One alone at half: not regulated
    (B-4, U-10)."""
    winners = over_half(dict(tally.votes), base)
    if winners:
        return Outcome.PASSED if winners == (subject,) else Outcome.OTHER_CHOSEN
    halves = [name for name, count in tally.votes if 2 * count == base]
    if subject not in halves:
        return Outcome.FAILED
    return Outcome.TIED if len(halves) == 2 else Outcome.DEADLOCK


def _noted(_tally: Tally, _base: int, _subject: str) -> Outcome:
    return Outcome.RECORDED


def _form_with_majority(tally: Tally, base: int, _subject: str) -> Outcome:
    """The form above half. None: how to add up is not settled in a text read (K-12, U-10)."""
    above = [form for form, count in tally.votes if 2 * count > base]
    return Outcome(above[0]) if above else Outcome.DEADLOCK


SUMMONED, MEMBERS = "tổng số người được triệu tập", "tổng số thành viên"
NAMED = "cao nhất trong số người đạt trên 50 %; không ai trên 50 % thì lấy từ 30 % trở lên"
RULES: Mapping[str, VoteRule] = {
    rule.name: rule
    for rule in (
        # Decree 115/2020 Art 46.2: of those summoned, two thirds present
        VoteRule("over_half_of_summoned", Shape.AGREE, SUMMONED, "> 50 %", _more_than_half, True),
        # Decree 115/2020 Art 46.2b: enlarged collective meeting
        VoteRule("enlarged_meeting", Shape.NAMES, SUMMONED, NAMED, _first_or_goes_on, True),
        # Decree 115/2020 Art 46.2c: second meeting of the collective
        VoteRule("second_collective", Shape.NAMES, SUMMONED, NAMED, _first_or_goes_on, True),
        # Decree 115/2020 Art 46.2d: opinion of the key staff, no threshold
        VoteRule("opinion_only", Shape.AGREE, SUMMONED, "không quy định tỷ lệ", _noted, True),
        # Decree 115/2020 Art 46.2đ: third meeting of the collective
        VoteRule(
            "third_collective",
            Shape.NAMES,
            SUMMONED,
            "cao nhất trong số người đạt trên 50 %",
            _last_meeting,
            True,
        ),
        # Decree 115/2020 Art 51.4
        VoteRule("over_half_of_members", Shape.AGREE, MEMBERS, "> 50 %", _more_than_half),
        # Decree 115/2020 Art 55.2b: từ 50 % trở lên
        VoteRule("at_least_half_of_members", Shape.AGREE, MEMBERS, "≥ 50 %", _at_least_half),
        # Decree 234/2026 Art 17.2: majority of the members voting, first whether, then the form
        VoteRule(
            "council_majority",
            Shape.AGREE,
            "số phiếu hợp lệ của Hội đồng",
            "> 50 %",
            _more_than_half,
            base_valid=True,
        ),
        VoteRule(
            "council_form",
            Shape.FORMS,
            "số phiếu hợp lệ của Hội đồng",
            "> 50 %",
            _form_with_majority,
            base_valid=True,
        ),
        # 69-QĐ/TW (press report): of all members of the deciding body
        VoteRule("party_form", Shape.FORMS, MEMBERS, "> 50 %", _form_with_majority),
    )
}


def judge(rule: VoteRule, tally: Tally, subject: str = "") -> Outcome:
    """The answer the counts give: for names, about `subject`; for forms, the form itself.

    Raises BadTally when the counts cannot be, NoQuorum when too few came.
    """
    check_counts(tally)
    _check_shape(rule, tally, subject)
    if rule.quorum and not has_quorum(tally.summoned, tally.present):
        raise NoQuorum(present=tally.present, summoned=tally.summoned)
    return rule.reads(tally, rule.base(tally), subject)


def _check_shape(rule: VoteRule, tally: Tally, subject: str) -> None:
    """Ballots with names or forms carry them, and agree with what is said to be in favour."""
    if rule.shape == Shape.AGREE:
        if tally.votes:
            raise BadTally(rule="names_not_asked", tally=tally)
        return
    votes = dict(tally.votes)
    if not votes or len(votes) != len(tally.votes):
        raise BadTally(rule="names_missing", tally=tally)
    wanted = votes.get(subject, 0) if rule.shape == Shape.NAMES else max(votes.values())
    if tally.in_favour != wanted:
        raise BadTally(rule=f"in_favour {tally.in_favour} ≠ {wanted}", tally=tally)


def counted(rule: VoteRule, tally: Tally, votes: Mapping[str, int], subject: str) -> Tally:
    """`tally` with the votes by name or form entered, and who is in favour read from them."""
    if rule.shape == Shape.AGREE:
        return tally
    most = max(votes.values(), default=0)
    in_favour = votes.get(subject, 0) if rule.shape == Shape.NAMES else most
    return Tally(
        summoned=tally.summoned,
        present=tally.present,
        issued=tally.issued,
        returned=tally.returned,
        valid=tally.valid,
        in_favour=in_favour,
        votes=tuple(sorted(votes.items())),
    )


def answers(rule: VoteRule) -> frozenset[Outcome]:
    """Every answer the rule may give, forms of discipline apart: a ballot must know them all."""
    return _ANSWERS.get(rule.name, _SHORT)


_SHORT = frozenset({Outcome.PASSED, Outcome.TIED, Outcome.FAILED})
_NAMED = frozenset({Outcome.PASSED, Outcome.GOES_ON, Outcome.OTHER_CHOSEN, Outcome.FAILED})
_ANSWERS: Mapping[str, frozenset[Outcome]] = {
    "enlarged_meeting": _NAMED,
    "second_collective": _NAMED,
    "third_collective": frozenset(
        {
            Outcome.PASSED,
            Outcome.OTHER_CHOSEN,
            Outcome.TIED,
            Outcome.DEADLOCK,
            Outcome.FAILED,
        }
    ),
    "opinion_only": frozenset({Outcome.RECORDED}),
    "at_least_half_of_members": frozenset({Outcome.PASSED, Outcome.FAILED}),
    "council_form": frozenset({Outcome.DEADLOCK}),
    "party_form": frozenset({Outcome.DEADLOCK}),
}


def explain(rule: VoteRule, tally: Tally) -> str:
    """The sum as printed in the minutes: count, base by name, result."""
    base = rule.base(tally)
    return f"{share(tally.in_favour, base)} ({rule.base_vi}; cần {rule.needs_vi})"
