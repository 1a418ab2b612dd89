"""What replicas share by Redis, and the same in memory."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
from redis.exceptions import RedisError

from tests.web.redis_server import redis_server  # noqa: F401
from tests.web.wechat.scripted_core import ScriptedCore
from tests.web.wechat.worlds import official
from web.wechat.memory import Memory, open_memory


@pytest.fixture(params=["process", "redis"])
async def memory(
    request: pytest.FixtureRequest,
    redis_server: str,  # noqa: F811
) -> AsyncIterator[Memory]:
    url = redis_server if request.param == "redis" else None
    opened = open_memory(url, time.time)
    yield opened
    await opened.close()


async def test_what_is_put_last_is_got(memory: Memory) -> None:
    assert await memory.get("put") is None
    await memory.put("put", "一", 60)
    await memory.put("put", "二", 60)
    assert await memory.get("put") == "二"


async def test_the_first_one_stays(memory: Memory) -> None:
    firsts = await asyncio.gather(
        *(memory.put_first("first", str(number), 60) for number in range(20))
    )
    assert len(set(firsts)) == 1
    assert await memory.get("first") == firsts[0]


async def test_one_at_a_time_has_the_lock(memory: Memory) -> None:
    inside: list[int] = []
    most = 0

    async def enter(number: int) -> None:
        nonlocal most
        async with memory.lock("lock"):
            inside.append(number)
            most = max(most, len(inside))
            await memory.put("lock", str(number), 60)
            inside.remove(number)

    await asyncio.gather(*(enter(number) for number in range(10)))
    assert most == 1


async def test_in_memory_what_is_over_is_forgotten() -> None:
    seconds = 0.0
    memory = open_memory(None, lambda: seconds)
    await memory.put("a", "一", 5)
    await memory.put("b", "二", 5)
    await memory.put("b", "三", 9)
    seconds = 5.0
    assert (await memory.get("a"), await memory.get("b")) == (None, "三")
    assert await memory.put_first("a", "四", 1) == "四"


async def test_copies_at_two_replicas_get_one_answer(
    redis_server: str,  # noqa: F811
) -> None:
    core = ScriptedCore()
    worlds = {"clock": time.time, "redis_url": redis_server}
    async with official(core, **worlds) as one, official(core, **worlds) as other:
        xml = one.wechat.compose("replicated", "text", Content="问")
        requests = [one.wechat.request(xml) for _ in range(6)]
        posts = [
            (one if number % 2 else other).wechat.post(*request)
            for number, request in enumerate(requests)
        ]
        bodies = [response.body for response in await asyncio.gather(*posts)]
        assert sum("答：问" in body for body in bodies) == 1
        assert bodies.count("success") == 5


async def test_a_nonce_is_used_up_at_all_replicas(
    redis_server: str,  # noqa: F811
) -> None:
    core = ScriptedCore()
    worlds = {
        "clock": time.time,
        "redis_url": redis_server,
        "server": {"seed": 7},
    }
    async with official(core, **worlds) as one, official(core, **worlds) as other:
        query, body = one.wechat.request(one.wechat.compose("n", "text", Content="甲"))
        forged = one.wechat.compose("n", "text", Content="乙").encode()
        assert (await one.wechat.post(query, body)).status == 200
        assert (await other.wechat.post(query, forged)).status == 403


async def test_without_redis_the_worker_is_told_calmly() -> None:
    # Nothing listens on port 1.
    async with official(clock=time.time, redis_url="redis://127.0.0.1:1/0") as world:
        xml = world.wechat.compose("u", "text", Content="问")
        response = await world.wechat.post(*world.wechat.request(xml))
        assert response.status == 503
        assert "Traceback" not in response.body


async def test_a_redis_that_says_nothing_does_not_hold_up_a_worker() -> None:
    async def listen(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        await reader.read()
        writer.close()

    silent = await asyncio.start_server(listen, "127.0.0.1", 0)
    port = silent.sockets[0].getsockname()[1]
    memory = open_memory(f"redis://127.0.0.1:{port}/0", time.time)
    async with asyncio.timeout(30):
        with pytest.raises(RedisError):
            await memory.get("a")
    await memory.close()
    silent.close()
