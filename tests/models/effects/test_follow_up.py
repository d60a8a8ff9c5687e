"""The queue of what software owes, visits of cases, effects done once."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from actions.effects import effects, queue
from models.effects import follow_up
from models.schema.notices import notices
from models.schema.tables import effects as effects_table
from tests.conftest import second_process
from tests.looking import read
from tests.playing import opened, together

LEASE = timedelta(seconds=60)


def test_a_changed_case_waits_in_the_outbox_and_two_workers_never_hold_it(app):
    play = opened(app)
    first = queue.claim(app, "a", lease=LEASE, limit=5)
    second = queue.claim(app, "b", lease=LEASE, limit=5)
    assert ([c.case_id for c in first], second) == ([play.id], ())


def test_workers_that_claim_at_the_same_instant_share_the_cases(app):
    ids = {opened(app, act_id=f"o{n}").id for n in range(6)}
    others = [second_process(app) for _ in range(3)]
    claims = together(
        [
            lambda o=o, n=n: queue.claim(o, f"w{n}", lease=LEASE, limit=2)
            for n, o in enumerate(others)
        ]
    )
    got = [c.case_id for claim in claims for c in claim]
    assert len(got) == len(set(got))
    assert set(got) <= ids


def test_a_worker_that_died_loses_its_case_when_the_lease_ends(app, clock):
    opened(app)
    queue.claim(app, "dead", lease=LEASE, limit=1)
    clock.forward(seconds=61)
    assert len(queue.claim(app, "alive", lease=LEASE, limit=1)) == 1


def test_a_change_made_while_a_case_is_followed_keeps_it_waiting(app):
    play = opened(app)
    claimed = queue.claim(app, "a", lease=LEASE, limit=1)[0]
    play.sign("BPTTH", "submitted")
    queue.complete(app, claimed, claimed.version)
    assert queue.backlog(app) == 1


def test_a_case_followed_to_its_version_waits_no_more(app):
    play = opened(app)
    claimed = queue.claim(app, "a", lease=LEASE, limit=1)[0]
    play.follow()
    queue.complete(app, claimed, effects.pending(app, play.id).version)
    assert queue.backlog(app) == 0


def test_the_longest_waiting_and_the_newest_case_are_taken_in_turn(app):
    first, second, third = (opened(app, act_id=f"o{n}").id for n in range(3))
    taken = [
        queue.claim(app, "a", lease=LEASE, limit=1, newest=newest)[0].case_id
        for newest in (False, True, False)
    ]
    assert taken == [first, third, second]


def test_a_clock_set_wrong_for_a_while_holds_nothing_back(app, clock):
    play = opened(app)
    clock.forward(days=1)
    play.sign("BPTTH", "submitted")
    other = opened(app, act_id="other")
    queue.claim(app, "dead", lease=LEASE, limit=1, newest=True)
    clock.forward(days=-1)
    found = {claimed.case_id for claimed in queue.claim(app, "a", lease=LEASE, limit=5)}
    assert found == {play.id, other.id}


def test_a_case_that_moved_while_it_was_followed_is_no_failure(app):
    play = opened(app)
    claimed = queue.claim(app, "a", lease=LEASE, limit=1)[0]
    play.sign("BPTTH", "submitted")
    assert queue.fail(app, claimed, "still pending") is False
    again = queue.claim(app, "a", lease=LEASE, limit=1)[0]
    assert (again.attempts, again.visit) == (1, 2)


def test_new_work_of_a_case_that_failed_does_not_wait_for_its_time(app):
    play = opened(app)
    for _ in range(2):
        claimed = queue.claim(app, "a", lease=LEASE, limit=1)[0]
        queue.fail(app, claimed, "lỗi")
        play.app.clock.forward(seconds=2)
    claimed = queue.claim(app, "a", lease=LEASE, limit=1)[0]
    queue.fail(app, claimed, "lỗi")
    assert queue.claim(app, "a", lease=LEASE, limit=1) == ()
    play.sign("BPTTH", "submitted")
    assert queue.claim(app, "a", lease=LEASE, limit=1)[0].attempts == 1


def test_a_lease_is_extended_by_its_holder_alone(app, clock):
    opened(app)
    claimed = queue.claim(app, "a", lease=LEASE, limit=1)[0]
    clock.forward(seconds=50)
    queue.extend(app, claimed, LEASE)
    clock.forward(seconds=50)
    assert queue.claim(app, "b", lease=LEASE, limit=1) == ()
    clock.forward(seconds=50)
    taken = queue.claim(app, "b", lease=LEASE, limit=1)[0]
    queue.extend(app, claimed, 10 * LEASE)
    queue.complete(app, claimed, claimed.version)
    assert queue.backlog(app) == 1
    assert taken.left_over


def test_visits_of_a_case_say_how_each_ended(app, clock):
    play = opened(app)
    queue.claim(app, "dead", lease=LEASE, limit=1)
    clock.forward(seconds=61)
    claimed = queue.claim(app, "a", lease=LEASE, limit=1)[0]
    queue.release(app, claimed)
    clock.forward(seconds=1)
    claimed = queue.claim(app, "a", lease=LEASE, limit=1)[0]
    queue.complete(app, claimed, claimed.version)
    visits = read(app.engine, lambda uow: uow.visits.of_case(play.id))
    assert [(v.number, v.worker, v.ended) for v in visits] == [
        (3, "a", "followed"),
        (2, "a", "away"),
        (1, "dead", "crashed"),
    ]
    assert {v.step for v in visits} == {play.case.step}


def test_a_failed_case_is_tried_again_later_and_later(app, clock):
    opened(app)
    waits = []
    for _ in range(3):
        claimed = queue.claim(app, "a", lease=LEASE, limit=1)[0]
        queue.fail(app, claimed, "lỗi")
        before = clock.now
        while not follow_up.has_work(app.engine, clock.now, LEASE):
            clock.forward(seconds=1)
        waits.append((clock.now - before).seconds)
    assert waits == [1, 2, 4]


def test_an_effect_is_done_once_however_often_it_is_carried_out(app):
    play = opened(app)
    todo = effects.pending(app, play.id).todos[0]
    for _ in range(3):
        effects.carry_out(app, play.id, todo.key)
    drafts = read(app.engine, lambda uow: list(uow.papers.of_case(play.id)))
    assert len(drafts) == 1


def test_an_effect_carried_out_by_two_at_once_is_done_once(app):
    play = opened(app)
    keys = [todo.key for todo in effects.pending(app, play.id).todos]
    others = [second_process(app) for _ in range(3)]
    together([lambda o=o: effects.carry_out(o, play.id, keys[0]) for o in others])
    papers = read(app.engine, lambda uow: uow.papers.of_case(play.id))
    assert [p.number for p in papers] == [1]


def test_the_key_of_an_effect_is_unique_in_the_database_itself(app):
    play = opened(app)
    play.follow()
    with app.engine.connect() as connection:
        keys = connection.execute(select(effects_table.c.key)).scalars().all()
        given = connection.execute(select(notices.c.key)).scalars().all()
    assert len(keys) == len(set(keys)) > 0
    assert len(given) == len(set(given)) > 0
