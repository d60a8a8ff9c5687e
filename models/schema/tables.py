"""Tables. What is true now in `cases` and `tasks`; every fact, for ever, in `events`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    and_,
    false,
    literal,
    or_,
)

from domain.state.case import CaseStatus, PostKind
from domain.state.task import TaskStatus
from models.schema.people import people_table
from models.types import UtcDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

DIGEST = String(64)


def partial_index(name: str, *columns: Any, only: ColumnElement[bool]) -> None:
    """An index of some rows only, on both databases: it stays as small as they are few."""
    Index(name, *columns, sqlite_where=only, postgresql_where=only)


def one_of(column: str, values: type[CaseStatus] | type[PostKind] | type[TaskStatus]) -> str:
    return f"{column} IN ({', '.join(repr(str(v)) for v in values)})"


cases = Table(
    "cases",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("procedure", String(60), nullable=False),
    Column("law_digest", DIGEST, ForeignKey("procedure_versions.digest"), nullable=False),
    Column("law_day", Date, nullable=False),
    Column("subject", String(40), ForeignKey("people.id"), nullable=False, index=True),
    Column("press_agency", String(40), nullable=False),
    Column("post", String(20), nullable=False),
    Column("handler", String(40), nullable=False),
    Column("started_by", String(40), ForeignKey("people.id"), nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("status", String(20), nullable=False),
    Column("outcome", String(40), nullable=False),
    Column("step", String(60), nullable=False),
    Column("round", Integer, nullable=False),
    Column("drafts", Text, nullable=False),
    Column("pages", Text, nullable=False, server_default="[]"),
    Column("recused", Text, nullable=False, server_default="[]"),
    Column("stand", Text, nullable=False, server_default="[]"),
    Column("about", String(40), nullable=False, server_default="", index=True),
    Column("law_book", DIGEST, nullable=False, server_default=""),
    Column("version", Integer, nullable=False),
    Column("chain_head", DIGEST, nullable=False),
    CheckConstraint(one_of("status", CaseStatus), name="status"),
    CheckConstraint(one_of("post", PostKind), name="post"),
    Index(None, "press_agency", "post"),
)

# What may keep a signer from a running case.
RUNNING = cases.c.status == literal(CaseStatus.OPEN.value, literal_execute=True)
STEPPED_ASIDE = cases.c.recused != literal("[]", literal_execute=True)
partial_index("ix_cases_open_started_by", cases.c.started_by, only=RUNNING)
partial_index("ix_cases_open_recused", cases.c.id, only=and_(RUNNING, STEPPED_ASIDE))

tasks = Table(
    "tasks",
    metadata,
    Column("id", String(160), primary_key=True),
    Column("case_id", String(40), ForeignKey("cases.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("step", String(60), nullable=False),
    Column("round", Integer, nullable=False),
    Column("role", String(40), nullable=False),
    Column("agency", String(40), nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("due_day", Date),
    Column("due", Text),
    Column("status", String(20), nullable=False),
    Column("outcome", String(40)),
    Column("reason", Text, nullable=False),
    Column("person", String(40), nullable=False),
    Column("position", String(200), nullable=False),
    Column("on_behalf_of", String(40), nullable=False),
    Column("for_position", String(200), nullable=False, server_default=""),
    Column("mandate", String(200), nullable=False, server_default=""),
    Column("answered_at", UtcDateTime),
    Column("paper_date", Date),
    Column("paper_number", String(60), nullable=False),
    Column("holder", String(40), nullable=False, server_default=""),
    Column("held_since", UtcDateTime),
    Column("holder_signs", Boolean, nullable=False, server_default=false()),
    Column("prepared_by", String(40), nullable=False, server_default=""),
    Column("forwarded_to", String(40), nullable=False, server_default=""),
    CheckConstraint(one_of("status", TaskStatus), name="status"),
    CheckConstraint("(answered_at IS NULL) = (person = '')", name="answered"),
    Index(None, "case_id", "seq"),
)


def is_open() -> ColumnElement[bool]:
    """Is a task asked now? Written out, not bound: only so the indexes of open tasks are used."""
    return tasks.c.status == literal(TaskStatus.OPEN.value, literal_execute=True)


def asked_again() -> ColumnElement[bool]:
    """Was this put before, in an earlier round or before an answer was recalled?"""
    marked = tasks.c.id.like(literal("%~%", literal_execute=True))
    return or_(tasks.c.round > literal(1, literal_execute=True), marked)


DUE = (tasks.c.due_day.is_(None), tasks.c.due_day, tasks.c.id)
partial_index("ix_tasks_open_agency", tasks.c.agency, *DUE, only=is_open())
partial_index("ix_tasks_open_again", tasks.c.agency, *DUE, only=and_(is_open(), asked_again()))
partial_index("ix_tasks_open_due_day", tasks.c.due_day, only=is_open())
LENT = tasks.c.on_behalf_of != literal("", literal_execute=True)  # by a written power
SIGNED_FOR = or_(LENT, tasks.c.position.like(literal("Phó%", literal_execute=True)))
partial_index("ix_tasks_signed_for", tasks.c.answered_at, tasks.c.id, only=SIGNED_FOR)
UNDATED = and_(is_open(), tasks.c.due_day.is_(None))
partial_index("ix_tasks_open_undated", tasks.c.opened_at, only=UNDATED)

# Where each case lies on the desk of every body that has a part in it, found by an index.
worklist = Table(
    "worklist",
    metadata,
    Column("case_id", String(40), ForeignKey("cases.id"), primary_key=True),
    Column("agency", String(40), primary_key=True),  # empty: the desk of auditors
    Column("tab", String(20), nullable=False),
    Column("task", String(160), nullable=False),  # the first open question, or empty
    Column("place", String(220), nullable=False),  # in the order of the tab
    Column("opened_at", UtcDateTime, nullable=False),
    Index(None, "agency", "tab", "place"),
    Index(None, "agency", "opened_at", "case_id"),
)


def adrift() -> ColumnElement[bool]:
    """Is nothing asked in a case that runs?"""
    nothing, done = literal("", literal_execute=True), literal("done", literal_execute=True)
    return and_(worklist.c.task == nothing, worklist.c.tab != done)


partial_index("ix_worklist_adrift", worklist.c.agency, worklist.c.place, only=adrift())

# One row per ballot, rewritten whole by every vote: names sorted, sums encrypted under the tellers'
# keys and re-randomised, all of one size; no time, no order, no row per vote (docs/adr/0010).
ballot_boxes = Table(
    "ballot_boxes",
    metadata,
    Column("task_id", String(160), ForeignKey("tasks.id"), primary_key=True),
    Column("voted", Text, nullable=False),
    Column("sums", LargeBinary, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", String(40), ForeignKey("cases.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("part", Integer, nullable=False),
    Column("act_id", String(160), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("at", String(40), nullable=False),  # ISO 8601 UTC, as hashed
    Column("body", Text, nullable=False),
    Column("previous", DIGEST, nullable=False),
    Column("digest", DIGEST, nullable=False),
    UniqueConstraint("case_id", "version", "part"),
    UniqueConstraint("act_id", "part"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("case_id", String(40), ForeignKey("cases.id"), primary_key=True),
    Column("version", Integer, nullable=False),  # the case changed up to here
    Column("conducted", Integer, nullable=False),  # software has followed up to here
    Column("not_before", UtcDateTime, nullable=False),
    Column("claimed_by", String(80), nullable=False),
    Column("claimed_until", UtcDateTime),
    Column("attempts", Integer, nullable=False),  # tries in a row without progress
    Column("last_error", Text, nullable=False),
    Column("place", Integer, nullable=False, server_default="0"),  # in the queue, without a clock
)
partial_index("ix_outbox_pending", outbox.c.place, only=outbox.c.conducted < outbox.c.version)

visits = Table(
    "visits",
    metadata,
    Column("case_id", String(40), ForeignKey("cases.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("version", Integer, nullable=False),  # of the case when it was taken up
    Column("step", String(60), nullable=False),
    Column("worker", String(80), nullable=False),
    Column("began_at", UtcDateTime, nullable=False, index=True),
    Column("ended_at", UtcDateTime),
    Column("ended", String(20), nullable=False),  # empty while it goes on
    Column("error", Text, nullable=False),
)

effects = Table(
    "effects",
    metadata,
    Column("case_id", String(40), ForeignKey("cases.id"), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("done_at", UtcDateTime, nullable=False),
)

procedure_versions = Table(
    "procedure_versions",
    metadata,
    Column("digest", DIGEST, primary_key=True),
    Column("procedure", String(60), nullable=False),
    Column("body", Text, nullable=False),
    Column("first_used_at", UtcDateTime, nullable=False),
)

papers = Table(
    "papers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", String(40), ForeignKey("cases.id"), nullable=False, index=True),
    Column("role", String(20), nullable=False),  # models/papers/papers.py
    Column("kind", String(60), nullable=False),
    Column("number", Integer, nullable=False),
    Column("name", String(255), nullable=False),
    Column("content", DIGEST, nullable=False),
    Column("size", Integer, nullable=False),
    Column("media_type", String(100), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    CheckConstraint(
        "role IN ('attached', 'original', 'draft', 'page', 'final', 'prepared', 'signed')",
        name="role",
    ),
)

readings = Table(
    "readings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", String(40), ForeignKey("cases.id"), nullable=False, index=True),
    Column("content", DIGEST, nullable=False),
    Column("person", String(40), ForeignKey("people.id"), nullable=False),
    Column("how", String(20), nullable=False),  # docx | pdf | preview | compare | lint
    Column("at", UtcDateTime, nullable=False),
)

people = people_table(metadata)

seats = Table(
    "seats",
    metadata,
    Column("person", String(40), ForeignKey("people.id"), primary_key=True),
    Column("agency", String(40), primary_key=True),
    Column("position", String(200), primary_key=True),
    Column("first_day", Date, primary_key=True),
    Column("end", Date, nullable=False),
    Column("powers", String(80), nullable=False),
    CheckConstraint('first_day < "end"', name="span"),
    Index(None, "agency"),
)

delegations = Table(
    "delegations",
    metadata,
    Column("giver", String(40), ForeignKey("people.id"), primary_key=True),
    Column("taker", String(40), ForeignKey("people.id"), primary_key=True),
    Column("agency", String(40), primary_key=True),
    Column("first_day", Date, primary_key=True),
    Column("end", Date, nullable=False),
    Column("document", String(200), nullable=False),
    CheckConstraint("giver <> taker", name="other_person"),
    CheckConstraint('first_day < "end"', name="span"),
)
