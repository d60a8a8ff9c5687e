"""Căn cứ and Nơi nhận write themselves: from the law of the day and from whoever was asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from documents.content.catalogue import PAPERS
from documents.content.context import context_for
from documents.content.vietnamese import BLANK
from documents.render import blocks_of
from domain.facts.decisions import DecisionIssued
from domain.law.options import Outcome
from domain.papers.case_file import Signer
from tests.documents.conftest import STATE
from tests.documents.content.test_step_papers import NOW, OFFICER, answered


def blocks(file, paper, step):
    return blocks_of(context_for(file, PAPERS[paper], step))


def grounds(file, paper="decision_appoint", step="decision"):
    found = [b.text for b in blocks(file, paper, step) if type(b).__name__ == "Ground"]
    return [text.replace("\u00a0", " ") for text in found]


def recipients(file, paper, step):
    foot = blocks(file, paper, step)[-1]
    return [name.replace("\u00a0", " ") for name in foot.recipients]


def test_a_decision_cites_every_opinion_with_its_number_and_day(party_file):
    file = answered(party_file, "UBKTTU", Outcome.DISAGREE, "có đơn", "45-CV/UBKTTU")
    (line,) = [text for text in grounds(file) if "ý kiến của" in text]
    assert "Uỷ ban Kiểm tra Tỉnh uỷ Đắk Lắk (số 45-CV/UBKTTU, ngày 07/9/2026)" in line
    assert f"Ban Tuyên giáo và Dân vận Tỉnh uỷ Đắk Lắk (số {BLANK}, ngày 07/9/2026)" in line


def test_a_state_decision_writes_the_day_out_and_without_comma(state_file):
    (line,) = [text for text in grounds(state_file) if "ý kiến của" in text]
    assert f"(số {BLANK} ngày 07 tháng 9 năm 2026)" in line


def test_who_kept_silent_is_not_cited(party_file):
    file = answered(party_file, "UBKTTU", Outcome.NO_REPLY, "đã đôn đốc")
    assert not any("Uỷ ban Kiểm tra" in text for text in grounds(file))


def test_a_text_that_ended_before_the_drafts_day_leaves_a_marked_blank(file_of):
    """Opened under the law of June, drafted in July: what replaced it is for a person to say."""
    file = file_of("policy_request", "transfer", decided_on=date(2026, 6, 30))
    june = grounds(replace(file, day=date(2026, 6, 30)), "policy_submission", "policy_request")
    july = grounds(replace(file, day=date(2026, 7, 1)), "policy_submission", "policy_request")
    assert any("115/2020/NĐ-CP" in text for text in june)
    assert f"Căn cứ {BLANK} (văn bản thay thế Nghị định số 115/2020/NĐ-CP)" in july
    assert not any(text.startswith("Căn cứ Nghị định số 115") for text in july)


def test_whoever_decides_does_not_propose_to_itself(state_file, party_file):
    assert any("Xét đề nghị của Ban Tổ chức" in text for text in grounds(party_file))
    (proposed,) = [text for text in grounds(state_file) if "Theo đề nghị" in text]
    assert "Theo đề nghị của Tạp chí Chư Yang Sin" in proposed


@pytest.mark.parametrize(
    ("kind", "first"), [("party", "Đồng chí Y Thông Êban"), ("state", "Ông Y Thông Êban")]
)
@pytest.mark.parametrize("paper", ["notice", "summons"])
def test_a_paper_to_the_person_lists_the_person_first(request, kind, first, paper):
    file = request.getfixturevalue(f"{kind}_file")
    assert recipients(file, paper, "announce")[0] == first


def test_only_bodies_that_were_asked_get_the_decision(party_file, file_of):
    asked = recipients(party_file, "decision_appoint", "decision")
    assert "Uỷ ban Kiểm tra Tỉnh uỷ" in asked
    assert "Ban Tổ chức Tỉnh uỷ" not in asked  # it reported the opinions and gave none
    early = recipients(file_of("policy_request"), "decision_appoint", "decision")
    assert "Uỷ ban Kiểm tra Tỉnh uỷ" not in early


@pytest.mark.parametrize(
    ("paper", "article"), [("decision_dismiss", "Điều 3"), ("decision_discipline", "Điều 4")]
)
def test_as_in_article_names_the_last_article(discipline_file, paper, article):
    assert f"Như {article}" in recipients(discipline_file, paper, "decision")


def test_a_state_list_begins_with_who_carries_it_out(state_file):
    assert recipients(state_file, "decision_appoint", "decision")[0] == "Như Điều 3"


def test_a_notice_goes_to_the_ministry_once_there_is_a_decision(party_file):
    before = recipients(party_file, "notice", "announce")
    issued = DecisionIssued(
        paper="decision_appoint",
        series="QĐ",
        number=1,
        symbol="01-QĐ/TU",
        dated=date(2026, 9, 7),
        signer="Y Moan Êban",
        approved="0" * 64,
        by=OFFICER,
        at=NOW,
    )
    after = recipients(replace(party_file, decision=issued), "notice", "announce")
    told = "Bộ VHTTDL (để b/c)"
    assert (told in before, told in after) == (False, True)


def test_papers_of_the_standing_committee_are_kept_by_the_committees_office(party_file):
    assert recipients(party_file, "tally_record", "standing_vote") == ["Lưu Văn phòng Tỉnh uỷ"]


def test_a_deputy_signs_for_a_state_collective_in_three_lines(file_of):
    """ND30 Appx I II.7: TM. the body, KT. the head, then the deputy."""
    file = file_of("decision", **STATE | {"act_id": "open:deputy"})
    agency = replace_collective(file, "HVHNT", "Ban Chấp hành")
    signers = {**file.signers, "HVHNT": Signer("Phó Chủ tịch", "Phan Văn Kiên")}
    foot = blocks(replace(agency, signers=signers), "decision_appoint", "decision")[-1]
    assert foot.authority == ("TM. BAN CHẤP HÀNH", "KT. CHỦ TỊCH")
    assert foot.title == "PHÓ CHỦ TỊCH"


def test_a_deputy_signs_for_a_party_collective_as_its_member(party_file):
    foot = blocks(party_file, "decision_appoint", "decision")[-1]
    assert (foot.authority, foot.title) == (("T/M BAN THƯỜNG VỤ",), "PHÓ BÍ THƯ")


@pytest.mark.parametrize("name", ["Nguyễn Thị Ủy", "Y Ủy Niê"])
def test_a_name_with_the_word_is_left_as_its_bearer_writes_it(party_file, name):
    file = replace(party_file, subject=replace(party_file.subject, full_name=name))
    text = " ".join(
        b.text for b in blocks(file, "decision_appoint", "decision") if hasattr(b, "text")
    )
    assert name in text
    assert "Tỉnh uỷ" in text


def replace_collective(file, code, collective):
    agencies = file.law.agencies
    changed = agencies.get(code).model_copy(update={"collective": collective})
    law = replace(file.law, agencies=replace(agencies, by_code={**agencies.by_code, code: changed}))
    return replace(file, law=law)
