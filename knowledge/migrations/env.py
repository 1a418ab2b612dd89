"""Runs revisions on the connection that ``knowledge.migrate`` hands over."""

from __future__ import annotations

from alembic import context

from knowledge.models import Base, RecordBase

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=[Base.metadata, RecordBase.metadata],
    # SQLite can roll DDL back as well; Alembic does not expect it to.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
