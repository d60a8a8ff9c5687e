"""What waits for whom, how long is left, and what the checks found."""

from __future__ import annotations

from bootstrap.demonstration.scenario import Scenario
from tests.cli.typing_commands import OPEN, TASK, answer
from tests.playing import opened


def test_the_inbox_shows_the_task_and_signing_empties_it(terminal):
    answer(terminal, *OPEN)
    inbox = answer(terminal, "inbox", "--as", "ngoquanghuy")
    assert [w["case"] for w in inbox] == ["BN-2026-0001"]
    answer(terminal, "sign", inbox[0]["task"], "submitted", "--as", "ngoquanghuy")
    assert answer(terminal, "inbox", "--as", "ngoquanghuy") == []
    assert len(answer(terminal, "inbox", "--as", "lehoangkhue")) == 1


def test_the_inbox_says_how_many_days_are_left(terminal, clock):
    answer(terminal, *OPEN)
    answer(terminal, "sign", TASK, "submitted", "--as", "ngoquanghuy")  # 10 working days follow
    assert "Còn 10 ngày làm việc" in terminal("inbox", "--as", "lehoangkhue")[1]
    clock.forward(days=14)
    assert "Hết hạn hôm nay" in terminal("inbox", "--as", "lehoangkhue")[1]
    clock.forward(days=1)
    assert "Quá 1 ngày làm việc" in terminal("inbox", "--as", "lehoangkhue")[1]


def test_what_is_asked_of_the_person_concerned_waits_for_that_person_alone(terminal, lite):
    play = opened(lite, "resign")
    mine = answer(terminal, "inbox", "--as", "ythongeban")
    assert [w["task"] for w in mine] == [f"{play.id}/letter/1/subject"]
    assert answer(terminal, "inbox", "--as", "ngoquanghuy") == []


def test_the_reviewer_sees_what_the_checks_found_with_article_and_remedy(terminal, lite):
    play = opened(lite)
    play.until("eligibility_review")
    _, out, _ = terminal("case", "findings", play.id)
    flat = " ".join(out.split())
    assert "Quy định 101-QĐ/TW, Điều 5.5 [S]" in flat
    assert "190 tháng" in flat
    assert "Giấy chứng nhận sức khỏe" in flat


def test_notices_can_be_read(terminal, lite):
    opened(lite).follow()
    _, out, _ = terminal("notices", "--as", "ngoquanghuy")
    assert "Đề nghị xử lý bước “Xin chủ trương”" in " ".join(out.split())


def test_a_gathered_dossier_is_found_complete(terminal, lite):
    play = opened(lite)
    Scenario(lite, play.id, "lethuha").gather_dossier()
    play.until("eligibility_review")
    checks = {check["name"]: check for check in answer(terminal, "case", "findings", play.id)}
    assert {row[1] for row in checks["dossier"]["findings"]} == {"met"}
