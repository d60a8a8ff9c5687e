"""The first tables, and the triggers that keep every fact for ever."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = {
    "sqlite": [
        f"""
        CREATE TRIGGER events_no_{verb.lower()} BEFORE {verb} ON events
        BEGIN SELECT RAISE(ABORT, 'events are append-only'); END
        """
        for verb in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        """
        CREATE FUNCTION events_are_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'events are append-only'; END $$
        """,
        """
        CREATE TRIGGER events_no_change BEFORE UPDATE OR DELETE ON events
        FOR EACH ROW EXECUTE FUNCTION events_are_append_only()
        """,
        """
        CREATE TRIGGER events_no_truncate BEFORE TRUNCATE ON events
        FOR EACH STATEMENT EXECUTE FUNCTION events_are_append_only()
        """,
    ],
}


def upgrade() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("full_name", sa.String(length=200), nullable=False),
        sa.Column("sort_name", sa.String(length=200), nullable=False),
        sa.Column("folded", sa.String(length=200), nullable=False),
        sa.Column("sex", sa.String(length=10), nullable=False),
        sa.Column("birth", sa.Date(), nullable=False),
        sa.Column("ethnicity", sa.String(length=60), nullable=False),
        sa.Column("hometown", sa.String(length=200), nullable=False),
        sa.Column("present_position", sa.String(length=300), nullable=False),
        sa.Column("degree", sa.String(length=200), nullable=False),
        sa.Column("political_theory", sa.String(length=40), nullable=False),
        sa.Column("press_management_certificate", sa.Boolean(), nullable=False),
        sa.Column("press_card", sa.String(length=60), nullable=False),
        sa.Column("press_months", sa.Integer(), nullable=False),
        sa.Column("party_member_since", sa.Date(), nullable=True),
        sa.Column("terms_as_head", sa.Integer(), nullable=False),
        sa.Column("term_ends", sa.Date(), nullable=True),
        sa.Column("discipline", sa.String(length=40), nullable=False),
        sa.Column("discipline_effective", sa.Date(), nullable=True),
        sa.CheckConstraint("sex IN ('male', 'female')", name=op.f("ck_people_sex")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_people_folded"), ["folded"], unique=False)

    op.create_table(
        "procedure_versions",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("procedure", sa.String(length=60), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("first_used_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_procedure_versions")),
    )
    op.create_table(
        "registers",
        sa.Column("series", sa.String(length=80), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", name=op.f("pk_registers")),
    )
    op.create_table(
        "cases",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("procedure", sa.String(length=60), nullable=False),
        sa.Column("law_digest", sa.String(length=64), nullable=False),
        sa.Column("law_day", sa.Date(), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("press_agency", sa.String(length=40), nullable=False),
        sa.Column("post", sa.String(length=20), nullable=False),
        sa.Column("handler", sa.String(length=40), nullable=False),
        sa.Column("started_by", sa.String(length=40), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("step", sa.String(length=60), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("drafts", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("chain_head", sa.String(length=64), nullable=False),
        sa.CheckConstraint("post IN ('head', 'deputy', 'acting_head')", name=op.f("ck_cases_post")),
        sa.CheckConstraint(
            "status IN ('open', 'done', 'stopped', 'withdrawn')", name=op.f("ck_cases_status")
        ),
        sa.ForeignKeyConstraint(
            ["law_digest"], ["procedure_versions.digest"], name=op.f("fk_cases_law_digest")
        ),
        sa.ForeignKeyConstraint(["started_by"], ["people.id"], name=op.f("fk_cases_started_by")),
        sa.ForeignKeyConstraint(["subject"], ["people.id"], name=op.f("fk_cases_subject")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
    )
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_cases_status_opened_at"), ["status", "opened_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_cases_subject"), ["subject"], unique=False)

    op.create_table(
        "delegations",
        sa.Column("giver", sa.String(length=40), nullable=False),
        sa.Column("taker", sa.String(length=40), nullable=False),
        sa.Column("agency", sa.String(length=40), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.Column("document", sa.String(length=200), nullable=False),
        sa.CheckConstraint('first_day < "end"', name=op.f("ck_delegations_span")),
        sa.CheckConstraint("giver <> taker", name=op.f("ck_delegations_other_person")),
        sa.ForeignKeyConstraint(["giver"], ["people.id"], name=op.f("fk_delegations_giver")),
        sa.ForeignKeyConstraint(["taker"], ["people.id"], name=op.f("fk_delegations_taker")),
        sa.PrimaryKeyConstraint(
            "giver", "taker", "agency", "first_day", name=op.f("pk_delegations")
        ),
    )
    op.create_table(
        "seats",
        sa.Column("person", sa.String(length=40), nullable=False),
        sa.Column("agency", sa.String(length=40), nullable=False),
        sa.Column("position", sa.String(length=200), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.Column("powers", sa.String(length=80), nullable=False),
        sa.CheckConstraint('first_day < "end"', name=op.f("ck_seats_span")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_seats_person")),
        sa.PrimaryKeyConstraint("person", "agency", "position", "first_day", name=op.f("pk_seats")),
    )
    with op.batch_alter_table("seats", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seats_agency"), ["agency"], unique=False)

    op.create_table(
        "effects",
        sa.Column("case_id", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_effects_case_id")),
        sa.PrimaryKeyConstraint("case_id", "key", name=op.f("pk_effects")),
    )
    op.create_table(
        "events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.String(length=160), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_events_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        sa.UniqueConstraint("act_id", "part", name=op.f("uq_events_act_id_part")),
        sa.UniqueConstraint(
            "case_id", "version", "part", name=op.f("uq_events_case_id_version_part")
        ),
    )
    op.create_table(
        "notices",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("case_id", sa.String(length=40), nullable=False),
        sa.Column("agency", sa.String(length=40), nullable=False),
        sa.Column("template", sa.String(length=40), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_notices_case_id")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_notices")),
    )
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notices_agency_at"), ["agency", "at"], unique=False)
        batch_op.create_index(batch_op.f("ix_notices_case_id"), ["case_id"], unique=False)

    op.create_table(
        "outbox",
        sa.Column("case_id", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("conducted", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_by", sa.String(length=80), nullable=False),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_outbox_case_id")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_outbox")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(
            "ix_outbox_pending",
            ["not_before"],
            unique=False,
            sqlite_where=sa.text("conducted < version"),
            postgresql_where=sa.text("conducted < version"),
        )

    op.create_table(
        "papers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("role IN ('attached', 'draft', 'final')", name=op.f("ck_papers_role")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_papers_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_papers")),
    )
    with op.batch_alter_table("papers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_papers_case_id"), ["case_id"], unique=False)

    op.create_table(
        "register_entries",
        sa.Column("series", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("symbol", sa.String(length=60), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("signer", sa.String(length=200), nullable=False),
        sa.Column("case_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_register_entries_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["series"], ["registers.series"], name=op.f("fk_register_entries_series")
        ),
        sa.PrimaryKeyConstraint("series", "number", name=op.f("pk_register_entries")),
    )
    op.create_table(
        "tasks",
        sa.Column("id", sa.String(length=160), nullable=False),
        sa.Column("case_id", sa.String(length=40), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=60), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("agency", sa.String(length=40), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_day", sa.Date(), nullable=True),
        sa.Column("due", sa.Text(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("person", sa.String(length=40), nullable=False),
        sa.Column("position", sa.String(length=200), nullable=False),
        sa.Column("on_behalf_of", sa.String(length=40), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paper_date", sa.Date(), nullable=True),
        sa.Column("paper_number", sa.String(length=60), nullable=False),
        sa.CheckConstraint("(answered_at IS NULL) = (person = '')", name=op.f("ck_tasks_answered")),
        sa.CheckConstraint(
            "status IN ('open', 'done', 'cancelled', 'recalled')", name=op.f("ck_tasks_status")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_tasks_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tasks")),
    )
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_tasks_agency_status_due_day"),
            ["agency", "status", "due_day"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_tasks_case_id_seq"), ["case_id", "seq"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_tasks_status_due_day"), ["status", "due_day"], unique=False
        )
    for statement in APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("facts are for ever: the first revision is not undone")
