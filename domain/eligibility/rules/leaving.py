"""Proceedings and grounds: what bars an appointment, opens a dismissal, or stops a resignation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise

from domain.calendar.workdays import months_after
from domain.directory.record import Discipline, Service
from domain.eligibility.rules.candidate import CandidateFacts, Measured, unknown
from domain.eligibility.rules.service_time import months_between

ASK_THE_BODY = "phải hỏi cơ quan có thẩm quyền xử lý kỷ luật"
BARRING = ("discipline", "investigation", "prosecution", "trial")
EXAMINED = (*BARRING, "inspection")  # a suspension is no examination


def no_proceedings(facts: CandidateFacts, _: Mapping[str, int], on: date) -> Measured:
    """Not examined for discipline, investigated, prosecuted or tried (ND115 44.7)."""
    return _no_running(facts, on, BARRING, "không trong thời hạn xử lý kỷ luật, điều tra, xét xử")


def _no_running(facts: CandidateFacts, on: date, kinds: tuple[str, ...], required: str) -> Measured:
    known = facts.life.known_proceedings
    running = [p for p in known if p.kind in kinds and p.runs(on)]
    if not running and _examined_here(facts, on, kinds):
        return Measured(False, ASK_THE_BODY, required)
    if not running and facts.person.record.proceedings is None:
        return unknown(required)
    listed = "; ".join(
        f"đang bị {facts.word('proceedings', p.kind)} từ {p.opened:%d/%m/%Y}" for p in running
    )
    return Measured(not running, listed or "không có", required)


def _examined_here(facts: CandidateFacts, on: date, kinds: tuple[str, ...]) -> bool:
    """Who reads the finding may not see that other case: it says no more than whom to ask."""
    since = facts.examined_since
    return "discipline" in kinds and since is not None and since <= on


def no_deferral(facts: CandidateFacts, p: Mapping[str, int], on: date) -> Measured:
    """Not sent abroad or in hospital for three months, nor on maternity leave (ND115 49.5)."""
    required = f"không đi nước ngoài, nằm viện từ {p['months']} tháng; không nghỉ thai sản"
    known = facts.person.record.absences
    if known is None:
        return unknown(required)
    away = [
        a
        for a in known
        if a.first_day <= on <= a.last_day
        and (a.kind == "maternity" or months_between(a.first_day, a.last_day) >= p["months"])
    ]
    words = facts.words["absences"]
    listed = "; ".join(
        f"{words[a.kind]} {a.first_day:%d/%m/%Y}–{a.last_day:%d/%m/%Y}" for a in away
    )
    return Measured(not away, listed or "không có", required)


def resignation_open(facts: CandidateFacts, p: Mapping[str, int], on: date) -> Measured:
    """No resignation while inspected or prosecuted, nor in place of a dismissal (ND115 54.2)."""
    required = "không đang bị thanh tra, điều tra; không thuộc trường hợp phải miễn nhiệm"
    running = _no_running(facts, on, EXAMINED, required)
    if running.met is not True:
        return running
    ground = _shown_ground(facts, p, on)
    return Measured(None if ground.met is None else not ground.met, ground.measured, required)


def reprimanded_twice(facts: CandidateFacts, p: Mapping[str, int], on: date) -> Measured:
    """Two reprimands in one term; after a warning a person weighs the prestige left (101 10.2)."""
    required = f"khiển trách từ {p['times']} lần trong một nhiệm kỳ, hoặc cảnh cáo mà giảm uy tín"
    found = _in_term(facts, on)
    if found is None:
        return unknown(required)
    reprimands = [d for d in found if d.form == "reprimand"]
    ground = len(reprimands) >= p["times"]
    if not ground and facts.person.record.disciplines is None:
        return unknown(required)
    warned = any(d.form == "warning" for d in found)
    return Measured(ground, _listed(facts, found), required, person=warned and not ground)


def twice_disciplined(facts: CandidateFacts, p: Mapping[str, int], on: date) -> Measured:
    """Two reprimands or warnings in one term (ND115 55.1b)."""
    required = f"khiển trách, cảnh cáo từ {p['times']} lần trong một nhiệm kỳ"
    found = _in_term(facts, on)
    if found is None:
        return unknown(required)
    counted = [d for d in found if d.form in ("reprimand", "warning")]
    if len(counted) < p["times"] and facts.person.record.disciplines is None:
        return unknown(required)
    return Measured(len(counted) >= p["times"], _listed(facts, counted), required)


def dismissal_ground(facts: CandidateFacts, p: Mapping[str, int], on: date) -> Measured:
    """What the record shows of Art 55.1; the other grounds are for a person to judge."""
    ground = _shown_ground(facts, p, on)
    return replace(ground, person=ground.met is False)


def _shown_ground(facts: CandidateFacts, p: Mapping[str, int], on: date) -> Measured:
    """The grounds a record can show, one list for the dismissal and for the resignation it bars:
    two reprimands or warnings (55.1b), or two failed years running (55.1d), in the running term.
    """
    twice = twice_disciplined(facts, p, on)
    required = f"{twice.required}; hoặc 2 năm liên tiếp không hoàn thành nhiệm vụ; căn cứ khác"
    years = _failed_years(facts, on)
    if years:
        failed = f"không hoàn thành nhiệm vụ các năm {max(years) - 1}, {max(years)}"
        return Measured(True, failed, required)
    return replace(twice, required=required)


def _failed_years(facts: CandidateFacts, on: date) -> list[int]:
    """The later of two failed years that both fall into the running term, as far as it is known."""
    term, ratings = _term(facts, on), facts.person.record.ratings
    since = term.first_day.year if term else None
    running = [y for y, grade in ratings.items() if grade == ratings.get(y - 1) == "failed"]
    return [year for year in running if since is not None and since < year <= on.year]


def _in_term(facts: CandidateFacts, on: date) -> list[Discipline] | None:
    """State decisions in the running term of a leader, as far as known; None: no term on file."""
    term = _term(facts, on)
    if term is None:
        return None
    return [d for d in facts.disciplined(on) if d.side == "state" and d.effective >= term.first_day]


def _term(facts: CandidateFacts, on: date) -> Service | None:
    held = [
        s
        for s in facts.serving(on)
        if s.position in ("head", "deputy") and s.agency == facts.agency
    ]
    return max(held, key=lambda s: s.first_day, default=None)


def _listed(facts: CandidateFacts, found: list[Discipline]) -> str:
    return (
        "; ".join(f"{facts.word('outcomes', d.form)} {d.effective:%d/%m/%Y}" for d in found)
        or "không có kỷ luật"
    )


def keeps_press_card(facts: CandidateFacts, p: Mapping[str, int], on: date) -> Measured:
    """The card goes after a warning or heavier, or two reprimands running in 24 months (Press Law
    2016, 28.6c)."""
    return _keeps_card(facts, p, on, "2 lần liên tục")


def keeps_press_card_of_2026(facts: CandidateFacts, p: Mapping[str, int], on: date) -> Measured:
    """The same without the word "running" (Press Law 2025, 28.5c). Whatever lies between two
    reprimands is heavier and takes the card by itself, so only the words differ."""
    return _keeps_card(facts, p, on, "2 lần")


def _keeps_card(facts: CandidateFacts, p: Mapping[str, int], on: date, times: str) -> Measured:
    required = f"không bị cảnh cáo trở lên, không bị khiển trách {times} trong {p['months']} tháng"
    found = [d for d in facts.disciplined(on) if d.side == "state"]
    heavy = [d for d in found if d.form != "reprimand"]
    running = any(
        later.effective < months_after(earlier.effective, p["months"])
        for earlier, later in pairwise(found)
        if earlier.form == later.form == "reprimand"
    )
    keeps = not heavy and not running
    if keeps and facts.person.record.disciplines is None:
        return unknown(required)
    return Measured(keeps, _listed(facts, found), required)
