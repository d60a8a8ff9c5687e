"""Minutes of a vote: the counts as entered, the base by name, the sum, and names for ids."""

from __future__ import annotations

from actions.cases.case_files import case_file
from tests.documents.reading import lines
from tests.playing import opened


def record(app, *, until, step, procedure="appoint"):
    play = opened(app, procedure)
    play.until(until)
    return " ".join(lines(case_file(app, play.id), "tally_record", step))


def test_j04_the_minutes_print_counts_base_and_sum(lite):
    said = record(lite, until="consent_request", step="standing_vote")
    assert "BIÊN BẢN" in said
    assert "Số người được triệu tập 21" in said
    assert "Số phiếu không hợp lệ 0" in said
    assert "Đồng ý 19 19/21 = 90,47 %" in said
    assert "Không đồng ý 1 1/21 = 4,76 %" in said
    assert "tổng số thành viên; cần trên 50 %" in said
    assert "Kết quả: đạt." in said


def test_ballots_with_names_show_names_and_not_ids(lite):
    said = record(lite, until="collective_second", step="enlarged_vote")
    assert "Y Thông Êban 19 19/21" in said
    assert "ythongeban" not in said


def test_a_councils_vote_on_the_form_names_the_form_and_counts_valid_ballots(lite):
    said = record(lite, until="council_recommendation", step="council_vote", procedure="discipline")
    assert "số phiếu hợp lệ của Hội đồng" in said


def test_a_vote_not_counted_has_no_minutes(lite):
    said = record(lite, until="standing_vote", step="standing_vote")
    assert "Chưa có kết quả kiểm phiếu" in said
