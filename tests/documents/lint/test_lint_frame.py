"""Who decides and who signs, căn cứ, Nơi nhận, number line, look: traps with the right value."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from docx.shared import Mm, Pt

from documents.lint import lint_words
from domain.papers.case_file import Signer
from tests.conftest import CATALOGUE
from tests.documents.content.test_written_from_the_case import replace_collective
from tests.documents.trapping import flaws, found, opened, retyped, saved


def test_a_party_authority_line_must_name_the_collective_that_signs(party_file):
    said = found(
        party_file, "BAN THƯỜNG VỤ TỈNH UỶ QUYẾT ĐỊNH", "TRƯỞNG BAN TỔ CHỨC QUYẾT ĐỊNH", "authority"
    )
    assert said == ("TRƯỞNG BAN TỔ CHỨC QUYẾT ĐỊNH", "BAN THƯỜNG VỤ …")


def test_a_head_who_decides_is_named_by_his_title(state_file):
    said = found(state_file, "CHỦ TỊCH HỘI VĂN HỌC", "HỘI VĂN HỌC", "authority")
    assert said == ("HỘI VĂN HỌC - NGHỆ THUẬT TỈNH ĐẮK LẮK", "CHỦ TỊCH …")


def test_a_collective_that_decides_is_named_by_its_own_name(state_file):
    """The same file when the association's committee decides: the head's title is then wrong."""
    file = replace_collective(state_file, "HVHNT", "Hội Văn học - Nghệ thuật")
    assert flaws(file) == []
    said = found(file, "HỘI VĂN HỌC - NGHỆ THUẬT TỈNH ĐẮK LẮK", "CHỦ TỊCH HỘI VĂN HỌC", "authority")
    assert said[1] == "HỘI VĂN HỌC - NGHỆ THUẬT …"


def test_a_decision_without_authority_line(state_file):
    document = opened(state_file)
    next(p for p in document.paragraphs if p.text.startswith("CHỦ TỊCH"))._p.getparent().remove(
        next(p for p in document.paragraphs if p.text.startswith("CHỦ TỊCH"))._p
    )
    assert [f.rule for f in flaws(state_file, saved(document))] == ["authority_missing"]


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [("party", "T/M BAN THƯỜNG VỤ", "TM. BAN THƯỜNG VỤ")],
)
def test_mandates_are_written_as_the_regime_does(request, kind, old, new):
    said = found(request.getfixturevalue(f"{kind}_file"), old, new, "mandate_mark")
    assert said == (new, old)


def deputy_of(state_file):
    signers = {**state_file.signers, "HVHNT": Signer("Phó Chủ tịch", "Phan Văn Kiên")}
    return replace(state_file, signers=signers)


def test_a_deputy_signs_for_the_head_in_words(state_file):
    file = deputy_of(state_file)
    assert flaws(file) == []
    assert found(file, "KT. CHỦ TỊCH", "K/T CHỦ TỊCH", "mandate_mark") == (
        "K/T CHỦ TỊCH",
        "KT. CHỦ TỊCH",
    )
    assert found(file, "PHÓ CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "mandate_deputy")[0] == "CHÁNH VĂN PHÒNG"


def test_a_deputy_without_the_words_is_found(state_file):
    said = flaws(state_file, retyped_title(state_file, "CHỦ TỊCH", "PHÓ CHỦ TỊCH"))
    assert ("mandate_missing", "KT. CHỦ TỊCH") in [(f.rule, f.right) for f in said]


def retyped_title(file, old, new):
    document = opened(file)
    column = document.tables[-1].rows[0].cells[1].paragraphs
    next(p for p in column if p.text == old).runs[0].text = new
    return saved(document)


@pytest.mark.parametrize("kind", ["party", "state"])
def test_every_ground_but_the_last_ends_in_a_semicolon(request, kind):
    file = request.getfixturevalue(f"{kind}_file")
    said = found(file, "126/2025/QH15;", "126/2025/QH15,", "ground_end")
    assert [part[-5:] for part in said] == ["QH15,", "QH15;"]


@pytest.mark.parametrize("kind", ["party", "state"])
def test_the_last_ground_ends_in_a_full_stop(request, kind):
    file = request.getfixturevalue(f"{kind}_file")
    document = opened(file)
    last = [
        p
        for p in document.paragraphs
        if p.text.lstrip("- ").startswith(("Căn cứ", "Xét đề nghị", "Theo"))
    ][-1]
    last.runs[0].text = last.runs[0].text.rstrip(".") + ";"
    (flaw,) = flaws(file, saved(document))
    assert (flaw.rule, flaw.found[-1], flaw.right[-1]) == ("ground_end", ";", ".")


def test_under_the_older_guidance_the_last_ground_ends_in_a_comma(party_file):
    file = replace(party_file, day=date(2026, 5, 26))
    content = retyped(
        file, "Tờ trình số [………], ngày 07/9/2026,", "Tờ trình số [………], ngày 07/9/2026."
    )
    (flaw,) = [f for f in flaws(file, content) if f.rule == "ground_end"]
    assert flaw.right.endswith("07/9/2026,")


def test_a_party_ground_has_a_dash_and_a_state_ground_none(party_file, state_file):
    said = found(party_file, "- Căn cứ Luật Báo chí", "Căn cứ Luật Báo chí", "ground_dash")
    assert said[1].startswith("- Căn cứ Luật")
    said = found(state_file, "Căn cứ Luật Báo chí", "- Căn cứ Luật Báo chí", "ground_dash")
    assert said[1].startswith("Căn cứ Luật")


def test_a_state_ground_slopes(state_file):
    document = opened(state_file)
    line = next(p for p in document.paragraphs if p.text.startswith("Căn cứ Luật"))
    line.runs[0].italic = False
    assert [(f.rule, f.right) for f in flaws(state_file, saved(document))] == [
        ("ground_look", "nghiêng")
    ]


def test_the_comma_before_the_day_follows_the_regime(party_file, state_file):
    said = found(party_file, "số 12-CV/BVHTTDL, ngày", "số 12-CV/BVHTTDL ngày", "ground_comma")
    assert said[1] == "số 12-CV/BVHTTDL, ngày"
    said = found(state_file, "số 12-CV/BVHTTDL ngày", "số 12-CV/BVHTTDL, ngày", "ground_comma")
    assert said[1] == "số 12-CV/BVHTTDL ngày"


def test_a_ground_that_ended_is_named_with_what_replaced_it(party_file):
    said = found(
        party_file, "Luật Báo chí số 126/2025/QH15", "Luật Báo chí số 103/2016/QH13", "not_in_force"
    )
    assert said == ("Luật Báo chí 2016", "Luật Báo chí 2025")


def test_a_ground_named_in_the_title_of_another_is_not_the_one_cited():
    text = "Căn cứ Nghị định số 259/2026/NĐ-CP thay thế Nghị định số 115/2020/NĐ-CP;"
    texts = CATALOGUE.instruments.by_id.values()
    assert list(lint_words.cited(text, texts, date(2026, 9, 7))) == []


def test_no_place_in_a_secret_text_is_cited(party_file):
    said = found(
        party_file, "kể từ ngày", "theo Điều 7 Quyết định 75-QĐ/TW, kể từ ngày", "secret_article"
    )
    assert said == ("Điều 7 Quyết định 75-QĐ/TW", "75-QĐ/TW")


def test_the_number_line_follows_the_regime(party_file, state_file):
    gap = "\u00a0"
    said = found(party_file, f"Số{gap}", f"Số:{gap}", "number_line")
    assert said == ("Số: -QĐ/TU", "Số -QĐ/TU")
    said = found(state_file, "Số:", "Số", "number_line")
    assert said == ("Số /QĐ-HVHNT", "Số: /QĐ-HVHNT")


def test_the_text_ends_as_the_regime_asks(party_file, state_file):
    said = found(party_file, "Quyết định này.", "Quyết định này./.", "text_end")
    assert said[1].endswith("Quyết định này.")
    said = found(state_file, "Quyết định này./.", "Quyết định này.", "text_end")
    assert said[1].endswith("Quyết định này./.")


def test_motto_and_top_line(state_file):
    said = found(state_file, "Độc lập - Tự do - Hạnh phúc", "Độc lập-Tự do-Hạnh phúc", "motto")
    assert said[1] == "Độc lập - Tự do - Hạnh phúc"
    said = found(state_file, "CỘNG HÒA", "CỘNG HOÀ", "top_line")
    assert said[1] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def test_recipients_end_and_are_kept_as_the_regime_asks(party_file, state_file):
    said = found(party_file, "- Như Điều\u00a03;", "- Như Điều\u00a03", "recipient_end")
    assert said[1] == "- Như Điều\u00a03;"
    said = found(party_file, "- Lưu Văn phòng Tỉnh uỷ.", "- Lưu VT Tỉnh uỷ.", "recipient_kept")
    assert said[1] == "Lưu Văn phòng …"
    said = found(state_file, "- Lưu: VT.", "- Lưu: hồ sơ.", "recipient_kept")
    assert said[1] == "Lưu: VT, …"


def test_a_notice_must_list_the_person(party_file):
    said = found(
        party_file, "- Đồng chí Y Thông Êban;", "- Đồng chí;", "recipient_person", paper="notice"
    )
    assert said[1] == "Đồng chí Y Thông Êban"


def test_a_paper_without_signature_block(party_file):
    document = opened(party_file)
    table = document.tables[-1]._tbl
    table.getparent().remove(table)
    assert [f.rule for f in flaws(party_file, saved(document))] == ["signature_missing"]


def test_margins_typeface_and_size(party_file, state_file):
    document = opened(party_file)
    document.sections[0].left_margin = Mm(25)
    line = next(p for p in document.paragraphs if p.text.startswith("Điều"))
    line.runs[0].font.name, line.runs[0].font.size = "Arial", Pt(11)
    said = {f.rule: (f.found, f.right) for f in flaws(party_file, saved(document))}
    assert said.keys() == {"margin_left", "font", "size"}
    assert said["margin_left"] == ("25.0 mm", "30 mm")
    assert said["font"] == ("Arial", "Times New Roman")
    assert said["size"][1] == "14–15 pt"

    document = opened(state_file)
    document.sections[0].left_margin = Mm(35)  # ND30 allows 30 to 35
    assert flaws(state_file, saved(document)) == []
