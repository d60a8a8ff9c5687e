"""`thamdinh case conformance`: the path a case took against the order of its law."""

from __future__ import annotations

from actions.cases.case_files import conformance_of
from cli.kit.findings import cited_bases
from cli.kit.output import AsJson, print_json, table
from cli.kit.session import ready, wording
from cli.kit.texts import heads, language, say, title, word
from documents.content.related import remarks_text


def conformance(case_id: str, json: AsJson = False) -> None:
    rows = conformance_of(ready(), case_id)
    if json:
        print_json(rows)
        return
    told = (remark.facts for row in rows for remark in row.remarks)
    words = wording(str(facts["person"]) for facts in told if "person" in facts)
    columns = heads("step_time", "state", "from", "until", "notes", "basis")
    table(
        say("conformance_of", case_id=case_id),
        columns,
        [
            (
                f"{title(row.step)}{f' ({row.round})' if row.round else ''}",
                word("step_states", row.state),
                row.opened,
                row.closed,
                remarks_text(row, words.agency, words.names, language()),
                cited_bases(row.step.basis),
            )
            for row in rows
        ],
    )
