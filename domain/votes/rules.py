"""Votes. The base of every percentage is part of the rule; all arithmetic is in integers.

Three shapes of ballot: agree or not; one name among several; one form of discipline among several.
What no text settles is a DEADLOCK and goes to the competent level: never decided by software.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.errors import BadTally, NoQuorum
from domain.facts.votes import Tally
from domain.law.options import Outcome
from domain.votes.arithmetic import (
    adding_up,
    check_counts,
    expulsion_proposed,
    going_on,
    has_quorum,
    other_person_passes,
    over_half,
    party_vote_passes,
    share,
)

AGREE, AGAINST, BLANK = "agree", "against", "blank"


class Shape(StrEnum):
    AGREE = "agree"  # đồng ý / không đồng ý
    NAMES = "names"  # one person per ballot
    FORMS = "forms"  # one form of discipline per ballot


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """The counts of one vote and what its rule asks beside them: `base`, how many are all; the
    person it is about; `before`, the counts of the meeting it follows; `decides`, whether the body
    that votes decides, or only proposes to another one."""

    tally: Tally
    base: int
    subject: str = ""
    before: Tally | None = None
    decides: bool = False


@dataclass(frozen=True, slots=True)
class VoteRule:
    """`reads` turns counts into an answer about the person. `follows` names the rule of the meeting
    whose result this one looks back at. `base_vi` names who is counted: for
    rules on all members, `summoned` is all members; `base_valid` counts the valid ballots only
    (discipline council). `needs_vi` is the threshold as printed.
    """

    name: str
    shape: Shape
    base_vi: str
    needs_vi: str
    reads: Callable[[Poll], Outcome]
    quorum: bool = False
    base_valid: bool = False
    follows: str = ""

    def base(self, tally: Tally) -> int:
        """How many a share is of: the valid ballots, or all who were summoned."""
        return tally.valid if self.base_valid else tally.summoned


def _more_than_half(poll: Poll) -> Outcome:
    twice = 2 * poll.tally.in_favour
    if twice == poll.base > 0:
        return Outcome.TIED
    return Outcome.PASSED if twice > poll.base else Outcome.FAILED


def _at_least_half(poll: Poll) -> Outcome:
    reached = poll.base > 0 and 2 * poll.tally.in_favour >= poll.base
    return Outcome.PASSED if reached else Outcome.FAILED


def _first_or_goes_on(poll: Poll) -> Outcome:
    """Above half: chosen. Nobody above half: everyone with ≥ 30 % goes on; nobody: stop (B-2)."""
    votes = dict(poll.tally.votes)
    if winners := over_half(votes, poll.base):
        return _chosen(winners, poll)
    staying = going_on(votes, poll.base)
    return Outcome.GOES_ON if poll.subject in staying else Outcome.FAILED


def _second_meeting(poll: Poll) -> Outcome:
    """As the meeting before, but a person it did not name needs two thirds of all members; short of
    that: stop and report (B-3)."""
    votes = dict(poll.tally.votes)
    others = set(over_half(votes, poll.base)) - set(_named_by(poll.before))
    if any(not other_person_passes(votes[name], poll.base) for name in others):
        return Outcome.FAILED
    return _first_or_goes_on(poll)


def _named_by(before: Tally | None) -> tuple[str, ...]:
    """Who came out of the enlarged meeting: the one above half, else all who went on."""
    return going_on(dict(before.votes), before.summoned) if before else ()


def _last_meeting(poll: Poll) -> Outcome:
    """Above half: chosen. Two at exactly half: the head chooses. One alone at half: not regulated
    (B-4, U-10)."""
    if winners := over_half(dict(poll.tally.votes), poll.base):
        return _chosen(winners, poll)
    halves = [name for name, count in poll.tally.votes if 2 * count == poll.base]
    if poll.subject not in halves:
        return Outcome.FAILED
    return Outcome.TIED if len(halves) == 2 else Outcome.DEADLOCK


def _chosen(winners: tuple[str, ...], poll: Poll) -> Outcome:
    return Outcome.PASSED if winners == (poll.subject,) else Outcome.OTHER_CHOSEN


def _noted(_poll: Poll) -> Outcome:
    return Outcome.RECORDED


def _form_with_majority(poll: Poll) -> Outcome:
    """The form above half. None: how to add up is not settled in a text read (K-12, U-10)."""
    above = [form for form, count in poll.tally.votes if party_vote_passes(count, poll.base)]
    return Outcome(above[0]) if above else Outcome.DEADLOCK


def _party_form(poll: Poll) -> Outcome:
    """The form above half; expulsion needs two thirds where the body only proposes it (K-25)."""
    form = _form_with_majority(poll)
    votes = dict(poll.tally.votes).get(form, 0)
    if form == Outcome.EXPULSION and not poll.decides and not expulsion_proposed(votes, poll.base):
        return Outcome.DEADLOCK
    return form


SUMMONED, MEMBERS = "tổng số người được triệu tập", "tổng số thành viên"
NAMED = "cao nhất trong số người đạt trên 50 %; không ai trên 50 % thì lấy từ 30 % trở lên"
RULES: Mapping[str, VoteRule] = {
    rule.name: rule
    for rule in (
        # Decree 115/2020 Art 46.2: of those summoned, two thirds present
        VoteRule(
            "over_half_of_summoned", Shape.AGREE, SUMMONED, "trên 50 %", _more_than_half, True
        ),
        # Decree 115/2020 Art 46.2b: enlarged collective meeting
        VoteRule("enlarged_meeting", Shape.NAMES, SUMMONED, NAMED, _first_or_goes_on, True),
        # Decree 115/2020 Art 46.2c: second meeting of the collective
        VoteRule(
            "second_collective",
            Shape.NAMES,
            SUMMONED,
            f"{NAMED}; người hội nghị trước không giới thiệu thì phải đạt từ 2/3",
            _second_meeting,
            True,
            follows="enlarged_meeting",
        ),
        # Decree 115/2020 Art 46.2d: opinion of the key staff, no threshold
        VoteRule("opinion_only", Shape.AGREE, SUMMONED, "không quy định tỷ lệ", _noted, True),
        # Decree 115/2020 Art 46.2đ: third meeting of the collective
        VoteRule(
            "third_collective",
            Shape.NAMES,
            SUMMONED,
            "phiếu cao nhất và đạt trên 50 %",
            _last_meeting,
            True,
        ),
        # Decree 115/2020 Art 51.4
        VoteRule("over_half_of_members", Shape.AGREE, MEMBERS, "trên 50 %", _more_than_half),
        # Decree 115/2020 Art 55.2b: từ 50 % trở lên
        VoteRule(
            "at_least_half_of_members", Shape.AGREE, MEMBERS, "từ 50 % trở lên", _at_least_half
        ),
        # Decree 234/2026 Art 17.2: majority of the members voting, first whether, then the form
        VoteRule(
            "council_majority",
            Shape.AGREE,
            "số phiếu hợp lệ của Hội đồng",
            "trên 50 %",
            _more_than_half,
            base_valid=True,
        ),
        VoteRule(
            "council_form",
            Shape.FORMS,
            "số phiếu hợp lệ của Hội đồng",
            "trên 50 %",
            _form_with_majority,
            base_valid=True,
        ),
        # 69-QĐ/TW Art 15 (press report): of all members; expulsion is proposed by two thirds
        VoteRule(
            "party_form",
            Shape.FORMS,
            MEMBERS,
            "trên 50 %; cấp dưới đề nghị khai trừ thì từ 2/3",
            _party_form,
        ),
    )
}


def judge(
    rule: VoteRule,
    tally: Tally,
    subject: str = "",
    *,
    before: Tally | None = None,
    decides: bool = False,
) -> Outcome:
    """The answer the counts give: for names, about `subject`; for forms, the form itself. `before`
    and `decides` as in Poll.

    Raises BadTally when the counts cannot be, NoQuorum when too few came.
    """
    check_counts(tally)
    _check_shape(rule, tally, subject)
    if rule.quorum and not has_quorum(tally.summoned, tally.present):
        raise NoQuorum(present=tally.present, summoned=tally.summoned)
    poll = Poll(tally=tally, base=rule.base(tally), subject=subject, before=before, decides=decides)
    return rule.reads(poll)


def _check_shape(rule: VoteRule, tally: Tally, subject: str) -> None:
    """Ballots with names or forms carry them, and agree with what is said to be in favour."""
    if rule.shape == Shape.AGREE:
        if tally.votes:
            raise BadTally(rule=BadTally.Rule.NAMES_NOT_ASKED, tally=tally)
        return
    votes = dict(tally.votes)
    if not votes or len(votes) != len(tally.votes):
        raise BadTally(rule=BadTally.Rule.NAMES_MISSING, tally=tally)
    wanted = votes.get(subject, 0) if rule.shape == Shape.NAMES else max(votes.values())
    if tally.in_favour != wanted:
        raise BadTally(rule=BadTally.Rule.IN_FAVOUR, counted=wanted, entered=tally.in_favour)


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


def added_up(rule: VoteRule, tally: Tally, heaviest_first: Sequence[str]) -> str:
    """The form that adding up from the heaviest down would give where none is above half (K-12a);
    "" where one is, or the ballot names no form. Shown beside the result, never the result."""
    if rule.shape != Shape.FORMS or over_half(dict(tally.votes), rule.base(tally)):
        return ""
    return adding_up(dict(tally.votes), rule.base(tally), heaviest_first)


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
    needs = rule.needs_vi if rule.needs_vi.startswith("không") else f"cần {rule.needs_vi}"
    return f"{share(tally.in_favour, base)} ({rule.base_vi}; {needs})"
