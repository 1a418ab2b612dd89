"""The knowledge base as it would be if drafts were published.

The drafts' rows are written into a small database in memory, by the same code that
publishes them, and read from there by the same code that reads what is live. So no
lock of the real database is taken: workers' turns never wait for a trial.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from knowledge import models as m
from knowledge.database import engine_for
from knowledge.publishing.checks.world import Key
from knowledge.publishing.live_rows import write_live
from knowledge.publishing.normal import Document
from knowledge.queries.loading import load_snapshot
from knowledge.queries.snapshot import Snapshot
from web.console.trial.merging import laid_over

# What documents of every kind are read together with.
_SHARED: Final = (m.Source, m.Region, m.RegionAlias, m.Metric, m.MetricAlias)


def with_documents(
    session: Session, live: Snapshot, documents: Mapping[Key, Document | None]
) -> Snapshot:
    """Give the content that is live with some documents exchanged.

    Args:
        session: The real database; it is only read.
        live: What is published, of the same version.
        documents: Checked documents by kind and id; None removes.
    """
    if not documents:
        return live
    engine = engine_for("sqlite://")
    try:
        # One transaction that is never ended: what drafts refer to is not all here.
        with engine.connect() as connection:
            m.Base.metadata.create_all(connection)
            _copy_shared(session, connection)
            with Session(connection) as small:
                write_live(small, documents)
                drafted = load_snapshot(small)
            connection.rollback()
    finally:
        engine.dispose()
    return laid_over(live, drafted, documents.keys())


def _copy_shared(session: Session, connection: Connection) -> None:
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    for model in (*_SHARED, m.KnowledgeVersion):
        table = model.__table__
        rows = [dict(row) for row in session.execute(select(table)).mappings()]
        if rows:
            connection.execute(insert(table), rows)  # type: ignore[arg-type]
