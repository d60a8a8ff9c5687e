"""Nothing stands in a person's file but what a numbered paper of the same act says of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.directory.decided import DecidedRow, RowKind
from domain.facts.decisions import DecisionChange, DecisionChanged, DecisionIssued
from domain.facts.person_file import RecordUndone, RecordWritten
from domain.invariants.errors import Invariant
from tests.domain.builders import NOON, at_opinions, dossier_then_opinions, signer
from tests.domain.invariants.breaking import moved, named

REVOKE, ANNUL, REPLACE, CORRECT = DecisionChange
DAY = NOON.date()
BY = signer("TU")
ROW = DecidedRow(kind=RowKind.ENDS, first_day=DAY)
OTHER = "binh"


@pytest.fixture
def law_():
    return dossier_then_opinions()


@pytest.fixture
def case(law_):
    return at_opinions(law_)


def issued(**more):
    said = {"paper": "decision", "series": "s", "number": 1, "symbol": "01", "dated": DAY}
    return DecisionIssued(**said | {"signer": "x", "approved": "h", "by": BY, "at": NOON} | more)


def changed(how):
    return DecisionChanged(
        how=how,
        changes_series="s",
        changes_number=1,
        changes_symbol="01",
        changes_dated=DAY,
        paper="p",
        series="s",
        number=2,
        symbol="02",
        dated=DAY + timedelta(days=3),
        signer="x",
        reason="vì sao",
        document="1/TB",
        by=BY,
        at=NOON,
    )


def written(case, symbol="01", dated=DAY, **more):
    said = {"person": case.subject, "symbol": symbol, "dated": dated, "rows": (ROW,)}
    return RecordWritten(**said | {"by": BY, "at": NOON} | more)


def undone(case, **more):
    said = {"person": case.subject, "symbol": "01", "undone_by": "02"}
    said["dated"] = DAY + timedelta(days=3)
    return RecordUndone(**said | {"by": BY, "at": NOON} | more)


def breaks(law_, case, *facts):
    return Invariant.FILE in named(moved(law_, case, *facts))


def test_file(law_, case):
    """A decision writes under its own number; a new one too; what is corrected or revoked stays
    under the number it had; what is annulled leaves nothing."""
    later = DAY + timedelta(days=3)
    assert not breaks(law_, case, issued(), written(case))
    assert not breaks(law_, case, changed(REPLACE), undone(case), written(case, "02", later))
    assert not breaks(law_, case, changed(CORRECT), undone(case), written(case))
    assert not breaks(law_, case, changed(REVOKE), undone(case), written(case))
    assert not breaks(law_, case, changed(ANNUL), undone(case))
    assert breaks(law_, case, changed(ANNUL), undone(case), written(case))
    assert breaks(law_, case, changed(REPLACE), undone(case), written(case))
    assert breaks(law_, case, changed(CORRECT), undone(case), written(case, "02", later))


@pytest.mark.parametrize(
    "wrong", [{"person": OTHER}, {"symbol": "09"}, {"dated": date(2020, 1, 1)}]
)
def test_file_is_of_the_decision_and_the_person(law_, case, wrong):
    assert breaks(law_, case, issued(), replace(written(case), **wrong))
    assert breaks(law_, case, changed(REVOKE), replace(undone(case), **wrong))


def test_file_is_written_and_undone_only_with_a_paper(law_, case):
    assert breaks(law_, case, written(case))
    assert breaks(law_, case, undone(case))
    assert breaks(law_, case, issued(), undone(case))
    assert breaks(law_, case, changed(REVOKE), undone(case, undone_by="03"))
