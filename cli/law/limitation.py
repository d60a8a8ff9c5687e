"""`thamdinh law limitation`: the two clocks of discipline, with their sums. It decides nothing."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

import bootstrap
from cli.kit.findings import cited_bases
from cli.kit.output import (
    AsJson,
    console,
    print_json,
    table,
)
from domain.calendar.dates import parse_day, parse_span
from domain.calendar.workdays import Due
from domain.law.limitation import (
    FORMS,
    Limitation,
    Span,
    Violation,
    concluded_in_time,
    time_limit,
)
from notifications.words import word

Excluded = Annotated[list[str] | None, typer.Option()]


def limitation(
    ended: Annotated[str, typer.Option()],
    concluded: Annotated[str, typer.Option()],
    form: Annotated[str, typer.Option(help=" · ".join(FORMS))] = "reprimand",
    discovered: Annotated[str, typer.Option()] = "",
    new_act: Annotated[str, typer.Option()] = "",
    excluded: Excluded = None,
    json: AsJson = False,
) -> None:
    app = bootstrap.app()
    spans = tuple(parse_span(text, field="excluded") for text in excluded or ())
    again = parse_day(new_act, field="new_act") if new_act else None
    act = Violation(parse_day(ended, field="ended"), form, again, spans)
    day = parse_day(concluded, field="concluded")
    answer, sums = concluded_in_time(act, app.catalogue.clocks, day)
    limits = _limits(parse_day(discovered, field="discovered"), spans) if discovered else []
    if json:
        print_json({"in_time": answer, "sums": sums, "limits": limits})
        return
    columns = ("Đồng hồ", "Từ", "Phép tính", "Ngày cuối", "Căn cứ [mức tin cậy]")
    table("Thời hiệu và thời hạn", columns, [*(_row(found) for found in sums), *limits])
    console.print(f"Kết luận ngày {day:%d/%m/%Y}: [bold]{word('limitation', answer)}[/].")
    for never in app.catalogue.clocks.never:
        console.print(f"[dim]Không áp dụng thời hiệu: {never.why}.[/]")


def _row(found: Limitation) -> tuple[object, ...]:
    extra = f" + {found.excluded_days} ngày không tính" if found.excluded_days else ""
    count = f"{found.months} tháng{extra}"
    return "Thời hiệu", found.start, count, found.last, cited_bases([found.basis])


def _limits(discovered: date, spans: tuple[Span, ...]) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    app = bootstrap.app()
    for extended in (False, True):
        due, basis = time_limit(
            discovered,
            app.catalogue.clocks,
            app.catalogue.calendar,
            extended=extended,
            excluded=spans,
        )
        name = "Thời hạn, đã kéo dài" if extended else "Thời hạn"
        rows.append((name, due.start, f"{due.amount} ngày", _days(due), cited_bases([basis])))
    return rows


def _days(due: Due) -> str:
    """The bare last day first: who keeps to it is never late. Then the working day it moves to."""
    bare = f"{due.strict:%d/%m/%Y}"
    rolled = f"; lùi đến ngày làm việc {due.day:%d/%m/%Y}" if due.day != due.strict else ""
    return bare + rolled + (" (lịch tạm tính)" if due.provisional else "")
