"""Limits of posts: terms, acting, posts that exclude each other, number of deputies."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from domain.calendar.workdays import months_after
from domain.directory.fields import State, state_of
from domain.directory.record import Service
from domain.eligibility.rules.candidate import CandidateFacts, Measured, unknown
from domain.eligibility.rules.service_time import months_between, terms_in_a_row


def terms_as_head(facts: CandidateFacts, p: Mapping[str, int], on: date) -> Measured:
    """Head of one agency for at most two terms in a row, again after 60 months."""
    services, confirmed = facts.person.record.services, facts.person.terms_as_head
    required = f"chưa đủ {p['most']} nhiệm kỳ liên tiếp ở một cơ quan báo chí"
    here = [s for s in facts.life.known_services if _held(s, "head", facts.agency)]
    held = terms_in_a_row(here, on, break_months=p["break_months"])
    not_on_file = state_of(facts.person, "terms_as_head") == State.NOT_ON_FILE
    if services is None and not_on_file and held < p["most"]:
        return unknown(required)
    if services is None and held < p["most"]:
        return Measured(confirmed < p["most"], f"{confirmed} nhiệm kỳ, theo hồ sơ", required)
    return Measured(held < p["most"], f"{held} nhiệm kỳ liên tiếp", required)


def acting_months(facts: CandidateFacts, p: Mapping[str, int], on: date) -> Measured:
    """18 months for a deputy of the press agency, 12 for one of the governing body (116-HD)."""
    required = (
        f"phụ trách không quá {p['press_deputy']} tháng (cấp phó cơ quan báo chí), "
        f"{p['governing_deputy']} tháng (cấp phó cơ quan chủ quản)"
    )
    since = _acting_since(facts, on)
    if since is None and facts.person.record.services is None:
        return unknown(required)
    if since is None:
        return Measured(True, "chưa phụ trách", required)
    own = any(_held(s, "deputy", facts.agency) for s in facts.serving(on))
    most = p["press_deputy"] if own else p["governing_deputy"]
    last = months_after(since, most) - timedelta(days=1)
    shown = f"phụ trách từ {since:%d/%m/%Y}, hạn cuối {last:%d/%m/%Y}"
    alarm = months_between(since, on) >= most - p["alarm_before"]
    shown += " (sắp hết hạn)" * (alarm and on <= last)
    before = _acted_before(facts, since)
    if before and on <= last:
        return Measured(True, f"{shown}; trước đó đã phụ trách {before}", required, person=True)
    return Measured(on <= last, shown, required)


def _acted_before(facts: CandidateFacts, since: date) -> str:
    """Earlier stretches in charge of the same agency: whether a break starts the months anew no
    text says, so a person decides."""
    earlier = [
        f"{s.first_day:%d/%m/%Y}–{s.last_day:%d/%m/%Y}"
        for s in facts.life.known_services
        if _held(s, "acting_head", facts.agency) and s.last_day and s.last_day < since
    ]
    return "; ".join(earlier)


def _acting_since(facts: CandidateFacts, on: date) -> date | None:
    held = [s.first_day for s in facts.serving(on) if _held(s, "acting_head", facts.agency)]
    return min(held, default=None)


def _held(service: Service, position: str, agency: str) -> bool:
    return service.position == position and service.agency == agency


def acting_from(facts: CandidateFacts, _: Mapping[str, int], on: date) -> Measured:
    """In charge: a deputy of the press agency, or a deputy head of the governing body."""
    required = "là cấp phó của cơ quan báo chí hoặc cấp phó của cơ quan chủ quản"
    now = facts.serving(on)
    met = any(_held(s, "deputy", facts.agency) for s in now) or any(
        _held(s, "governing_deputy", facts.governing) for s in now
    )
    if not met and facts.person.record.services is None:
        return unknown(required)
    return Measured(met, _named(facts, now), required)


def not_governing_head(facts: CandidateFacts, _: Mapping[str, int], on: date) -> Measured:
    required = "không là người đứng đầu cơ quan chủ quản"
    now = facts.serving(on)
    held = any(_held(s, "governing_head", facts.governing) for s in now)
    if not held and facts.person.record.services is None:
        return unknown(required)
    return Measured(not held, _named(facts, now), required)


def no_other_press_post(facts: CandidateFacts, _: Mapping[str, int], on: date) -> Measured:
    required = "không là lãnh đạo cơ quan báo chí khác"
    now = facts.serving(on)
    other = [s for s in now if s.press and s.agency != facts.agency]
    leads = any(s.position in ("head", "deputy", "acting_head") for s in other)
    if not leads and facts.person.record.services is None:
        return unknown(required)
    return Measured(not leads, _named(facts, now), required)


def _named(facts: CandidateFacts, services: tuple[Service, ...]) -> str:
    bodies = facts.words.get("bodies", {})
    held = (
        f"{facts.word('positions', s.position)}, {bodies.get(s.agency, s.agency)}" for s in services
    )
    return "; ".join(held) or "không giữ chức vụ"


def deputies_below(facts: CandidateFacts, p: Mapping[str, int], _on: date) -> Measured:
    """With this one, not more deputies than the regulation allows (373-QĐ/TW)."""
    required = f"không quá {p['most']} cấp phó"
    if facts.deputies is None:
        return unknown(required)
    total = facts.deputies + 1
    return Measured(total <= p["most"], f"{facts.deputies} + 1 = {total} cấp phó", required)


def term_not_expired(facts: CandidateFacts, _: Mapping[str, int], on: date) -> Measured:
    """After the last day without a decision the post may not be exercised (49.4)."""
    ends, required = facts.person.term_ends, "còn trong thời hạn giữ chức vụ"
    if ends is None:
        return unknown(required)
    return Measured(on <= ends, f"hết nhiệm kỳ {ends:%d/%m/%Y}", required)
