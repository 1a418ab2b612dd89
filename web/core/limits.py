"""How much one session and one address may send."""

import ipaddress
import logging
import math
import time
from typing import Final

from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage, RedisStorage, Storage
from limits.aio.strategies import MovingWindowRateLimiter
from redis.exceptions import RedisError

from web.core.errors import TooManyMessagesError
from web.core.logs import log_failure
from web.core.redis_client import options

_LOGGER = logging.getLogger(__name__)
_IPV6_NETWORK: Final = 64


class Limits:
    """Counts in memory, or in Redis for all replicas together.

    While Redis is away each replica counts for itself.
    """

    def __init__(self, session: str, address: str, redis_url: str | None) -> None:
        """Prepare; nothing is connected yet.

        Args:
            session: How much a session may send, such as ``30/minute``.
            address: How much an address may send.
            redis_url: Where to count for all replicas; None counts here.
        """
        self._session = parse(session)
        self._address = parse(address)
        here = MemoryStorage()
        self._here = MovingWindowRateLimiter(here)
        self._shared = (
            MovingWindowRateLimiter(_redis_storage(redis_url)) if redis_url else None
        )

    async def count_session(self, conversation: str) -> None:
        """Count a message of a session.

        Raises:
            TooManyMessagesError: It sent too much; the message is not counted.
        """
        await self._count(self._session, "session", conversation)

    async def count_address(self, name: str) -> None:
        """Count a request of an address, given under the name that is kept of it.

        Raises:
            TooManyMessagesError: It sent too much; the request is not counted.
        """
        await self._count(self._address, "address", name)

    async def has_room(self, name: str) -> bool:
        """Tell whether an address may send one more request; counts nothing."""
        if self._shared is not None:
            try:
                return await self._shared.test(self._address, "address", name)
            except RedisError as error:
                log_failure(_LOGGER, "the limits in Redis", error)
        return await self._here.test(self._address, "address", name)

    async def _count(self, item: RateLimitItem, kind: str, name: str) -> None:
        if self._shared is not None:
            try:
                await _hit(self._shared, item, kind, name)
            except RedisError as error:
                log_failure(_LOGGER, "the limits in Redis", error)
            else:
                return
        await _hit(self._here, item, kind, name)


def network_of(address: str) -> str:
    """What counts as one address: of IPv6 the network that one household gets."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, _IPV6_NETWORK), strict=False))


async def _hit(
    limiter: MovingWindowRateLimiter, item: RateLimitItem, kind: str, name: str
) -> None:
    if not await limiter.hit(item, kind, name):
        window = await limiter.get_window_stats(item, kind, name)
        seconds = math.ceil(window.reset_time - time.time())
        raise TooManyMessagesError(max(1, seconds))


def _redis_storage(url: str) -> Storage:
    return RedisStorage(
        f"async+{url}",
        implementation="redispy",
        key_prefix="gxn:limits",
        **options(),
    )
