"""`thamdinh watch`: what waits for nobody, and where it is mended."""

from __future__ import annotations

from actions.watch.orphans import MACHINE, orphans
from cli.kit.output import AsJson, console, print_json, table
from cli.kit.session import ready
from cli.kit.texts import heads, say, word
from models.unit_of_work import reading


def watch(json: AsJson = False) -> None:
    app = ready()
    with reading(app) as uow:
        lines = orphans(app, uow, MACHINE)
    if json:
        print_json(lines)
        return
    if not lines:
        console.print(say("nothing_waits_for_nobody"))
        return
    rows = [
        (
            line.case,
            line.agency or line.person,
            word("gaps", line.why),
            line.number or "",
            f"{word('mends', line.why)}: {line.address}",
        )
        for line in lines
    ]
    columns = heads("case", "agency", "what_is_wrong", "number", "mended_where")
    table(say("what_waits_for_nobody"), columns, rows)
