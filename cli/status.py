"""`thamdinh status`: what stands still, and why."""

from __future__ import annotations

from datetime import datetime

import typer

import bootstrap
from actions.status import Status
from actions.status import status as status_of
from cli.kit.output import AsJson, cell, console, marked, print_json, table
from cli.kit.texts import heads, say, word
from domain.calendar.clock import local
from models.effects.operations import DutyState, Process

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
        console.print(marked("[bold red]{said}[/]", said=word("obstacles", obstacle)))
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
    if found.owed is not None:  # else the database told nothing of either
        _processes(found)
        _duties(found)


def _alarms(found: Status) -> None:
    """Acts that were undone: a fault of the program, for whoever maintains it."""
    rows = [(local(a.at), a.case_id, a.person, a.rule, a.found) for a in found.alarms]
    title = say("alarm_acts_taken_back_because_their", alarms_in_all=found.alarms_in_all)
    table(title, heads("at", "case", "person", "rule", "what_is_wrong"), rows)


def _lines(found: Status) -> list[tuple[str, str]]:
    lines: list[tuple[str, str]] = [
        (say("disk_space_left"), f"{found.free // 1_000_000:,} MB".replace(",", ".")),
        (say("papers_are_printed_in"), _typeface(found)),
    ]
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


def _typeface(found: Status) -> str:
    """Said before the first paper fails on it."""
    if not found.office:
        return say("no_program_to_print")
    shown = found.typeface or "–"
    return shown if found.typeface_fits else say("typeface_does_not_fit", typeface=shown)


def _mail(found: Status) -> list[tuple[str, str]]:
    if found.mail is None:
        return []
    counts = found.mail.counts
    return [
        (say("mails_waiting"), f"{counts.waiting} ({counts.failing})"),
        (say("mails_undelivered"), str(counts.undelivered)),
        (say("dead_addresses"), str(len(found.mail.dead))),
    ]


def _processes(found: Status) -> None:
    """Those that end as they should leave the list; one that was killed stays and is silent."""
    columns = heads(
        "kind_of_process", "machine_and_process", "version_of_program", "runs_since", "state"
    )
    rows = [
        (word("processes", p.kind), p.worker, p.version, local(p.started_at), _life(found, p))
        for p in found.processes
    ]
    table(say("running_processes"), columns, rows)


def _life(found: Status, process: Process) -> str:
    if found.silent(process):
        return say("no_sign_of_life_since", at=cell(local(process.seen_at)))
    return say("is_running_with_old_law") if found.outdated(process) else say("is_running")


def _duties(found: Status) -> None:
    rows = [
        (word("duties", d.name), d.done_at and local(d.done_at), _last_try(d)) for d in found.duties
    ]
    table(say("scheduled_work"), heads("scheduled", "done_last", "state"), rows)
    if not found.backed_up:
        console.print(say("no_backup_by_itself_yet"))


def _last_try(duty: DutyState) -> str:
    if not duty.error:
        return say("was_done")
    at = cell(duty.failed_at and local(duty.failed_at))
    return say("failed_at_with", at=at, error=duty.error)
