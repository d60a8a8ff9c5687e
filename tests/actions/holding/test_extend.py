"""More time: asked for by the body asked, given or refused by who runs the case, in the sum."""

from __future__ import annotations

from datetime import date

import pytest

from actions.audit.verifying import verify
from actions.calendar.calendar_change import deadlines_moved
from actions.cases.remind_late import pass_deadlines
from actions.execute import Act
from actions.holding.extend import (
    ask_extension,
    extending_of,
    grant_extension,
    refuse_extension,
)
from domain.calendar.workdays import AddedKind
from domain.errors import BadInput, NotAllowed, NotYourTask, ReasonMissing
from domain.facts.extending import ExtensionGranted
from domain.holding.errors import CannotExtend
from tests.looking import read
from tests.playing import OFFICERS, SIGNERS, at_opinions, opened

BODY, HANDLER = "UBKTTU", "BTCTU"
SIGNER, OFFICER = SIGNERS[BODY], OFFICERS[HANDLER]
WHY, SAID = "chờ kết luận kiểm tra", "nhất trí"


@pytest.fixture
def play(app):
    """Ten working days for opinions, a target of the province: from Monday 7/9 to Monday 21/9."""
    return at_opinions(app)


def ask(play, days=5, *, reason=WHY, person=SIGNER, act_id="ask", body=BODY):
    act = Act(act_id=act_id, case_id=play.id, person=person)
    return ask_extension(play.app, act, task_id=play.task(body), days=days, reason=reason)


def answer(play, how=grant_extension, *, reason=SAID, person=OFFICER, act_id="said", body=BODY):
    act = Act(act_id=act_id, case_id=play.id, person=person)
    return how(play.app, act, task_id=play.task(body), reason=reason)


def due(play, body=BODY):
    return next(task.due for task in play.case.open_tasks if task.agency == body)


def rule_of(doing):
    with pytest.raises(CannotExtend) as refused:
        doing()
    return refused.value.facts["rule"]


def test_what_was_given_is_in_the_sum_and_that_alone_moves_the_day(play):
    before = due(play)
    ask(play)
    assert due(play) == before
    answer(play)
    after = due(play)
    assert (after.day, after.start, after.amount) == (date(2026, 9, 28), before.start, 10)
    (added,) = after.added
    assert (added.kind, added.days, added.why) == (AddedKind.EXTENSION, 5, WHY)
    assert added.until == after.day
    assert {due(play, body).day for body in ("BTGDVTU", "DUUBND")} == {before.day}


def test_rows_and_history_tell_the_same_and_verify_finds_nothing(play):
    ask(play)
    answer(play)
    assert verify(play.app, case_id=play.id) == []


def test_refused_the_day_stays_and_one_may_ask_again(play):
    before = due(play)
    ask(play)
    answer(play, refuse_extension)
    assert due(play) == before
    ask(play, 3, act_id="again")
    answer(play, act_id="then")
    assert due(play).day == date(2026, 9, 24)


def test_time_is_given_twice_and_counted_as_one_stretch(play):
    for round_, days in enumerate((5, 2)):
        ask(play, days, act_id=f"ask{round_}")
        answer(play, act_id=f"said{round_}")
    assert [added.until for added in due(play).added] == [date(2026, 9, 28), date(2026, 9, 30)]
    assert due(play).day == date(2026, 9, 30)


def test_each_of_it_is_told_who_gives_it_and_both_when_it_is_answered(play):
    ask(play)
    answer(play)
    notices = read(play.app.engine, lambda uow: uow.notices.of_case(play.id))
    told = [(str(n.kind), n.agency) for n in notices if n.kind.startswith("extension")]
    assert told == [
        ("extension_asked", HANDLER),
        ("extension_granted", HANDLER),
        ("extension_granted", BODY),
    ]


def test_reminders_go_by_the_new_day(play, clock):
    ask(play)
    answer(play)
    clock.forward(days=15)  # Tuesday 22/9, the day after the old one
    pass_deadlines(play.app)
    notices = read(play.app.engine, lambda uow: uow.notices.of_case(play.id))
    assert BODY not in {n.agency for n in notices if n.kind in ("late", "due_today", "near")}
    assert "DUUBND" in {n.agency for n in notices if n.kind == "late"}


def test_a_swapped_day_is_counted_with_what_was_given(play):
    ask(play)
    answer(play)
    moved = {m.task.agency: m.after for m in deadlines_moved(play.app, [date(2026, 9, 25)], [])}
    assert moved[BODY].day == date(2026, 9, 29)
    assert moved[BODY].added[0].days == 5
    assert "DUUBND" not in moved


def test_the_same_act_twice_is_one(play):
    ask(play)
    assert ask(play).repeated
    answer(play)
    assert answer(play).repeated
    assert len(due(play).added) == 1


def test_who_may_ask_and_who_may_answer(play):
    with pytest.raises(NotYourTask):
        ask(play, person=OFFICER)
    ask(play)
    with pytest.raises(NotYourTask):
        answer(play, person=SIGNER)
    with pytest.raises(NotAllowed):
        answer(play, person=SIGNERS[HANDLER])  # signs for the body, keeps no files
    assert due(play).added == ()


def test_what_cannot_be_asked_or_answered_says_why(play, clock):
    assert rule_of(lambda: answer(play)) == "not_asked"
    with pytest.raises(ReasonMissing):
        ask(play, reason=" ")
    for days in (0, 61):
        with pytest.raises(BadInput):
            ask(play, days)
    ask(play)
    assert rule_of(lambda: ask(play, act_id="twice")) == "asked_already"
    with pytest.raises(ReasonMissing):
        answer(play, reason="")
    answer(play, refuse_extension)
    assert rule_of(lambda: answer(play, act_id="late")) == "not_asked"
    clock.forward(days=60)
    assert rule_of(lambda: ask(play, 5, act_id="past")) == "passed"


READ = date(2026, 6, 1)  # Decree 115/2020, whose text was read, is in force


def test_a_time_of_the_law_stands_and_the_article_is_named(lite):
    play = opened(lite, decided_on=READ)
    play.sign("BPTTH", "submitted")  # ten working days by Art 46.1b
    with pytest.raises(CannotExtend) as refused:
        ask(play, person=SIGNERS["BTVTU"], body="BTVTU")
    assert refused.value.facts["rule"] == "law"
    assert [(b.instrument, b.article) for b in refused.value.basis] == [("ND115", "46.1b")]


def test_where_the_law_lets_it_be_longer_it_is_so_far_and_no_further(lite):
    """Ten working days, fifteen altogether by Art 54.3c."""
    play = opened(lite, "resign", decided_on=READ)
    play.until("decision")
    (task,) = play.case.open_tasks
    body = task.agency
    with pytest.raises(CannotExtend) as refused:
        ask(play, 6, person=SIGNERS[body], body=body)
    assert (refused.value.facts["rule"], refused.value.facts["wanted"]) == ("longest", 16)
    assert [b.article for b in refused.value.basis] == ["54.3c"]
    ask(play, 5, person=SIGNERS[body], body=body)
    answer(play, body=body)
    again = {"person": SIGNERS[body], "body": body, "act_id": "more"}
    assert rule_of(lambda: ask(play, 1, **again)) == "longest"


def test_a_time_whose_text_was_not_read_is_given_with_a_reason(lite):
    """ADR 7: only a rule read in the text may block."""
    play = opened(lite)
    play.sign("BPTTH", "submitted")
    assert due(play, "BTVTU").legal
    ask(play, person=SIGNERS["BTVTU"], body="BTVTU")
    answer(play, body="BTVTU")
    assert due(play, "BTVTU").day == date(2026, 9, 28)


def test_who_asked_does_not_answer_their_own_wish(lite):
    """The body that runs the case is asked itself."""
    play = opened(lite)
    play.until("eligibility_review")
    (task,) = play.case.open_tasks
    assert task.agency == play.case.handler
    ask(play, person=OFFICER, body=HANDLER)
    assert rule_of(lambda: answer(play, body=HANDLER)) == "own_asking"


def test_the_page_offers_what_one_may_do(play):
    def offered(person):
        task = next(task for task in play.case.open_tasks if task.agency == BODY)
        found = read(play.app.engine, lambda uow: extending_of(play.app, uow, task, person=person))
        return bool(found.asked), found.may_ask, found.may_answer

    assert [offered(one) for one in (SIGNER, OFFICER)] == [
        (False, True, False),
        (False, False, False),
    ]
    ask(play)
    assert [offered(one) for one in (SIGNER, OFFICER)] == [
        (True, False, False),
        (True, False, True),
    ]


def test_the_fact_says_what_the_day_was_before(play):
    ask(play)
    (granted,) = answer(play).facts
    assert isinstance(granted, ExtensionGranted)
    assert (granted.before, granted.due.day) == (date(2026, 9, 21), date(2026, 9, 28))
