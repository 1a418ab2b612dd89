"""Who changes content waits for others in order, and keeps nobody from reading."""

from __future__ import annotations

import asyncio
import threading

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from knowledge.models import Staff
from tests.web.console.harness import Console
from web.console.database import run

_WRITERS = 40
"""More than there are threads."""


async def test_many_who_write_to_sqlite_wait_in_order(console: Console) -> None:
    services = console.web.services
    holding, released = threading.Event(), threading.Event()
    order: list[int] = []

    def hold(session: Session) -> None:
        session.execute(text("SELECT 1"))
        holding.set()
        released.wait()

    def write(session: Session, number: int) -> None:
        session.execute(text("SELECT 1"))
        order.append(number)

    first = asyncio.create_task(run(services, hold))
    await asyncio.to_thread(holding.wait)
    writers = [
        asyncio.create_task(run(services, lambda session, n=n: write(session, n)))
        for n in range(_WRITERS)
    ]
    # Who only reads is not kept waiting by any of them.
    count = select(func.count()).select_from(Staff)
    try:
        found = await run(services, lambda session: session.scalar(count), write=False)
        assert (found, order) == (0, [])
    finally:
        released.set()
    await asyncio.gather(first, *writers)
    assert order == list(range(_WRITERS))
