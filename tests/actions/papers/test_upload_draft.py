"""A text edited in Word becomes the next version; answers about the old one are asked again."""

from __future__ import annotations

import io

import pytest
from docx import Document
from sqlalchemy import update

from actions.execute import Act
from actions.papers.attach_paper import Upload, attach_paper
from actions.papers.draft_versions import versions_of
from actions.papers.upload_draft import EditedDraft, upload_draft
from bootstrap.demonstration.scans import scan as a_pdf
from documents.intake.rewrite import canonical
from documents.intake.sent_file import SentFile
from domain.errors import (
    StaleDraft,
    TaskClosed,
)
from domain.facts.answers import AnswerVoided, PaperReply
from domain.facts.decisions import FinalMade
from domain.facts.papers import DraftUploaded
from domain.state.task import TaskStatus
from models.schema.tables import people
from tests.actions.decisions.test_issue import issue
from tests.looking import read
from tests.playing import at_opinions, opened

OLD, NEW = "chế độ, chính sách theo quy định hiện hành", "chế độ theo quy định"


def edited_in_word(content: bytes, old: str = OLD, new: str = NEW) -> bytes:
    """The file with one wording replaced, as an officer would save it."""
    document = Document(io.BytesIO(content))
    cells = [p for t in document.tables for r in t.rows for c in r.cells for p in c.paragraphs]
    for paragraph in [*document.paragraphs, *cells]:
        for run in paragraph.runs:
            run.text = run.text.replace(old, new)
    raw = io.BytesIO()
    document.save(raw)
    return raw.getvalue()


def current(play, paper):
    return play.app.papers.get(play.case.draft(paper))


OFFICER, OF_ISSUER = "lethuha", {"appraisal": "tranvanbinh"}  # which the issuer alone words


def upload(play, paper, content, *, person="", name="sửa.docx", based_on=None, act_id="u1"):
    person = person or OF_ISSUER.get(paper, OFFICER)
    wish = EditedDraft(
        paper=paper, file=SentFile(name, content), based_on=based_on or play.case.draft(paper)
    )
    return upload_draft(play.app, Act(act_id=act_id, case_id=play.id, person=person), wish)


def facts_of(play, kind):
    history = read(play.app.engine, lambda uow: [f.fact() for f in uow.cases.history(play.id)])
    return [fact for fact in history if isinstance(fact, kind)]


def at_decision(app, **more):
    play = opened(app, **more)
    play.until("decision")
    return play


def opinions_with_appraisal_read(app):
    """Two bodies have answered at the opinions: one named the appraisal, the other no text."""
    play = at_opinions(app)
    play.sign("UBKTTU", read=play.case.draft("appraisal"))
    play.sign("SVHTTDL")
    return play


def test_the_edited_text_is_the_next_version_and_the_old_one_is_kept(app):
    play = at_decision(app)
    old = current(play, "decision_appoint")
    new = edited_in_word(old)
    done = upload(play, "decision_appoint", new)

    assert current(play, "decision_appoint") == canonical(new)
    found = versions_of(app, play.id, "decision_appoint")
    assert [(v.number, v.by, v.current) for v in found] == [(1, "", False), (2, "lethuha", True)]
    assert app.papers.get(found[0].content) == old
    assert [(c.kind, OLD in c.before, NEW in c.after) for c in done.changes] == [
        ("text", True, True)
    ]


def test_answers_about_the_old_text_are_void_and_asked_again(app):
    play = opinions_with_appraisal_read(app)
    task = next(t for t in play.case.round_tasks if t.agency == "UBKTTU")
    upload(play, "appraisal", edited_in_word(current(play, "appraisal"), "Kính gửi", "Kính trình"))

    assert play.case.find_task(task.id).status == TaskStatus.RECALLED
    assert [f.task for f in facts_of(play, AnswerVoided)] == [task.id]
    again = play.case.find_task(f"{task.id}~2")
    assert (again.status, again.due) == (TaskStatus.OPEN, task.due)
    assert play.case.step == "provincial_opinions"


def test_an_answer_about_no_text_stands_unless_it_is_its_own_paper(app):
    play = opinions_with_appraisal_read(app)
    play.sign("BTGDVTU")  # whose paper the appraisal is
    upload(play, "appraisal", edited_in_word(current(play, "appraisal"), "Kính gửi", "Kính trình"))

    assert {t.agency for t in play.case.open_tasks} == {"UBKTTU", "BTGDVTU", "DUUBND"}


def test_an_answer_that_came_on_paper_stands(app):
    play = at_opinions(app)
    scan = attached(play)
    day = app.today()
    play.sign(
        "BTGDVTU",
        person="lethuha",
        paper=PaperReply(number="9-CV/BTGDVTU", dated=day, received=day, scan=scan),
    )
    upload(play, "appraisal", edited_in_word(current(play, "appraisal"), "Kính gửi", "Kính trình"))
    assert facts_of(play, AnswerVoided) == []


def attached(play) -> str:
    wish = Upload(kind="paper_reply", file=SentFile("công văn.pdf", a_pdf("a paper")))
    return (
        attach_paper(play.app, Act(act_id="attach", case_id=play.id, person="lethuha"), wish)
        .facts[0]
        .content
    )


def test_the_voided_body_answers_again_about_the_new_text_and_the_case_moves_on(app):
    play = opinions_with_appraisal_read(app)
    old = play.case.draft("appraisal")
    upload(play, "appraisal", edited_in_word(current(play, "appraisal"), "Kính gửi", "Kính trình"))
    with pytest.raises(StaleDraft):
        play.sign("UBKTTU", read=old, act_id="again-old")
    play.sign("UBKTTU", read=play.case.draft("appraisal"))
    for agency in ("BTGDVTU", "DUUBND"):
        play.sign(agency)
    assert play.case.step == "opinions_report"


def test_the_void_answer_says_so_when_it_is_given_again(app):
    play = opinions_with_appraisal_read(app)
    task = next(t for t in play.case.round_tasks if t.agency == "UBKTTU").id
    upload(play, "appraisal", edited_in_word(current(play, "appraisal"), "Kính gửi", "Kính trình"))
    with pytest.raises(TaskClosed) as refused:
        play.sign("UBKTTU", "disagree", task=task)
    assert refused.value.facts["status"] == "recalled"


def test_the_decision_is_issued_on_the_edited_text_with_number_and_date(app):
    play = at_decision(app)
    old = play.case.draft("decision_appoint")
    upload(play, "decision_appoint", edited_in_word(current(play, "decision_appoint")))
    with pytest.raises(StaleDraft):
        issue(play, read_hash=old)
    issue(play, act_id="i2")
    play.follow()

    final = Document(io.BytesIO(app.papers.get(facts_of(play, FinalMade)[0].content)))
    cells = [p for t in final.tables for r in t.rows for c in r.cells for p in c.paragraphs]
    said = [p.text for p in [*final.paragraphs, *cells]]
    assert any(NEW in line for line in said)
    assert "Số\u00a001-QĐ/TU" in said
    assert any("ngày\u00a007 tháng\u00a09 năm\u00a02026" in line for line in said)
    assert any("kể từ ngày 07/9/2026" in line for line in said)
    assert not any("Dự thảo" in line for line in said)


def test_the_name_under_the_decision_is_that_of_the_person_who_signed_it(lite):
    play = at_decision(lite)
    upload(
        play,
        "decision_appoint",
        edited_in_word(current(play, "decision_appoint"), "Y Moan Êban", "[………]"),
    )
    issue(play)
    play.follow()
    final = Document(io.BytesIO(lite.papers.get(facts_of(play, FinalMade)[0].content)))
    assert final.tables[1].rows[0].cells[1].paragraphs[-1].text == "Y Moan Êban"


def test_a_table_after_the_signature_is_issued_as_it_was_approved(lite):
    play = at_decision(lite)
    document = Document(io.BytesIO(current(play, "decision_appoint")))
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 1).text = "Hệ số 0,70"
    raw = io.BytesIO()
    document.save(raw)
    upload(play, "decision_appoint", raw.getvalue())
    issue(play)
    play.follow()
    final = Document(io.BytesIO(lite.papers.get(facts_of(play, FinalMade)[0].content)))
    assert final.tables[-1].cell(0, 1).text == "Hệ số 0,70"


def test_software_does_not_write_over_an_edited_text_while_the_facts_stand(app):
    play = at_opinions(app)
    new = edited_in_word(current(play, "appraisal"), "Kính gửi", "Kính trình")
    upload(play, "appraisal", new)
    play.sign("UBKTTU", "ask_supplement")
    play.sign("BPTTH", "submitted")
    play.follow()  # the opinions are asked in a second round, and the appraisal is pending again

    assert (play.case.step, play.case.round) == ("provincial_opinions", 2)
    assert current(play, "appraisal") == canonical(new)


def test_software_writes_a_new_version_above_an_edited_text_when_the_facts_changed(app):
    play = at_opinions(app)
    upload(play, "appraisal", edited_in_word(current(play, "appraisal"), "Kính gửi", "Kính trình"))
    with app.engine.begin() as connection:
        connection.execute(
            update(people).where(people.c.id == "ythongeban").values(degree="Tiến sĩ")
        )
    play.sign("UBKTTU", "ask_supplement")
    play.sign("BPTTH", "submitted")
    play.follow()
    assert [(v.number, v.by) for v in versions_of(app, play.id, "appraisal")] == [
        (1, ""),
        (2, "tranvanbinh"),
        (3, ""),
    ]


def test_two_officers_who_edited_the_same_version_do_not_lose_each_others_work(app):
    play = at_decision(app)
    base, content = play.case.draft("decision_appoint"), current(play, "decision_appoint")
    upload(play, "decision_appoint", edited_in_word(content))
    with pytest.raises(StaleDraft) as refused:
        upload(
            play,
            "decision_appoint",
            edited_in_word(content, OLD, "chế độ khác"),
            based_on=base,
            act_id="u2",
        )
    assert refused.value.facts["rule"] == "edited"


def test_the_same_upload_twice_is_one_act(app):
    play = at_decision(app)
    base, new = play.case.draft("decision_appoint"), current(play, "decision_appoint")
    new = edited_in_word(new)
    upload(play, "decision_appoint", new)
    assert upload(play, "decision_appoint", new, based_on=base).receipt.repeated
    assert len(facts_of(play, DraftUploaded)) == 1
