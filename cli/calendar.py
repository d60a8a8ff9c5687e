"""`thamdinh calendar …`: how a deadline is counted, day by day."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.dates import parse_day
from cli.output import AsJson, console, print_json, table
from cli.session import ready
from domain.workdays import calendar_days_after, working_days_after

calendar = typer.Typer(no_args_is_help=True, help="Lịch làm việc và cách tính thời hạn.")


@calendar.command()
def explain(
    start: Annotated[str, typer.Argument(help="Ngày bắt đầu (không tính), ví dụ 30/12/2025.")],
    days: Annotated[int, typer.Argument(min=1, help="Số ngày.")],
    calendar_days: Annotated[bool, typer.Option(help="Đếm ngày thường.")] = False,
    json: AsJson = False,
) -> None:
    """Cho biết hạn rơi vào ngày nào và vì sao."""
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
