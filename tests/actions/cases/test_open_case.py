"""Opening a case: what is refused leaves nothing behind, and one form opens one case."""

from __future__ import annotations

from datetime import date

import pytest

from actions.cases.open_case import OpenCase, open_case
from domain.errors import (
    ActIdReused,
    BadInput,
    NotAllowed,
    NotFound,
    NoVersionInForce,
    SelfApproval,
)
from domain.state.case import PostKind
from models.audit.audit_log import verify
from tests.conftest import second_process
from tests.looking import read
from tests.playing import together


def test_one_form_pressed_twice_at_the_same_instant_opens_one_case(app):
    others = [second_process(app) for _ in range(3)]
    results = together([lambda o=o: open_case(o, wish()) for o in others])
    assert {r.case.id for r in results} == {"BN-2026-0001"}
    assert sorted(r.repeated for r in results) == [False, True, True]


def wish(**more: object) -> OpenCase:
    base = {
        "act_id": "o",
        "procedure": "appoint",
        "subject": "ythongeban",
        "press_agency": "BPTTH",
        "post": PostKind.HEAD,
        "handler": "BTCTU",
        "person": "lethuha",
    }
    return OpenCase(**(base | more))


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        pytest.param({"press_agency": "NO"}, NotFound, id="unknown agency"),
        pytest.param({"press_agency": "BTCTU"}, NotFound, id="not a press agency"),
        pytest.param({"press_agency": "BAODL"}, BadInput, id="agency that has ended"),
        pytest.param({"subject": "nobody"}, NotFound, id="unknown person"),
        pytest.param({"procedure": "promote"}, NotFound, id="unknown procedure"),
        pytest.param({"person": "dangducthuan"}, NotAllowed, id="signer is no officer"),
        pytest.param({"handler": "UBND"}, BadInput, id="body that takes no part"),
        pytest.param({"decided_on": date(2000, 1, 1)}, NoVersionInForce, id="before any law"),
        pytest.param({"person": "ythongeban"}, SelfApproval, id="about oneself"),
    ],
)
def test_a_case_that_cannot_be_opened_leaves_nothing_behind(lite, change, refusal):
    with pytest.raises(refusal):
        open_case(lite, wish(**change))
    assert read(lite.engine, lambda uow: verify(uow.connection)) == []
    assert open_case(lite, wish()).case.id == "BN-2026-0001"


def test_opening_twice_with_one_form_opens_one_case(app):
    first = open_case(app, wish())
    second = open_case(app, wish())
    assert (first.case.id, second.repeated) == (second.case.id, True)


@pytest.mark.parametrize(
    "other",
    [
        {"press_agency": "CYS"},
        {"procedure": "transfer"},
        {"handler": "TU"},
        {"decided_on": date(2026, 9, 8)},
        {"note": "ghi chú khác"},
    ],
)
def test_one_form_id_for_two_different_cases_is_refused(lite, other):
    open_case(lite, wish(note=" ghi chú "))
    assert open_case(lite, wish(note="ghi chú")).repeated
    with pytest.raises(ActIdReused):
        open_case(lite, wish(**({"note": "ghi chú"} | other)))
