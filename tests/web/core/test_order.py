"""One conversation's messages one after the other."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

import pytest
import pytest_asyncio

from ops.ports import HOST, free_ports
from web.core.order import MemoryOrder, Order, RedisOrder
from web.core.redis_client import open_redis

Replica = Callable[[], Order]


@pytest_asyncio.fixture(params=["memory", "redis"])
async def replica(
    request: pytest.FixtureRequest, redis_url: str
) -> AsyncIterator[Replica]:
    """Makes orders: one in memory, or any number of replicas on one Redis."""
    async with contextlib.AsyncExitStack() as stack:
        here = MemoryOrder()

        def make() -> Order:
            if request.param == "memory":
                return here
            redis = open_redis(redis_url)
            stack.push_async_callback(redis.aclose)
            order = RedisOrder(redis)
            stack.push_async_callback(order.close)
            return order

        yield make


async def test_first_come_first_served(replica: Replica) -> None:
    orders = [replica(), replica()]
    tickets = [await orders[n % 2].enter("a") for n in range(6)]
    served: list[int] = []

    async def serve(number: int) -> None:
        await tickets[number].turn()
        served.append(number)
        await asyncio.sleep(0)
        assert served[-1] == number
        await tickets[number].leave()

    async with asyncio.timeout(20):
        await asyncio.gather(*(serve(n) for n in reversed(range(6))))
    assert served == list(range(6))


async def test_conversations_do_not_wait_for_each_other(replica: Replica) -> None:
    order = replica()
    await order.enter("a")
    other = await order.enter("b")
    async with asyncio.timeout(20):
        await other.turn()


async def test_who_leaves_early_holds_nobody_up(replica: Replica) -> None:
    order = replica()
    first, second, third = [await order.enter("a") for _ in range(3)]
    await second.leave()
    await second.leave()
    await first.leave()
    async with asyncio.timeout(20):
        await third.turn()


async def test_a_place_whose_process_died_is_passed_over(redis_url: str) -> None:
    async with open_redis(redis_url) as redis:
        dead, alive = RedisOrder(redis), RedisOrder(redis)
        await dead.enter("a")
        await dead.close()
        ticket = await alive.enter("a")
        waiting = asyncio.create_task(ticket.turn())
        # The lease of the dead one runs out.
        head = (await redis.lrange("gxn:order:queue:a", 0, 0))[0]
        assert not waiting.done()
        await redis.delete(f"gxn:order:{head}")
        async with asyncio.timeout(20):
            await waiting
        await alive.close()


async def test_without_redis_the_process_keeps_its_own_order() -> None:
    (nobody,) = free_ports(1)
    async with open_redis(f"redis://{HOST}:{nobody}/0") as redis:
        order = RedisOrder(redis)
        first, second = await order.enter("a"), await order.enter("a")
        await first.turn()
        waiting = asyncio.create_task(second.turn())
        await asyncio.sleep(0)
        assert not waiting.done()
        await first.leave()
        async with asyncio.timeout(20):
            await waiting
        await order.close()
