"""The calendar a person's telephone subscribes to: whole days, in the words of their language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from notifications.told.mail import mail_words

PRODUCT = "-//Tham Dinh//calendar//VI"
AGAIN = timedelta(hours=1)  # how often a program may fetch it


@dataclass(frozen=True, slots=True)
class FeedDay:
    """One thing on one day: `key` stays the same while the thing does and tells nothing of it."""

    key: str
    on: date
    said: str
    link: str


def calendar(days: Iterable[FeedDay], at: datetime, language: str) -> bytes:
    """RFC 5545. Nobody is made busy by a deadline; `at` is when it was made."""
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", mail_words(language, "feed_name"))
    made.add("refresh-interval", AGAIN, {"value": "DURATION"})
    for day in days:
        made.add_component(_event(day, at))
    text: bytes = made.to_ical()
    return text


def _event(day: FeedDay, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{day.key}@thamdinh")
    event.add("dtstamp", at)
    event.add("dtstart", day.on)
    event.add("dtend", day.on + timedelta(days=1))
    event.add("summary", day.said)
    event.add("url", day.link)
    event.add("transp", "TRANSPARENT")
    return event
