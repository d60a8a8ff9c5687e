"""Every path of dismissal, resignation and discipline: who is heard, asked and told before what."""

from __future__ import annotations

import pytest

from domain.law.options import Outcome
from domain.law.procedure import ENDS, Kind, Procedure, Step
from regulations.catalogue import load

LAW = load()
NAMES = ("dismiss", "resign", "discipline")
REGIMES = ("75", "101")
VARIANTS = ("party", "association")
IDS = tuple(f"{r}/{n}.{v}" for r in REGIMES for n in NAMES for v in VARIANTS)


def ids(name: str, regimes: tuple[str, ...] = REGIMES) -> list[str]:
    return [f"{regime}/{name}.{variant}" for regime in regimes for variant in VARIANTS]


def reached(text: Procedure, start: str, *, without: str = "") -> set[str]:
    """Steps and ends that a case can come to from `start` when it never enters `without`."""
    seen: set[str] = set()
    todo = [start]
    while todo:
        here = todo.pop()
        if here not in seen and here != without:
            seen.add(here)
            todo += [] if here in ENDS else text.step(here).targets
    return seen


# ── the right to be heard ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("procedure_id", [*ids("dismiss"), *ids("discipline")])
def test_nobody_votes_or_decides_before_the_person_is_heard(procedure_id: str) -> None:
    text = LAW.text(procedure_id)
    unheard = reached(text, text.start, without="explanation")

    deciding = {Kind.BALLOT, Kind.ISSUE, Kind.CONSULTATION}
    assert not [s.id for s in text.steps if s.id in unheard and s.kind in deciding]


@pytest.mark.parametrize("procedure_id", ids("discipline"))
@pytest.mark.parametrize("step_id", ["review_meeting", "council_setup", "form_decision"])
def test_the_explanation_comes_before_meeting_council_and_form(
    procedure_id: str, step_id: str
) -> None:
    text = LAW.text(procedure_id)

    assert step_id not in reached(text, text.start, without="explanation")


@pytest.mark.parametrize("procedure_id", [*ids("dismiss"), *ids("discipline")])
def test_only_the_person_concerned_may_explain(procedure_id: str) -> None:
    assert LAW.text(procedure_id).step("explanation").asks == ("subject",)


@pytest.mark.parametrize("procedure_id", [*ids("dismiss"), *ids("discipline")])
def test_declining_to_explain_is_recorded_with_its_reason(procedure_id: str) -> None:
    option = LAW.text(procedure_id).step("explanation").options.option(Outcome.NOT_PURSUED)

    assert option is not None
    assert option.reason


@pytest.mark.parametrize("procedure_id", ids("discipline"))
def test_the_decision_itself_checks_that_the_person_was_heard(procedure_id: str) -> None:
    assert "explanation_heard" in [
        gate.name for gate in LAW.text(procedure_id).step("decision").gates
    ]


@pytest.mark.parametrize("procedure_id", [*ids("dismiss"), *ids("discipline")])
def test_the_served_decision_names_the_fifteen_days_to_complain(procedure_id: str) -> None:
    step = LAW.text(procedure_id).step("service")

    assert "15 ngày" in step.output
    assert ("LKN", "48") in {(b.instrument, b.article) for b in step.basis}


@pytest.mark.parametrize("procedure_id", [*ids("dismiss"), *ids("discipline")])
def test_after_a_decision_the_case_cannot_end_before_it_is_served(procedure_id: str) -> None:
    text = LAW.text(procedure_id)

    assert "end" not in reached(text, text.step("decision").then, without="service")


# ── opinions, disagreement ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("procedure_id", IDS)
def test_no_path_leads_to_a_decision_without_the_opinions(procedure_id: str) -> None:
    text = LAW.text(procedure_id)

    assert "decision" not in reached(text, text.start, without="provincial_opinions")


@pytest.mark.parametrize("procedure_id", IDS)
def test_a_supplement_opens_a_new_round_of_opinions(procedure_id: str) -> None:
    text = LAW.text(procedure_id)
    opinions = text.step("provincial_opinions")

    supplement = text.step(opinions.routes[Outcome.ASK_SUPPLEMENT])
    assert (supplement.then, opinions.join.at_once) == (opinions.id, (Outcome.ASK_SUPPLEMENT,))


@pytest.mark.parametrize("regime", REGIMES)
@pytest.mark.parametrize("name", ["dismiss", "resign"])
def test_the_standing_committee_sees_all_opinions_before_the_decision(
    regime: str, name: str
) -> None:
    text = LAW.text(f"{regime}/{name}.party")

    assert "decision" not in reached(text, text.start, without="standing_conclusion")


@pytest.mark.parametrize("regime", REGIMES)
def test_disagreement_on_discipline_goes_up_before_a_form_is_chosen(regime: str) -> None:
    text = LAW.text(f"{regime}/discipline.party")
    disagreed = text.step("provincial_opinions").routes[Outcome.DISAGREE]

    assert "form_decision" not in reached(text, disagreed, without="standing_conclusion")


@pytest.mark.parametrize("procedure_id", ids("dismiss"))
def test_a_vote_below_one_half_is_reported_upward(procedure_id: str) -> None:
    text = LAW.text(procedure_id)
    votes = [text.step("collective_vote"), text.step("party_vote")]

    assert [(v.vote, v.routes[Outcome.FAILED]) for v in votes] == [
        ("at_least_half_of_members", "vote_report"),
        ("at_least_half_of_members", "party_vote_report"),
    ]


def next_vote(text: Procedure, step: Step, vote: Step) -> str:
    """The vote that comes after a step when everybody agrees, or none; the votes about somebody
    from outside are not on the way of one from inside."""
    while step.then not in ENDS:
        step = text.step(step.then)
        if step.vote and {step.when, vote.when} != {"from_inside", "from_outside"}:
            return step.id
    return ""


@pytest.mark.parametrize("procedure_id", sorted(LAW.files))
def test_f4_a_report_of_a_vote_jumps_over_no_other_vote(procedure_id: str) -> None:
    """Agreed to after a vote that failed, the case goes on to the vote that follows it (B-8)."""
    text = LAW.text(procedure_id)
    for vote in (step for step in text.steps if step.vote):
        for target in {target for target in vote.routes.values() if target not in ENDS}:
            report = text.step(target)
            if report.kind == "decision":
                assert next_vote(text, report, vote) == next_vote(text, vote, vote), report.id


@pytest.mark.parametrize("regime", ["75", "101"])
@pytest.mark.parametrize("name", ["reappoint", "dismiss", "resign"])
def test_the_organization_board_is_asked_about_leaders_of_associations(regime, name) -> None:
    """RA101/8, RA75/7: the board names among those asked, for both kinds of press."""
    asked = LAW.text(f"{regime}/{name}.association").step("provincial_opinions").asks
    assert "organization_board" in asked


# ── what only people may do ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("procedure_id", ids("discipline"))
def test_no_form_is_chosen_before_a_person_has_classified_the_violation(procedure_id: str) -> None:
    text = LAW.text(procedure_id)

    assert "form_decision" not in reached(text, text.start, without="classification")


@pytest.mark.parametrize("procedure_id", ids("discipline"))
def test_classifying_always_needs_written_reasons(procedure_id: str) -> None:
    step = LAW.text(procedure_id).step("classification")

    assert step.kind == Kind.REVIEW
    assert all(option.reason for option in step.options.options)


@pytest.mark.parametrize("procedure_id", [*ids("dismiss"), *ids("discipline")])
def test_software_weighs_neither_guilt_nor_grounds(procedure_id: str) -> None:
    """The bars to a resignation are looked up (R-31): facts recorded by named people."""
    assert not [step.id for step in LAW.text(procedure_id).steps if step.checks]


@pytest.mark.parametrize("procedure_id", ids("discipline"))
@pytest.mark.parametrize("outcome", [Outcome.NO_DISCIPLINE, Outcome.WRITTEN_REMINDER])
def test_no_discipline_and_a_reminder_end_without_a_decision_paper(
    procedure_id: str, outcome: Outcome
) -> None:
    text = LAW.text(procedure_id)
    after = reached(text, text.step("form_decision").routes[outcome])

    assert not [s.id for s in text.steps if s.id in after and s.approves]


@pytest.mark.parametrize("procedure_id", ids("resign"))
def test_a_resignation_starts_with_the_letter_of_the_person(procedure_id: str) -> None:
    text = LAW.text(procedure_id)

    assert text.step(text.start).asks == ("subject",)


@pytest.mark.parametrize("procedure_id", ids("resign"))
@pytest.mark.parametrize("bar", [Outcome.NOT_PURSUED, Outcome.MOVE_TO_DISMISSAL])
def test_a_barred_resignation_goes_no_further(procedure_id: str, bar: Outcome) -> None:
    assert LAW.text(procedure_id).step("bars_review").routes[bar] == "stop"


@pytest.mark.parametrize("procedure_id", ids("discipline", ("101",)))
def test_after_discipline_a_dismissal_ground_is_considered(procedure_id: str) -> None:
    text = LAW.text(procedure_id)

    assert "end" not in reached(text, text.step("decision").then, without="dismissal_ground")


# ── ends ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("procedure_id", IDS)
def test_every_step_can_reach_an_end(procedure_id: str) -> None:
    text = LAW.text(procedure_id)

    assert not [step.id for step in text.steps if not reached(text, step.id) & ENDS]


@pytest.mark.parametrize("procedure_id", IDS)
def test_every_step_can_be_reached(procedure_id: str) -> None:
    text = LAW.text(procedure_id)

    assert {step.id for step in text.steps} <= reached(text, text.start)
