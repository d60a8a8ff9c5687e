"""What papers are to say is typed once, kept as a fact, printed by every paper that needs it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from actions.cases.case_files import case_file
from actions.execute import Act
from actions.papers.draft_versions import find_version
from actions.papers.enter_fields import (
    asked_fields,
    bodies_of,
    enter_fields,
    fields_to_enter,
)
from documents.content.catalogue import PAPERS
from documents.content.paper_fields import FIELDS
from documents.docx.word_text import pieces
from domain.errors import ActIdReused, BadInput, NotFound, NotYourTask, SelfApproval, Stands
from domain.facts.answers import AnswerVoided
from domain.facts.papers import DraftMade, FieldsEntered
from models.unit_of_work import reading
from tests.playing import OFFICERS, SIGNERS, opened
from tests.walking import each_in_force, opened_by_law, stops

GROUND = "Không hoàn thành nhiệm vụ hai năm liên tiếp"


def enter(play, task, person="lethuha", act="once", **typed):
    return enter_fields(play.app, Act(act_id=act, case_id=play.id, person=person), task, typed)


def text_of(play, paper):
    version = find_version(play.app, play.id, paper)
    return "\n".join(piece.text for piece in pieces(play.app.papers.get(version.content)))


def test_a_ground_typed_in_the_proposal_is_printed_by_the_decision(lite):
    play = opened(lite, "dismiss")
    play.until("proposal")
    receipt = enter(play, play.case.open_tasks[0].id, ground=GROUND)
    assert [type(fact) for fact in receipt.facts[:2]] == [FieldsEntered, DraftMade]
    assert GROUND in text_of(play, "personnel_submission")
    play.until("decision")
    assert f"Lý do: {GROUND}." in text_of(play, "decision_dismiss")


def test_on_a_clock_that_moves_a_draft_written_anew_is_of_the_moment_of_the_act(lite, clock):
    def ticking() -> datetime:
        clock.forward(seconds=1)
        return clock.now

    play = opened(replace(lite, clock=ticking), "dismiss")
    play.until("proposal")
    receipt = enter(play, play.case.open_tasks[0].id, ground=GROUND)
    assert {fact.at for fact in receipt.facts[:2]} == {receipt.facts[0].at}


def test_a_correction_before_issue_gives_a_new_draft_and_what_is_the_same_gives_none(lite):
    play = opened(lite, "dismiss")
    play.until("decision")
    task = play.case.open_tasks[0].id
    enter(play, task, ground=GROUND)
    first = find_version(lite, play.id, "decision_dismiss").number
    assert enter(play, task, act="same", ground=GROUND).facts == ()
    enter(play, task, act="other", ground="Lý do khác")
    assert find_version(lite, play.id, "decision_dismiss").number == first + 1
    assert GROUND not in text_of(play, "decision_dismiss")


def test_a_person_who_answered_about_the_old_text_is_asked_again(lite):
    play = opened(lite)
    play.until("provincial_opinions")
    read = play.case.draft("appraisal")
    task = play.task("BTGDVTU")
    play.sign("UBKTTU", read=read)
    receipt = enter(play, task, person="tranvanbinh", appraisal_notes="Cần bổ sung bản kê khai")
    assert any(isinstance(fact, AnswerVoided) for fact in receipt.facts)


def test_what_an_issued_decision_prints_stands(lite):
    play = opened(lite, "dismiss")
    play.until("service", full=True)
    task = next(t for t in play.case.tasks if t.step == "decision").id
    with pytest.raises(Stands) as refused:
        enter(play, task, ground="Khác")
    assert refused.value.facts["rule"] == "field"
    assert "ground" not in [a.field.id for a in asked_fields(case_file(lite, play.id), task)]


@pytest.mark.parametrize(
    ("typed", "fault"),
    [({"last_day": "không rõ"}, BadInput), ({"need": "x"}, NotFound), ({"nothing": "x"}, NotFound)],
)
def test_only_what_the_step_asks_and_only_what_can_be(lite, typed, fault):
    play = opened(lite, "assign", handler="TU", person="nguyenthilan")
    play.until("decision")
    with pytest.raises(fault):
        enter(play, play.case.open_tasks[0].id, person="nguyenthilan", **typed)


def test_only_the_body_asked_and_the_handler_enter_and_never_the_person_concerned(lite):
    play = opened(lite, "dismiss")
    play.until("decision")
    task = play.case.open_tasks[0].id
    with pytest.raises(NotYourTask):
        enter(play, task, person="buithanhmai", ground=GROUND)
    with pytest.raises(SelfApproval):
        enter(play, task, person=play.case.subject, ground=GROUND)


def test_each_body_has_its_own_number_and_the_decision_cites_each(lite):
    play = opened(lite)
    play.until("provincial_opinions")
    for place, task in enumerate(play.case.open_tasks):
        enter(play, task.id, act=task.id, answer_number=f"{place + 1}-CV/X", answer_day="01/9/2026")
    play.until("decision")
    said = text_of(play, "decision_appoint")
    assert all(f"{n}-CV/X, ngày 01/9/2026" in said for n in (1, 2, 3, 4))


def test_every_field_is_printed_by_papers_that_exist():
    assert {paper for field in FIELDS.values() for paper in field.papers} <= set(PAPERS)


def test_every_field_is_asked_by_a_step_of_some_procedure(lite):
    texts = list(lite.catalogue.all_procedures())
    unasked = {
        field.id
        for field in FIELDS.values()
        if not any(field.asked_in(step, text.name) for text in texts for step in text.steps)
    }
    assert unasked == set()


def test_an_opinion_keeps_its_lines_in_the_papers_that_quote_it(lite):
    play = opened(lite)
    play.until("provincial_opinions")
    play.sign("UBKTTU", "disagree", reason="Dòng một & hai\nDòng hai: A\n\nDòng bốn\tsau tab")
    play.until("opinions_report")
    for paper in ("opinions_report", "opinions_summary"):
        assert "Dòng một & hai\nDòng hai: A\nDòng bốn sau tab" in text_of(play, paper)


def test_what_a_body_concludes_nobody_else_enters(lite):
    """Neither who runs the case nor another body that is asked in the same step."""
    play = opened(lite)
    play.until("provincial_opinions")
    own, other = play.task("BTGDVTU"), play.task("UBKTTU")
    for task, person in ((own, "lethuha"), (other, "lethuha"), (other, "phamquochung")):
        with pytest.raises(NotYourTask) as caught:
            enter(play, task, person=person, act=f"{task} {person}", appraisal_conclusion="Đủ")
        assert caught.value.facts["needs"] == "BTGDVTU"
    enter(play, own, person="tranvanbinh", appraisal_conclusion="Đủ tiêu chuẩn")
    assert "Đủ tiêu chuẩn" in text_of(play, "appraisal")


@pytest.mark.parametrize(("name", "variant"), each_in_force())
def test_at_every_step_only_the_body_itself_is_asked_what_it_concludes(lite, name, variant):
    people = {OFFICERS["BTCTU"], OFFICERS["BTGDVTU"], SIGNERS["UBKTTU"], SIGNERS["BPTTH"]}
    for file in stops(opened_by_law(lite, name, variant)):
        for task in file.case.open_tasks:
            for asked in (a for a in asked_fields(file, task.id) if a.field.statement):
                bodies = bodies_of(file, task, asked.field) or {task.agency}
                own = {person for person in people if works_for(lite, person, bodies)}
                taken = people_taken(lite, file, task, asked, people)
                assert taken <= own, (task.id, asked.field.id)


def people_taken(app, file, task, asked, people):
    """From whom the field would be taken now."""
    with reading(app) as uow:
        return {
            person
            for person in people
            if asked in fields_to_enter(app, uow, file, task, person=person)
        }


def works_for(app, person, bodies):
    agencies = app.catalogue.agencies
    if all(agencies.get(code).external for code in bodies):
        return True  # such a body answers on paper, which who runs the case enters
    with reading(app) as uow:
        held = {actor.agency for actor in uow.directory.actors(person, app.today())}
    return bool(held & {agencies.current(code, app.today()).code for code in bodies})


def test_the_same_form_with_other_words_is_refused(lite):
    play = opened(lite, "dismiss")
    play.until("proposal")
    task = play.case.open_tasks[0].id
    enter(play, task, ground=GROUND)
    enter(play, task, ground=GROUND)
    with pytest.raises(ActIdReused):
        enter(play, task, ground="Lý do khác")
    assert GROUND in case_file(lite, play.id).fields.values()
