"""The province is rows of the base: one door, held against the law, logged, proved by `verify`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from actions.accounts.accounts import set_password
from actions.accounts.confirming import confirm_requests
from actions.audit.verifying import verify
from actions.directory.entry import DirectoryEntry
from actions.leaving.hanging import hanging_on_body
from actions.province.acts import change_body, choose
from actions.province.change import TAKEN_OVER, rows_now, settle
from domain.errors import BadInput, BadProvince, NotAllowed
from domain.province.bodies import TypedBody
from domain.province.choices import TypedChoice
from domain.province.province import rows_of
from models.database import connect, migrate
from regulations.law_problems import sentence
from tests.actions.accounts.test_two_people import another
from tests.actions.leaving.settling import seen
from tests.conftest import application, second_process
from tests.databases import migrate_again
from tests.looking import read
from tests.playing import opened

BY = "luonggiaminh"
DAY = date(2026, 10, 1)
NAMED = TypedBody(code="CYS", on=DAY, full="Tạp chí Văn nghệ")
SO_TOLD = "Quyết định 5-QĐ/TU"


def entry(act_id="form-1", by=BY, document=SO_TOLD):
    return DirectoryEntry(act_id=act_id, by=by, document=document)


def merge(app):
    """A new body takes the place of the committee, the day after the last of that."""
    new = TypedBody(code="UBKTM", full="Ủy ban Kiểm tra mới", layout="party", parent="TU")
    assert change_body(app, entry("new"), "added", new, reason="sáp nhập") is False
    return end_committee(app)


def end_committee(app):
    typed = TypedBody(code="UBKTTU", on=DAY, successor="UBKTM")
    found = read(app.engine, lambda uow: hanging_on_body(app, uow, "UBKTTU", DAY))
    settling = seen(found, receiver="UBKTM")
    return change_body(app, entry(), "ended", typed, reason="sáp nhập", settling=settling)


def rows(app):
    return read(app.engine, lambda uow: rows_now(app, uow))


def changes(app, subject=""):
    return read(app.engine, lambda uow: uow.province.changes(subject))


def rename(app, **other):
    return change_body(app, entry(**other), "renamed", NAMED, reason="đại hội quyết định")


SECOND = "quantri2"


def second_administrator(app):
    set_password(app, BY, "một câu đủ dài để nhớ")
    another(app, SECOND)


def test_a_base_with_people_takes_over_the_rows_it_went_by_once(app):
    settle(app)
    (first,) = changes(app)
    assert (first.number, first.what) == (1, TAKEN_OVER)
    assert rows(app) == rows_of(app.law_data.packaged)
    assert app.catalogue is app.law_data
    assert verify(app) == []


def test_a_body_is_renamed_from_a_day_on_once_and_logged(app):
    for _ in range(2):
        assert rename(app) is False
    (line,) = changes(app, "CYS")
    assert (line.what, line.from_day, line.by) == ("renamed", DAY, BY)
    assert (line.document, line.reason) == (SO_TOLD, "đại hội quyết định")
    assert list(line.edit.put) == ["bodies/CYS"]
    assert verify(app) == []
    other = second_process(app)
    settle(other)
    named = other.catalogue.agencies.get("CYS")
    assert named.name(DAY).full == "Tạp chí Văn nghệ"
    assert named.name(date(2026, 9, 30)).full == "Tạp chí Chư Yang Sin"


def test_a_running_case_keeps_the_name_it_was_opened_under(lite):
    case = opened(lite, press_agency="CYS", handler="HVHNT", person="dothithuy", act_id="kept")
    change_body(
        lite,
        entry(),
        "renamed",
        replace(NAMED, on=date(2026, 1, 1)),
        reason="ghi nhầm từ trước",
    )

    def names(uow):
        lite.take_up(uow)
        kept = lite.law(uow, uow.cases.get(case.id)).agencies
        return kept.get("CYS").name(DAY).full, lite.catalogue.agencies.get("CYS").name(DAY).full

    assert read(lite.engine, names) == ("Tạp chí Chư Yang Sin", "Tạp chí Văn nghệ")


@pytest.mark.parametrize("by", ["lethuha", "trinhvanduc", "ythongeban"])
def test_only_administrators_change_the_province(lite, by):
    with pytest.raises(NotAllowed):
        rename(lite, by=by)
    assert changes(lite, "CYS") == ()


@pytest.mark.parametrize(
    ("document", "reason", "field"), [("", "vì", "document"), (SO_TOLD, "", "reason")]
)
def test_document_and_reason_are_owed(lite, document, reason, field):
    with pytest.raises(BadInput) as refused:
        change_body(lite, entry(document=document), "renamed", NAMED, reason=reason)
    assert refused.value.facts["field"] == field


def test_what_changes_nothing_is_refused(lite):
    same = TypedBody(code="HNB", on=DAY, roles=("journalists_association",))
    with pytest.raises(BadInput) as refused:
        change_body(lite, entry(), "given_roles", same, reason="vì")
    assert refused.value.facts["rule"] == "nothing_changed"


def faults_of(refused):
    return {
        (fault.where, str(fault.why)): sentence(fault) for fault in refused.value.facts["faults"]
    }


def test_a_role_that_nobody_would_hold_is_refused_with_day_and_role(lite):
    typed = TypedBody(code="UBKTTU", on=DAY, roles=())
    with pytest.raises(BadProvince) as refused:
        change_body(lite, entry(), "given_roles", typed, reason="vì")
    said = " ".join(faults_of(refused).values())
    assert "01/10/2026" in said
    assert "cơ quan kiểm tra của Đảng" in said
    assert len(changes(lite)) == 1


def test_a_role_that_two_would_hold_is_refused(lite):
    typed = TypedBody(code="HNB", on=DAY, roles=("inspection_committee",))
    with pytest.raises(BadProvince) as refused:
        change_body(lite, entry(), "given_roles", typed, reason="vì")
    assert {why for _, why in faults_of(refused)} == {"two_hold"}


def test_a_successor_that_would_be_asked_twice_in_one_step_is_refused(lite):
    """P11: one person could not answer for both; the paths of the procedures are looked at too."""
    typed = TypedBody(code="UBKTTU", on=DAY, successor="BTCTU")
    with pytest.raises(BadProvince) as refused:
        change_body(lite, entry(), "ended", typed, reason="sáp nhập")
    assert {why for _, why in faults_of(refused)} == {"path"}


def test_successors_in_a_ring_are_refused(lite):
    typed = TypedBody(code="UBKTTU", on=DAY, successor="UBKTTU")
    with pytest.raises(BadProvince) as refused:
        change_body(lite, entry(), "ended", typed, reason="vì")
    assert ("UBKTTU.successor", "ring") in faults_of(refused)


def test_a_successor_answers_from_the_day_after(lite):
    assert merge(lite) is False
    settle(lite)
    held = lite.catalogue.agencies.holding
    assert held("inspection_committee", DAY).code == "UBKTTU"
    assert held("inspection_committee", date(2026, 10, 2)).code == "UBKTM"


def test_where_powers_move_a_second_administrator_confirms(app):
    second_administrator(app)
    assert merge(app) is True
    assert len(changes(app)) == 2
    (asked,) = read(app.engine, lambda uow: uow.admin_requests.waiting(app.clock()))
    with pytest.raises(BadInput):
        confirm_requests(app, [asked.id], by=BY)
    confirm_requests(app, [asked.id], by=SECOND)
    (line,) = changes(app, "UBKTTU")
    assert (line.by, line.document, line.from_day) == (BY, SO_TOLD, DAY)
    assert verify(app) == []
    assert rename(app, act_id="form-2") is False  # a name needs no second one


def test_what_waited_is_not_entered_over_another_change(lite):
    second_administrator(lite)
    merge(lite)
    (asked,) = read(lite.engine, lambda uow: uow.admin_requests.waiting(lite.clock()))
    rename(lite, act_id="form-2")
    with pytest.raises(BadInput) as refused:
        confirm_requests(lite, [asked.id], by=SECOND)
    assert refused.value.facts["rule"] == "province_changed"


def test_a_choice_of_the_plan_changes_whom_the_next_case_asks_and_not_the_running_one(lite):
    case = opened(lite, act_id="before")
    chosen = TypedChoice(
        procedure="appoint",
        variant="party",
        roles=("directing_body", "organization_board", "association_party"),
        number="Kế hoạch 12-KH/BTGDVTU",
        title="về thẩm định",
        issuer="Ban Tuyên giáo và Dân vận Tỉnh ủy",
        article="II",
        on=date(2026, 1, 1),
    )
    assert choose(lite, entry(), "plan_chosen", chosen, reason="kế hoạch mới") is False
    settle(lite)

    def asked(procedure):
        step = next(step for step in procedure.steps if step.id == "provincial_opinions")
        return step.asks, {basis.instrument for basis in step.basis}

    roles, bases = asked(lite.catalogue.find("appoint", "BPTTH", DAY))
    assert roles == ("directing_body", "association_party")  # the board is asked by another step
    assert "Kế hoạch 12-KH/BTGDVTU" in bases
    assert "KH643" not in bases
    kept = read(lite.engine, lambda uow: lite.procedure(uow, uow.cases.get(case.id).law_digest))
    assert "inspection_committee" in asked(kept)[0]
    opened(lite, act_id="after", subject="vothimyhanh")


def test_whom_a_text_wants_asked_is_not_left_out(lite):
    chosen = TypedChoice(procedure="appoint", variant="party", roles=("organization_board",))
    with pytest.raises(BadProvince) as refused:
        choose(lite, entry(), "plan_chosen", chosen, reason="vì")
    assert "4.1a" in faults_of(refused)["appoint", "required"]


def test_the_log_cannot_be_changed_and_edited_rows_are_found(app):
    rename(app)
    for change in ("UPDATE province_changes SET reason = 'x'", "DELETE FROM province_changes"):
        with pytest.raises(DBAPIError), app.engine.begin() as connection:
            connection.execute(text(change))
    with app.engine.begin() as connection:
        connection.execute(text("UPDATE province_rows SET body = '{}' WHERE key = 'bodies/TU'"))
    (fault,) = verify(app)
    assert (fault.table, fault.row, fault.column) == ("province_rows", "bodies/TU", "body")


def test_an_upgraded_base_with_people_goes_by_rows_of_its_own(database_url, tmp_path, clock):
    """Both databases: a base of before with its people, upgraded, then opened."""
    app = application(tmp_path, database_url, clock)
    case = opened(app, act_id="old")
    with app.engine.begin() as connection:
        connection.execute(text("DROP TABLE province_rows"))
        connection.execute(text("DROP TABLE province_changes"))
        if connection.dialect.name == "postgresql":
            connection.execute(text("DROP FUNCTION province_changes_is_append_only"))
    with app.engine.begin() as connection:
        migrate_again(connection, "the_province")
    later = second_process(app)
    assert read(later.engine, lambda uow: uow.province.newest()) is None
    settle(later)
    assert rows(later) == rows_of(later.law_data.packaged)
    assert read(later.engine, lambda uow: later.law(uow, uow.cases.get(case.id))).procedure
    rename(later)


def test_an_empty_base_takes_over_nothing(tmp_path):
    engine = connect(f"sqlite:///{tmp_path}/new.db")
    migrate(engine)
    app = application(tmp_path, f"sqlite:///{tmp_path}/new.db", lambda: None)
    settle(app)
    assert changes(app) == ()
