"""The discipline council: who must sit on it on the day, who may not, when it may meet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.cases.attempt import Attempt, check_handles
from domain.errors import BadCouncil, CaseClosed, GateNotPassed
from domain.facts.fact import Fact
from domain.facts.hearing import CouncilFormed, CouncilSeat
from domain.facts.votes import Tally
from domain.law.case_law import Law
from domain.law.councils import CouncilRule
from domain.law.procedure import Step
from domain.reasons import CouncilFault, Gate
from domain.state.case import Case

COUNCIL_LAWFUL = "council_lawful"  # the condition of a step in which a council decides


def council_rule(rules: Sequence[CouncilRule], day: date) -> CouncilRule | None:
    """The composition in force on `day`; None before 20/9/2020, of which no text was read."""
    return next((rule for rule in rules if rule.covers(day)), None)


def decide_form_council(
    attempt: Attempt, seats: tuple[CouncilSeat, ...], secretary: str
) -> list[Fact]:
    """Name the members. Raises BadCouncil with what is wrong and the article (K-7, K-8),
    CaseClosed.
    """
    if not attempt.case.open:
        raise CaseClosed(case=attempt.case.id, status=attempt.case.status)
    check_handles(attempt)
    rule = council_rule(attempt.law.councils, attempt.case.law_day)
    formed = CouncilFormed(seats=seats, secretary=secretary, by=attempt.actor, at=attempt.at)
    barred = {attempt.case.subject, *attempt.case.recused}
    if rule is not None and (fault := fault_of(rule, formed, barred)):
        what, value = fault
        raise BadCouncil([rule.basis], rule=what, value=value, size=rule.size)
    return [formed]


def fault_of(
    rule: CouncilRule, council: CouncilFormed, barred: set[str]
) -> tuple[CouncilFault, Sequence[str]] | None:
    """What is wrong with a council, and which seats or people it concerns."""
    held = [seat.seat for seat in council.seats]
    people = [seat.person for seat in council.seats]
    if sorted(held) != sorted(rule.seats):
        return CouncilFault.SEATS, sorted(rule.seats)
    if len(set(people)) != len(people):
        return CouncilFault.TWICE, sorted({p for p in people if people.count(p) > 1})
    if out := sorted({*people, council.secretary} & barred):
        return CouncilFault.BARRED, out
    in_seat = [seat.person for seat in council.seats if seat.seat == "secretary"]
    if rule.secretary_is_member and in_seat != [council.secretary]:
        return CouncilFault.SECRETARY_IS_MEMBER, in_seat
    if not rule.secretary_is_member and council.secretary in people:
        return CouncilFault.SECRETARY_NO_MEMBER, [council.secretary]
    return None


def may_meet(rule: CouncilRule, tally: Tally) -> bool:
    """All seats summoned and enough present, the chair among them as the minutes say (K-11)."""
    return tally.summoned == rule.size and tally.present >= rule.quorum


def meeting_fault(
    law: Law, case: Case, step: Step, *, summoned: int, present: int
) -> GateNotPassed | None:
    """Why a council of so many could never decide in this step, where a text read says so. Asked
    before a ballot on screen begins and before it is opened: afterwards nobody could mend it."""
    rule = council_rule(law.councils, case.law_day)
    gates = [g for g in step.gates if g.name == COUNCIL_LAWFUL and g.may_block]
    if rule is None or not gates:
        return None
    if summoned == rule.size and present >= rule.quorum:
        return None
    size, need, gate = rule.size, rule.quorum, Gate.COUNCIL_QUORUM
    return GateNotPassed(gates[0].basis, gate=gate, need=need, size=size, present=present)


def council_of(history: Sequence[Fact]) -> CouncilFormed | None:
    """The council as last formed."""
    found = [fact for fact in history if isinstance(fact, CouncilFormed)]
    return found[-1] if found else None
