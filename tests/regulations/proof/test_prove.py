"""Every path of every shipped text is proven; each planted fault of order or graph is found, with
the shortest story that shows it."""

from __future__ import annotations

import shutil

import pytest

from regulations.catalogue import DATA, load
from regulations.check import check
from regulations.law_problems import sentence as words
from regulations.proof.kept import kept_proof, unproven
from regulations.proof.prove import prove
from regulations.proof.stories import sentence, story
from tests.conftest import CATALOGUE

APPOINT = "101/appoint.party"
DISMISS = "101/dismiss.party"
DISCIPLINE = "101/discipline.party"


@pytest.mark.parametrize("procedure", sorted(CATALOGUE.files))
def test_every_path_of_every_text_is_proven(procedure):
    proof = prove(CATALOGUE, CATALOGUE.text(procedure))
    assert proof.failures == ()
    assert proof.walks
    assert {(w.property, w.at) for w in proof.exempted} == {
        (w.property, w.at) for w in CATALOGUE.text(procedure).exemptions
    }


def test_what_is_shipped_was_proven_as_it_stands():
    assert unproven(CATALOGUE, CATALOGUE.all_procedures()) == ()


def changed(tmp_path, file, *changes):
    """The law with places of one file changed, each of which was there."""
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    path = data / (file if file.endswith(".yaml") else f"procedures/{file}.yaml")
    text = path.read_text("utf-8")
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after, 1)
    path.write_text(text, "utf-8")
    return load(data)


def step_of(procedure, step, field):
    """The line of a field in the file of a procedure, with the step's head before it."""
    text = (DATA / f"procedures/{procedure}.yaml").read_text("utf-8")
    start = text.index(f"  - id: {step}\n")
    end = text.index(f"    {field}:", start)
    return text[start : text.index("\n", end)]


def with_line(procedure, step, field, line):
    """The change that puts `line` in the place of a field of a step."""
    before = step_of(procedure, step, field)
    return before, before[: before.rindex("    ")] + f"    {line}"


TWICE = "{role: inspection_committee, confidence: S}"
ARTICLE = '{instrument: QD101, article: "5", confidence: S}'
NEEDLESS = f'{{property: P4, at: standing_vote, reason: "không cần thiết", basis: [{ARTICLE}]}}'
FAULTS = {
    "three ballots jumped by a report (F4)": (
        APPOINT,
        [with_line(APPOINT, "enlarged_report", "then", "then: dossier_in")],
        {("P4", "collective_second"), ("P4", "key_staff_opinion"), ("P6", "enlarged_report")},
    ),
    "the Party vote jumped by a report": (
        DISMISS,
        [with_line(DISMISS, "vote_report", "then", "then: opinions_report")],
        {("P4", "party_vote"), ("P6", "vote_report")},
    ),
    "a refused consent that leads to the decision": (
        APPOINT,
        [with_line(APPOINT, "central_appraisal", "routes", "routes: {differs: ministry_consent}")],
        {("P4", "central_appraisal")},
    ),
    "a consent older than the vote it was given on": (
        APPOINT,
        [
            with_line(APPOINT, "consent_request", "then", "then: decision"),
            with_line(APPOINT, "opinions_report", "then", "then: central_appraisal"),
            with_line(APPOINT, "ministry_consent", "then", "then: standing_vote"),
        ],
        {("P4", "standing_vote")},
    ),
    "no conclusion after the opinions": (
        DISMISS,
        [
            with_line(DISMISS, "proposal", "then", "then: collective_vote"),
            with_line(DISMISS, "standing_conclusion", "then", "then: dossier_in"),
            ("{ask_supplement: supplement}", "{ask_supplement: supplement, disagree: decision}"),
        ],
        {("P4", "provincial_opinions")},
    ),
    "a ring of steps passed over": (
        APPOINT,
        [
            with_line(APPOINT, "receiving_exchange", "then", "then: sending_vote"),
            with_line(APPOINT, "sending_vote", "then", "then: receiving_exchange"),
        ],
        {("P2", "receiving_exchange"), ("P2", "sending_vote")},
    ),
    "a body of the province left out": (
        APPOINT,
        [("[directing_body, inspection_committee, ", "[directing_body, ")],
        {("P3", "inspection_committee")},
    ),
    "a council before the explanation": (
        DISCIPLINE,
        [
            with_line(DISCIPLINE, "request_discipline", "then", "then: council_setup"),
            with_line(DISCIPLINE, "council_recommendation", "then", "then: explanation"),
            with_line(DISCIPLINE, "review_meeting", "then", "then: party_discipline"),
        ],
        {("P5", "council_vote")},
    ),
    "a form chosen by who need not hear": (
        DISCIPLINE,
        [with_line(DISCIPLINE, "classification", "then", "then: form_decision")],
        {("P5", "form_decision"), ("P4", "provincial_opinions"), ("P1", "explanation")},
    ),
    "a decision without conditions": (
        APPOINT,
        [
            (
                step_of(APPOINT, "decision", "output"),
                step_of(APPOINT, "decision", "approves") + '\n    output: "quyết định bổ nhiệm"',
            )
        ],
        {("P9", "decision")},
    ),
    "a decision without its text": (
        APPOINT,
        [("    approves: decision_appoint\n", "")],
        {("P9", "decision")},
    ),
    "steps that together take longer than their clock": (
        DISCIPLINE,
        [("      - {working_days: 3, to: 2023-09-19", "      - {working_days: 99, to: 2023-09-19")],
        {("P10", "decision")},
    ),
    "one body asked twice": (
        "agencies.yaml",
        [
            ("roles: [{role: inspection_committee, ", "roles: [{role: nobody_else, "),
            ("roles: [{role: directing_body", f"roles: [{TWICE}, {{role: directing_body"),
            ("roles: [{role: directing_body", f"roles: [{TWICE}, {{role: directing_body"),
        ],
        {("P11", "provincial_opinions")},
    ),
    "a gap in a deadline": (
        APPOINT,
        [
            (
                'to: 2023-12-06, basis: {instrument: ND115, article: "46.1b"',
                'to: 2023-12-05, basis: {instrument: ND115, article: "46.1b"',
            )
        ],
        {("P8", "2023-12-06")},
    ),
    "a step no case comes to": (
        APPOINT,
        [
            with_line(
                APPOINT, "eligibility_review", "routes", "routes: {incomplete: candidate_papers}"
            )
        ],
        {("P1", "waiver")},
    ),
    "a case that cannot end": (
        APPOINT,
        [with_line(APPOINT, "announce", "then", "then: announce")],
        {("P1", "announce")},
    ),
    "an exemption nobody needs": (
        APPOINT,
        [("start: policy_request", f"exemptions: [{NEEDLESS}]\nstart: policy_request")],
        {("P12", "standing_vote")},
    ),
    "an exemption without an article": (
        DISCIPLINE,
        [
            (
                'article: "32.3", confidence: S}, {instrument: ND234, article: "13.3", ',
                "confidence: S}, {instrument: ND234, ",
            )
        ],
        {("P12", "council_vote")},
    ),
    "an exemption taken away": (
        DISCIPLINE,
        [("property: P4, at: council_vote", "property: P6, at: council_vote")],
        {("P4", "council_vote"), ("P12", "council_vote")},
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found_at_its_step(tmp_path, fault):
    file, changes, expected = FAULTS[fault]
    catalogue = changed(tmp_path, file, *changes)
    text = catalogue.text(APPOINT if file.endswith(".yaml") else file)
    failures = prove(catalogue, text).failures
    assert expected <= {(f.property, f.at) for f in failures}, failures


def test_the_story_is_told_in_steps_answers_and_articles(tmp_path):
    catalogue = changed(tmp_path, APPOINT, *FAULTS["three ballots jumped by a report (F4)"][1])
    text = catalogue.text(APPOINT)
    failure = next(f for f in prove(catalogue, text).failures if f.at == "collective_second")
    said = sentence(text, failure)
    told = list(story(text, failure, catalogue.instruments))
    assert said.startswith("P4: ban hành quyết định mà bước “Hội nghị tập thể lãnh đạo lần 2")
    assert told[0].startswith("1. Xin chủ trương: đề nghị nhân sự nguồn tại chỗ (")
    assert any("Báo cáo kết quả phiếu chưa đạt" in line and "46.2" in line for line in told)
    assert told[-1].endswith("Điều 8)")
    assert "Second meeting" in sentence(text, failure, "en")


def test_law_check_proves_a_text_that_was_changed(tmp_path):
    catalogue = changed(tmp_path, APPOINT, *FAULTS["three ballots jumped by a report (F4)"][1])
    found = check(catalogue, corrected=True)
    file = f"procedures/{APPOINT}.yaml"
    assert {(p.file, p.where) for p in found} >= {(file, "collective_second")}
    assert "1. Xin chủ trương" in words(found[0])


def test_another_holder_of_a_role_asks_for_another_proof(tmp_path):
    catalogue = changed(
        tmp_path, "agencies.yaml", ("{role: inspection_committee, ", "{role: inspectors, ")
    )
    assert kept_proof(CATALOGUE, APPOINT) is not None
    assert kept_proof(catalogue, APPOINT) is None
