"""`thamdinh calendar …`: how a deadline is counted, day by day."""

from __future__ import annotations

from typing import Annotated

import typer

from actions.calendar.calendar_change import Moved, deadlines_moved, move_deadlines
from cli.kit.output import (
    AsJson,
    console,
    print_json,
    table,
)
from cli.kit.session import As, ready, wording
from domain.calendar.dates import parse_day
from domain.calendar.workdays import calendar_days_after, working_days_after

calendar = typer.Typer(no_args_is_help=True)


@calendar.command()
def explain(
    start: Annotated[str, typer.Argument()],
    days: Annotated[int, typer.Argument(min=1)],
    calendar_days: Annotated[bool, typer.Option()] = False,
    json: AsJson = False,
) -> None:
    count = calendar_days_after if calendar_days else working_days_after
    due = count(parse_day(start, field="start"), days, ready().catalogue.calendar)
    if json:
        print_json(due)
        return
    kind = "ngày" if calendar_days else "ngày làm việc"
    console.print(f"{days} {kind} sau {due.start:%d/%m/%Y}: hết ngày [bold]{due.day:%d/%m/%Y}[/].")
    if due.provisional:
        console.print("[yellow]Lịch năm này chưa được công bố chính thức: hạn là tạm tính.[/]")
    if due.skipped:
        table("Những ngày không tính", ("Ngày", "Lý do"), due.skipped)


@calendar.command()
def preview(
    off: Annotated[list[str] | None, typer.Option()] = None,
    work: Annotated[list[str] | None, typer.Option()] = None,
    json: AsJson = False,
) -> None:
    days_off = [parse_day(day, field="off") for day in off or ()]
    days_on = [parse_day(day, field="work") for day in work or ()]
    moved = deadlines_moved(ready(), days_off, days_on)
    if json:
        print_json(moved)
        return
    _print("Hạn sẽ dời", moved)
    console.print("Chưa có gì thay đổi: đây chỉ là xem trước.")


@calendar.command()
def move(
    person: As,
    document: Annotated[str, typer.Option()],
    json: AsJson = False,
) -> None:
    moved = move_deadlines(ready(), document, person=person)
    if json:
        print_json(moved)
        return
    _print("Hạn đã dời", moved)


def _print(title: str, moved: tuple[Moved, ...]) -> None:
    words = wording()
    rows = [
        (m.case, m.task.step, words.agency(m.task.agency), m.before.day, m.after.day) for m in moved
    ]
    table(title, ("Hồ sơ", "Bước", "Cơ quan", "Từ", "Sang"), rows)
