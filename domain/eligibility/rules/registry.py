"""Name in regulations/data/rules → function. A check nobody names, or a name without a check, is a
fault that `law check` reports."""

from __future__ import annotations

from collections.abc import Mapping

from domain.eligibility.rules import (
    age,
    declared_assets,
    discipline,
    leaving,
    posts,
    standards,
)
from domain.eligibility.rules.candidate import Check
from domain.eligibility.rules.succession import across_mergers

FORMS = frozenset({"reprimand", "warning", "removal"})
# The numbers that a check reads from its rule; those that are not here read none.
PARAMETERS: Mapping[str, frozenset[str]] = {
    "press_months": frozenset({"months"}),
    "press_card_or_months": frozenset({"months"}),
    "months_in_post": frozenset({"months"}),
    "months_to_pension": frozenset({"months"}),
    "months_and_age": frozenset({"months", "most_female", "most_male"}),
    "seventy_only_for_listed_press": frozenset({"months", "most_female", "most_male"}),
    "age_up_to_seventy": frozenset({"months", "age"}),
    "reappointment_track": frozenset({"full", "extension"}),
    "terms_as_head": frozenset({"most", "break_months"}),
    "acting_months": frozenset({"press_deputy", "governing_deputy", "alarm_before"}),
    "deputies_below": frozenset({"most"}),
    "state_wait": FORMS,
    "party_wait": FORMS,
    "no_repeat": frozenset({"months"}),
    "no_deferral": frozenset({"months"}),
    "resignation_open": frozenset({"times"}),
    "reprimanded_twice": frozenset({"times"}),
    leaving.dismissal_ground.__name__: frozenset({"times"}),
    "keeps_press_card": frozenset({"months"}),
    "keeps_press_card_of_2026": frozenset({"months"}),
    "assets_declared_in_time": frozenset({"days"}),
}

SERVED = ("disciplines", "services")
# The fields of a person that a check reads, of those that may not be on file (domain/directory/
# fields.py): where it finds too little, these are to be entered; where a document says "none", that
# document is named.
READS: Mapping[str, tuple[str, ...]] = {
    "resident_citizen": ("resident",),
    "party_member": ("party_member_since",),
    "advanced_theory": ("political_theory",),
    "university_degree": ("degree",),
    "press_certificate": ("press_management_certificate",),
    "press_months": ("services", "press_months"),
    "press_card": ("press_card",),
    "press_card_or_months": ("press_card", "services", "press_months"),
    "in_planning": ("planned_for",),
    "months_in_post": ("services",),
    "reappointment_track": ("term_ends",),
    "terms_as_head": ("services", "terms_as_head"),
    "acting_months": ("services",),
    "acting_from": ("services",),
    "not_governing_head": ("services",),
    "no_other_press_post": ("services",),
    "term_not_expired": ("term_ends",),
    "no_state_discipline": ("disciplines",),
    "no_party_discipline": ("disciplines",),
    "state_wait": SERVED,
    "party_wait": SERVED,
    "form_allowed": ("services",),
    "heavier_while_serving": SERVED,
    "forms_match": SERVED,
    "no_repeat": ("disciplines",),
    "no_repeat_after_reminder": ("disciplines",),
    "no_proceedings": ("proceedings",),
    "no_deferral": ("absences",),
    "resignation_open": ("proceedings", *SERVED, "ratings"),
    "reprimanded_twice": SERVED,
    leaving.dismissal_ground.__name__: (*SERVED, "ratings"),
    "keeps_press_card": ("disciplines",),
    "assets_declared_in_time": ("papers",),
    "assets_read_out": ("papers",),
}

# Whether these go on across a merger no text says.
OF_ONE_BODY = (
    posts.terms_as_head,
    posts.acting_months,
    leaving.resignation_open,
    leaving.reprimanded_twice,
    leaving.dismissal_ground,
)

CHECKS: Mapping[str, Check] = {
    check.__name__: across_mergers(check) if check in OF_ONE_BODY else check
    for check in (
        standards.resident_citizen,
        standards.party_member,
        standards.advanced_theory,
        standards.university_degree,
        standards.press_certificate,
        standards.press_months,
        standards.press_card,
        standards.press_card_or_months,
        standards.in_planning,
        standards.months_in_post,
        age.months_to_pension,
        age.months_and_age,
        age.age_up_to_seventy,
        age.seventy_only_for_listed_press,
        age.reappointment_track,
        posts.terms_as_head,
        posts.acting_months,
        posts.acting_from,
        posts.not_governing_head,
        posts.no_other_press_post,
        posts.deputies_below,
        posts.term_not_expired,
        discipline.no_state_discipline,
        discipline.no_party_discipline,
        discipline.state_wait,
        discipline.party_wait,
        discipline.never_removed_for_corruption,
        discipline.form_allowed,
        discipline.heavier_while_serving,
        discipline.forms_match,
        discipline.no_repeat,
        discipline.no_repeat_after_reminder,
        leaving.no_proceedings,
        leaving.no_deferral,
        leaving.resignation_open,
        leaving.reprimanded_twice,
        leaving.dismissal_ground,
        leaving.keeps_press_card,
        leaving.keeps_press_card_of_2026,
        declared_assets.assets_declared_in_time,
        declared_assets.assets_read_out,
    )
}
