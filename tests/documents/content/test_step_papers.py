"""The papers that a step offers or prepares, read back: prefilled, and blank where nobody knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from documents.content.catalogue import PAPERS
from documents.content.context import context_for
from documents.content.vietnamese import BLANK
from documents.content.wording import PAPERS as WORDINGS
from documents.render import blocks_of
from domain.directory.actors import Actor
from domain.facts.hearing import Heard, Served
from domain.facts.papers import PaperAttached
from domain.law.options import Outcome
from domain.state.task import TaskStatus
from regulations.check import PAPERS as NAMED_BY_THE_LAW
from tests.conftest import CATALOGUE
from tests.documents.conftest import STATE
from tests.documents.reading import document, lines

PLACES = [
    ("ballot_slip", "standing_vote"),
    ("meeting_minutes", "standing_vote"),
    ("consent_letter", "ministry_consent"),
    ("consent_letter", "central_appraisal"),
    ("opinions_summary", "opinions_report"),
    ("cv_summary", "dossier_in"),
    ("dossier_list", "dossier_in"),
]
NOW = datetime(2026, 9, 7, 5, tzinfo=UTC)
OFFICER = Actor("lethuha", "BTCTU", "Chuyên viên", frozenset())


def said(file, paper, step):
    return " ".join(lines(file, paper, step)).replace("\u00a0", " ")


def answered(file, agency, outcome, reason="", number=""):
    """The file in which `agency` had given this answer to the opinions asked."""
    tasks = tuple(
        replace(task, outcome=outcome, reason=reason, paper_number=number)
        if task.step == "provincial_opinions" and task.agency == agency
        else task
        for task in file.case.tasks
    )
    return replace(file, case=replace(file.case, tasks=tasks))


def test_every_paper_the_law_may_name_has_a_wording_and_every_wording_its_row():
    assert set(PAPERS) == NAMED_BY_THE_LAW
    wordings = {path.stem for path in WORDINGS.glob("*.j2") if not path.stem.startswith("_")}
    assert wordings == set(PAPERS)


def test_every_paper_is_called_by_a_title_in_both_languages():
    for paper in PAPERS.values():
        assert paper.title_en.isascii(), paper.id
        assert not paper.title.isascii(), paper.id


@pytest.mark.parametrize("pack", ["75", "101"])
@pytest.mark.parametrize(
    "paper",
    [
        "ballot_slip",
        "meeting_minutes",
        "summons",
        "consent_letter",
        "cv_summary",
        "dossier_list",
        "handover_minutes",
        "opinions_summary",
    ],
)
def test_each_paper_is_reachable_from_a_step_of_both_packs(pack, paper):
    texts = [CATALOGUE.text(name) for name in CATALOGUE.files if name.startswith(f"{pack}/")]
    steps = [step for text in texts for step in text.steps]
    assert any(paper in (*step.prepares, *step.offers) for step in steps)


@pytest.mark.parametrize(("paper", "step"), PLACES)
@pytest.mark.parametrize("kind", ["party", "state"])
def test_each_names_the_person_or_the_matter(request, kind, paper, step):
    text = said(request.getfixturevalue(f"{kind}_file"), paper, step)
    assert "Y Thông Êban" in text
    assert PAPERS[paper].type_name in text or PAPERS[paper].form == "letter"


def test_a_ballot_slip_has_neither_number_nor_day_nor_signature(party_file):
    blocks = blocks_of(context_for(party_file, PAPERS["ballot_slip"], "standing_vote"))
    assert (blocks[0].number, blocks[0].place_date, blocks[0].mark) == ("", "", "")
    assert "Nơi nhận" not in said(party_file, "ballot_slip", "standing_vote")


def test_a_slip_has_empty_bordered_cells_and_dots_to_write_on(party_file):
    made = document(party_file, "ballot_slip", "standing_vote")
    assert [cell.text for cell in made.tables[1].rows[1].cells][1:] == ["", ""]
    (dots,) = [p for p in made.paragraphs if p.text.startswith("Ý kiến khác:\t")]
    assert dots.paragraph_format.tab_stops[0].position.mm == pytest.approx(165, abs=0.1)


def test_slips_follow_the_shape_of_the_vote(party_file, discipline_file):
    assert "người khác" in said(party_file, "ballot_slip", "enlarged_vote")
    forms = said(discipline_file, "ballot_slip", "council_recommendation")
    assert "khiển trách" in forms
    assert "buộc thôi việc" in forms
    assert "không hình thức nào" not in forms


def test_only_the_opinion_of_the_key_staff_may_be_signed(party_file):
    assert "có thể ký tên" in said(party_file, "ballot_slip", "key_staff_opinion")
    assert "không ghi tên, không ký" in said(party_file, "ballot_slip", "enlarged_vote")


@pytest.mark.parametrize(
    ("kind", "left", "right"),
    [("party", "NGƯỜI GHI BIÊN BẢN", "CHỦ TRÌ HỘI NGHỊ"), ("state", "THƯ KÝ", "CHỦ TỌA")],
)
def test_minutes_are_signed_side_by_side_with_recipients_below(request, kind, left, right):
    made = document(request.getfixturevalue(f"{kind}_file"), "meeting_minutes", "standing_vote")
    first, second = made.tables[-1].rows[0].cells  # one row: no page holds Nơi nhận alone
    assert [cell.paragraphs[0].text for cell in (first, second)] == [left, right]
    assert first.text.index(left) < first.text.index("Nơi nhận")


def test_minutes_carry_a_number_and_no_place_and_day(state_file):
    head = blocks_of(context_for(state_file, PAPERS["meeting_minutes"], "standing_vote"))[0]
    assert head.number.endswith("/BB-HVHNT")
    assert head.place_date == ""


def test_the_councils_minutes_name_its_members_chair_and_secretary(discipline_file):
    text = said(discipline_file, "meeting_minutes", "council_vote")
    people = [discipline_file.names[seat.person] for seat in discipline_file.council.seats]
    assert all(name in text for name in people)
    assert "Chủ tịch Hội đồng" in text
    assert "T/M" not in text
    secretary = discipline_file.names[discipline_file.council.secretary]
    assert f"NGƯỜI GHI BIÊN BẢN {secretary}" in " ".join(text.split())
    assert "có mặt" in text


def test_a_summons_says_day_and_breach_and_nothing_meant_for_the_clerk(discipline_file):
    meeting = date(2026, 9, 14)
    served = Served(
        what="summons", on=date(2026, 9, 4), proof="ký nhận", by=OFFICER, at=NOW, meeting=meeting
    )
    file = replace(discipline_file, summoned=(served,), heard=())
    text = said(file, "summons", "summons")
    assert "GIẤY TRIỆU TẬP" in text
    assert "ngày 14/9/2026" in text
    assert "phải đến tay" not in text
    assert "lần thứ nhất" in text
    assert "T/M HỘI ĐỒNG KỶ LUẬT CHỦ TỊCH" in text
    assert "- Đồng chí Y Thông Êban;" in text


def test_a_second_summons_leaves_the_new_day_blank(discipline_file):
    meeting = date(2026, 9, 14)
    served = Served(
        what="summons", on=date(2026, 9, 4), proof="ký nhận", by=OFFICER, at=NOW, meeting=meeting
    )
    absent = Heard(meeting=meeting, attendance="absent", note="ốm", by=OFFICER, at=NOW)
    file = replace(discipline_file, summoned=(served,), heard=(absent,))
    text = said(file, "summons", "summons")
    assert "lần thứ hai" in text
    assert f"Thời gian: {BLANK}, {BLANK}." in text


def test_before_1_july_2026_no_meeting_in_the_persons_absence_on_request(discipline_file):
    assert "đề nghị họp vắng mặt" in said(discipline_file, "summons", "summons")
    earlier = replace(discipline_file.case, law_day=date(2026, 6, 30))
    text = said(replace(discipline_file, case=earlier), "summons", "summons")
    assert "đề nghị họp vắng mặt" not in text


def test_a_summons_to_the_review_meeting_comes_from_the_body_itself(discipline_file):
    text = said(discipline_file, "summons", "explanation")
    assert "họp kiểm điểm" in text
    assert "T/M BAN THƯỜNG VỤ" in text
    assert "HỘI ĐỒNG KỶ LUẬT" not in text


def test_no_consent_is_presumed_before_it_is_given(file_of):
    file = file_of("central_appraisal")
    assert f"Ý kiến: {BLANK}." in said(file, "consent_letter", "central_appraisal")


def test_a_consent_letter_follows_the_layout_of_the_body_that_answers(party_file):
    assert "CỘNG HÒA" in said(party_file, "consent_letter", "ministry_consent")
    assert "ĐẢNG CỘNG SẢN" in said(party_file, "consent_letter", "central_appraisal")


def test_the_summary_names_who_differs_and_why_and_who_kept_silent(party_file):
    file = answered(party_file, "UBKTTU", Outcome.DISAGREE, "có đơn chưa giải quyết", "45-CV/X")
    file = answered(file, "SVHTTDL", Outcome.NO_REPLY, "đã đôn đốc")
    text = said(file, "opinions_summary", "opinions_report")
    assert "Số cơ quan có ý kiến khác 1" in text
    assert "Uỷ ban Kiểm tra Tỉnh uỷ Đắk Lắk: không đồng ý" in text
    assert "Nội dung, lý do: có đơn chưa giải quyết." in text
    assert "45-CV/X, ngày 07/9/2026" in text
    assert text.index("4. Cơ quan không trả lời") < text.rindex("Sở Văn hóa, Thể thao")


def test_what_is_not_on_file_is_blank_and_what_is_none_is_none(party_file):
    assert "Kỷ luật: không." in said(party_file, "cv_summary", "dossier_in")
    record = replace(party_file.subject.record, disciplines=None, services=None, ratings={})
    bare = replace(party_file, subject=replace(party_file.subject, record=record))
    text = said(bare, "cv_summary", "dossier_in")
    assert f"Kỷ luật: {BLANK}." in text
    assert f"3. Quá trình công tác {BLANK}" in text


def test_the_working_life_has_the_titles_and_names_of_its_time(party_file):
    text = said(party_file, "cv_summary", "dossier_in")
    assert "01/01/2022 – 30/6/2025 Phó Tổng Biên tập Báo Đắk Lắk" in text
    assert "01/7/2025 – nay Phó Giám đốc Báo và Phát thanh" in text


def test_the_list_of_papers_says_what_is_there_and_what_lacks(party_file):
    paper = PaperAttached(
        kind="degrees",
        name="bằng.pdf",
        content="0" * 64,
        size=9,
        media_type="application/pdf",
        by=OFFICER,
        at=NOW,
    )
    file = replace(party_file, attached=(paper,))
    rows = [
        [c.text for c in row.cells]
        for row in document(file, "dossier_list", "dossier_in").tables[1].rows
    ]
    by_title = {row[1]: row for row in rows}
    assert by_title["Tờ trình"][4] == "chưa có"
    held = next(row for title, row in by_title.items() if title.startswith("Bản sao văn bằng"))
    assert held[2:] == [BLANK, "1", "bằng.pdf"]
    text = said(file, "dossier_list", "dossier_in")
    assert "Đã có 04 (bốn) loại giấy tờ; còn thiếu 10 (mười) loại" in text


@pytest.mark.parametrize(("more", "said_so"), [({}, "đồng chí"), (STATE, "ông")])
def test_hand_over_is_between_the_person_and_a_receiver_left_blank(file_of, more, said_so):
    file = file_of("decision", "resign", **(more | {"act_id": "open:resign"}))
    text = said(file, "handover_minutes", "notify_ministry")
    assert f"Bên giao: {said_so} Y Thông Êban" in text
    assert f"Bên nhận: {BLANK}" in text
    assert "BÊN GIAO Y Thông Êban Nơi nhận" in " ".join(text.split())


def test_a_task_that_was_recalled_is_no_answer(party_file):
    tasks = tuple(
        replace(t, status=TaskStatus.RECALLED) if t.agency == "UBKTTU" else t
        for t in party_file.case.tasks
    )
    text = said(
        replace(party_file, case=replace(party_file.case, tasks=tasks)),
        "opinions_summary",
        "opinions_report",
    )
    assert "Kiểm tra" not in text
