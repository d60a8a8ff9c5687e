"""The named checks of eligibility: each measures one thing about a candidate on a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from domain.case import PostKind
from domain.people import Person
from domain.retirement import months_left, months_until_age
from domain.workdays import months_after


@dataclass(frozen=True, slots=True)
class CandidateFacts:
    """Who is examined for what: post kind, kind of press agency, procedure name."""

    person: Person
    post: PostKind
    variant: Literal["party", "association", "outside"]
    procedure: str


@dataclass(frozen=True, slots=True)
class Measured:
    """What a check found, ready to print; `met` None where the file does not say."""

    met: bool | None
    measured: str
    required: str


Check = Callable[[CandidateFacts, Mapping[str, int], date], Measured]

NOT_ON_FILE = "chưa có trong hồ sơ"
THEORY = {"cao_cap": "cao cấp", "cu_nhan": "cử nhân", "trung_cap": "trung cấp"}
FORMS = {"reprimand": "khiển trách", "warning": "cảnh cáo", "removal": "cách chức"}
DISCIPLINE_MONTHS = 12  # a disciplinary decision is in force for 12 months (ND234 2.9)


def party_member(facts: CandidateFacts, _: Mapping[str, int], on: date) -> Measured:
    since = facts.person.party_member_since
    met = None if since is None else since <= on
    return Measured(met, f"{since:%d/%m/%Y}" if since else NOT_ON_FILE, "đảng viên")


def advanced_theory(facts: CandidateFacts, _: Mapping[str, int], _on: date) -> Measured:
    held = facts.person.political_theory
    met = None if not held else held in ("cao_cap", "cu_nhan")
    return Measured(met, THEORY.get(held, held) or NOT_ON_FILE, "cao cấp lý luận chính trị")


def university_degree(facts: CandidateFacts, _: Mapping[str, int], _on: date) -> Measured:
    held = facts.person.degree
    return Measured(True if held else None, held or NOT_ON_FILE, "đại học trở lên")


def press_certificate(facts: CandidateFacts, _: Mapping[str, int], _on: date) -> Measured:
    held = facts.person.press_management_certificate
    return Measured(held or None, "có" if held else NOT_ON_FILE, "chứng chỉ QLNN về báo chí")


def press_months(facts: CandidateFacts, p: Mapping[str, int], _on: date) -> Measured:
    held = facts.person.press_months
    return Measured(held >= p["months"], f"{held} tháng", f"{p['months']} tháng")


def press_card(facts: CandidateFacts, _: Mapping[str, int], _on: date) -> Measured:
    held = facts.person.press_card
    return Measured(True if held else None, held or NOT_ON_FILE, "thẻ nhà báo còn giá trị")


def press_card_or_months(facts: CandidateFacts, p: Mapping[str, int], on: date) -> Measured:
    card, months = press_card(facts, p, on), press_months(facts, p, on)
    met = bool(card.met) or bool(months.met)
    shown = card.measured if card.met else months.measured
    return Measured(met, shown, f"thẻ nhà báo hoặc {months.required}")


def no_discipline(facts: CandidateFacts, _: Mapping[str, int], on: date) -> Measured:
    """In force through the last day of 12 months from its effect (K-19)."""
    form, since = facts.person.discipline, facts.person.discipline_effective
    required = "không đang thi hành kỷ luật"
    if not form:
        return Measured(True, "không", required)
    if since is None:
        return Measured(None, f"{FORMS[form]}, chưa rõ ngày hiệu lực", required)
    ends = months_after(since, DISCIPLINE_MONTHS)
    return Measured(on > ends, f"{FORMS[form]} đến {ends:%d/%m/%Y}", required)


def months_to_pension(facts: CandidateFacts, p: Mapping[str, int], on: date) -> Measured:
    left = months_left(facts.person.birth, facts.person.sex, on)
    return Measured(left >= p["months"], f"còn {left} tháng", f"còn ít nhất {p['months']} tháng")


def months_and_age(facts: CandidateFacts, p: Mapping[str, int], on: date) -> Measured:
    """60 months left counted to the greatest age in post: 65 (women), 67 (men)."""
    most = p["most_female"] if facts.person.sex == "female" else p["most_male"]
    left = months_until_age(facts.person.birth, most * 12, on)
    needed = f"còn ít nhất {p['months']} tháng, không quá {most} tuổi khi đương chức"
    return Measured(left >= p["months"], f"còn {left} tháng đến {most} tuổi", needed)


def terms_as_head(facts: CandidateFacts, p: Mapping[str, int], _on: date) -> Measured:
    held = facts.person.terms_as_head
    return Measured(held < p["most"], f"{held} nhiệm kỳ", f"không quá {p['most']} nhiệm kỳ")


CHECKS: Mapping[str, Check] = {
    check.__name__: check
    for check in (
        party_member, advanced_theory, university_degree, press_certificate, press_months,
        press_card, press_card_or_months, no_discipline, months_to_pension, months_and_age,
        terms_as_head,
    )
}  # fmt: skip
