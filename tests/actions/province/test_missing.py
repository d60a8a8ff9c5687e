"""What lacks before the first case, from an empty base to one where nothing is owed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.accounts.accounts import set_password
from actions.app import ProvinceInUse
from actions.province.missing import Lack, missing
from domain.directory.actors import Power
from models.database import connect, migrate
from models.province.province import Edition
from tests.conftest import Clock, application
from tests.looking import read

WORD = "một câu đủ dài để nhớ"


def lacks(app):
    return {line.why: line for line in read(app.engine, lambda uow: missing(app, uow))}


@pytest.fixture
def empty(tmp_path):
    url = f"sqlite:///{tmp_path}/new.db"
    migrate(connect(url))
    return application(tmp_path, url, Clock())


def test_an_empty_base_lacks_people_first(empty):
    lines = read(empty.engine, lambda uow: missing(empty, uow))
    assert lines[0].why is Lack.NO_PEOPLE
    assert lines[0].owed
    assert lines[0].address == "/import"


def test_bodies_without_signer_are_named_and_go_when_somebody_signs(lite):
    assert Lack.NO_SIGNER not in lacks(lite) or "BTCTU" not in lacks(lite)[Lack.NO_SIGNER].bodies
    with lite.engine.begin() as connection:
        connection.exec_driver_sql(
            "DELETE FROM seats WHERE agency = 'BTCTU' AND powers LIKE '%sign%'"
        )
    assert "BTCTU" in lacks(lite)[Lack.NO_SIGNER].bodies


def test_who_cannot_sign_in_yet_is_counted_until_they_can(lite):
    before = lacks(lite)[Lack.NO_PASSWORD].number
    set_password(lite, "lethuha", WORD)
    assert lacks(lite)[Lack.NO_PASSWORD].number == before - 1
    people = read(
        lite.engine,
        lambda uow: {
            *uow.directory.holding(Power.SIGN, lite.today()),
            *uow.directory.holding(Power.PREPARE, lite.today()),
        },
    )
    for person in people:
        set_password(lite, person, WORD)
    assert Lack.NO_PASSWORD not in lacks(lite)


def test_what_is_owed_comes_before_what_is_advised(lite):
    lines = read(lite.engine, lambda uow: missing(lite, uow))
    assert [line.owed for line in lines] == sorted((line.owed for line in lines), reverse=True)
    assert {Lack.NO_MAIL, Lack.NO_SEAL, Lack.NO_WITNESS} <= {line.why for line in lines}


def test_a_calendar_that_is_not_confirmed_yet_is_told(lite, clock):
    assert Lack.NO_CALENDAR not in lacks(lite)
    clock.now = clock.now.replace(year=2030)
    assert Lack.NO_CALENDAR in lacks(lite)


def test_without_officer_or_auditor_it_is_told(lite):
    assert not {Lack.NO_OFFICER, Lack.NO_AUDITOR} & set(lacks(lite))
    with lite.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM seats WHERE powers NOT LIKE '%administer%'")
    assert {Lack.NO_OFFICER, Lack.NO_AUDITOR} <= set(lacks(lite))


def test_an_empty_province_lacks_bodies_alone(lite):
    bare = lite.law_data.packaged.model_copy(update={"bodies": ()})
    app = replace(lite, standing=ProvinceInUse((Edition(9, "bare"), bare)))
    assert Lack.NO_BODIES in lacks(app)
    assert Lack.NO_PRESS not in lacks(app)
