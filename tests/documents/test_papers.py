"""What stands in the papers, read back from the .docx, in both layouts."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from docx import Document
from docx.shared import Pt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.case_files import case_file
from documents.context import context_for
from documents.layouts import layout_for
from documents.papers import PAPERS
from documents.render import blocks_of, render
from documents.vietnamese import BLANK, long_date, party_spelling, words
from documents.widths import width_mm
from domain.text import nfc
from tests.playing import opened

STEPS = {
    "policy_submission": "policy_request", "opinion_request": "dossier_in",
    "appraisal": "provincial_opinions", "opinions_report": "opinions_report",
    "consent_request": "consent_request", "decision_appoint": "decision", "notice": "announce",
}  # fmt: skip


@pytest.fixture
def party_file(lite):
    play = opened(lite)
    play.until("decision")
    return case_file(lite, play.id)


@pytest.fixture
def state_file(lite):
    play = opened(
        lite, press_agency="CYS", handler="HVHNT", person="dothithuy", act_id="open:state"
    )
    play.until("decision")
    return case_file(lite, play.id)


def document(file, paper, step=None):
    return Document(io.BytesIO(render(file, paper, step=step or STEPS[paper]).content))


def lines(file, paper, step=None):
    """Every line of text, tables included, in reading order of the body."""
    body = document(file, paper, step)
    cells = [p for t in body.tables for row in t.rows for c in row.cells for p in c.paragraphs]
    return [p.text for p in [*body.paragraphs, *cells]]


@pytest.mark.parametrize("paper", STEPS)
@pytest.mark.parametrize("kind", ["party", "state"])
def test_each_paper_can_be_written_for_both_kinds_of_press(request, kind, paper):
    file = request.getfixturevalue(f"{kind}_file")
    if paper == "appraisal":
        assert "BÁO CÁO" in lines(file, paper)
    assert (
        any("Y Thông Êban" in line for line in lines(file, paper)) or paper == "policy_submission"
    )


def test_a_party_decision_has_the_party_letterhead(party_file):
    text = lines(party_file, "decision_appoint")
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in text
    assert "TỈNH UỶ ĐẮK LẮK" in text
    assert "BAN THƯỜNG VỤ TỈNH UỶ QUYẾT ĐỊNH" in text
    assert "T/M BAN THƯỜNG VỤ" in text
    assert "-----" in text


def test_a_state_decision_has_the_national_letterhead(state_file):
    text = lines(state_file, "decision_appoint")
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "Độc lập - Tự do - Hạnh phúc" in text
    assert "QUYẾT ĐỊNH:" in text
    assert "CHỦ TỊCH HỘI VĂN HỌC - NGHỆ THUẬT TỈNH ĐẮK LẮK" in text


def test_a_draft_leaves_number_and_day_blank(party_file, state_file):
    party, state = lines(party_file, "decision_appoint"), lines(state_file, "decision_appoint")
    assert any(line.startswith("Số\u00a0\u00a0") and line.endswith("-QĐ/TU") for line in party)
    assert any(line.startswith("Số:\u00a0\u00a0") and line.endswith("/QĐ-HVHNT") for line in state)
    assert not any("ngày\u00a007" in line for line in party)
    assert "Dự thảo lần 1" in party
    assert "DỰ THẢO" in state


def grounds_of(file, paper="decision_appoint"):
    text = [p.text for p in document(file, paper).paragraphs]
    return [
        line for line in text if line.lstrip("- ").startswith(("Căn cứ", "Xét", "Theo đề nghị"))
    ]


def test_party_grounds_are_dashed_and_end_in_semicolons_and_a_full_stop(party_file):
    found = grounds_of(party_file)
    assert all(line.startswith("- ") for line in found)
    assert [line[-1] for line in found] == [";"] * (len(found) - 1) + ["."]


def test_state_grounds_have_no_dash_and_are_italic(state_file):
    body = document(state_file, "decision_appoint")
    found = [p for p in body.paragraphs if p.text.startswith("Căn cứ")]
    assert found
    assert all(run.italic for p in found for run in p.runs)


def test_before_27_may_2026_party_grounds_end_in_a_comma_without_dash(lite, clock):
    clock.now = datetime(2026, 5, 26, 3, tzinfo=UTC)
    play = opened(lite)
    play.until("decision")
    found = grounds_of(case_file(lite, play.id))
    assert found[-1].endswith(",")
    assert not found[0].startswith("- ")


def test_the_text_ends_as_its_system_asks(party_file, state_file):
    def end(file):
        return next(
            p.text for p in reversed(document(file, "decision_appoint").paragraphs) if p.text
        )

    assert end(party_file).endswith("Quyết định này.")
    assert end(state_file).endswith("Quyết định này./.")


def test_the_consents_stand_among_the_grounds_with_number_and_date(party_file):
    found = " ".join(grounds_of(party_file))
    assert "Văn bản số 12-CV/BVHTTDL, ngày 07/9/2026" in found


def test_only_texts_in_force_on_the_day_are_cited(party_file, lite):
    found = " ".join(grounds_of(party_file))
    assert "Luật Báo chí số 126/2025/QH15" in found
    assert "103/2016/QH13" not in found


def test_75_is_cited_as_a_whole_and_never_by_article(lite, clock):
    clock.now = datetime(2022, 11, 14, 2, tzinfo=UTC)
    play = opened(lite, press_agency="BAODL")
    play.until("decision")
    found = " ".join(grounds_of(case_file(lite, play.id)))
    assert "75-QĐ/TW" in found
    assert "Điều" not in found.split("75-QĐ/TW", 1)[1].split(";", 1)[0]


def test_missing_data_is_a_marked_blank(party_file):
    bare = replace(party_file, subject=replace(party_file.subject, degree="", hometown=""))
    assert any(BLANK in line for line in lines(bare, "appraisal"))


def test_differing_opinions_are_all_reported(lite):
    play = opened(lite)
    play.until("provincial_opinions")
    play.sign("UBKTTU", "disagree", reason="có đơn chưa giải quyết")
    for agency in ("BTGDVTU", "SVHTTDL", "DUUBND"):
        play.sign(agency)
    text = lines(case_file(lite, play.id), "opinions_report")
    assert "có đơn chưa giải quyết" in text
    assert sum("đồng ý" in line for line in text) >= 4


def test_the_page_is_a4_with_the_margins_of_both_guides(party_file):
    section = document(party_file, "decision_appoint").sections[0]
    lengths = (section.page_width, section.page_height, section.top_margin, section.bottom_margin,
               section.left_margin, section.right_margin)  # fmt: skip
    assert [round(length.mm) for length in lengths] == [210, 297, 20, 20, 30, 15]
    assert section.different_first_page_header_footer


@pytest.mark.parametrize(
    ("kind", "size", "exact"), [("party", 14, Pt(19)), ("state", 14, None)], ids=["party", "state"]
)
def test_the_body_has_the_size_and_line_height_of_its_guide(request, kind, size, exact):
    body = document(request.getfixturevalue(f"{kind}_file"), "decision_appoint")
    article = next(p for p in body.paragraphs if p.text.startswith("Điều"))
    assert article.runs[-1].font.size == Pt(size)
    assert article.paragraph_format.line_spacing == exact
    assert article.runs[0].bold


def test_the_font_is_named_in_all_four_slots(party_file):
    style = document(party_file, "decision_appoint").styles["Normal"]
    fonts = style.element.rPr.rFonts
    prefix = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    named = {fonts.get(f"{prefix}{slot}") for slot in ("ascii", "hAnsi", "eastAsia", "cs")}
    assert named == {"Times New Roman"}


def test_the_signature_never_stands_alone_on_a_page(party_file):
    body = document(party_file, "decision_appoint")
    last = [p for p in body.paragraphs if p.text][-1]
    assert last.paragraph_format.keep_with_next
    assert "cantSplit" in body.tables[-1]._tbl.xml


def test_the_same_case_gives_the_same_bytes(party_file):
    first, second = (render(party_file, "decision_appoint", step="decision") for _ in range(2))
    assert first.content == second.content


def test_no_entry_of_the_file_carries_the_clock(party_file):
    packed = zipfile.ZipFile(io.BytesIO(render(party_file, "notice", step="announce").content))
    assert {item.date_time for item in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_an_opinion_never_becomes_structure(lite):
    play = opened(lite)
    play.until("provincial_opinions")
    play.sign("UBKTTU", "disagree", reason="một | hai\n:heading giả")
    text = lines(case_file(lite, play.id), "opinions_report", "opinions_report")
    assert "một | hai :heading giả" in text


def test_the_file_drags_no_stale_part_along(party_file):
    packed = zipfile.ZipFile(io.BytesIO(render(party_file, "notice", step="announce").content))
    names = packed.namelist()
    assert not [n for n in names if "thumbnail" in n or "stylesWithEffects" in n]
    assert packed.testzip() is None


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=st.text(
        st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), min_size=1, max_size=60
    )
)
def test_g08_whatever_a_name_holds_is_shown_verbatim_and_the_file_opens(party_file, name):
    clean = " ".join(nfc(name).split()) or "x"
    file = replace(party_file, subject=replace(party_file.subject, full_name=clean))
    text = " ".join(" ".join(lines(file, "decision_appoint")).split())
    assert party_spelling(clean) in text


@pytest.mark.parametrize(
    "name", ["Báo A & B <mật>", ":article 9 lạ", "a | b | c", "{{ 7*7 }}", "Nguyễn 😀", "Đắk"]
)
def test_a_name_never_becomes_structure(party_file, name):
    file = replace(party_file, subject=replace(party_file.subject, full_name=name))
    text = lines(file, "decision_appoint")
    assert any(nfc(name) in line for line in text)
    assert not any(line.startswith("Điều\u00a09.") for line in text)


def test_an_opinion_of_ten_thousand_letters_is_kept_whole(lite):
    play = opened(lite)
    play.until("provincial_opinions")
    long = "Ý kiến dài. " * 850
    play.sign("UBKTTU", "disagree", reason=long)
    text = lines(case_file(lite, play.id), "opinions_report", "opinions_report")
    assert long.strip() in text


def test_a_deputy_signs_for_the_head(lite):
    play = opened(lite)
    text = lines(case_file(lite, play.id), "policy_submission")
    assert "K/T GIÁM ĐỐC" in text
    assert "PHÓ GIÁM ĐỐC" in text


def test_the_issued_text_carries_number_and_date(lite):
    from tests.actions.test_issue import issue

    play = opened(lite)
    play.until("decision")
    issue(play)
    play.follow()
    text = lines(case_file(lite, play.id), "decision_appoint")
    assert "Số\u00a001-QĐ/TU" in text
    assert f"Đắk Lắk, {long_date(date(2026, 9, 7))}" in text
    assert not any("Dự thảo" in line for line in text)


def test_the_blocks_hold_the_wording_and_the_layout_only_the_look(party_file):
    context = context_for(party_file, PAPERS["decision_appoint"], "decision")
    said = [block.text for block in blocks_of(context) if hasattr(block, "text")]
    assert any("giữ chức vụ Giám đốc" in text for text in said)


@pytest.mark.parametrize(
    ("day", "system", "name", "assumed"),
    [
        (date(2026, 5, 26), "party", "HD36", False),
        (date(2026, 5, 27), "party", "HD05", False),
        (date(2010, 1, 1), "party", "HD36", True),
        (date(2020, 3, 5), "state", "ND30", False),
        (date(2019, 1, 1), "state", "ND30", True),
    ],
)
def test_the_layout_follows_the_draft_date(day, system, name, assumed):
    layout = layout_for(system, day)
    assert (layout.name, layout.assumed) == (name, assumed)


@pytest.mark.parametrize(
    ("text", "size", "measured"),
    [("ĐẢNG CỘNG SẢN VIỆT NAM", 15, 72.9), ("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", 13, 83.8),
     ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, 95.7)],
)  # fmt: skip
def test_line_widths_agree_with_those_measured_on_the_official_pages(text, size, measured):
    assert width_mm(text, size, bold=True) == pytest.approx(measured, abs=0.1)


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "không"), (15, "mười lăm"), (21, "hai mươi mốt"), (24, "hai mươi tư"),
     (105, "một trăm linh năm"), (1005, "một nghìn không trăm linh năm"),
     (1015, "một nghìn không trăm mười lăm"), (2026, "hai nghìn không trăm hai mươi sáu"),
     (1_000_000, "một triệu"), (34, "ba mươi tư"), (14, "mười bốn"), (11, "mười một")],
)  # fmt: skip
def test_numbers_in_words(number, said):
    assert words(number) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [(date(2026, 9, 5), "ngày 05 tháng 9 năm 2026"),
     (date(2026, 2, 12), "ngày 12 tháng 02 năm 2026"),
     (date(2026, 10, 31), "ngày 31 tháng 10 năm 2026")],
)  # fmt: skip
def test_dates_take_a_zero_below_ten_and_below_march(day, said):
    assert long_date(day).replace("\u00a0", " ") == said


def test_party_spelling_changes_the_word_and_never_a_name():
    assert party_spelling("Tỉnh ủy, ỦY BAN, Ủy ban, bà Thủy") == "Tỉnh uỷ, UỶ BAN, Uỷ ban, bà Thủy"
