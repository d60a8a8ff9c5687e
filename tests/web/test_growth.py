"""Six times as many cases: a page costs the database what it cost before.

The list of pages is the application's own, so a new one is measured without being named here. The
database has no statistics gathered by hand, as with whoever installs this.
"""

from __future__ import annotations

import pytest

from tests.filling import fill
from tests.web.every_page import stage
from tests.web.growth import Meter, Steps
from tests.web.sweeping import API, Sweeper
from tests.web.test_sweep import MAY, OPEN, PEOPLE, VALUES, right_of

FEW, MANY = 200, 1200
FLAT, LINEAR = 1.5, 7
CAPS = 2000  # steps: what is counted up to a hundred may reach the hundred
# What may grow with what there is, and why; never faster.
WHOLE, PEOPLE_TOO = "sums over everything there is", "reads everybody on file, and there are more"
OWN = "officers' own acts are passed over, and here one officer made them all"
GROWS = {
    "/statistics": WHOLE,
    "/calendar/change?": "tells each deadline that would move",
    f"{API}/events": "a body asked seldom looks through the facts of others",
    "/radar": PEOPLE_TOO,
    f"{API}/radar": PEOPLE_TOO,
    f"{API}/people": PEOPLE_TOO,
    "/people": PEOPLE_TOO,
    "/records/": PEOPLE_TOO,
    f"{API}/records.xlsx": PEOPLE_TOO,
    "/accounts": PEOPLE_TOO,
    "/cases/{case}/hearing": PEOPLE_TOO,
    "/cases/new/person?": PEOPLE_TOO,
    "/told": OWN,
    "/today": OWN,
}


def may(person, route):
    right = "signed" if route.path == "/" else right_of(route.path)
    return right != OPEN and person in MAY[right]


@pytest.mark.slow
def test_a_page_costs_the_database_the_same_with_six_times_the_cases(lite):
    stage(lite)
    fill(lite.engine, FEW)
    sweeper = Sweeper(lite)
    askers = {person: sweeper.person(person) for person in PEOPLE if person}
    meter = Meter(sweeper, Steps(lite.engine), askers, may)
    few = meter.measured(VALUES)
    fill(lite.engine, MANY)
    many = meter.measured(VALUES, times=1)
    grown = {asked for asked in many if many[asked] > FLAT * few[asked] + CAPS}
    assert {asked for asked in grown if not _why(asked[1])} == set()
    assert {asked for asked in grown if many[asked] > LINEAR * few[asked] + CAPS} == set()
    named = {_why(path) for _, path in grown}
    assert named == set(GROWS), "what grows no more is named no more"
    assert len(many) > 250


def _why(path):
    fits = [known for known in GROWS if path.startswith(known)]
    return max(fits, key=len, default="")
