"""The right to be heard, as acts: a paper served, a meeting attended or not."""

from __future__ import annotations

from datetime import date

from actions.app import App
from actions.execute import (
    Act,
    Receipt,
    as_handler,
    check_same,
    execute,
)
from domain.facts.fact import Fact
from domain.facts.hearing import Heard, Served
from domain.hearing.hearing import Serving, decide_heard, decide_serve

SERVED, HEARD = ("what", "on", "meeting"), ("meeting", "attendance")


def serve_paper(app: App, act: Act, serving: Serving) -> Receipt:
    """Record that an accusation, a summons or the decision reached the person concerned.

    Serving the decision starts the time for complaining by itself. Raises BadInput, NotAllowed.
    """
    receipt = execute(
        app, act, as_handler(act.person), lambda _uow, attempt: decide_serve(attempt, serving)
    )
    wanted = (serving.what, serving.on, serving.meeting)
    return check_same(receipt, lambda facts: _said(facts[0], Served, SERVED) == wanted)


def record_hearing(app: App, act: Act, meeting: date, attendance: str, note: str) -> Receipt:
    """Record whether the person came to a meeting. Raises BadInput, NotAllowed, CaseClosed."""
    receipt = execute(
        app,
        act,
        as_handler(act.person),
        lambda _uow, attempt: decide_heard(attempt, meeting, attendance, note),
    )
    wanted = (meeting, attendance)
    return check_same(receipt, lambda facts: _said(facts[0], Heard, HEARD) == wanted)


def _said(fact: Fact, kind: type, names: tuple[str, ...]) -> tuple[object, ...]:
    """What a fact of this kind says; nothing for another kind."""
    return tuple(getattr(fact, name) for name in names) if isinstance(fact, kind) else ()
