"""Everything that lives as long as the web process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import httpx
from sqlalchemy.engine import Engine

from knowledge.database import create_engine
from settings import Settings
from web.core.bot_client import BotClient
from web.core.chat import ChatCore
from web.core.limits import Limits
from web.core.metrics import Metrics
from web.core.options import OptionIds
from web.core.order import MemoryOrder, Order, RedisOrder
from web.core.patience import Patience
from web.core.redis_client import open_redis
from web.core.secret import secret_of
from web.core.sessions import Names, Sessions
from web.core.turn_store import TurnStore

_LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Services:
    """What requests work with.

    Attributes:
        settings: What is set from outside.
        clock: The time, with a time zone.
        patience: How long to wait for what.
        engine: The database.
        turns: The stored turns.
        bot: The bot.
        core: The chat core.
        sessions: The widget's tokens.
        metrics: What is counted.
        neighbours: A client for asking bot and actions whether they are there.
        writers: Where the console's writers wait for each other.
    """

    settings: Settings
    clock: Callable[[], datetime]
    patience: Patience
    engine: Engine
    turns: TurnStore
    bot: BotClient
    core: ChatCore
    sessions: Sessions
    metrics: Metrics
    neighbours: httpx.AsyncClient
    writers: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def bot_url(self) -> str:
        """Where the bot's REST channel says that it is there."""
        return f"http://{_LOOPBACK}:{self.settings.bot_port}/webhooks/rest/"

    @property
    def actions_url(self) -> str:
        """Where the action server says that it is there."""
        return f"http://{_LOOPBACK}:{self.settings.actions_port}/health"

    async def purge(self) -> int:
        """Delete the turns that are older than the retention; returns how many."""
        return await self.turns.purge(retained_since(self.settings, self.clock()))


def utc_now() -> datetime:
    """The time."""
    return datetime.now(UTC)


@asynccontextmanager
async def open_services(
    settings: Settings,
    clock: Callable[[], datetime] = utc_now,
    patience: Patience | None = None,
    transport: httpx.AsyncBaseTransport | None = None,
) -> AsyncIterator[Services]:
    """Have the services for as long as the block lasts.

    Args:
        settings: What is set from outside.
        clock: The time; the machine's if left out.
        patience: How long to wait for what; as usual if left out.
        transport: How the bot is reached; by the network if left out.

    Raises:
        SettingsError: The secret cannot be made or read.
    """
    patience = patience or Patience()
    secret = secret_of(settings)
    async with AsyncExitStack() as stack:
        engine = create_engine(settings)
        stack.callback(engine.dispose)
        turns = TurnStore(engine)
        stack.callback(turns.close)
        redis = open_redis(settings.redis_url) if settings.redis_url else None
        if redis is not None:
            stack.push_async_callback(redis.aclose)
        order: Order = MemoryOrder() if redis is None else RedisOrder(redis)
        stack.push_async_callback(order.close)
        webhook = f"http://{_LOOPBACK}:{settings.bot_port}/webhooks/rest/webhook"
        bot = BotClient(webhook, transport)
        stack.push_async_callback(bot.close)
        neighbours = httpx.AsyncClient(timeout=2.0, trust_env=False)
        stack.push_async_callback(neighbours.aclose)
        metrics = Metrics()
        core = ChatCore(
            store=turns,
            bot=bot,
            order=order,
            limits=Limits(
                settings.limit_session, settings.limit_address, settings.redis_url
            ),
            names=Names(secret),
            options=OptionIds(secret),
            metrics=metrics,
            patience=patience,
            clock=clock,
            model=settings.model_version,
        )
        stack.push_async_callback(core.close)
        yield Services(
            settings=settings,
            clock=clock,
            patience=patience,
            engine=engine,
            turns=turns,
            bot=bot,
            core=core,
            sessions=Sessions(secret),
            metrics=metrics,
            neighbours=neighbours,
        )


def retained_since(settings: Settings, now: datetime) -> datetime:
    """The time before which turns are deleted."""
    return now - timedelta(days=settings.turn_retention_days)
