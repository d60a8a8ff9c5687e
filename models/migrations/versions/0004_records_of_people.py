"""The record of a person: working life, discipline, proceedings, absences, papers.

What stood in `discipline` becomes the first discipline of the record. Empty said "none or not on
file"; it becomes "not on file", so that nobody passes a rule on silence.
"""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("record", sa.Text, nullable=False, server_default="{}"))
    people = sa.table(
        "people",
        sa.column("id", sa.String),
        sa.column("record", sa.Text),
        sa.column("discipline", sa.String),
        sa.column("discipline_effective", sa.Date),
    )
    connection = op.get_bind()
    served = people.c.discipline_effective.is_not(None) & (people.c.discipline != "")
    for row in connection.execute(sa.select(people).where(served)).all():
        kept = {
            "side": "state",
            "form": row.discipline,
            "effective": row.discipline_effective.isoformat(),
        }
        connection.execute(
            sa.update(people)
            .where(people.c.id == row.id)
            .values(record=json.dumps({"disciplines": [kept]}))
        )
    op.drop_column("people", "discipline")
    op.drop_column("people", "discipline_effective")


def downgrade() -> None:
    raise NotImplementedError("records of people are kept: this revision is not undone")
