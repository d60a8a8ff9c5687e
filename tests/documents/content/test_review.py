"""The review sheet: reachable from its step, grouped, with what to fix."""

from __future__ import annotations

from dataclasses import replace

from actions.cases.case_files import case_file
from documents.content.review import review_of
from domain.directory.actors import Actor
from domain.facts.decisions import DecisionIssued
from models.unit_of_work import transaction
from tests.documents.content.test_step_papers import NOW
from tests.documents.reading import lines
from tests.playing import opened

STEP = "eligibility_review"


def test_the_step_drafts_the_sheet(lite):
    play = opened(lite)
    play.until(STEP)
    assert "eligibility_sheet" in dict(play.case.drafts)
    text = lines(case_file(lite, play.id), "eligibility_sheet", STEP)
    assert "PHIẾU RÀ SOÁT TIÊU CHUẨN" in text
    assert any(line.startswith("Đủ (") for line in text)


def test_what_lacks_comes_first_with_what_to_do_and_its_basis(lite):
    play = opened(lite)
    play.until(STEP)
    record = case_file(lite, play.id).subject.record
    short = replace(record, services=record.services[-1:], planned_for=None)
    transaction(lite.engine, lambda uow: uow.directory.set_record("ythongeban", short))
    file = case_file(lite, play.id)
    groups = [group["title"].partition(" (")[0] for group in review_of(file)]
    assert (
        groups.index("Thiếu dữ liệu, cần người quyết định")
        < groups.index("Cần đặc cách")
        < groups.index("Đủ")
    )
    text = " ".join(lines(file, "eligibility_sheet", STEP))
    assert "đề nghị cơ quan chỉ đạo xem xét đặc cách" in text
    assert "Quy định 101-QĐ/TW, Điều 5.5 [S]" in text


def test_what_was_missing_at_signing_is_printed_with_the_reason_and_its_document(party_file):
    by, at = Actor("ymoaeban", "TU", "Phó Bí thư", frozenset()), NOW
    decision = DecisionIssued(
        paper="decision_appoint",
        series="TU",
        number=1,
        symbol="01-QĐ/TU",
        dated=party_file.day,
        signer="X",
        approved="h",
        by=by,
        at=at,
        confirmed="đã họp",
        overridden=("R-18", "text_blanks"),
        document="05-BB/TU",
    )
    text = " ".join(lines(replace(party_file, decision=decision), "eligibility_sheet", STEP))
    assert "Đã ký kèm lý do (2)" in text
    assert "Trong quy hoạch" in text
    assert text.count("đã họp; căn cứ: 05-BB/TU") == 2
