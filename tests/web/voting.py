"""A case at a vote in the pages, and what those who run it or are called to it do there."""

from __future__ import annotations

from sqlalchemy import text

from tests.playing import PlayedCase, opened
from tests.web.site import form_of

TASK = "BN-2026-0001/standing_vote/1/standing_committee"
PAGE = "/cases/BN-2026-0001/tasks/standing_vote/1/standing_committee"
VOTE = f"{PAGE}/vote"
BALLOT = f"/ballots/{TASK}"
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


def open_ballot(site, members=MEMBERS, **more):
    fields = {"member": members} | more
    return site.person("lethuha").send(f"{VOTE}/open", f"{VOTE}/open", fields)


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
