"""`thamdinh radar`: terms, acting heads, disciplines and vacancies that fall due."""

from __future__ import annotations

from typing import Annotated

import typer

from actions.eligibility.upcoming import radar_on
from cli.kit.findings import cited_bases
from cli.kit.output import (
    AsJson,
    console,
    print_json,
    table,
)
from cli.kit.session import ready, wording
from domain.calendar.dates import parse_day
from domain.eligibility.upcoming import UpcomingItem
from notifications.wording import Wording


def radar_(
    on: Annotated[str, typer.Option()] = "",
    json: AsJson = False,
) -> None:
    app = ready()
    day = parse_day(on, field="on") if on else app.today()
    found, _ = radar_on(app, day)
    if json:
        print_json(found)
        return
    words = wording()
    columns = ("Việc", "Ai", "Cơ quan", "Ngày cuối", "Còn", "Mốc", "Căn cứ [mức tin cậy]")
    table(f"Sắp đến hạn, ngày {day:%d/%m/%Y}", columns, [_row(words, blip) for blip in found])
    console.print("Cảnh báo không mở, không khép hồ sơ nào.")


def _row(words: Wording, blip: UpcomingItem) -> tuple[object, ...]:
    left = f"{blip.left} ngày" if blip.left >= 0 else f"quá {-blip.left} ngày"
    own = "" if blip.legal else " (mục tiêu nội bộ)"
    mark = "đã qua" if blip.mark is None else f"{blip.mark} ngày{own}"
    who = words.names.get(blip.person, blip.person)
    where = words.agency(blip.agency)
    basis = cited_bases([blip.watch.basis])
    return blip.watch.title, who, where, blip.last, left, mark, basis
