"""Tokens with which a person's programs speak for that person: what they may, and until when."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.errors import BadInput

LONGEST = timedelta(days=90)
LONGEST_FEED = timedelta(days=365)  # a calendar is subscribed to once; all it can do is be read


class Scope(StrEnum):
    """What a token is for. It widens nothing: the person's own rights are asked as well."""

    READ = "read"  # look at what the person may see
    ACT = "act"  # do what the person may do
    ADMIN = "admin"  # look after people and webhooks, as an administrator
    CALENDAR = "calendar"  # read one's own days, by a link that a calendar keeps and may show


PROGRAMS = (Scope.READ, Scope.ACT, Scope.ADMIN)


@dataclass(frozen=True, slots=True)
class ApiToken:
    """`digest` is the hash of the token, which itself is kept nowhere. `name` is the owner's."""

    id: str
    person: str
    name: str
    digest: str
    scopes: frozenset[Scope]
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    revoked_at: datetime | None = None

    def live(self, now: datetime) -> bool:
        return self.revoked_at is None and now < self.expires_at


def check_new_token(name: str, scopes: Collection[Scope], lasts: timedelta) -> None:
    """Raises BadInput: every token has a name, a purpose and an end; one of a calendar, whose link
    lies in other people's machines, is for nothing else."""
    if not name or len(name) > 80:
        raise BadInput(field="token_name", rule=BadInput.Rule.MISSING, value=name)
    if not scopes:
        raise BadInput(field="scopes", rule=BadInput.Rule.MISSING, value="")
    feeds = Scope.CALENDAR in scopes
    if feeds and len(set(scopes)) > 1:
        raise BadInput(field="scopes", rule=BadInput.Rule.CALENDAR_ALONE, value="")
    most = LONGEST_FEED if feeds else LONGEST
    if not timedelta() < lasts <= most:
        raise BadInput(
            field="days", rule=BadInput.Rule.TOKEN_DAYS, value=lasts.days, most=most.days
        )
