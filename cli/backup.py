"""`thamdinh backup` and `restore`: everything kept, in a folder elsewhere, and back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

import bootstrap
from actions import backup as backups
from actions.audit.verifying import verify
from actions.backup import Backup
from cli.kit.output import AsJson, console, errors, print_json, table
from cli.kit.session import ready
from domain.calendar.clock import local
from models.database import migrate

Folder = Annotated[Path, typer.Argument()]


def backup(
    folder: Folder,
    show: Annotated[bool, typer.Option("--list")] = False,
    keep: Annotated[int, typer.Option(min=0)] = 0,
    json: AsJson = False,
) -> None:
    if show:
        _list(folder, json=json)
        return
    made = backups.back_up(ready(), folder, keep=keep)
    if json:
        print_json(_told(made))
    else:
        console.print(f"Đã sao lưu {made.name} vào {folder}: {_reach(made)}.", soft_wrap=True)
        key = bootstrap.settings().home / "seal-key"
        console.print(f"Khóa niêm phong không nằm trong bản sao; hãy giữ riêng tệp {key}.")
    if made.unreadable:
        errors.print(f"Giấy tờ hỏng từ trước, không sao được: {', '.join(made.unreadable)}")
    if _say_torn(folder, kept=keep > 0) or made.unreadable:
        raise typer.Exit(5)


def restore(
    folder: Folder,
    name: Annotated[str, typer.Option("--backup")] = "",
    json: AsJson = False,
) -> None:
    app = bootstrap.app()
    made = backups.chosen(folder, name)
    backups.restore(app, folder, made)
    migrate(app.engine)
    faults = verify(app)
    if json:
        print_json(_told(made) | {"faults": faults})
    else:
        console.print(f"Đã dựng lại bản {made.name}: {_reach(made)}.", soft_wrap=True)
        said = "Toàn bộ khớp." if not faults else f"Có {len(faults)} chỗ hỏng: thamdinh verify."
        console.print(said)
    if faults:
        raise typer.Exit(5)


def _list(folder: Path, *, json: bool) -> None:
    found = [(made, backups.damage(folder, made)) for made in backups.backups_in(folder)]
    if json:
        print_json([_told(made) | {"damaged": bad} for made, bad in found])
    else:
        rows = [(made.name, _reach(made), "; ".join(bad)) for made, bad in found]
        table("Các bản sao lưu", ("Bản", "Đến đâu", "Tệp hỏng"), rows)
    if _say_torn(folder, kept=False) or any(bad for _, bad in found):
        raise typer.Exit(5)


def _say_torn(folder: Path, *, kept: bool) -> bool:
    """Name the backups whose manifest cannot be read; is there one? `kept`: old ones were to go."""
    torn = backups.torn_manifests(folder)
    if torn:
        stay = " Chưa bỏ bản cũ nào." if kept else ""
        errors.print(f"Không đọc được tệp kê của bản: {', '.join(torn)}.{stay}")
    return bool(torn)


def _told(made: Backup) -> dict[str, object]:
    at = made.position
    return {
        "name": made.name,
        "facts": at.facts,
        "cases": at.cases,
        "papers": len(made.papers),
        "last": f"{at.case_id} {at.version} {at.at}".strip(),
        "digest": at.digest,
        "unreadable": made.unreadable,
    }


def _reach(made: Backup) -> str:
    at = made.position
    if not at.facts:
        return "chưa có hồ sơ nào"
    when = local(datetime.fromisoformat(at.at).astimezone(UTC))
    return (
        f"{at.cases} hồ sơ, {at.facts} sự kiện, {len(made.papers)} tệp, "
        f"đến sự kiện {at.version} của {at.case_id} lúc {when:%H:%M %d/%m/%Y}"
    )
