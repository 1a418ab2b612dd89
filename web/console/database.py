"""Database work of the console, off the event loop."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any, TypeVar

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import Session

from knowledge.database import snapshot_reads, writing
from web.core.errors import UnavailableError
from web.core.logs import log_failure
from web.services import Services

_LOGGER = logging.getLogger(__name__)
T = TypeVar("T")


async def run(
    services: Services, work: Callable[[Session], T], *, write: bool = True
) -> T:
    """Do something in one transaction, in a thread, with the caller's context.

    Args:
        services: Where the database comes from.
        work: Gets the session; what it returns must not need the session any more.
        write: Whether it may write. What only reads sees one state and lets
            writers pass.

    Returns:
        What ``work`` returned, after the commit.

    Raises:
        UnavailableError: The database cannot be reached.
        IntegrityError: What was written breaks a rule of the database.
        Exception: Whatever ``work`` raises; nothing is written then.
    """
    engine = writing(services.engine) if write else snapshot_reads(services.engine)

    def transaction() -> T:
        with Session(engine, expire_on_commit=False) as session, session.begin():
            return work(session)

    try:
        async with _turn(services, write=write):
            return await asyncio.to_thread(transaction)
    except IntegrityError:
        raise
    except (DBAPIError, PoolTimeoutError) as error:
        log_failure(_LOGGER, "the console's database", error)
        raise UnavailableError from None


def _turn(services: Services, *, write: bool) -> AbstractAsyncContextManager[Any]:
    """Wait until it is one's turn.

    SQLite lets one write at a time. Whoever waits there is not served in order, gives
    up after some seconds with nothing saved, and keeps a thread from others.
    """
    if write and services.engine.dialect.name == "sqlite":
        return services.writers
    return nullcontext()
