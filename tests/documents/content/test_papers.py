"""What stands in the papers, read back from the .docx, in both layouts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.cases.case_files import case_file
from documents.content.catalogue import PAPERS
from documents.content.context import context_for
from documents.content.vietnamese import BLANK, long_date, party_spelling
from documents.render import blocks_of
from domain.text import nfc
from tests.documents.reading import STEPS, document, lines
from tests.playing import opened


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


def test_an_opinion_never_becomes_structure(lite):
    play = opened(lite)
    play.until("provincial_opinions")
    play.sign("UBKTTU", "disagree", reason="một | hai\n:heading giả")
    text = lines(case_file(lite, play.id), "opinions_report", "opinions_report")
    assert "một | hai\n:heading giả" in text


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
    from tests.actions.decisions.test_issue import issue

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


def test_an_indented_line_of_a_template_goes_on_from_the_line_above(state_file):
    [article] = [x for x in lines(state_file, "decision_appoint") if x.startswith("Điều\u00a01.")]
    assert "thời hạn giữ chức vụ" in article
