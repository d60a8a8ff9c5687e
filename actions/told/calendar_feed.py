"""One person's days for the calendar of their telephone: deadlines, meetings, what falls due.

A calendar's link lies on machines of others and its days on a locked screen, so it says what a mail
may say (mail.yaml), names nobody, and opens nothing but itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from actions.accounts.tokens import Bearer, NewToken, bearer_of, make_token
from actions.app import App
from actions.eligibility.upcoming import radar_on
from actions.told.outside import named_outside
from actions.viewer import Viewer
from domain.accounts.errors import ScopeMissing
from domain.accounts.tokens import LONGEST_FEED, Scope
from domain.effects.notices import NoticeKind
from models.cases.by_person import own_cases
from models.cases.worklist_rows import Tab
from models.cases.worklists import Wanted, lines
from models.effects.notices import Given
from models.unit_of_work import UnitOfWork, reading
from notifications.told.feed import FeedDay
from notifications.told.mail import mail_words
from notifications.wording import Wording

MOST = 300  # questions; who has more looks at the list and not at a calendar
LOOKED_BACK = timedelta(days=31)  # how long a meeting stays


@dataclass(frozen=True, slots=True)
class Feed:
    """What stands in it, and in which language."""

    days: tuple[FeedDay, ...]
    language: str


def make_feed(app: App, person: str, name: str, wish: str) -> str:
    """The token of a calendar link, told this once; empty when the same wish had made it before.

    Raises BadInput, NotFound for somebody without an account.
    """
    return make_token(app, person, NewToken(name, [Scope.CALENDAR], LONGEST_FEED, wish))


def bearer_of_feed(app: App, shown: str) -> Bearer:
    """Raises BadToken, ScopeMissing for a token that is for programs."""
    bearer = bearer_of(app, shown)
    if Scope.CALENDAR not in bearer.token.scopes:
        raise ScopeMissing(needs=Scope.CALENDAR, has=sorted(bearer.token.scopes))
    return bearer


def feed_of(app: App, viewer: Viewer, site: str) -> Feed:
    """Rights are asked anew each time. `site` is where browsers find the pages."""
    with reading(app) as uow:
        language = uow.mailboxes.of(viewer.person).choices.language
        maker = _Days(app, site.rstrip("/"), app.words({}, language))
        found = [*maker.asked(uow, viewer), *maker.own(uow, viewer), *maker.meetings(uow, viewer)]
    found += maker.watched(viewer)
    return Feed(tuple({day.key: day for day in found}.values()), language)


@dataclass(frozen=True, slots=True)
class _Days:
    app: App
    site: str
    words: Wording

    def asked(self, uow: UnitOfWork, viewer: Viewer) -> Iterator[FeedDay]:
        """Questions the person can get on with."""
        wanted = Wanted(Tab.WAITING, limit=MOST, mine=True)
        for line in lines(uow.connection, viewer.visibility, wanted):
            if line.due:
                yield self._of_case("due", line.due, line.task, line.procedure, line.case)

    def own(self, uow: UnitOfWork, viewer: Viewer) -> Iterator[FeedDay]:
        """Questions to the person a case is about."""
        for case in own_cases(uow.connection, viewer.person) if viewer.concerned else ():
            if case.asked and case.due:
                yield self._of_case("own_due", case.due, case.id, case.procedure, case.id)

    def meetings(self, uow: UnitOfWork, viewer: Viewer) -> Iterator[FeedDay]:
        """Meetings a paper has called the person to, the last word on each case."""
        first = self.app.today() - LOOKED_BACK
        told: dict[str, Given] = {}
        for given in uow.notices.of(viewer.visibility, limit=MOST):
            if given.notice.kind == NoticeKind.SERVED and given.notice.facts.get("meeting"):
                told.setdefault(given.notice.case_id, given)
        for case, given in told.items():
            day = date.fromisoformat(given.notice.facts["meeting"])
            if day >= first:
                yield self._of_case("meeting", day, case, given.procedure, case)

    def watched(self, viewer: Viewer) -> Iterable[FeedDay]:
        """What falls due among the press agencies, for who may watch it; nobody is named."""
        items, _ = radar_on(self.app, self.app.today()) if viewer.watches else ((), {})
        for item in items:
            if item.watch.id in self.app.catalogue.mail.watches_in_full:
                what = self.words.law(item.watch.title)
                said = self._say("watched", what=what, agency=self.words.agency(item.agency))
                yield self._day(item.last, said, "/radar", item.watch.id, item.person, item.agency)
            else:
                yield self._hidden(item.last)

    def _of_case(self, what: str, on: date, key: str, procedure: str, case: str) -> FeedDay:
        about = named_outside(self.app, self.words.language, procedure, case)
        if not about:
            return self._hidden(on)
        return self._day(on, self._say(what, about=about), f"/cases/{case}", what, key)

    def _hidden(self, on: date) -> FeedDay:
        """However many there are on that day, one that tells nothing."""
        return self._day(on, self._say("hidden_day"), "/today", "hidden", on.isoformat())

    def _day(self, on: date, said: str, path: str, *key: str) -> FeedDay:
        name = hashlib.sha256("\x1f".join(key).encode()).hexdigest()[:24]
        return FeedDay(name, on, said, self.site + path)

    def _say(self, code: str, **facts: object) -> str:
        return mail_words(self.words.language, code, **facts)
