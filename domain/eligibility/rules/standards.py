"""Standards of a leader: membership, theory, degree, certificate, press experience, planning."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from domain.directory.fields import State, state_of
from domain.directory.record import RANK
from domain.eligibility.rules.candidate import (
    CandidateFacts,
    Measured,
    lacking,
    unknown,
)
from domain.eligibility.rules.service_time import months_served
from domain.text import fold

HIGHER = ("dai hoc", "cu nhan", "ky su", "thac si", "tien si")
LOWER = ("cao dang", "trung cap")
YES_NO = {True: "có", False: "không"}


def resident_citizen(facts: CandidateFacts, _: Mapping[str, int], _on: date) -> Measured:
    held = facts.person.record.resident
    required = "công dân Việt Nam, có địa chỉ thường trú tại Việt Nam"
    return unknown(required) if held is None else Measured(held, YES_NO[held], required)


def party_member(facts: CandidateFacts, _: Mapping[str, int], on: date) -> Measured:
    since = facts.person.party_member_since
    if since is None:
        return lacking(facts, "party_member_since", "đảng viên")
    return Measured(since <= on, f"vào Đảng {since:%d/%m/%Y}", "đảng viên")


def advanced_theory(facts: CandidateFacts, _: Mapping[str, int], _on: date) -> Measured:
    held = facts.person.political_theory
    required = "cao cấp lý luận chính trị"
    if not held:
        return lacking(facts, "political_theory", required)
    said = facts.words["theory"].get(held, held)
    return Measured(held in ("cao_cap", "cu_nhan"), said, required)


def university_degree(facts: CandidateFacts, _: Mapping[str, int], _on: date) -> Measured:
    """By the words of the degree; words not known here are left to a person."""
    held = facts.person.degree
    if not held:
        return lacking(facts, "degree", "đại học trở lên")
    words = fold(held)
    lower = any(word in words for word in LOWER)
    sure = lower or any(word in words for word in HIGHER)
    return Measured(not lower, held, "đại học trở lên", person=not sure)


def press_certificate(facts: CandidateFacts, _: Mapping[str, int], _on: date) -> Measured:
    required = "chứng chỉ QLNN về báo chí"
    if not facts.person.press_management_certificate:
        return lacking(facts, "press_management_certificate", required)
    return Measured(True, "có", required)


def press_months(facts: CandidateFacts, p: Mapping[str, int], on: date) -> Measured:
    """Counted from the working life; the months confirmed on paper where it is not on file."""
    services, confirmed = facts.person.record.services, facts.person.press_months
    required = f"{p['months']} tháng hoạt động báo chí, xuất bản"
    if services is None and state_of(facts.person, "press_months") == State.NOT_ON_FILE:
        return unknown(required)
    if services is None:
        return Measured(confirmed >= p["months"], f"{confirmed} tháng, theo xác nhận", required)
    held = months_served([s for s in services if s.press], on)
    return Measured(held >= p["months"], f"{held} tháng, tính đến {on:%d/%m/%Y}", required)


def press_card(facts: CandidateFacts, _: Mapping[str, int], _on: date) -> Measured:
    held, required = facts.person.press_card, "thẻ nhà báo còn giá trị"
    return Measured(True, held, required) if held else lacking(facts, "press_card", required)


def press_card_or_months(facts: CandidateFacts, p: Mapping[str, int], on: date) -> Measured:
    """Either will do; a card not on file is no card once the months are known."""
    card, months = press_card(facts, p, on), press_months(facts, p, on)
    required = f"thẻ nhà báo hoặc {months.required}"
    return Measured(card.met or months.met, (card if card.met else months).measured, required)


def in_planning(facts: CandidateFacts, _: Mapping[str, int], _on: date) -> Measured:
    """In the plan for this post or an equal or higher one (Decree 115/2020 Art 44.2)."""
    planned = facts.person.record.planned_for
    required = "trong quy hoạch chức danh này hoặc tương đương trở lên"
    if planned is None:
        return unknown(required)
    wanted = RANK["deputy" if facts.post == "deputy" else "head"]
    met = any(RANK[post] >= wanted for post in planned if post in RANK)
    posts = facts.words["positions"]
    return Measured(met, ", ".join(posts.get(p, p) for p in planned) or "không có", required)


def months_in_post(facts: CandidateFacts, p: Mapping[str, int], on: date) -> Measured:
    """In the present post or equal ones, breaks added up; not for a first appointment (44.3)."""
    services = facts.person.record.services
    required = f"đủ {p['months']} tháng ở chức vụ hiện giữ hoặc tương đương"
    if services is None:
        return unknown(required)
    rank = max((RANK[held.position] for held in facts.serving(on)), default=0)
    if rank <= RANK["other"]:
        return Measured(True, "bổ nhiệm lần đầu: không áp dụng", required)
    held = months_served([s for s in services if RANK[s.position] == rank], on)
    return Measured(held >= p["months"], f"{held} tháng, tính đến {on:%d/%m/%Y}", required)
