"""`thamdinh case conformance`: the path a case took against the order of its law."""

from __future__ import annotations

from actions.cases.case_files import conformance_of
from cli.kit.findings import cited_bases
from cli.kit.output import AsJson, print_json, table
from cli.kit.session import ready, wording
from documents.content.related import remarks_text
from notifications.words import word


def conformance(case_id: str, json: AsJson = False) -> None:
    rows = conformance_of(ready(), case_id)
    if json:
        print_json(rows)
        return
    words = wording()
    columns = ("Bước (lần)", "Tình trạng", "Từ", "Đến", "Ghi chú", "Căn cứ")
    table(
        f"Đối chiếu quy trình {case_id}",
        columns,
        [
            (
                f"{row.step.title}{f' ({row.round})' if row.round else ''}",
                word("step_states", row.state),
                row.opened,
                row.closed,
                remarks_text(row, words.agency, words.names),
                cited_bases(row.step.basis),
            )
            for row in rows
        ],
    )
