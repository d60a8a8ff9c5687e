"""What a person may see of the words they look for; rights are in the query itself.

Cases are found by their number and by the name of the person concerned. Papers and opinions are
looked for in the newest cases of each desk: what that costs does not grow with what there is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, literal, or_, select

from domain.state.task import TaskStatus
from domain.text import fold
from models.cases.desks import named, newest
from models.cases.inbox import CASE_LINE, CaseLine
from models.papers.papers import Paper
from models.schema.tables import cases, papers, people, tasks
from models.visibility import Visibility, visible_to

AMONG = 200  # newest cases of each desk whose papers and opinions are looked through
FEW_PEOPLE = 100  # whom so many are called like is found sooner on the desks than by name
READ = ("attached", "final", "signed")  # roles of papers that are looked for


def people_named(connection: Connection, words: str, *, limit: int, offset: int = 0) -> list[Any]:
    """Id and name of people whose names have a word for each of these, or one that begins so; marks
    and capitals aside."""
    query = select(people.c.id, people.c.full_name).where(*_called(words))
    query = query.order_by(people.c.folded, people.c.id).limit(limit).offset(offset)
    return list(connection.execute(query))


def cases_found(
    connection: Connection,
    visibility: Visibility,
    words: str,
    ids: Sequence[str],
    *,
    limit: int,
    offset: int = 0,
) -> tuple[CaseLine, ...]:
    """Newest first: cases with one of these numbers, and those about people so called."""
    called = people_named(connection, words, limit=FEW_PEOPLE)
    columns = [
        column.label(name) for column, name in zip(CASE_LINE, CaseLine.__slots__, strict=True)
    ]
    if len(called) < FEW_PEOPLE:
        about = or_(cases.c.id.in_(ids), cases.c.subject.in_([row.id for row in called]))
        query = _seen(columns, visibility, about)
    else:
        query = newest(visibility, columns, named(words), last=limit + offset)
    rows = connection.execute(query.limit(limit).offset(offset))
    return tuple(CaseLine(*row) for row in rows)


def newest_cases(connection: Connection, visibility: Visibility) -> tuple[str, ...]:
    """Of everybody the reader works for, no further back than AMONG."""
    columns = [cases.c.id.label("id"), cases.c.opened_at.label("opened_at")]
    query = newest(visibility, columns, last=AMONG).limit(AMONG)
    return tuple(row.id for row in connection.execute(query))


def papers_of(connection: Connection, ids: Sequence[str]) -> tuple[Paper, ...]:
    """Files and issued texts of these cases, newest first; which of them are for whom is asked by
    who shows them."""
    query = select(papers).where(papers.c.case_id.in_(ids), papers.c.role.in_(READ))
    rows = connection.execute(query.order_by(papers.c.at.desc(), papers.c.id.desc()))
    return tuple(Paper(**row._mapping) for row in rows)


def opinions_of(connection: Connection, ids: Sequence[str]) -> list[Any]:
    """Answers of these cases for which a reason was given, newest first."""
    wanted = and_(tasks.c.case_id.in_(ids), tasks.c.status == TaskStatus.DONE, tasks.c.reason != "")
    columns = (
        tasks.c.id,
        tasks.c.case_id,
        tasks.c.step,
        tasks.c.agency,
        tasks.c.reason,
        tasks.c.answered_at,
        cases.c.law_digest,
        people.c.full_name,
    )
    query = select(*columns).join(cases, cases.c.id == tasks.c.case_id)
    query = query.join(people, people.c.id == cases.c.subject).where(wanted)
    return list(connection.execute(query.order_by(tasks.c.answered_at.desc(), tasks.c.id)))


def _seen(columns: Sequence[Any], visibility: Visibility, about: ColumnElement[bool]) -> Any:
    query = select(*columns).join(people, people.c.id == cases.c.subject)
    query = query.where(about, visible_to(visibility))
    return query.order_by(cases.c.opened_at.desc(), cases.c.id.desc())


def _called(words: str) -> list[ColumnElement[bool]]:
    name = literal(" ", literal_execute=True) + people.c.folded
    return [name.contains(f" {word}", autoescape=True) for word in fold(words).split()]
