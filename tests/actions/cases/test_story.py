"""The story of a case: what happened in sentences, newest first."""

from __future__ import annotations

from actions.cases.return_case import return_case
from actions.cases.story import story_of
from actions.execute import Act
from tests.looking import read
from tests.playing import at_opinions, opened


def told(play, language="vi"):
    lines = read(play.app, lambda uow: story_of(play.app, uow, play.id, language))
    return [line.said for line in lines]


def test_a_case_tells_who_did_what_newest_first(lite):
    play = at_opinions(lite)
    play.sign("BTGDVTU", "agree", reason="Nhất trí.")
    said = told(play)
    assert "đồng ý" in said[0]
    assert "H'Linh Niê" in said[0]
    assert said[-1] == "Lê Thu Hà đã mở hồ sơ."
    assert "Lê Thu Hà opened the case." in told(play, "en")[-1]


def test_an_answer_names_its_task_so_that_its_reason_can_be_shown(lite):
    play = at_opinions(lite)
    task = play.task("BTGDVTU")
    play.sign("BTGDVTU", "disagree", reason="Thiếu hồ sơ.")
    line = read(lite, lambda uow: story_of(lite, uow, play.id, "vi"))[0]
    assert line.task == task


def test_papers_that_joined_on_one_day_are_one_sentence(lite):
    play = opened(lite)
    play.until("provincial_opinions")
    play.story().gather_dossier()
    joined = [line for line in told(play) if "có thêm giấy tờ" in line]
    assert len(joined) == 1
    assert "giấy tờ khác" in joined[0]


def test_a_return_is_told_with_its_reason_and_what_only_calls_is_not(lite):
    play = opened(lite)
    play.until("policy_decision")
    act = Act(act_id="back", case_id=play.id, person="lehoangkhue")
    task = play.case.open_tasks[0].id
    return_case(lite, act, task_id=task, to_step="policy_request", reason="Thiếu tờ trình.")
    said = told(play)
    assert any("trả hồ sơ từ bước" in line and "Thiếu tờ trình." in line for line in said)
    assert not any("Đề nghị xử lý" in line for line in said)
