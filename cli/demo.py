"""`thamdinh demo`: a first case carried from opening to the issued decision, before your eyes."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

import bootstrap
from actions.app import App
from actions.cases.open_case import OpenCase, open_case
from actions.effects import queue
from actions.execute import Receipt
from bootstrap.demonstration.province import seed
from bootstrap.demonstration.scenario import PROCEDURE, Scenario
from bootstrap.processes import running
from cli.cases.cases import history_of
from cli.kit.output import (
    AsJson,
    console,
    json_text,
    print_json,
)
from cli.kit.session import ready, wording
from cli.papers.documents import write_out
from domain.calendar.clock import local
from domain.calendar.dates import parse_day
from domain.errors import StaleCase
from domain.law.options import Option
from domain.state.case import Case, PostKind
from domain.state.task import Task
from models.database import migrate
from notifications.wording import Wording

OFFICER, SUBJECT, PRESS, HANDLER = "lethuha", "ythongeban", "BPTTH", "BTCTU"
ACTS = 20  # sign-offs of an appointment that meets no obstacle
PATIENCE = 120.0


def demo(
    on: Annotated[str, typer.Option(help="Ngày dự kiến quyết định: chọn luật.")] = "",
    json: AsJson = False,
) -> None:
    """Bổ nhiệm Giám đốc Báo và Phát thanh, Truyền hình Đắk Lắk theo 101-QĐ/TW, từ đầu đến cuối."""
    started = time.monotonic()
    app = ready()
    migrate(app.engine)
    seed(app)
    with running(
        bootstrap.settings(), tell=lambda text: None if json else console.print(text)
    ) as r:
        case = _play(app, on, quiet=json)
        wait_until_followed(app)
        page = r.page
    folder = bootstrap.settings().home / "demo" / case.id
    papers = [str(path) for path in write_out(case.id, folder)]
    history = folder / "history.json"
    history.write_text(json_text(history_of(case.id)), "utf-8")
    took = time.monotonic() - started
    if json:
        print_json(
            {
                "case": case.id,
                "status": case.status,
                "papers": papers,
                "history": str(history),
                "seconds": took,
            }
        )
        return
    _print_end(case, [*papers, str(history)], page, took)


def _play(app: App, on: str, *, quiet: bool) -> Case:
    """Open a new case and let every agency answer, waiting each time until software followed."""
    day = parse_day(on, field="on") if on else None
    wish = OpenCase(
        act_id=f"demo:{app.clock().isoformat()}",
        procedure=PROCEDURE,
        subject=SUBJECT,
        press_agency=PRESS,
        post=PostKind.HEAD,
        handler=HANDLER,
        person=OFFICER,
        decided_on=day,
        note="Hồ sơ minh họa, nhân vật không có thật",
    )
    case = open_case(app, wish).case
    with _progress(quiet) as progress:
        bar = progress.add_task(case.id, total=ACTS)
        words = wording()

        def tell(task: Task, option: Option, receipt: Receipt) -> None:
            progress.advance(bar)
            if not quiet:
                progress.console.print(_line(words, task, option, receipt))

        story = Scenario(
            app, case.id, OFFICER, tell=tell, before_act=lambda: wait_until_followed(app)
        )
        story.gather_dossier()
        return story.play()


def _progress(quiet: bool) -> Progress:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console, disable=quiet)


def _line(words: Wording, task: Task, option: Option, receipt: Receipt) -> str:
    at = f"{local(receipt.facts[0].at):%H:%M:%S}"
    answer = f"{words.agency(task.agency)} → [bold]{option.vi}[/]"
    waiting = ", ".join(dict.fromkeys(words.agency(t.agency) for t in receipt.case.open_tasks))
    return f"[dim]{at}[/] {answer}" + (f"  [dim]· chờ {waiting}[/]" if waiting else "")


def wait_until_followed(app: App) -> None:
    """Until software has done all it owes. Raises StaleCase when that takes far too long."""
    until = time.monotonic() + PATIENCE
    while queue.backlog(app):
        if time.monotonic() > until:
            raise StaleCase(reason="conductor")
        time.sleep(0.05)


def _print_end(case: Case, papers: list[str], page: str, took: float) -> None:
    console.print(f"\nHồ sơ [bold]{case.id}[/] đã hoàn thành sau {took:.0f} giây.")
    console.print("Các văn bản (.docx):")
    for path in papers:
        if Path(path).suffix == ".docx":
            console.print(f"  {path}", soft_wrap=True)
    console.print(f"Lịch sử hồ sơ: {papers[-1]}", soft_wrap=True)
    console.print(f"Xem lịch sử: thamdinh case history {case.id}")
    console.print("Kiểm tra chuỗi lịch sử: thamdinh verify")
    console.print(f"Chạy tiếp cho mọi người: thamdinh serve  (trang Prefect: {page})")
