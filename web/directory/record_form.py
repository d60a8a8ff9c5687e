"""The fields of a person as the fields of a form, both ways; built from the list of fields.

A column is `column-NAME`, with `none-NAME` where there may be none. A table has `NAME-known` and
`NAME-ROW-COLUMN`; the posts of the plan are boxes, the dates on papers one input for each paper.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from domain.calendar.dates import parse_day
from domain.directory.columns import PersonColumn, PersonField, PersonTable
from domain.directory.fields import FIELDS, YES, FieldSaid, State, said_of
from domain.directory.people import Person
from domain.errors import BadInput
from notifications.person_words import plain_day
from web.kit.forms import Form

MOST = 60  # rows of one table
PAPERS, PLANNED = "papers", "planned_for"
TABLES_TYPED = [
    one
    for one in FIELDS.values()
    if isinstance(one, PersonTable) and one.name not in (PAPERS, PLANNED)
]
NOT_ON_FILE, NONE = FieldSaid(state=State.NOT_ON_FILE), FieldSaid(state=State.NONE)


def typed_of(person: Person) -> dict[str, str]:
    """Everything on file as the fields of the form hold it."""
    typed: dict[str, str] = {}
    for name, field in FIELDS.items():
        said = said_of(person, name)
        if isinstance(field, PersonColumn):
            typed |= _column_typed(field, said)
        else:
            typed |= _table_typed(field, said)
    return typed


def _column_typed(column: PersonColumn, said: FieldSaid) -> dict[str, str]:
    if column.kind == "flag":
        return {f"column-{column.name}": "no" if said.state == State.NONE else said.value}
    none = "1" if said.state == State.NONE else ""
    return {f"column-{column.name}": _shown(column, said.value), f"none-{column.name}": none}


def _table_typed(table: PersonTable, said: FieldSaid) -> dict[str, str]:
    typed = {f"{table.name}-known": "" if said.state == State.NOT_ON_FILE else "1"}
    for number, row in enumerate(said.rows):
        place = row["paper"] if table.name == PAPERS else number
        typed |= {
            f"{table.name}-{place}-{c.name}": _shown(c, row.get(c.name, "")) for c in table.columns
        }
    return typed


def _shown(column: PersonColumn, said: str) -> str:
    return plain_day(date.fromisoformat(said)) if column.kind == "day" and said else said


def read_form(form: Form, papers: Collection[str]) -> dict[str, FieldSaid]:
    """What the form says of each field it has. Raises BadInput: none and a value at once."""
    return {
        name: _column_said(form, field)
        if isinstance(field, PersonColumn)
        else _table_said(form, field, papers)
        for name, field in FIELDS.items()
        if _there(form, field)
    }


def _there(form: Form, field: PersonField) -> bool:
    """A field that did not come is not said to be empty."""
    if isinstance(field, PersonColumn):
        return f"column-{field.name}" in form.values
    return any(name.startswith(f"{field.name}-") for name in form.values)


def _column_said(form: Form, column: PersonColumn) -> FieldSaid:
    value = _plain(column, form.one(f"column-{column.name}"))
    if column.kind == "flag":
        return {YES: FieldSaid(value=YES), "no": NONE}.get(value, NOT_ON_FILE)
    none = column.none and form.one(f"none-{column.name}")
    if none and value:
        rule = BadInput.Rule.NONE_AND_VALUE
        raise BadInput(field=column.name, rule=rule, value=form.one(f"column-{column.name}"))
    return NONE if none else FieldSaid(value=value) if value else NOT_ON_FILE


def _table_said(form: Form, table: PersonTable, papers: Collection[str]) -> FieldSaid:
    rows = tuple(_rows(form, table, papers))
    if rows:
        return FieldSaid(rows=rows)
    return NONE if table.none and form.one(f"{table.name}-known") else NOT_ON_FILE


def _rows(form: Form, table: PersonTable, papers: Collection[str]) -> list[Mapping[str, str]]:
    if table.name == PLANNED:
        known = form.one(f"{PLANNED}-known")
        return [{"position": code} for code in form.many(PLANNED)] if known else []
    if table.name == PAPERS:
        dated = [_row(form, table, kind) | {"paper": kind} for kind in sorted(papers)]
        return [row for row in dated if "dated" in row]
    return [row for number in range(MOST) if (row := _row(form, table, str(number)))]


def _row(form: Form, table: PersonTable, place: str) -> dict[str, str]:
    """One row as typed; one of ticks and a document alone is no row."""
    typed = {c.name: _plain(c, form.one(f"{table.name}-{place}-{c.name}")) for c in table.columns}
    says = any(typed[c.name] for c in table.columns if c.kind != "flag" and c.name != "document")
    return {name: value for name, value in typed.items() if value} if says else {}


def _plain(column: PersonColumn, typed: str) -> str:
    """As `said_of` would say it; what cannot be read stays as it was typed, for the refusal."""
    if column.kind == "flag" and typed == "1":
        return YES
    if column.kind != "day" or not typed:
        return typed
    try:
        return parse_day(typed, field=column.name).isoformat()
    except BadInput:
        return typed
