"""Endpoints to be told, and what is still to be told to them: rows of an outbox of their own."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, exists, func, insert, literal, select, update

from domain.accounts.webhooks import Delivery, Webhook
from models.audit import journal
from models.schema.api import deliveries, webhooks
from models.schema.tables import cases, events
from models.visibility import Visibility, visible_to

# Events are numbered when written and seen when committed: looked for a little behind the last.
LATE_COMMITS = 500


class Webhooks:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def add(self, webhook: Webhook) -> None:
        journal.add(self.connection, webhooks, **asdict(webhook))

    def all(self) -> tuple[Webhook, ...]:
        query = select(webhooks).where(webhooks.c.active).order_by(webhooks.c.made_at)
        return tuple(_webhook(row) for row in self.connection.execute(query))

    def remove(self, webhook_id: str) -> bool:
        """It is told nothing more; what was told stays on file."""
        mine = and_(webhooks.c.id == webhook_id, webhooks.c.active)
        return journal.change(self.connection, webhooks, mine, active=False) == 1

    def counts(self, webhook_id: str) -> tuple[int, int, int]:
        """Told, waiting, given up."""
        told, given_up = deliveries.c.done_at.is_not(None), deliveries.c.given_up
        query = select(
            func.count().filter(and_(told, ~given_up)),
            func.count().filter(~told),
            func.count().filter(given_up),
        ).where(deliveries.c.webhook == webhook_id)
        done, waiting, ended = self.connection.execute(query).one()
        return done, waiting, ended

    def newest_event(self) -> int:
        return int(self.connection.execute(select(func.max(events.c.id))).scalar() or 0)

    def has_work(self, now: datetime) -> bool:
        """Cheap look without a write lock: a new event, or a delivery whose time has come."""
        behind = select(webhooks.c.id).where(
            webhooks.c.active, webhooks.c.last_event < self.newest_event()
        )
        due = select(deliveries.c.id).where(_due(now))
        return any(self.connection.execute(q.limit(1)).first() for q in (behind, due))

    def take_up(self, now: datetime) -> None:
        """One row for each new fact an endpoint is to be told of."""
        newest = self.newest_event()
        for webhook in self.all():
            if webhook.last_event < newest:
                self._take_up(webhook, newest, now)

    def _take_up(self, webhook: Webhook, newest: int, now: datetime) -> None:
        known = exists().where(
            deliveries.c.webhook == webhook.id, deliveries.c.event == events.c.id
        )
        after = max(webhook.since, webhook.last_event - LATE_COMMITS)
        at = literal(now, deliveries.c.not_before.type)
        fresh = select(
            literal(webhook.id), events.c.id, literal(0), at, literal(False), literal("")
        ).where(events.c.id > after, events.c.id <= newest, ~known)
        columns = ["webhook", "event", "attempts", "not_before", "given_up", "last_error"]
        self.connection.execute(insert(deliveries).from_select(columns, fresh))
        moved = update(webhooks).where(webhooks.c.id == webhook.id)
        self.connection.execute(moved.values(last_event=newest))

    def claim(self, now: datetime, until: datetime, limit: int) -> tuple[Delivery, ...]:
        """Deliveries whose time has come, not handed out again before `until`; oldest first."""
        query = (
            select(
                deliveries.c.id,
                webhooks.c.id.label("webhook"),
                webhooks.c.url,
                webhooks.c.secret,
                events.c.id.label("event"),
                events.c.at,
                deliveries.c.attempts,
            )
            .join(webhooks, webhooks.c.id == deliveries.c.webhook)
            .join(events, events.c.id == deliveries.c.event)
            .where(_due(now), webhooks.c.active)
            .order_by(deliveries.c.not_before, deliveries.c.id)
            .limit(limit)
            .with_for_update(of=deliveries, skip_locked=True)
        )
        found = tuple(Delivery(**row._asdict()) for row in self.connection.execute(query))
        held = update(deliveries).where(deliveries.c.id.in_([d.id for d in found]))
        self.connection.execute(held.values(not_before=until))
        return found

    def told(self, delivery_id: int, at: datetime) -> None:
        self._end(delivery_id, done_at=at, attempts=deliveries.c.attempts + 1, last_error="")

    def failed(self, delivery_id: int, error: str, at: datetime, again: datetime | None) -> None:
        """To be tried `again`, or given up."""
        more: dict[str, Any] = {"not_before": again} if again else {"given_up": True, "done_at": at}
        attempts = deliveries.c.attempts + 1
        self._end(delivery_id, attempts=attempts, last_error=error[:200], **more)

    def _end(self, delivery_id: int, **values: Any) -> None:
        self.connection.execute(
            update(deliveries).where(deliveries.c.id == delivery_id).values(**values)
        )


@dataclass(frozen=True, slots=True)
class Happened:
    """One fact as told to somebody who sees its case."""

    id: int
    kind: str
    case: str
    at: str


def happened(
    connection: Connection, visibility: Visibility, after: int, limit: int
) -> tuple[Happened, ...]:
    """Facts with a number above `after` in the cases this person sees, oldest first."""
    if not (visibility.agencies or visibility.audits):
        return ()
    query = (
        select(events.c.id, events.c.kind, events.c.case_id.label("case"), events.c.at)
        .join(cases, cases.c.id == events.c.case_id)
        .where(events.c.id > after, visible_to(visibility))
        .order_by(events.c.id)
        .limit(limit)
    )
    return tuple(Happened(**row._asdict()) for row in connection.execute(query))


def _due(now: datetime) -> Any:
    return and_(deliveries.c.done_at.is_(None), deliveries.c.not_before <= now)


def _webhook(row: Row[Any]) -> Webhook:
    return Webhook(**row._asdict())
