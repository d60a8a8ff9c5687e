"""Signs of life of our processes, and how each duty of the clock ended."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actions.effects.operations import beat, gone, noted
from actions.status import SILENT, status


def test_a_process_lives_until_it_is_silent_or_ends_as_it_should(app, clock):
    started = clock.now
    beat(app, "web", "host-a:1", started)
    clock.forward(seconds=30)
    beat(app, "web", "host-a:1", started)
    beat(app, "conductor", "host-b:2", clock.now)
    found = status(app)
    assert [(p.worker, p.kind, p.started_at) for p in found.processes] == [
        ("host-b:2", "conductor", clock.now),
        ("host-a:1", "web", started),
    ]
    assert not any(found.silent(p) for p in found.processes)

    clock.forward(seconds=SILENT.total_seconds() + 1)
    beat(app, "web", "host-a:1", started)
    found = status(app)
    assert [(p.worker, found.silent(p)) for p in found.processes] == [
        ("host-b:2", True),
        ("host-a:1", False),
    ]

    gone(app, "host-a:1")
    assert [p.worker for p in status(app).processes] == ["host-b:2"]


def test_who_died_long_ago_is_forgotten(app, clock):
    beat(app, "web", "host-a:1", clock.now)
    clock.forward(days=1, seconds=1)
    beat(app, "web", "host-a:2", clock.now)
    assert [p.worker for p in status(app).processes] == ["host-a:2"]


def test_a_duty_that_fails_says_so_until_it_is_done_again(app, clock):
    def fail() -> None:
        raise OSError("đĩa đầy")

    done = clock.now
    assert noted(app, "back_up", lambda: 7) == 7
    clock.forward(hours=24)
    with pytest.raises(OSError, match="đĩa đầy"):
        noted(app, "back_up", fail)
    (duty,) = status(app).duties
    assert (duty.done_at, duty.failed_at, duty.error) == (done, clock.now, "OSError('đĩa đầy')")

    clock.forward(hours=1)
    noted(app, "back_up", lambda: None)
    (duty,) = status(app).duties
    assert (duty.done_at, duty.failed_at, duty.error) == (
        clock.now,
        clock.now - timedelta(hours=1),
        "",
    )
