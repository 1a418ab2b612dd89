"""The door for readers: hands out views and keeps them fresh."""

from __future__ import annotations

import asyncio
import threading
from datetime import date

from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session

from knowledge.database import create_engine, single_reads, snapshot_reads
from knowledge.dates import today_in_henan
from knowledge.errors import KnowledgeUnavailableError
from knowledge.models import KnowledgeVersion
from knowledge.queries.loading import load_snapshot
from knowledge.queries.snapshot import Snapshot
from knowledge.queries.view import View
from settings import Settings

_VERSION = select(KnowledgeVersion.version)


class Knowledge:
    """The published knowledge, kept in memory as long as its version stands.

    Each call asks the database for one number; only when it has changed is the
    content read again, in one transaction. Safe to share among threads and tasks.
    """

    def __init__(self, engine: Engine, today: date | None = None) -> None:
        """Keep the engine; nothing is read yet.

        Args:
            engine: Where the knowledge base is.
            today: A fixed day, for tests; the calendar's if left out.
        """
        self._versions = single_reads(engine)
        self._contents = snapshot_reads(engine)
        self._today = today
        self._snapshot: Snapshot | None = None
        self._view: View | None = None
        self._loading = threading.Lock()

    async def current(self) -> View:
        """Give a view of what is published now, without blocking the event loop.

        Raises:
            KnowledgeUnavailableError: The database cannot be read.
        """
        return await asyncio.to_thread(self.current_blocking)

    def current_blocking(self) -> View:
        """Give a view of what is published now.

        Raises:
            KnowledgeUnavailableError: The database cannot be read.
        """
        try:
            snapshot = self._fresh_snapshot()
        except DBAPIError as error:
            raise KnowledgeUnavailableError(_reason(error)) from error
        except SQLAlchemyError as error:
            raise KnowledgeUnavailableError(str(error)) from error
        today = self._today or today_in_henan()
        view = self._view
        # A view that is kept keeps its indexes. It is a matter of one day.
        if view is None or view.snapshot is not snapshot or view.today != today:
            view = self._view = View(snapshot, today)
        return view

    def _fresh_snapshot(self) -> Snapshot:
        with self._versions.connect() as connection:
            version = connection.scalars(_VERSION).one()
        snapshot = self._snapshot
        if snapshot is not None and snapshot.version == version:
            return snapshot
        with self._loading:
            # Another thread may have read it while this one waited.
            snapshot = self._snapshot
            if snapshot is None or snapshot.version != version:
                with Session(self._contents) as session:
                    snapshot = load_snapshot(session)
                self._snapshot = snapshot
        return snapshot


def open_knowledge(settings: Settings) -> Knowledge:
    """Make the reader that the settings describe; nothing is connected yet."""
    return Knowledge(create_engine(settings), settings.today)


def _reason(error: DBAPIError) -> str:
    first_line = str(error.orig).strip().splitlines()[:1]
    return "the knowledge base cannot be read: " + "".join(first_line)
