"""What somebody says of the fields of a person, read and put in place of what is on file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from domain.directory.columns import PersonColumn, PersonField, PersonTable
from domain.directory.fields import FIELDS, OF_RECORD, FieldChange, FieldSaid, State, rows_held
from domain.directory.import_rows import (
    NOTHING,
    RowReader,
    check_birth,
    default_sort_name,
    value_in,
)
from domain.directory.people import Person, Statement
from domain.directory.record import check_record
from domain.errors import BadInput
from domain.reasons import InputRule
from domain.text import Words

RULES: Mapping[str, InputRule] = {  # what is wrong with a cell → with a field
    "missing": BadInput.Rule.MISSING,
    "too_long": BadInput.Rule.TOO_LONG,
    "unknown": BadInput.Rule.NOT_A_CHOICE,
    "not_a_count": BadInput.Rule.NOT_A_COUNT,
    "not_a_date": BadInput.Rule.NOT_A_DATE,
    "not_a_birthday": BadInput.Rule.NOT_A_BIRTHDAY,
}


def corrected(
    person: Person, said: Mapping[str, FieldSaid], document: str, *, today: date, words: Words
) -> Person:
    """The person with what is said of some fields, taken from `document`.

    Raises BadInput naming the field that is unknown or cannot be as it is said.
    """
    for name, one in said.items():
        if name not in FIELDS:
            raise BadInput(field="record", rule=BadInput.Rule.UNKNOWN_KEY, value=name)
        person = _with(person, FIELDS[name], one, document, words)
    if "birth" in said:
        reader = RowReader("", 0, lambda _: f"{person.birth:%d/%m/%Y}")
        check_birth(reader, person.birth, today)
        _raise(reader)
    check_record(person.record)
    return replace(person, sort_name=person.sort_name or default_sort_name(person.full_name))


def check_reason(found: tuple[FieldChange, ...], reason: str) -> None:
    """Raises BadInput where something kept is altered and nobody says why."""
    altered = [one.field for one in found if one.alters]
    if altered and not reason:
        raise BadInput(field="reason", rule=BadInput.Rule.REASON_OWED, value=altered)


def _with(
    person: Person, field: PersonField, said: FieldSaid, document: str, words: Words
) -> Person:
    """Where "không" was written as the value, there is none as well."""
    if said.state == State.NOT_ON_FILE:
        return _without(person, field)
    if isinstance(field, PersonTable):
        if said.state == State.HELD and not said.rows:
            raise BadInput(field=field.name, rule=BadInput.Rule.MISSING, value=said.value)
        rows = _rows(person, field, said.rows, document, words)
        value, of_rows = _packed(field, rows), _of_rows(field, rows)
    else:
        empty = said.state == State.NONE
        value, of_rows = NOTHING[field.kind] if empty else _read(field, said.value, words), {}
    if not value and not field.none:
        raise BadInput(field=field.name, rule=BadInput.Rule.NEVER_NONE, value=field.name)
    stated = {field.name: Statement(document, none=not value)}
    return _put(person, field.name, value, stated | of_rows)


def _without(person: Person, field: PersonField) -> Person:
    """Nothing on file, and no document."""
    if field.required:
        raise BadInput(field=field.name, rule=BadInput.Rule.MISSING, value="")
    if isinstance(field, PersonTable):
        return _put(person, field.name, {} if field.shape == "map" else None, {})
    unknown = None if field.name in OF_RECORD else NOTHING[field.kind]
    return _put(person, field.name, unknown, {})


def _put(person: Person, name: str, value: Any, stated: Mapping[str, Statement]) -> Person:
    others = {key: s for key, s in person.stated.items() if key.partition(".")[0] != name}
    put = {name: value}
    if name in OF_RECORD:
        put = {"record": replace(person.record, **put)}
    return replace(person, **put, stated=others | dict(stated))


def _read(column: PersonColumn, said: str, words: Words) -> Any:
    required = replace(column, required=True)
    return _values(column.name, (required,), {column.name: said}, 0, words)[column.name]


def _values(
    field: str, columns: tuple[PersonColumn, ...], row: Mapping[str, str], number: int, words: Words
) -> dict[str, Any]:
    """Raises BadInput: the first that is wrong in a row."""
    odd = sorted(set(row) - {column.name for column in columns})
    if odd:
        raise BadInput(field="record", rule=BadInput.Rule.UNKNOWN_KEY, value=f"{field}: {odd[0]}")
    reader = RowReader(field, number, lambda name: row.get(name, ""))
    values = {column.name: value_in(reader, column, words) for column in columns}
    _raise(reader)
    return values


def _raise(reader: RowReader) -> None:
    for fault in reader.faults:
        place = {"table": fault.sheet, "row": fault.row}
        said = {"field": fault.column, "rule": RULES[fault.what], "value": fault.value}
        raise BadInput(**said | (place if fault.row else {}))  # type: ignore[arg-type]


def _rows(
    person: Person, table: PersonTable, said: Iterable[Mapping[str, str]], by: str, words: Words
) -> list[dict[str, Any]]:
    """Each row with its document: its own, the one it was kept with, or that of the correction."""
    kept = {_bare(row): row.get("document", "") for row in rows_held(person, table)}
    rows = [_values(table.name, table.columns, row, n, words) for n, row in enumerate(said, 1)]
    if table.shape == "codes":
        return rows
    return [r | {"document": r["document"] or kept.get(_bare(r), by)} for r in rows]


def _bare(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(value for name, value in row.items() if name != "document")


def _packed(table: PersonTable, rows: list[dict[str, Any]]) -> Any:
    if table.row is not None:
        return tuple(table.row(**row) for row in rows)
    first = [row[table.columns[0].name] for row in rows]
    if len(set(first)) < len(first):
        raise BadInput(field=table.name, rule=BadInput.Rule.SAID_TWICE, value=table.name)
    if table.shape == "codes":
        return tuple(code for code in table.columns[0].codes if code in first)
    return {key: row[table.columns[1].name] for key, row in zip(first, rows, strict=True)}


def _of_rows(table: PersonTable, rows: list[dict[str, Any]]) -> dict[str, Statement]:
    """The documents of the rows of a map, which have no place of their own."""
    if table.shape != "map":
        return {}
    key = table.columns[0].name
    return {
        f"{table.name}.{row[key]}": Statement(row["document"]) for row in rows if row["document"]
    }
