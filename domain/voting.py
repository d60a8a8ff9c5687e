"""Votes. The base of every percentage is part of the rule; all arithmetic is in integers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from domain.errors import BadTally, NoQuorum
from domain.facts import Tally
from domain.options import Outcome


@dataclass(frozen=True, slots=True)
class VoteRule:
    """`strict`: more than half passes and exactly half is a tie; otherwise half passes.

    `base_vi` names who is counted: for rules on all members, `summoned` is all members.
    `base_valid`: the base is the valid ballots of those who voted (discipline council).
    """

    name: str
    strict: bool
    base_vi: str
    quorum: bool = False
    base_valid: bool = False

    def base(self, tally: Tally) -> int:
        return tally.valid if self.base_valid else tally.summoned


RULES: Mapping[str, VoteRule] = {
    rule.name: rule
    for rule in (
        # Decree 115/2020 Art 46.2: of those summoned, two thirds present
        VoteRule("over_half_of_summoned", True, "tổng số người được triệu tập", quorum=True),
        # Decree 115/2020 Art 51.4
        VoteRule("over_half_of_members", True, "tổng số thành viên"),
        # Decree 115/2020 Art 55.2b: từ 50 % trở lên
        VoteRule("at_least_half_of_members", False, "tổng số thành viên"),
        # Decree 234/2026 Art 17.2: majority of the members voting
        VoteRule("council_majority", True, "số phiếu hợp lệ của Hội đồng", base_valid=True),
    )
}


def judge(rule: VoteRule, tally: Tally) -> Outcome:
    """PASSED, TIED (exactly half where more is needed) or FAILED.

    Raises BadTally when the counts cannot be, NoQuorum when too few came.
    """
    check_counts(tally)
    if rule.quorum and not has_quorum(tally.summoned, tally.present):
        raise NoQuorum(present=tally.present, summoned=tally.summoned)
    twice, base = 2 * tally.in_favour, rule.base(tally)
    if twice > base or (twice == base and not rule.strict and base > 0):
        return Outcome.PASSED
    return Outcome.TIED if twice == base and base > 0 else Outcome.FAILED


def has_quorum(summoned: int, present: int) -> bool:
    """At least two thirds of those summoned are present (Decree 115/2020 Art 46.2)."""
    return summoned > 0 and 3 * present >= 2 * summoned


def check_counts(tally: Tally) -> None:
    """Ballots must balance: in favour ≤ valid ≤ returned ≤ issued ≤ present ≤ summoned."""
    chain = [
        ("in_favour", tally.in_favour), ("valid", tally.valid), ("returned", tally.returned),
        ("issued", tally.issued), ("present", tally.present), ("summoned", tally.summoned),
    ]  # fmt: skip
    if tally.summoned < 1:
        raise BadTally(rule="summoned", tally=tally)
    if tally.in_favour < 0:
        raise BadTally(rule="negative", tally=tally)
    for (less, few), (more, many) in pairwise(chain):
        if few > many:
            raise BadTally(rule=f"{less} {few} > {more} {many}", tally=tally)


def explain(rule: VoteRule, tally: Tally) -> str:
    """The sum as printed in the minutes: count, base by name, result."""
    base = rule.base(tally)
    sign = ">" if rule.strict else "≥"
    hundredths = 10_000 * tally.in_favour // base if base else 0
    share = f"{hundredths // 100},{hundredths % 100:02d} %"
    return f"{tally.in_favour}/{base} = {share} ({rule.base_vi}; cần {sign} 50 %)"


def over_half(votes: Mapping[str, int], summoned: int) -> tuple[str, ...]:
    """Who has most among those above half of those summoned; several when equal (B-2, B-4)."""
    over = {name: count for name, count in votes.items() if 2 * count > summoned}
    best = max(over.values(), default=0)
    return tuple(name for name, count in over.items() if count == best)


def going_on(votes: Mapping[str, int], summoned: int) -> tuple[str, ...]:
    """Enlarged meeting (B-2): the one above half, else all with ≥ 30 %; none: stop, report."""
    winners = over_half(votes, summoned)
    if winners:
        return winners
    return tuple(name for name, count in votes.items() if 10 * count >= 3 * summoned)


def other_person_passes(votes: int, members: int) -> bool:
    """Another person named in the second collective vote needs two thirds of all members (B-3)."""
    return 3 * votes >= 2 * members


def party_vote_passes(votes: int, members: int) -> bool:
    """Reprimand, warning, removal: more than half of all official members (69-QĐ/TW, K-25)."""
    return 2 * votes > members


def expulsion_proposed(votes: int, members: int) -> bool:
    """Expulsion is proposed by at least two thirds of the lower body's members (K-25)."""
    return 3 * votes >= 2 * members
