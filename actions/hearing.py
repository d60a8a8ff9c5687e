"""The right to be heard, as acts: a paper served, a meeting attended or not."""

from __future__ import annotations

from datetime import date

from actions.app import App
from actions.door import Act, Receipt, handling, through_the_door
from domain.hearing import Serving, decide_heard, decide_serve


def serve_paper(app: App, act: Act, serving: Serving) -> Receipt:
    """Record that an accusation, a summons or the decision reached the person concerned.

    Serving the decision starts the time for complaining by itself. Raises BadInput, NotAllowed.
    """
    return through_the_door(
        app, act, handling(act.person), lambda _uow, turn: decide_serve(turn, serving)
    )


def record_hearing(app: App, act: Act, meeting: date, attendance: str, note: str) -> Receipt:
    """Record whether the person came to a meeting. Raises BadInput, NotAllowed, CaseClosed."""
    return through_the_door(
        app,
        act,
        handling(act.person),
        lambda _uow, turn: decide_heard(turn, meeting, attendance, note),
    )
