"""The door for readers: hands out views and keeps them fresh."""

from __future__ import annotations

import asyncio
import math
import threading
import time
from collections.abc import Callable
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

# What is published is live this much later at most. A look at the database in between
# would cost each message a thread's turn, a quarter of the time that an action takes.
_FRESH_SECONDS = 0.25
_VERSION = select(KnowledgeVersion.version)


class Knowledge:
    """The published knowledge, kept in memory as long as its version stands.

    A call asks the database for one number, unless one did so a moment ago; only when
    it has changed is the content read again, in one transaction. Safe to share among
    threads and tasks.
    """

    def __init__(
        self,
        engine: Engine,
        today: date | None = None,
        fresh_seconds: float = 0.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Keep the engine; nothing is read yet.

        Args:
            engine: Where the knowledge base is.
            today: A fixed day, for tests; the calendar's if left out.
            fresh_seconds: So long after a look at the database it is not looked at
                again; each call looks if left out.
            clock: Gives the time in seconds.
        """
        self._versions = single_reads(engine)
        self._contents = snapshot_reads(engine)
        self._today = today
        self._fresh_seconds = fresh_seconds
        self._clock = clock
        self._looked_at = -math.inf
        self._snapshot: Snapshot | None = None
        self._view: View | None = None
        self._loading = threading.Lock()

    async def current(self) -> View:
        """Give a view of what is published now, without blocking the event loop.

        Raises:
            KnowledgeUnavailableError: The database cannot be read.
        """
        view = self._view
        if view is not None and self._is_fresh() and view.today == self._day():
            return view
        return await asyncio.to_thread(self.current_blocking)

    def current_blocking(self) -> View:
        """Give a view of what is published now.

        Raises:
            KnowledgeUnavailableError: The database cannot be read.
        """
        looked_at = self._clock()
        try:
            snapshot = self._fresh_snapshot()
        except DBAPIError as error:
            raise KnowledgeUnavailableError(_reason(error)) from error
        except SQLAlchemyError as error:
            raise KnowledgeUnavailableError(str(error)) from error
        today = self._day()
        view = self._view
        # A view that is kept keeps its indexes. It is a matter of one day.
        if view is None or view.snapshot is not snapshot or view.today != today:
            view = self._view = View(snapshot, today)
        self._looked_at = looked_at
        return view

    def _is_fresh(self) -> bool:
        return self._clock() - self._looked_at < self._fresh_seconds

    def _day(self) -> date:
        return self._today or today_in_henan()

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
    return Knowledge(create_engine(settings), settings.today, _FRESH_SECONDS)


def _reason(error: DBAPIError) -> str:
    first_line = str(error.orig).strip().splitlines()[:1]
    return "the knowledge base cannot be read: " + "".join(first_line)
