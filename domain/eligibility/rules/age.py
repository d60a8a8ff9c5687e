"""Age: months left to pension, the greatest age in post, the track of a re-appointment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from domain.directory.people import Person
from domain.eligibility.retirement import months_left, months_until_age, pension_month
from domain.eligibility.rules.candidate import CandidateFacts, Measured, unknown

LISTED = ("religious", "scientific")


def months_to_pension(facts: CandidateFacts, p: Mapping[str, int], on: date) -> Measured:
    who, left = facts.person, months_left(facts.person.birth, facts.person.sex, on)
    return Measured(left >= p["months"], _pension_sum(who, on), f"còn ít nhất {p['months']} tháng")


def _pension_sum(who: Person, on: date) -> str:
    due, left = pension_month(who.birth, who.sex), months_left(who.birth, who.sex, on)
    return f"{on:%m/%Y} đến tháng nghỉ hưu {due:%m/%Y}: còn {left} tháng"


def months_and_age(facts: CandidateFacts, p: Mapping[str, int], on: date) -> Measured:
    """60 months left counted to the greatest age in post: 65 (women), 67 (men)."""
    most = _most(facts, p)
    left = months_until_age(facts.person.birth, most * 12, on)
    needed = f"còn ít nhất {p['months']} tháng, không quá {most} tuổi khi đương chức"
    return Measured(left >= p["months"], f"còn {left} tháng đến {most} tuổi", needed)


def _most(facts: CandidateFacts, p: Mapping[str, int]) -> int:
    return p["most_female"] if facts.person.sex == "female" else p["most_male"]


def age_up_to_seventy(facts: CandidateFacts, p: Mapping[str, int], on: date) -> Measured:
    """Whoever is over 65/67 in post may still be let through, but not past 70."""
    left = months_until_age(facts.person.birth, p["age"] * 12, on)
    needed = f"hết nhiệm kỳ {p['months']} tháng không quá {p['age']} tuổi"
    return Measured(left >= p["months"], f"còn {left} tháng đến {p['age']} tuổi", needed)


def seventy_only_for_listed_press(
    facts: CandidateFacts, p: Mapping[str, int], on: date
) -> Measured:
    """The exception up to 70 is for religious and for scored scientific magazines only."""
    usual = months_and_age(facts, p, on)
    listed = facts.nature in LISTED
    needed = "vượt tuổi: chỉ báo chí tôn giáo, tạp chí khoa học được tính điểm từ 0,75"
    if usual.met:
        return Measured(True, f"{usual.measured}: không cần đặc cách", needed)
    return Measured(listed, f"{usual.measured}; {facts.word('natures', facts.nature)}", needed)


def reappointment_track(facts: CandidateFacts, p: Mapping[str, int], _on: date) -> Measured:
    """From 60 months left: five years; from 24: until pension; below: extension (49.2).

    Counted on the day the term ends; where that is not on file, nothing is guessed.
    """
    needed = f"còn từ {p['extension']} tháng để bổ nhiệm lại; ít hơn thì kéo dài"
    ends = facts.person.term_ends
    if ends is None:
        return unknown(needed)
    left = months_left(facts.person.birth, facts.person.sex, ends)
    shown = _pension_sum(facts.person, ends)
    if left >= p["full"]:
        return Measured(True, f"{shown} → bổ nhiệm lại 05 năm", needed)
    if left >= p["extension"]:
        return Measured(True, f"{shown} → bổ nhiệm lại đến khi nghỉ hưu", needed)
    return Measured(False, f"{shown} → kéo dài, không bổ nhiệm lại", needed)
