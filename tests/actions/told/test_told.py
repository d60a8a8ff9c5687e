"""What happens in a case is told with it, to whom it concerns, and to nobody who may not know."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event, insert

from actions.cases.case_files import case_file
from actions.cases.recall import recall
from actions.cases.remind_late import pass_deadlines
from actions.cases.return_case import return_case
from actions.cases.withdraw import withdraw
from actions.directory.directory import delegate, end, enter_absence
from actions.directory.entry import DirectoryEntry
from actions.execute import Act
from actions.hearing.recuse import step_aside
from actions.told.bell import mark_read, told_to
from actions.told.sent_back import why_again
from actions.told.spans import pass_days
from actions.told.today import today_of
from actions.viewer import viewer_of
from bootstrap.demonstration.province import people
from domain.directory.absences import Absence
from domain.directory.actors import Delegation
from domain.effects.notices import NoticeKind
from models.schema.notices import notices
from tests.balloting import call, hand_out, seal, vote
from tests.looking import read
from tests.playing import at_opinions, opened

ADMIN = DirectoryEntry(act_id="form", by="luonggiaminh", document="Giấy ủy quyền 13-GUQ/BTGDVTU")
TODAY = date(2026, 9, 7)
LENT = Delegation("hlinhnie", "tranvanbinh", "BTGDVTU", "", TODAY, date(2026, 10, 1))


def viewer(app, person):
    return read(app.engine, lambda uow: viewer_of(app, uow, person))


def told(app, person, language="vi"):
    return told_to(app, viewer(app, person), language)


def kinds(app, person):
    return [str(line.kind) for line in told(app, person)]


def act(play, name, person):
    return Act(act_id=f"{name}:{play.case.version}", case_id=play.id, person=person)


def of_case(play):
    return read(play.app.engine, lambda uow: uow.notices.of_case(play.id))


def test_who_is_asked_is_told_with_the_fact_before_any_software_ran(lite):
    opened(lite)
    (line,) = told(lite, "ngoquanghuy")
    assert (line.kind, line.unread) == (NoticeKind.ASKED, True)
    assert line.said == "Đề nghị xử lý bước “Xin chủ trương”."


def test_notices_are_written_in_the_order_of_facts(app):
    play = opened(app)
    play.sign("BPTTH", "submitted")
    order = ["opened", "asked", "answered", "answered", "asked"]
    assert [n.kind for n in of_case(play)] == order


def test_late_is_never_told_before_asked_however_long_software_stood_still(lite, clock):
    play = opened(lite)
    play.sign("BPTTH", "submitted")
    clock.forward(days=20)
    pass_deadlines(lite)
    told_them = [n.kind for n in of_case(play) if n.agency == "BTVTU"]
    assert told_them == ["asked", "still_late"]


def test_who_did_it_is_not_told_and_a_colleague_is(lite):
    play = opened(lite)
    play.sign("BPTTH", "submitted")
    assert "answered" not in kinds(lite, "ngoquanghuy")
    assert "answered" in kinds(lite, "lethuha")


def test_a_return_says_who_why_and_where_to(lite):
    play = opened(lite)
    play.until("eligibility_review")
    play.follow()
    task = play.case.open_tasks[0]
    back = act(play, "back", "dangducthuan")
    return_case(lite, back, task_id=task.id, to_step="policy_request", reason="Thiếu tờ trình")
    line = next(line for line in told(lite, "ngoquanghuy") if line.kind == NoticeKind.RETURNED)
    assert "Đặng Đức Thuận" in line.said
    assert "Thiếu tờ trình" in line.said
    asked = told(lite, "ngoquanghuy")[0]
    assert "Thiếu tờ trình" in asked.said
    why = read(lite.engine, lambda uow: why_again(uow, [asked.task]))
    assert [one["person"] for one in why[asked.task]] == ["dangducthuan"]


def test_an_opinion_taken_back_is_told_with_its_reason_to_those_asked_again(lite):
    play = at_opinions(lite)
    play.sign("UBKTTU")
    task = next(t for t in play.case.tasks if t.agency == "UBKTTU" and t.person)
    recall(lite, act(play, "recall", "phamquochung"), task_id=task.id, reason="Ghi nhầm")
    said = [line.said for line in told(lite, "lethuha")]
    assert any("thu hồi ý kiến" in text and "Ghi nhầm" in text for text in said)


def test_a_withdrawal_is_told_to_every_body_with_a_part_and_to_the_person(lite):
    play = at_opinions(lite)
    withdraw(lite, act(play, "out", "lethuha"), reason="Người được xem xét xin thôi")
    for person in ("hlinhnie", "phamquochung", "buithanhmai", "ythongeban"):
        assert kinds(lite, person)[0] == "withdrawn"


def test_what_is_asked_of_the_person_concerned_is_told_to_them_alone(lite):
    opened(lite, "resign")
    assert kinds(lite, "ythongeban") == ["asked"]
    assert "asked" not in kinds(lite, "ngoquanghuy")


def test_rights_are_asked_again_when_it_is_read(lite):
    play = at_opinions(lite)
    assert kinds(lite, "hlinhnie")
    step_aside(lite, act(play, "aside", "hlinhnie"), who="hlinhnie", relation="spouse")
    assert kinds(lite, "hlinhnie") == []
    seat = {"person": "buithanhmai", "agency": "SVHTTDL"}
    held = read(lite.engine, lambda uow: uow.spans.seats_of("buithanhmai"))[0]
    key = seat | {"position": held.position, "first_day": held.first_day}
    assert kinds(lite, "buithanhmai")
    end(lite, replace(ADMIN, act_id="end"), type(held), date(2026, 9, 6), **key)
    assert play.id not in [line.case_id for line in told(lite, "buithanhmai")]


def test_voters_and_tellers_of_a_ballot_are_called_by_name(lite):
    play = opened(lite)
    play.until("standing_vote")
    task = call(play, ["lehoangkhue", "ymoaeban", "hlinhnie"])
    assert kinds(lite, "ymoaeban")[0] == "called"
    assert kinds(lite, "vominhtri")[0] == "teller"
    hand_out(play, task)
    vote(play, task, dict.fromkeys(["lehoangkhue", "ymoaeban", "hlinhnie"], "agree"))
    seal(play, task)
    assert kinds(lite, "vominhtri")[0] == "sealed"


def test_what_was_read_is_not_new_and_what_appears_late_still_is(lite):
    opened(lite)
    reader = viewer(lite, "ngoquanghuy")

    def unread():
        return read(lite.engine, lambda uow: uow.notices.unread(reader.visibility))

    def written(number):
        row = {"id": number, "key": str(number), "kind": "opened", "at": lite.clock()}
        whom = {"agency": "BPTTH", "person": "", "by": "", "task": "", "facts": "{}"}
        with lite.engine.begin() as connection:
            connection.execute(insert(notices).values(**row, **whom))

    written(1000)
    assert unread() == 2
    mark_read(lite, reader, 1000)
    assert unread() == 0
    written(900)  # an act that began earlier and was committed later
    assert unread() == 1
    mark_read(lite, reader, 900)
    assert unread() == 0


def test_giver_taker_heads_and_administrators_learn_of_a_delegation(lite):
    delegate(lite, ADMIN, replace(LENT, first_day=TODAY))
    for person in ("hlinhnie", "tranvanbinh"):
        (line,) = told(lite, person)
        assert "ủy quyền cho Trần Văn Bình" in line.said
        assert ADMIN.document in line.said
    assert kinds(lite, "luonggiaminh") == []  # entered it
    assert kinds(lite, "ngoquanghuy") == []


def test_an_absence_that_begins_and_ends_is_told_once_each_by_the_clock(lite, clock):
    gone = Absence("hlinhnie", date(2026, 9, 10), date(2026, 9, 12), "")
    enter_absence(lite, ADMIN, gone)
    for _ in range(2):
        pass_days(lite)
    assert kinds(lite, "hlinhnie") == ["absence_added"]
    for _ in range(7):
        clock.forward(days=1)
        pass_days(lite)
    assert kinds(lite, "hlinhnie") == ["absence_over", "absence_begins", "absence_added"]


def test_a_day_that_comes_near_is_told_once_to_who_is_asked(lite, clock):
    play = opened(lite)
    play.sign("BPTTH", "submitted")  # 10 working days, to Monday 21/9
    clock.forward(days=10)
    assert [pass_deadlines(lite).notices for _ in range(2)] == [1, 0]
    assert kinds(lite, "lehoangkhue")[0] == "near"
    assert "near" not in kinds(lite, "lethuha")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("procedure", ["appoint", "discipline"])
def test_whatever_was_told_in_a_whole_case_can_be_said(lite, clock, procedure, language):
    play = opened(lite, procedure)
    story = play.story()
    while play.case.open:
        play.follow()
        story.answer(case_file(lite, play.id), play.case.open_tasks[0])
    pass_deadlines(lite)
    lines = [line for one, _ in people(TODAY) for line in told(lite, one.id, language)]
    assert {"ended", "issued", "passed"} <= {str(line.kind) for line in lines}
    assert all("{{" not in line.said and line.said.strip() for line in lines)


def test_the_first_page_asks_the_database_as_often_for_many_cases_as_for_one(lite):
    asked: list[str] = []
    event.listen(lite.engine, "before_cursor_execute", lambda *seen: asked.append(seen[2]))

    def statements():
        asked.clear()
        today_of(lite, viewer(lite, "lethuha"))
        return len(asked)

    at_opinions(lite)
    statements()  # the text of the law is read once
    one = statements()
    for n in range(3):
        opened(lite, "appoint", act_id=f"more{n}", subject="vothimyhanh")
    assert statements() == one
