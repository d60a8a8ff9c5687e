"""`thamdinh status`: what stands still, and why."""

from __future__ import annotations

from datetime import datetime

import typer

import bootstrap
from actions.status import Status
from actions.status import status as status_of
from cli.kit.output import AsJson, cell, console, print_json, table
from cli.kit.texts import heads, say, word
from domain.calendar.clock import local

NOT_READY = 7


def status(json: AsJson = False) -> None:
    found = status_of(bootstrap.app())
    if json:
        print_json(found)
    else:
        _print(found)
    if found.obstacles:
        raise typer.Exit(NOT_READY)


def _print(found: Status) -> None:
    for obstacle in found.obstacles:
        console.print(f"[bold red]{word('obstacles', obstacle)}[/]")
    table(say("state"), (say("what"), say("at_present")), _lines(found))
    if found.troubled:
        rows = [(t.case_id, t.attempts, t.last_error, local(t.not_before)) for t in found.troubled]
        table(
            say("cases_the_software_could_not_follow"),
            heads("case", "tries", "fault", "tries_again"),
            rows,
        )
    if found.alarms:
        _alarms(found)


def _alarms(found: Status) -> None:
    """Acts that were undone: a fault of the program, for whoever maintains it."""
    rows = [(local(a.at), a.case_id, a.person, a.rule, a.found) for a in found.alarms]
    title = say("alarm_acts_taken_back_because_their", alarms_in_all=found.alarms_in_all)
    table(title, heads("at", "case", "person", "rule", "what_is_wrong"), rows)


def _lines(found: Status) -> list[tuple[str, str]]:
    lines = [(say("disk_space_left"), f"{found.free // 1_000_000:,} MB".replace(",", "."))]
    if found.owed is None:
        return lines
    waiting = f"{found.owed.cases}"
    if found.owed.oldest:
        waiting += say("the_oldest_since", cell=cell(local(found.owed.oldest)))
    sealed = cell(local(datetime.fromisoformat(found.sealed))) if found.sealed else "–"
    visited = cell(local(found.owed.last_visit)) if found.owed.last_visit else "–"
    return [
        *lines,
        (say("cases_waiting_for_the_software"), waiting),
        (say("last_follow_up"), visited),
        (say("deliveries_to_other_software_waiting"), str(found.owed.deliveries)),
        (say("deliveries_given_up"), str(found.owed.given_up)),
        (say("newest_seal"), sealed),
        *_mail(found),
    ]


def _mail(found: Status) -> list[tuple[str, str]]:
    if found.mail is None:
        return []
    counts = found.mail.counts
    return [
        (say("mails_waiting"), f"{counts.waiting} ({counts.failing})"),
        (say("mails_undelivered"), str(counts.undelivered)),
        (say("dead_addresses"), str(len(found.mail.dead))),
    ]
