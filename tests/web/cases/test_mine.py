"""The pages of the person concerned: what is theirs, and not a word of what is not."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from actions.execute import Act
from actions.hearing.hearing import serve_paper
from actions.papers.attach_paper import Upload, attach_paper
from actions.papers.give_paper import give_paper
from bootstrap.demonstration.scans import scan
from documents.intake.sent_file import SentFile
from domain.errors import BadInput, NotYourTask
from domain.hearing.hearing import Serving
from tests.looking import read
from tests.playing import at_opinions, opened
from tests.web.site import form_of, plain

HIM = "ythongeban"
PDF = scan("invented")
EXPLAIN = "/mine/KL-2026-0001/tasks/explanation/1/subject"
CASE = "/mine/KL-2026-0001"


@pytest.fixture
def asked(site):
    """A discipline case in which the person is asked to explain, the accusation served."""
    play = opened(site.app, "discipline")
    play.until("explanation")
    serve(site, play, "accusation", proof="Ký nhận ngày giao")
    return play


@pytest.fixture
def decided(site):
    """A decision is issued and not yet handed over."""
    play = opened(site.app, "discipline")
    play.until("service")
    return play


def serve(site, play, what, **more):
    serving = Serving(
        what=what, on=site.app.today(), proof=more.pop("proof", "Có chữ ký nhận"), **more
    )
    paper = Upload(kind="served_paper", file=SentFile(f"{what}.pdf", PDF + what.encode()))
    serve_paper(
        site.app,
        Act(act_id=f"serve:{what}:{play.id}", case_id=play.id, person="lethuha"),
        serving,
        paper if what != "decision" else None,
    )


def a_file(content=PDF, name="kiem-diem.pdf"):
    return {"file": (name, content, "application/pdf")}


def test_the_section_is_there_for_whoever_a_case_is_about(site, asked):
    assert "Hồ sơ của tôi" in site.person(HIM).see("/mine")
    assert "Hồ sơ của tôi" not in site.person("hlinhnie").see("/inbox")
    assert "Không có hồ sơ nào về quý vị" in plain(site.person("vothimyhanh").see("/mine"))


def test_the_list_holds_own_cases_and_says_what_waits_for_an_answer(site, asked):
    him = site.person(HIM)
    assert "Quý vị được hỏi" in plain(him.see("/"))
    shown = plain(him.see("/mine"))
    assert "KL-2026-0001" in shown
    assert "Trả lời" in shown


@pytest.mark.parametrize("page", [CASE, EXPLAIN, f"{CASE}/files/1"])
@pytest.mark.parametrize("person", ["hlinhnie", "lethuha", "trinhvanduc", "luonggiaminh"])
def test_nobody_else_has_these_pages(site, asked, person, page):
    visitor = site.person(person)
    seen = plain(visitor.see(page, status=404))
    unknown = plain(visitor.see(page.replace("0001", "0999"), status=404))
    assert seen.replace("0001", "?") == unknown.replace("0999", "?")


@pytest.mark.parametrize(
    "page", ["", "/dossier", "/opinions", "/progress", "/diagram", "/tasks/explanation/1/subject"]
)
def test_the_pages_of_officers_do_not_exist_for_the_person(site, asked, page):
    site.person(HIM).see(f"/cases/KL-2026-0001{page}", status=404)


def test_the_person_reads_what_was_served_explains_and_gives_a_paper(site, asked):
    him = site.person(HIM)
    assert "Nội dung vi phạm bị xem xét" in plain(him.see(CASE))
    assert "Ký nhận ngày giao" in plain(him.see(CASE))
    said = {"outcome": "submitted", "reason": "Tôi xin trình bày.", "kind": "self_review"}
    checked = him.send(EXPLAIN, f"{EXPLAIN}/check", said, files=a_file())
    assert "Tôi xin trình bày." in plain(checked.text)
    done = him.client.post(f"{EXPLAIN}/answer", data=form_of(checked.text, f"{EXPLAIN}/answer"))
    assert done.url.path == CASE
    assert "Tôi xin trình bày." in plain(done.text)
    assert "kiem-diem.pdf" in plain(done.text)
    task = asked.case.find_task("KL-2026-0001/explanation/1/subject")
    assert (task.outcome, task.person, task.reason) == ("submitted", HIM, "Tôi xin trình bày.")
    assert "kiem-diem.pdf" in site.person("lethuha").see("/cases/KL-2026-0001/dossier")


def test_going_back_to_mend_the_text_loses_nothing(site, asked):
    him = site.person(HIM)
    said = {"outcome": "submitted", "reason": "Câu đã gõ", "kind": "other"}
    checked = him.send(EXPLAIN, f"{EXPLAIN}/check", said)
    back = him.client.post("/back", data=form_of(checked.text, f"{EXPLAIN}/answer"))
    assert back.url.path == EXPLAIN
    assert "Câu đã gõ" in back.text


def test_a_file_given_while_writing_keeps_the_text_and_a_bad_one_too(site, asked):
    him = site.person(HIM)
    form = form_of(him.see(EXPLAIN), f"{EXPLAIN}/check") | {"reason": "Câu đã gõ", "kind": "other"}
    given = him.client.post(f"{CASE}/papers", data=form, files=a_file())
    assert "kiem-diem.pdf" in given.text
    assert "Câu đã gõ" in given.text
    bad = him.client.post(f"{CASE}/papers", data=form, files=a_file(b"MZ", "x.exe"))
    assert "không nhận loại tệp này" in plain(bad.text)
    assert "Câu đã gõ" in bad.text


def test_an_answer_without_the_reason_it_needs_is_refused_with_the_text(site, asked):
    him = site.person(HIM)
    refused = him.send(EXPLAIN, f"{EXPLAIN}/check", {"outcome": "not_pursued", "kind": "other"})
    assert "Chưa thực hiện được" in refused.text
    assert 'value="not_pursued" required checked' in refused.text


def test_own_papers_come_back_and_those_of_others_do_not(site, asked):
    attach_paper(
        site.app,
        Act(act_id="e", case_id=asked.id, person="lethuha"),
        Upload(kind="evidence", file=SentFile("to-cao.pdf", PDF)),
    )
    give_paper(
        site.app,
        Act(act_id="g", case_id=asked.id, person=HIM),
        Upload(kind="other", file=SentFile("cua-toi.pdf", PDF + b"2")),
    )
    held = read(site.app.engine, lambda uow: uow.papers.of_case(asked.id))
    ids = {paper.name: paper.id for paper in held}
    theirs, own = ids["to-cao.pdf"], ids["cua-toi.pdf"]
    him = site.person(HIM)
    assert "to-cao.pdf" not in him.see(CASE)
    assert him.client.get(f"{CASE}/files/{own}").content == PDF + b"2"
    him.see(f"{CASE}/files/{theirs}", status=404)
    for paper in held:
        if paper.role != "attached":
            him.see(f"{CASE}/files/{paper.id}", status=404)


@pytest.mark.parametrize(
    ("person", "kind", "refusal"),
    [
        (HIM, "evidence", BadInput),
        (HIM, "submission", BadInput),
        ("lethuha", "other", NotYourTask),
    ],
)
def test_only_the_person_gives_and_only_papers_of_their_own(site, asked, person, kind, refusal):
    with pytest.raises(refusal):
        give_paper(
            site.app,
            Act(act_id="g", case_id=asked.id, person=person),
            Upload(kind=kind, file=SentFile("a.pdf", PDF)),
        )


def test_opinions_drafts_and_history_never_appear(site):
    play = at_opinions(site.app)
    play.sign("BTGDVTU", "disagree", reason="Ý kiến không được lộ")
    shown = site.person(HIM).see(f"/mine/{play.id}")
    for hidden in (
        "Ý kiến không được lộ",
        "Ban Tuyên giáo",
        "H&#39;Linh",
        "không đồng ý",
        "/papers/",
        "provincial_opinions",
        play.case.chain_head[:12],
    ):
        assert hidden not in shown


def test_a_decision_exists_only_once_it_is_served(site, decided):
    him = site.person(HIM)
    final = next(
        p
        for p in read(site.app.engine, lambda uow: uow.papers.of_case(decided.id))
        if p.role == "final"
    )
    assert "Quyết định Số" not in plain(him.see(CASE))
    him.see(f"{CASE}/files/{final.id}", status=404)
    serve(site, decided, "decision")
    shown = plain(him.see(CASE))
    assert "Quyết định Số" in shown
    last = site.app.today() + timedelta(days=15)  # 06/10/2026, a Tuesday
    assert f"Quý vị được khiếu nại đến hết ngày {last:%d/%m/%Y}" in shown
    assert him.client.get(f"{CASE}/files/{final.id}").content[:2] == b"PK"


def test_the_time_for_complaining_ends_and_the_form_stays(site, decided, clock):
    serve(site, decided, "decision")
    clock.forward(days=20)
    shown = plain(site.person(HIM).see(CASE))
    assert "Thời hạn khiếu nại đã hết" in shown
    assert "Khiếu nại quyết định này" in shown


def test_the_person_complains_and_the_body_in_charge_is_asked(site, decided):
    serve(site, decided, "decision")
    him = site.person(HIM)
    send = (CASE, f"{CASE}/complaint")
    refused = him.send(*send, {"complaint": " "})
    assert "phải được nhập" in plain(refused.text)
    done = him.send(*send, {"complaint": "Quyết định sai ở điểm một."})
    assert done.url.path == "/mine/KN-2026-0001"
    case = read(site.app.engine, lambda uow: uow.cases.get("KN-2026-0001"))
    assert (case.about, case.step, case.handler) == (decided.id, "acceptance", "TU")
    assert case.tasks[0].reason == "Quyết định sai ở điểm một."
    assert "KN-2026-0001" in site.person("ymoaeban").see("/inbox")
    again = him.see(CASE)
    assert 'href="/mine/KN-2026-0001"' in again
    assert f'action="{CASE}/complaint"' not in again


def test_a_complaint_sent_twice_is_one(site, decided):
    serve(site, decided, "decision")
    him = site.person(HIM)
    form = form_of(him.see(CASE), f"{CASE}/complaint") | {"complaint": "Một lần."}
    first, second = (him.client.post(f"{CASE}/complaint", data=form) for _ in range(2))
    assert first.url == second.url
    assert len(read(site.app.engine, lambda uow: uow.cases.related_case(decided.id))) == 1


def test_no_complaint_reveals_a_decision_that_was_not_served(site, decided):
    """Asking for it by hand is answered as if there were none."""
    him = site.person(HIM)
    form = form_of(him.see("/mine"), "/sign-out") | {"act": "x", "page": CASE, "complaint": "?"}
    answer = him.client.post(f"{CASE}/complaint", data=form)
    assert "chưa có quyết định được ban hành" in plain(answer.text)
    assert read(site.app.engine, lambda uow: uow.cases.related_case(decided.id)) == ()


def test_nobody_complains_or_gives_papers_in_the_name_of_another(site, decided):
    """Not even an officer of the body that would receive the complaint."""
    serve(site, decided, "decision")
    officer, seen = site.person("nguyenthilan"), f"/cases/{decided.id}"
    form = form_of(officer.see("/inbox"), "/inbox/filter") | {"kind": "other", "page": seen}
    for action in ("complaint", "papers"):
        sent = form | {"act": action, "complaint": "?"}
        told = officer.client.post(f"{CASE}/{action}", data=sent, files=a_file())
        assert f"Không có hồ sơ “{decided.id}”" in plain(told.text)
    assert read(site.app.engine, lambda uow: uow.cases.related_case(decided.id)) == ()


def test_b19_an_officer_about_whom_a_case_is_opened_has_only_the_own_page(site):
    """Their office is asked, and their lists, counts and the case itself show them nothing."""
    officer = site.person("hlinhnie")
    play = at_opinions(site.app, subject="hlinhnie")
    assert "Chờ xử lý 0" in plain(officer.see("/inbox"))
    assert play.id not in officer.see("/inbox?tab=following")
    officer.see(f"/cases/{play.id}", status=404)
    assert play.id in officer.see("/mine")
    officer.see(f"/mine/{play.id}")


def test_m2_the_served_paper_is_read_on_their_own_pages_above_the_answer(site, asked):
    """And by nobody before it was served: without it no form is offered."""
    him = site.person(HIM)
    for page in (CASE, EXPLAIN):
        shown = him.see(page)
        assert "accusation.pdf" in plain(shown)
        link = re.search(rf'href="({CASE}/files/\d+)">[^<]*accusation', shown)
        assert him.client.get(link[1]).content == PDF + b"accusation"


def test_m1_before_service_there_is_nothing_to_answer(site):
    play = opened(site.app, "discipline")
    play.until("explanation")
    shown = site.person(HIM).see(EXPLAIN)
    assert f'action="{EXPLAIN}/check"' not in shown
    assert "chưa nhận giải trình" in plain(shown)
