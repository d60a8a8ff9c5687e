"""Run by Alembic on the connection that `models.database.migrate` hands over."""

from __future__ import annotations

from alembic import context

from models.schema.whole import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
