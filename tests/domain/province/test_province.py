"""A province is rows: read back as written, changed from a day on, the past as it was."""

from __future__ import annotations

from datetime import date

import pytest

from domain.errors import BadInput, NotFound
from domain.province import bodies, choices
from domain.province.bodies import TypedBody
from domain.province.choices import TypedChoice
from domain.province.province import (
    Edit,
    applied,
    difference,
    digest_of,
    moves_powers,
    province_of,
    rows_of,
)
from domain.told.reminders import ReminderRule
from regulations.catalogue import Catalogue
from regulations.law_problems import LawFault
from regulations.province.checking import province_faults

LAW = Catalogue()
NOW = LAW.packaged
DAY = date(2027, 3, 1)
BEFORE = date(2027, 2, 28)
NEXT = date(2027, 3, 2)


def body(province, code):
    found = province.body(code)
    assert found is not None
    return found


def roles(province, code, on):
    return {held.role for held in body(province, code).roles if held.covers(on)}


def refused(change, typed):
    with pytest.raises(BadInput) as refusal:
        change(NOW, typed)
    return refusal.value.facts["rule"], refusal.value.facts["field"]


def test_rows_are_read_back_as_they_were_and_named_by_what_they_say():
    rows = rows_of(NOW)
    assert province_of(rows) == NOW
    assert digest_of(dict(reversed(rows.items()))) == digest_of(rows) == LAW.packaged_edition
    assert digest_of(applied(rows, Edit({"bodies/TU": {**rows["bodies/TU"], "note": "x"}}))) != (
        digest_of(rows)
    )


def test_an_edit_makes_one_set_of_rows_of_another():
    rows = rows_of(NOW)
    after = {k: v for k, v in rows.items() if k != "bodies/CYS"} | {"terms/x": {"name": "x"}}
    edit = difference(rows, after)
    assert (edit.dropped, list(edit.put)) == (("bodies/CYS",), ["terms/x"])
    assert applied(rows, edit) == after
    assert not difference(rows, rows)


def test_a_name_holds_from_its_day_and_the_old_one_until_the_day_before():
    typed = TypedBody(code="CYS", on=DAY, full="Tạp chí Văn nghệ Đắk Lắk")
    named = body(bodies.renamed(NOW, typed), "CYS")
    assert named.name(BEFORE).full == "Tạp chí Chư Yang Sin"
    assert named.name(DAY).full == named.name(DAY).short == "Tạp chí Văn nghệ Đắk Lắk"
    again = bodies.renamed(
        bodies.renamed(NOW, typed), TypedBody(code="CYS", on=date(2027, 1, 1), full="Khác")
    )
    assert body(again, "CYS").name(DAY).full == "Khác"


def test_a_body_that_ends_leaves_its_roles_to_its_successor():
    typed = TypedBody(code="UBKTTU", on=BEFORE, successor="BTCTU")
    after = bodies.ended(NOW, typed)
    assert body(after, "UBKTTU").last_day == BEFORE
    assert body(after, "UBKTTU").successor == "BTCTU"
    assert roles(after, "BTCTU", BEFORE) == {"organization_board"}
    assert roles(after, "BTCTU", DAY) == {"organization_board", "inspection_committee"}


def test_roles_are_given_and_taken_from_a_day_on():
    typed = TypedBody(code="HNB", on=DAY, roles=("inspection_committee",))
    after = bodies.given_roles(NOW, typed)
    assert roles(after, "HNB", BEFORE) == {"journalists_association"}
    assert roles(after, "HNB", DAY) == {"inspection_committee"}
    same = TypedBody(code="HNB", on=DAY, roles=("journalists_association",))
    assert bodies.given_roles(NOW, same) == NOW


def test_a_press_agency_gets_another_governing_body_and_other_titles():
    moved = bodies.governed(NOW, TypedBody(code="CYS", on=DAY, governing="TU"))
    press = body(moved, "CYS").press
    assert [held.agency for held in press.governing] == ["HVHNT", "TU"]
    assert press.governing[0].last_day == BEFORE
    titled = bodies.titled(NOW, TypedBody(code="CYS", on=DAY, head="Giám đốc", deputy="Phó"))
    assert body(titled, "CYS").press.titles[-1].head == "Giám đốc"
    assert body(titled, "CYS").press.titles[0].last_day == BEFORE


def test_a_body_is_added_with_what_was_typed():
    typed = TypedBody(
        code="TCKH",
        full="Tạp chí Khoa học",
        layout="state",
        head="Tổng Biên tập",
        deputy="Phó Tổng Biên tập",
        variant="association",
        nature="scientific",
        governing="HVHNT",
        roles=("x",),
        on=DAY,
    )
    new = body(bodies.added(NOW, typed), "TCKH")
    assert (new.first_day, new.press.variant, new.press.nature) == (
        DAY,
        "association",
        "scientific",
    )
    assert (new.names[0].short, new.names[0].sign) == ("Tạp chí Khoa học", "TCKH")
    assert roles(bodies.added(NOW, typed), "TCKH", DAY) == {"x"}


@pytest.mark.parametrize(
    ("change", "typed", "rule", "field"),
    [
        (bodies.added, TypedBody(code="tckh", full="x", layout="state"), "body_code", "agency"),
        (bodies.added, TypedBody(code="CYS", full="x", layout="state"), "known_body", "agency"),
        (bodies.added, TypedBody(code="A", layout="state"), "missing", "full"),
        (bodies.added, TypedBody(code="A", full="x"), "not_a_choice", "layout"),
        (
            bodies.added,
            TypedBody(code="A", full="x", layout="state", variant="party"),
            "missing",
            "governing",
        ),
        (bodies.renamed, TypedBody(code="CYS", full="x"), "missing", "from"),
        (bodies.renamed, TypedBody(code="CYS", on=DAY), "missing", "full"),
        (bodies.ended, TypedBody(code="STTTT", on=DAY), "not_existing_on", "from"),
        (bodies.governed, TypedBody(code="CYS", on=DAY), "missing", "governing"),
        (bodies.titled, TypedBody(code="CYS", on=DAY, head="x"), "missing", "deputy_title"),
        (bodies.laid_out, TypedBody(code="CYS"), "not_a_choice", "layout"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(change, typed, rule, field):
    assert refused(change, typed) == (rule, field)


@pytest.mark.parametrize(
    ("change", "typed"),
    [
        (bodies.renamed, TypedBody(code="A", full="x", on=DAY)),
        (bodies.ended, TypedBody(code="CYS", on=DAY, successor="A")),
        (bodies.governed, TypedBody(code="HNB", on=DAY, governing="TU")),
        (bodies.laid_out, TypedBody(code="A", layout="party")),
    ],
)
def test_a_body_or_press_agency_that_is_not_there_is_not_found(change, typed):
    with pytest.raises(NotFound):
        change(NOW, typed)


def test_names_and_looks_move_no_powers_and_the_rest_does():
    rows = rows_of(NOW)

    def moves(after):
        return moves_powers(rows, difference(rows, rows_of(after)))

    assert not moves(bodies.renamed(NOW, TypedBody(code="BTCTU", full="x", on=DAY)))
    looks = TypedBody(code="BTCTU", layout="party", parent="TU", head="x", place="y")
    assert not moves(bodies.laid_out(NOW, looks))
    assert not moves(bodies.added(NOW, TypedBody(code="A", full="x", layout="state")))
    assert not moves(choices.term_begun(NOW, TypedChoice(name="2030-2035", on=DAY)))
    assert moves(bodies.ended(NOW, TypedBody(code="BTCTU", on=DAY)))
    assert moves(bodies.ended(NOW, TypedBody(code="CYS", on=DAY)))
    assert moves(bodies.given_roles(NOW, TypedBody(code="HNB", on=DAY)))
    assert moves(bodies.governed(NOW, TypedBody(code="CYS", on=DAY, governing="TU")))
    asked = TypedChoice(procedure="resign", variant="party", roles=("directing_body",))
    assert moves(choices.asked(NOW, asked))
    assert moves_powers(rows, Edit({}, ("bodies/CYS",)))


def test_a_choice_takes_its_procedure_out_of_a_row_of_several():
    typed = TypedChoice(
        procedure="dismiss",
        variant="party",
        roles=("directing_body",),
        number="Kế hoạch 12-KH/BTG",
        title="về báo chí",
        issuer="Ban Tuyên giáo",
        article="II",
        on=DAY,
    )
    after = choices.asked(NOW, typed)
    of_party = {r.procedures: r.roles for r in after.asked if r.variant == "party"}
    assert of_party["dismiss",] == ("directing_body",)
    assert ("appoint", "reappoint", "transfer") in of_party
    assert after.texts[0].first_day == DAY
    assert after.asked[-1].basis.instrument == after.texts[0].id


def test_a_choice_without_body_text_or_procedure_is_refused():
    known = {"procedure": "dismiss", "variant": "party", "roles": ("directing_body",)}
    assert refused(choices.asked, TypedChoice(**known | {"roles": ()})) == ("missing", "roles")
    strange = TypedChoice(**known | {"procedure": "x"})
    assert refused(choices.asked, strange) == ("not_a_choice", "procedure")
    no_day = TypedChoice(**known, number="12", title="x", issuer="y")
    assert refused(choices.asked, no_day) == ("missing", "on")
    assert refused(choices.term_begun, TypedChoice(name="x")) == ("missing", "on")
    assert refused(choices.term_begun, TypedChoice(on=DAY)) == ("missing", "name")


def test_a_term_ends_the_day_before_the_next_begins():
    after = choices.term_begun(NOW, TypedChoice(name="2027-2032", on=DAY))
    assert [(term.name, term.last_day) for term in after.terms[-2:]] == [
        ("2025-2030", BEFORE),
        ("2027-2032", None),
    ]


REMIND = {"before": "4", "every": "0", "head_after": "2", "handler_after": "5"}


def test_reminders_of_a_body_hold_from_a_day_and_those_of_others_stay():
    whole = choices.reminded(NOW, TypedChoice(**REMIND, on=DAY))
    first = choices.reminded(whole, TypedChoice(**REMIND, body="UBKTTU", on=DAY))
    later = TypedChoice(**REMIND | {"before": "9"}, body="UBKTTU", on_day="1", on=NEXT)
    after = choices.reminded(first, later)
    assert [(r.body, r.before, r.on_day, r.last_day) for r in after.reminders] == [
        ("", 4, False, None),
        ("UBKTTU", 4, False, DAY),
        ("UBKTTU", 9, True, None),
    ]
    again = choices.reminded(after, later)
    assert again.reminders == after.reminders
    edit = difference(rows_of(NOW), rows_of(after))
    assert not moves_powers(rows_of(NOW), edit)


@pytest.mark.parametrize("typed", ["", "x", "-1", "61", "1.5"])
def test_a_number_of_days_that_cannot_be_is_refused(typed):
    wrong = TypedChoice(**REMIND | {"every": typed}, on=DAY)
    assert refused(choices.reminded, wrong) == ("not_a_count", "every")


def test_reminders_without_a_day_are_refused():
    assert refused(choices.reminded, TypedChoice(**REMIND)) == ("missing", "on")


def test_the_law_finds_reminders_of_no_body_and_two_on_a_day():
    rule = {"body": "KHONGCO", "from": DAY}
    twice = [ReminderRule.model_validate({"from": day}) for day in (DAY, NEXT)]
    wrong = NOW.model_copy(update={"reminders": (ReminderRule.model_validate(rule), *twice)})
    found = province_faults(LAW.of(wrong, "wrong"))
    assert {(fault.file, fault.why) for fault in found} == {
        ("reminders.yaml", LawFault.NO_BODY),
        ("reminders.yaml", LawFault.OVERLAP),
    }
