"""How Redis is connected to: a Redis that is away must not hold up a worker."""

from __future__ import annotations

from typing import Any, Final

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

_SECONDS: Final = 1.0


def options() -> dict[str, Any]:
    """Short waits, and one try more for a connection that was closed meanwhile."""
    return {
        "socket_timeout": _SECONDS,
        "socket_connect_timeout": _SECONDS,
        "retry": Retry(NoBackoff(), 1),
    }


def open_redis(url: str) -> Redis:
    """Make a client; nothing is connected yet."""
    redis: Redis = Redis.from_url(url, decode_responses=True, **options())
    return redis
