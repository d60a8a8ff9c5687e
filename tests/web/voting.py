"""A case at a vote in the pages, and what those who run it or are called to it do there."""

from __future__ import annotations

from sqlalchemy import text

from tests.playing import PlayedCase, opened
from tests.web.site import form_of

TASK = "BN-2026-0001/standing_vote/1/standing_committee"
PAGE = "/cases/BN-2026-0001/tasks/standing_vote/1/standing_committee"
VOTE = f"{PAGE}/vote"
BALLOT = f"/ballots/{TASK}"
TELLER = f"{BALLOT}/teller"
TELLERS = ["lethuha", "phamquochung", "vominhtri"]
MEMBERS = ["hlinhnie", "phamquochung", "vothimyhanh"]
COUNTED = {
    "summoned": 21,
    "present": 20,
    "issued": 20,
    "returned": 20,
    "valid": 20,
    "in_favour": 19,
}


def at_the_vote(site) -> PlayedCase:
    play = opened(site.app)
    play.until("standing_vote")
    return play


def call(site, members=MEMBERS, **more):
    """Open a ballot; nobody can vote yet."""
    fields = {"member": members, "teller": TELLERS} | more
    return site.person("lethuha").send(f"{VOTE}/open", f"{VOTE}/open", fields)


def open_ballot(site, members=MEMBERS, **more):
    """Open a ballot whose tellers hold their slips, by teller."""
    call(site, members, **more)
    return {person: take_slip(site.person(person)) for person in TELLERS}


def take_slip(teller):
    shown = teller.send(TELLER, f"{TELLER}/slip", {})
    return shown.text.partition("<code>")[2].partition("</code>")[0]


def count(site, slips, **ending):
    """From the last vote to the answer: end, open with every slip, take the result."""
    officer = site.person("lethuha")
    officer.send(VOTE, f"{VOTE}/seal", ending)
    for person, slip in slips.items():
        site.person(person).send(TELLER, f"{TELLER}/open", {"slip": slip})
    return officer.send(VOTE, f"{VOTE}/close", {})


def check(person, choice):
    """The first page: choose, and be asked once more."""
    return person.send(BALLOT, f"{BALLOT}/check", {"choice": choice})


def vote(person, choice):
    return person.client.post(
        f"{BALLOT}/cast", data=form_of(check(person, choice).text, f"{BALLOT}/cast")
    )


def place(person, label):
    """The value of the choice that reads so."""
    html = person.see(BALLOT)
    before = html.partition(f"<span>{label}</span>")[0]
    return before.rpartition('value="')[2][:2]


def everything(site):
    """All that is stored, as text, table by table."""
    with site.app.engine.connect() as connection:
        names = connection.execute(
            text("SELECT name FROM sqlite_master WHERE type = 'table'")
        ).scalars()
        return {n: str(connection.execute(text(f"SELECT * FROM {n}")).all()) for n in names.all()}
