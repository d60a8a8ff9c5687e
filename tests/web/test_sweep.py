"""Every route and verb × every kind of person × a case of others: what is not theirs is not there.

The list of routes is the application's own: one that nobody has said a right for fails here.
"""

from __future__ import annotations

from itertools import cycle, islice

import pytest
from sqlalchemy import func, select

from actions.audit.traces import take_in
from models.schema.tables import metadata
from tests.playing import at_opinions
from tests.web.sweeping import API, Sweeper
from web.kit import rates

CASE, UNKNOWN = "BN-2026-0001", "BN-2026-0999"
# An officer of the body that runs it, one who is asked, one of a body that has no part, the person
# concerned, who looks after accounts, an auditor, nobody.
PEOPLE = (
    "lethuha",
    "hlinhnie",
    "caothihien",
    "ythongeban",
    "luonggiaminh",
    "trinhvanduc",
    "",
)
VALUES = {
    "case": CASE,
    "step": "provincial_opinions",
    "round": "1",
    "round_": "1",
    "role": "directing_body",
    "paper": "policy_submission",
    "number": "1",
    "of": "person",
    "form": "docx",
    "page": "1",
    "paper_id": "1",
    "who": "hlinhnie",
    "person": "hlinhnie",
    "person_id": "hlinhnie",
    "code": "BTCTU",
    "series": "TU:QĐ:2025-2030",
    "regime": "101",
    "name": "appoint.party",
    "topic": "case",
    "token": "x",
    "digest": "x",
    "webhook_id": "x",
    "what": "renamed",
}
# What each route asks for, by the beginning of its address; the longest that fits counts.
OPEN, SIGNED, CASES, MINE, BALLOTS = "open", "signed", "cases", "mine", "ballots"
HOLDS, ADMINISTERS, AUDITS, WATCHES = "holds", "administers", "audits", "watches"
READS_RECORDS, KEEPS_RECORDS = "reads records", "keeps records"
RIGHTS = {
    "/sign-in": OPEN,
    "/invitation/{token}": OPEN,
    "/setup/{code}": OPEN,
    "/language": OPEN,
    "/help": OPEN,
    "/about": SIGNED,
    "/static/{digest}/{name}": OPEN,
    "/signing": SIGNED,
    "/healthz": OPEN,
    "/readyz": OPEN,
    "/metrics": OPEN,  # asks for a token of its own (tests/web/test_operations.py)
    "/feeds/{token}.ics": OPEN,  # asks for a token of its own (tests/web/told/test_feed.py)
    "/sign-out": SIGNED,
    "/account": SIGNED,
    "/back": SIGNED,
    "/inbox": SIGNED,
    "/today": SIGNED,
    "/watch": SIGNED,
    "/told": SIGNED,
    "/ballots": SIGNED,
    "/cases/new": SIGNED,
    "/mine": SIGNED,
    "/search": SIGNED,
    "/law": SIGNED,
    "/calendar": SIGNED,
    "/statistics": SIGNED,
    "/registers": SIGNED,
    "/accounts": ADMINISTERS,
    "/import": ADMINISTERS,
    "/province": ADMINISTERS,
    "/operations": ADMINISTERS,
    "/audit": AUDITS,
    "/radar": WATCHES,
    "/agencies": HOLDS,
    "/people": HOLDS,
    "/people/{person}/leaving": ADMINISTERS,
    "/handovers": SIGNED,
    "/people/{person}/record": READS_RECORDS,
    "/records": KEEPS_RECORDS,
    "/cases/{case}": CASES,
    "/mine/{case}": MINE,
    "/ballots/{case}": BALLOTS,
    f"{API}/openapi.json": OPEN,
    f"{API}/openapi.en.json": OPEN,
    f"{API}/me": SIGNED,
    f"{API}/cases": SIGNED,
    f"{API}/tasks": SIGNED,
    f"{API}/watch": SIGNED,
    f"{API}/law": SIGNED,
    f"{API}/calendar": SIGNED,
    f"{API}/exports": SIGNED,
    f"{API}/events": SIGNED,
    f"{API}/agencies": SIGNED,
    f"{API}/people": SIGNED,
    f"{API}/people/import": ADMINISTERS,
    f"{API}/people/{{person_id}}/leaving": ADMINISTERS,
    f"{API}/people/{{person_id}}/closing": ADMINISTERS,
    f"{API}/handovers": SIGNED,
    f"{API}/province": ADMINISTERS,
    f"{API}/people/template.xlsx": ADMINISTERS,
    f"{API}/people/{{person_id}}/record": READS_RECORDS,
    f"{API}/records": READS_RECORDS,
    f"{API}/records/import": KEEPS_RECORDS,
    f"{API}/webhooks": ADMINISTERS,
    f"{API}/radar": WATCHES,
    f"{API}/cases/{{case}}": CASES,
}
LOGS = {"account_log", "refused_attempts", "kept_forms", "sessions", "api_tokens", "accounts"}
LOGS |= {"sign_in_tries", "known_devices", "spools"}
LOGS |= {"journal", "streams"}  # a line for each row


def right_of(path):
    fits = [
        known for known in RIGHTS if path == known or path.startswith((f"{known}/", f"{known}."))
    ]
    return RIGHTS[max(fits, key=len)] if fits or path == "/" else None


# Said here and not asked of the program: a fault in what it thinks must not be the measure of it.
MAY = {
    CASES: {"lethuha", "hlinhnie", "trinhvanduc"},
    MINE: {"ythongeban"},
    BALLOTS: set(),
    HOLDS: set(PEOPLE) - {"ythongeban", ""},
    ADMINISTERS: {"luonggiaminh"},
    AUDITS: {"trinhvanduc"},
    WATCHES: {"lethuha", "hlinhnie", "trinhvanduc"},
    READS_RECORDS: {"lethuha", "trinhvanduc"},
    KEEPS_RECORDS: {"lethuha"},
    SIGNED: set(PEOPLE) - {""},
}


def rows(app):
    """How many rows each table has that tells anything but who asked."""
    with app.engine.connect() as connection:
        return {
            name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in metadata.tables.items()
            if name not in LOGS
        }


@pytest.fixture
def sweeper(lite):
    at_opinions(lite)
    return Sweeper(lite)


def test_every_route_has_a_right_and_every_right_a_route(sweeper):
    paths = {route.path for route in sweeper.routes}
    assert len(paths) > 150
    assert sorted(path for path in paths - {"/"} if right_of(path) is None) == []
    named = {max((k for k in RIGHTS if p.startswith(k)), key=len, default="/") for p in paths}
    assert sorted(set(RIGHTS) - named) == []


@pytest.mark.slow
@pytest.mark.parametrize("person", PEOPLE)
def test_what_is_not_theirs_is_answered_like_what_is_not_there(sweeper, person):
    asker, before, asked = sweeper.person(person), rows(sweeper.app), 0
    for route in sweeper.routes:
        right = "signed" if route.path == "/" else right_of(route.path)
        if right == OPEN or person in MAY[right]:
            continue
        asked += 1
        rates.LIMITER.storage.reset()  # nobody's tries are few by the minute
        status, said = asker.ask(route, VALUES)
        assert status in _refusals(route, person), (route, status)
        if "{case}" in route.path:
            assert (status, said) == asker.ask(route, VALUES | {"case": UNKNOWN}), route
    assert rows(sweeper.app) == before
    assert asked > 10


def _refusals(route, person):
    if not person:
        return {401} if route.path.startswith(API) else {303}
    page = {404} if route.verb == "GET" else {303, 403, 404}
    return {403, 404, 422} if route.path.startswith(API) else page


@pytest.mark.slow
@pytest.mark.parametrize("person", PEOPLE[:-1])
def test_what_is_theirs_is_there_and_nothing_breaks(sweeper, person):
    asker = sweeper.person(person)
    for route in sweeper.routes:
        right = "signed" if route.path == "/" else right_of(route.path)
        if route.path == "/sign-out" or right == OPEN or person not in MAY[right]:
            continue
        status, _ = asker.ask(route, VALUES)
        assert status < 500 or (route.path == "/readyz" and status == 503), (route, status)


ADMIN = "luonggiaminh"
ABSURD = ("Đ", "x" * 300, "%00", "..%2f..%2fetc", "-1", "9" * 40, "٣", "a%0d%0ab", "%ff", "'--")
QUESTIONS = ("page", "on", "words", "tab", "case", "person", "cursor", "limit", "after", "start")


@pytest.mark.slow
@pytest.mark.parametrize("each", [3, pytest.param(len(ABSURD), marks=pytest.mark.long)])
def test_absurd_ids_are_answered_and_nothing_breaks(sweeper, each):
    """So many in every place of an address, in turn; an absurd case, behind which nothing else is
    read, once for each route."""
    asker, absurds = sweeper.person("lethuha"), cycle(ABSURD)
    for number, route in enumerate(one for one in sweeper.routes if "{" in one.path):
        for absurd in islice(absurds, each):
            status, _ = asker.ask(route, dict.fromkeys(VALUES, absurd) | {"case": CASE})
            assert status < 500, (route, absurd)
        case = ABSURD[number % len(ABSURD)]
        status, _ = asker.ask(route, VALUES | {"case": case})
        assert status < 500, (route, case)


@pytest.mark.slow
def test_absurd_questions_and_languages_are_answered(lite):
    _ask_absurdly(Sweeper(lite))


@pytest.mark.long
def test_absurd_questions_are_answered_on_both_databases(app):
    _ask_absurdly(Sweeper(app))


def _ask_absurdly(sweeper):
    """Every page without a place in its address, asked by somebody who may see it."""
    askers = {person: sweeper.person(person) for person in ("lethuha", "trinhvanduc", ADMIN)}
    for route in sweeper.routes:
        if route.verb != "GET" or "{" in route.path or route.path == "/readyz":
            continue
        may = askers if route.path == "/" else MAY.get(right_of(route.path), askers)
        asker = next(one for person, one in askers.items() if person in may)
        for absurd in ABSURD:
            query = "&".join(f"{name}={absurd}" for name in QUESTIONS)
            answer = asker.client.get(f"{route.path}?{query}", headers=dict(asker.bearer))
            assert answer.status_code < 500, (route, absurd)
    for absurd in ABSURD:
        spoken = asker.client.post("/language", data={"language": absurd, "page": "/"})
        assert spoken.status_code < 500, absurd


def test_attempts_on_cases_of_others_are_told_to_auditors(sweeper):
    stranger = sweeper.person("caothihien")
    for case in (CASE, UNKNOWN):
        for _ in range(2):
            stranger.client.get(f"/cases/{case}/dossier")
            stranger.client.get(f"{API}/cases/{case}", headers=dict(stranger.bearer))
    take_in(sweeper.app)  # as the serving process does every second
    auditor = sweeper.person("trinhvanduc")
    page = auditor.client.get("/audit/attempts").text
    for case in (CASE, UNKNOWN):
        assert page.count(f"/cases/{case}/dossier") == 1
        assert page.count(f'<td data-label="Đã thử">{API}/cases/{case}<') == 1
    assert "/dossier" in auditor.client.get(f"/cases/{CASE}/audit").text
    assert sweeper.person("luonggiaminh").client.get("/audit/attempts").status_code == 404
