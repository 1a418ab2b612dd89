"""Database work of the console, off the event loop."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import TypeVar

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
        return await asyncio.to_thread(transaction)
    except IntegrityError:
        raise
    except (DBAPIError, PoolTimeoutError) as error:
        log_failure(_LOGGER, "the console's database", error)
        raise UnavailableError from None
