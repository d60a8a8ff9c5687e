"""The arithmetic of votes: quorum, balance of ballots, thresholds. In integers only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from domain.errors import BadTally
from domain.facts.votes import Tally


def has_quorum(summoned: int, present: int) -> bool:
    """At least two thirds of those summoned are present (Decree 115/2020 Art 46.2)."""
    return summoned > 0 and 3 * present >= 2 * summoned


def check_counts(tally: Tally) -> None:
    """Ballots must balance: in favour ≤ valid ≤ returned ≤ issued ≤ present ≤ summoned.

    Raises BadTally.
    """
    named = sum(count for _, count in tally.votes)
    chain = [
        ("in_favour", tally.in_favour),
        ("valid", tally.valid),
        ("returned", tally.returned),
        ("issued", tally.issued),
        ("present", tally.present),
        ("summoned", tally.summoned),
    ]
    if tally.summoned < 1:
        raise BadTally(rule=BadTally.Rule.SUMMONED, tally=tally)
    if min(tally.in_favour, *(count for _, count in tally.votes), 0) < 0:
        raise BadTally(rule=BadTally.Rule.NEGATIVE, tally=tally)
    for (less, few), (more, many) in pairwise(chain):
        if few > many:
            raise BadTally(rule=BadTally.Rule.MORE_THAN, less=less, few=few, more=more, many=many)
    if named > tally.valid:
        raise BadTally(
            rule=BadTally.Rule.MORE_THAN, less="votes", few=named, more="valid", many=tally.valid
        )


def share(count: int, base: int) -> str:
    """ "16/31 = 51,61 %", cut and never rounded up."""
    hundredths = 10_000 * count // base if base else 0
    return f"{count}/{base} = {hundredths // 100},{hundredths % 100:02d} %"


def over_half(votes: Mapping[str, int], summoned: int) -> tuple[str, ...]:
    """Who is above half of those summoned: at most one when a ballot names one (B-2, B-4)."""
    over = {name: count for name, count in votes.items() if 2 * count > summoned}
    best = max(over.values(), default=0)
    return tuple(name for name, count in over.items() if count == best)


def going_on(votes: Mapping[str, int], summoned: int) -> tuple[str, ...]:
    """Nobody above half: all with ≥ 30 % of those summoned go on (B-2); nobody: stop, report."""
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


def adding_up(votes: Mapping[str, int], base: int, heaviest_first: Sequence[str]) -> str:
    """What "cộng dồn" would give: votes added from the heaviest form down until above half.

    A reading, not a rule read in a text (K-12a): shown to the competent level, never applied.
    """
    running = 0
    for form in heaviest_first:
        running += votes.get(form, 0)
        if 2 * running > base:
            return form
    return ""
