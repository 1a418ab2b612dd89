"""Turns in the database, reached from the event loop through threads of its own."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeVar, cast

from sqlalchemy import Connection, Row, Table, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from knowledge.database import single_reads, writing
from knowledge.models.bookkeeping import KnowledgeVersion
from knowledge.models.turn import Turn as TurnRow
from web.core.errors import UnavailableError
from web.core.logs import log_failure
from web.core.turn import ERROR, PENDING
from web.core.wording import INTERRUPTED

T = TypeVar("T")

_LOGGER = logging.getLogger(__name__)
_SECONDS: Final = 10.0
# SQLite has one writer at a time anyway: those who queue here need not poll there.
_THREADS: Final = {"sqlite": 1}
_MOST_THREADS: Final = 8
_table = cast(Table, TurnRow.__table__)


@dataclass(frozen=True, slots=True)
class Choice:
    """An option with what is sent to the bot for it."""

    title: str
    payload: str


@dataclass(frozen=True, slots=True)
class NewTurn:
    """A turn as it begins; see `knowledge.models.turn` for the fields."""

    conversation: str
    message_id: str
    channel: str
    question: str
    asked_at: datetime
    deadline: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a turn ended."""

    texts: tuple[str, ...]
    status: str
    choices: tuple[Choice, ...] = ()
    envelope: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class StoredTurn:
    """A turn as it is in the store; `outcome` is None while it is pending."""

    number: int
    conversation: str
    message_id: str
    channel: str
    question: str
    asked_at: datetime
    deadline: datetime
    outcome: Outcome | None
    feedback: str | None


class TurnStore:
    """The table of turns.

    Every method raises `UnavailableError` where the database does not answer.
    """

    def __init__(self, engine: Engine) -> None:
        """Use this database; nothing is connected yet."""
        self._reads = single_reads(engine)
        self._writes = writing(engine)
        self._threads = ThreadPoolExecutor(
            _THREADS.get(engine.dialect.name, _MOST_THREADS), "turns"
        )
        self._insert: Any = (
            postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert
        )

    def close(self) -> None:
        """Wait for what is being done, then take nothing more."""
        self._threads.shutdown()

    async def ping(self) -> None:
        """Read one number, to see whether the tables are there."""
        await self._read(
            lambda connection: connection.execute(select(_table.c.id).limit(1)).first()
        )

    async def begin(self, turn: NewTurn) -> tuple[StoredTurn, bool]:
        """Store a pending turn, unless the conversation has that message already.

        Returns:
            The turn, and whether it is new.
        """
        values = {
            "conversation": turn.conversation,
            "message_id": turn.message_id,
            "channel": turn.channel,
            "question": turn.question,
            "asked_at": turn.asked_at,
            "deadline": turn.deadline,
            "status": PENDING,
        }

        def work(connection: Connection) -> tuple[StoredTurn, bool]:
            added = connection.execute(
                self._insert(_table)
                .values(values)
                .on_conflict_do_nothing(index_elements=["conversation", "message_id"])
                .returning(_table.c.id)
            ).first()
            found = connection.execute(
                _of_message(turn.conversation, turn.message_id)
            ).one()
            return _stored(found), added is not None

        return await self._write(work)

    async def find(self, conversation: str, message_id: str) -> StoredTurn | None:
        """Look up the turn of a message."""
        row = await self._read(
            lambda connection: connection.execute(
                _of_message(conversation, message_id)
            ).first()
        )
        return None if row is None else _stored(row)

    async def finish(
        self,
        turn: StoredTurn,
        outcome: Outcome,
        *,
        answered_at: datetime,
        latency: dict[str, int] | None,
        model: str | None,
    ) -> StoredTurn | None:
        """End a pending turn; one that has ended stays as it is.

        Args:
            turn: Which one.
            outcome: What was said.
            answered_at: When.
            latency: Milliseconds by step.
            model: Which model answered.

        Returns:
            The turn as it is now; None if it was deleted meanwhile.
        """
        changes = {
            "texts": list(outcome.texts),
            "options": [
                {"title": choice.title, "payload": choice.payload}
                for choice in outcome.choices
            ],
            "envelope": outcome.envelope,
            "status": outcome.status,
            "answered_at": answered_at,
            "latency": latency,
            "model": model,
            "knowledge_version": select(KnowledgeVersion.version).scalar_subquery(),
        }

        def work(connection: Connection) -> StoredTurn | None:
            connection.execute(
                update(_table)
                .where(_table.c.id == turn.number)
                .where(_table.c.conversation == turn.conversation)
                .where(_table.c.status == PENDING)
                .values(changes)
            )
            row = connection.execute(
                _of_message(turn.conversation, turn.message_id)
            ).first()
            return None if row is None else _stored(row)

        return await self._write(work)

    async def end_abandoned(self, now: datetime) -> int:
        """End the pending turns whose deadline is over: nobody answers them any more.

        Returns:
            How many there were.
        """
        statement = (
            update(_table)
            .where(_table.c.status == PENDING)
            .where(_table.c.deadline < now)
            .values(status=ERROR, texts=[INTERRUPTED], options=[], answered_at=now)
        )
        return await self._count(statement)

    async def history(
        self, conversation: str, after: int, limit: int
    ) -> list[StoredTurn]:
        """The latest turns with a number over `after`, oldest first."""
        statement = (
            select(_table)
            .where(_table.c.conversation == conversation)
            .where(_table.c.id > after)
            .order_by(_table.c.id.desc())
            .limit(limit)
        )
        rows = await self._read(
            lambda connection: connection.execute(statement).fetchall()
        )
        return [_stored(row) for row in reversed(rows)]

    async def latest_answered(self, conversation: str) -> StoredTurn | None:
        """The latest turn that the bot answered; errors are no answers."""
        statement = (
            select(_table)
            .where(_table.c.conversation == conversation)
            .where(_table.c.status.not_in((PENDING, ERROR)))
            .order_by(_table.c.id.desc())
            .limit(1)
        )
        row = await self._read(lambda connection: connection.execute(statement).first())
        return None if row is None else _stored(row)

    async def rate(
        self, conversation: str, number: int, value: str, reason: str
    ) -> bool:
        """Keep an opinion of an answer; tells whether there is such an answer."""
        statement = (
            update(_table)
            .where(_table.c.id == number)
            .where(_table.c.conversation == conversation)
            .where(_table.c.status != PENDING)
            .values(feedback=value, feedback_reason=reason or None)
        )
        return await self._count(statement) > 0

    async def purge(self, before: datetime) -> int:
        """Delete what was asked before a time; returns how many turns."""
        return await self._count(delete(_table).where(_table.c.asked_at < before))

    async def forget(self, conversation: str) -> int:
        """Delete a conversation; returns how many turns it had."""
        return await self._count(
            delete(_table).where(_table.c.conversation == conversation)
        )

    async def _count(self, statement: Any) -> int:
        def work(connection: Connection) -> int:
            return connection.execute(statement).rowcount

        return await self._write(work)

    async def _read(self, work: Callable[[Connection], T]) -> T:
        def run() -> T:
            with self._reads.connect() as connection:
                return work(connection)

        return await self._run(run)

    async def _write(self, work: Callable[[Connection], T]) -> T:
        def run() -> T:
            with self._writes.begin() as connection:
                return work(connection)

        return await self._run(run)

    async def _run(self, run: Callable[[], T]) -> T:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(_SECONDS):
                return await loop.run_in_executor(self._threads, run)
        except (SQLAlchemyError, TimeoutError) as error:
            log_failure(_LOGGER, "the store", error)
            raise UnavailableError from None


def _of_message(conversation: str, message_id: str) -> Any:
    return (
        select(_table)
        .where(_table.c.conversation == conversation)
        .where(_table.c.message_id == message_id)
    )


def _stored(row: Row[Any]) -> StoredTurn:
    outcome = None
    if row.status != PENDING:
        choices: Sequence[dict[str, str]] = row.options or []
        outcome = Outcome(
            texts=tuple(row.texts or ()),
            status=row.status,
            choices=tuple(Choice(c["title"], c["payload"]) for c in choices),
            envelope=row.envelope,
        )
    return StoredTurn(
        number=row.id,
        conversation=row.conversation,
        message_id=row.message_id,
        channel=row.channel,
        question=row.question,
        asked_at=row.asked_at,
        deadline=row.deadline,
        outcome=outcome,
        feedback=row.feedback,
    )
