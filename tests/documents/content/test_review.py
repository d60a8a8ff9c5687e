"""The review sheet: reachable from its step, grouped, with what to fix."""

from __future__ import annotations

from dataclasses import replace

from actions.cases.case_files import case_file
from documents.content.review import review_of
from models.unit_of_work import transaction
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
