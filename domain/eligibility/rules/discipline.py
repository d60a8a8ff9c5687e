"""Discipline in force and its consequences for a new post; forms and their order."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from domain.calendar.workdays import months_after
from domain.directory.record import RANK, WEIGHT, Discipline
from domain.eligibility.rules.candidate import CandidateFacts, Measured, unknown

DISCIPLINE_MONTHS = 12  # a disciplinary decision is in force for 12 months (ND234 2.9)


def in_force(decision: Discipline, on: date) -> bool:
    """Through the day 12 months after its effect (K-19; that day's end is a reading)."""
    return decision.effective <= on <= months_after(decision.effective, DISCIPLINE_MONTHS)


def shown(facts: CandidateFacts, decision: Discipline, months: int) -> str:
    """One decision with the day through which it counts, its months given."""
    until = months_after(decision.effective, months)
    return (
        f"{_form(facts, decision)} ({facts.word('sides', decision.side)}), "
        f"hiệu lực {decision.effective:%d/%m/%Y}, "
        f"đủ {months} tháng ngày {until:%d/%m/%Y}"
    )


def _form(facts: CandidateFacts, decision: Discipline) -> str:
    return facts.word("outcomes", decision.form)


def no_state_discipline(facts: CandidateFacts, _: Mapping[str, int], on: date) -> Measured:
    """Under the law of cadres or of labour; Party discipline is a rule of its own."""
    return _none_served(facts, on, "state", "không đang thi hành kỷ luật")


def no_party_discipline(facts: CandidateFacts, _: Mapping[str, int], on: date) -> Measured:
    return _none_served(facts, on, "party", "không đang thi hành kỷ luật đảng")


def _none_served(facts: CandidateFacts, on: date, side: str, required: str) -> Measured:
    past = [d for d in facts.disciplined(on) if d.side == side]
    served = [d for d in past if in_force(d, on)]
    if not served and facts.person.record.disciplines is None:
        return unknown(required)
    latest = served or past
    found = shown(facts, latest[-1], DISCIPLINE_MONTHS) if latest else "không có kỷ luật"
    return Measured(not served, found, required)


def state_wait(facts: CandidateFacts, p: Mapping[str, int], on: date) -> Measured:
    """Before a higher post: months after each form; corruption: never (Law 2010 Art 56)."""
    return _waited(facts, p, on, "state")


def party_wait(facts: CandidateFacts, p: Mapping[str, int], on: date) -> Measured:
    return _waited(facts, p, on, "party")


def _waited(facts: CandidateFacts, p: Mapping[str, int], on: date, side: str) -> Measured:
    required = f"chức vụ cao hơn: sau kỷ luật {facts.word('sides', side)} " + ", ".join(
        f"{facts.word('outcomes', form)} {p[form]} tháng"
        for form in ("reprimand", "warning", "removal")
    )
    record = facts.person.record
    past = [d for d in facts.disciplined(on) if d.side == side and d.form in p]
    if (not past and record.disciplines is None) or (past and record.services is None):
        return unknown(required)
    if not past or not _higher(facts, on):
        return Measured(True, "không có kỷ luật" if not past else "không cao hơn", required)
    corrupt = [d for d in past if d.corruption]
    last = max(corrupt or past, key=lambda d: months_after(d.effective, p[d.form]))
    met = not corrupt and on >= months_after(last.effective, p[last.form])
    if met and record.disciplines is None:
        return unknown(required)
    why = "; do tham nhũng: không được giữ chức vụ quản lý" if corrupt else ""
    return Measured(met, shown(facts, last, p[last.form]) + why, required)


def never_removed_for_corruption(facts: CandidateFacts, _: Mapping[str, int], on: date) -> Measured:
    """Whoever was removed for corruption manages nothing again (Law on public employees 2025,
    Article 37.3)."""
    required = "không bị cách chức do tham nhũng"
    if facts.person.record.disciplines is None:
        return unknown(required)
    removed = [d for d in facts.disciplined(on) if d.form == "removal" and d.corruption]
    days = ", ".join(f"{d.effective:%d/%m/%Y}" for d in removed)
    return Measured(not removed, f"cách chức do tham nhũng: {days or 'không có'}", required)


def _higher(facts: CandidateFacts, on: date) -> bool:
    wanted = RANK["deputy" if facts.post == "deputy" else "head"]
    return wanted > max((RANK[s.position] for s in facts.serving(on)), default=0)


def form_allowed(facts: CandidateFacts, _: Mapping[str, int], on: date) -> Measured:
    """A removal is only for who holds a managing post (ND234 Art 7)."""
    required = "khiển trách, cảnh cáo, buộc thôi việc; cách chức chỉ với người giữ chức vụ quản lý"
    manager = _manager(facts, on)
    if not facts.form or (facts.person.record.services is None and not manager):
        return unknown(required)
    met = facts.form in ("reprimand", "warning", "forced_leave") or (
        facts.form == "removal" and manager
    )
    who = "giữ chức vụ quản lý" if manager else "không giữ chức vụ quản lý"
    return Measured(met, f"{facts.words['outcomes'].get(facts.form, facts.form)}; {who}", required)


def _manager(facts: CandidateFacts, on: date) -> bool:
    return any(RANK[s.position] > RANK["other"] for s in facts.serving(on))


def heavier_while_serving(facts: CandidateFacts, _: Mapping[str, int], on: date) -> Measured:
    """A new breach while serving (ND234 2.3): where it deserves a form no heavier than the one
    served, one step above the one served; where it deserves a heavier one, one step above that.

    What the breach deserves is weighed by people and stands in no field, so only a form that no
    breach could lead to is told to be wrong; for any other the breach it fits is named.
    """
    required = (
        "vi phạm mới khi đang thi hành kỷ luật: nặng hơn một mức so với hình thức đang thi hành; "
        "nếu vi phạm mới đáng xử lý nặng hơn thì nặng hơn một mức so với hình thức đó"
    )
    record = facts.person.record
    served = [d for d in facts.disciplined(on) if d.side == "state" and in_force(d, on)]
    told = bool(served) or record.disciplines is not None
    if facts.form not in WEIGHT or not told or record.services is None:
        return unknown(required)
    if not served:
        return Measured(True, "không đang thi hành kỷ luật", required)
    last = max(served, key=lambda d: WEIGHT[d.form])
    now = shown(facts, last, DISCIPLINE_MONTHS)
    found = f"{facts.word('outcomes', facts.form)}; đang thi hành {now}"
    deserved = _deserved(facts.form, last.form, _ladder(facts, on))
    if not deserved:
        return Measured(False, found, required)
    fits = " hoặc ".join(facts.word("outcomes", form) for form in deserved)
    return Measured(True, f"{found}; đúng khi vi phạm mới đáng {fits}", required, person=True)


def _ladder(facts: CandidateFacts, on: date) -> tuple[str, ...]:
    """The forms in order; only who holds a managing post can be removed from it (ND234 Art 7)."""
    forms = ("reprimand", "warning", "removal", "forced_leave")
    return forms if _manager(facts, on) else tuple(f for f in forms if f != "removal")


def _deserved(chosen: str, served: str, ladder: tuple[str, ...]) -> tuple[str, ...]:
    """Forms a new breach may deserve for `chosen` to be right while `served` runs."""
    if served not in ladder:
        served = max((f for f in ladder if WEIGHT[f] <= WEIGHT[served]), key=WEIGHT.__getitem__)
    most = len(ladder) - 1

    def right(deserved: str) -> str:
        heavier = max(ladder.index(deserved), ladder.index(served))
        return ladder[min(heavier + 1, most)]

    return tuple(form for form in ladder if right(form) == chosen)


def forms_match(facts: CandidateFacts, _: Mapping[str, int], on: date) -> Measured:
    """The administrative form is no lighter than the Party form; for who holds no post, a Party
    removal answers to a warning (ND234 2.6)."""
    required = "tương xứng với kỷ luật đảng"
    record = facts.person.record
    party = [d for d in facts.disciplined(on) if d.side == "party" and in_force(d, on)]
    told = bool(party) or record.disciplines is not None
    if not facts.form or not told or record.services is None:
        return unknown(required)
    if not party:
        return Measured(True, "không có kỷ luật đảng đang thi hành", required)
    least = WEIGHT[party[-1].form]
    if party[-1].form == "removal" and not _manager(facts, on):
        least = WEIGHT["warning"]
    found = f"{facts.word('outcomes', facts.form)}; {shown(facts, party[-1], DISCIPLINE_MONTHS)}"
    return Measured(WEIGHT[facts.form] >= least, found, required)


def no_repeat(facts: CandidateFacts, p: Mapping[str, int], on: date) -> Measured:
    """The same breach within 12 months of a decision's effect is a repeat (ND234 2.8)."""
    required = f"không tái phạm trong {p['months']} tháng"
    same = [
        d
        for d in facts.disciplined(on)
        if d.act == facts.act and on <= months_after(d.effective, p["months"])
    ]
    if not facts.act or (not same and facts.person.record.disciplines is None):
        return unknown(required)
    found = shown(facts, same[-1], p["months"]) if same else "không có lần trước cùng hành vi"
    return Measured(not same, found, required)


def no_repeat_after_reminder(facts: CandidateFacts, _: Mapping[str, int], on: date) -> Measured:
    """Again after a written reminder or a reprimand: the serious band (101-QĐ/TW 13.3a)."""
    required = "không vi phạm lại sau nhắc nhở bằng văn bản hoặc khiển trách (khung 13.3)"
    known = facts.life.known_disciplines
    before = [d for d in known if d.form in ("written_reminder", "reprimand") and d.effective <= on]
    if not before and facts.person.record.disciplines is None:
        return unknown(required)
    listed = "; ".join(f"{_form(facts, d)} {d.effective:%d/%m/%Y}" for d in before)
    return Measured(not before, listed or "chưa từng", required)
