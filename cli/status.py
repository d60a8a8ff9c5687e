"""`thamdinh status`: what stands still, and why."""

from __future__ import annotations

from datetime import datetime

import typer

import bootstrap
from actions.status import Status
from actions.status import status as status_of
from cli.kit.output import AsJson, cell, console, print_json, table
from domain.calendar.clock import local
from notifications.words import word

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
    table("Tình trạng", ("Việc", "Hiện nay"), _lines(found))
    if found.troubled:
        rows = [(t.case_id, t.attempts, t.last_error, local(t.not_before)) for t in found.troubled]
        table("Hồ sơ phần mềm chưa xử lý được", ("Hồ sơ", "Số lần thử", "Lỗi", "Thử lại"), rows)
    if found.alarms:
        _alarms(found)


def _alarms(found: Status) -> None:
    """Acts that were undone: a fault of the program, for whoever maintains it."""
    rows = [(local(a.at), a.case_id, a.person, a.rule, a.found) for a in found.alarms]
    title = f"Báo động: thao tác bị hủy vì kết quả mâu thuẫn với hồ sơ ({found.alarms_in_all})"
    table(title, ("Lúc", "Hồ sơ", "Người", "Quy tắc", "Chỗ sai"), rows)


def _lines(found: Status) -> list[tuple[str, str]]:
    lines = [("Dung lượng đĩa còn trống", f"{found.free // 1_000_000:,} MB".replace(",", "."))]
    if found.owed is None:
        return lines
    waiting = f"{found.owed.cases}"
    if found.owed.oldest:
        waiting += f", lâu nhất từ {cell(local(found.owed.oldest))}"
    sealed = cell(local(datetime.fromisoformat(found.sealed))) if found.sealed else "–"
    visited = cell(local(found.owed.last_visit)) if found.owed.last_visit else "–"
    return [
        *lines,
        ("Hồ sơ chờ phần mềm xử lý", waiting),
        ("Lần xử lý gần nhất", visited),
        ("Tin báo cho phần mềm khác đang chờ", str(found.owed.deliveries)),
        ("Tin báo đã thôi gửi", str(found.owed.given_up)),
        ("Niêm phong gần nhất", sealed),
    ]
