"""`thamdinh account …`: who may sign in to the pages; for whoever runs the machine."""

from __future__ import annotations

import typer

import bootstrap
from actions.accounts.accounts import enable, invite
from cli.kit.output import (
    AsJson,
    console,
    print_json,
    table,
)
from cli.kit.session import ready, wording
from domain.calendar.clock import local
from models.unit_of_work import reading

account = typer.Typer(no_args_is_help=True)


@account.command()
def add(person: str, json: AsJson = False) -> None:
    address = f"{bootstrap.settings().address}/invitation/{invite(ready(), person)}"
    if json:
        print_json({"person": person, "address": address})
        return
    console.print(f"Đường dẫn đặt mật khẩu của {person}, dùng một lần trong ba ngày:")
    console.print(address, soft_wrap=True)


@account.command("list")
def list_(json: AsJson = False) -> None:
    now = ready().clock()
    with reading(ready()) as uow:
        found = uow.accounts.all()
        resting = uow.tries.resting(now)
    rows = [
        {
            "person": a.person,
            "enabled": a.enabled,
            "password": bool(a.password),
            "second_factor": bool(a.totp),
            "resting_until": local(resting[a.person]) if a.person in resting else None,
        }
        for a in found
    ]
    if json:
        print_json(rows)
        return
    names = wording().names
    columns = ("Tên đăng nhập", "Họ tên", "Mở", "Có mật khẩu", "Hai bước", "Tạm dừng đến")
    yes = {True: "có", False: "không"}
    table(
        "Tài khoản",
        columns,
        [
            (
                r["person"],
                names.get(str(r["person"]), ""),
                yes[bool(r["enabled"])],
                yes[bool(r["password"])],
                yes[bool(r["second_factor"])],
                r["resting_until"],
            )
            for r in rows
        ],
    )


@account.command()
def close(person: str) -> None:
    enable(ready(), person, enabled=False)
    console.print(f"Đã khóa tài khoản {person}.")


@account.command("open")
def open_(person: str) -> None:
    enable(ready(), person, enabled=True)
    console.print(f"Đã mở tài khoản {person}.")
