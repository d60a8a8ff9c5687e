"""One form, one wish: whether a log holds it already, and says the same."""

from __future__ import annotations

from sqlalchemy import Column, Connection, or_, select

from domain.errors import ActIdReused

SAYS = "#"  # between the id of a form and the digest of what it says


def was_done(connection: Connection, act_ids: Column[str], act_id: str) -> bool:
    """Does the log know this wish? Raises ActIdReused where the form was sent before and said
    something else: what it says now would be lost without a word."""
    form, says, _ = act_id.partition(SAYS)
    mine = act_ids.startswith(f"{form}{SAYS}", autoescape=True) if says else act_ids == act_id
    known = set(connection.scalars(select(act_ids).where(or_(act_ids == act_id, mine))))
    if known and act_id not in known:
        raise ActIdReused(case="", first="")
    return bool(known)
