"""Calls of actions share a connection, and fail as they did."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from bot.engine.action_connection import kept_session


@pytest.fixture(autouse=True)
def _installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(EndpointConfig, "session", kept_session)


@asynccontextmanager
async def _server() -> AsyncIterator[tuple[EndpointConfig, set[object]]]:
    """Have a server that answers the call itself; it tells connections apart."""
    connections: set[object] = set()

    async def answer(request: web.Request) -> web.Response:
        connections.add(request.transport)
        body = await request.json()
        if body.get("fail"):
            return web.json_response({"error": "no"}, status=400)
        return web.json_response(body)

    app = web.Application()
    app.router.add_post("/webhook", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    endpoint = EndpointConfig(f"http://127.0.0.1:{port}/webhook")
    try:
        yield endpoint, connections
        async with endpoint.session() as session:
            await session.close()
    finally:
        await runner.cleanup()


async def test_one_connection_serves_one_call_after_the_other() -> None:
    async with _server() as (endpoint, connections):
        for number in range(5):
            assert await endpoint.request(json={"n": number}) == {"n": number}
        assert len(connections) == 1


async def test_calls_at_the_same_time_do_not_mix() -> None:
    async with _server() as (endpoint, _):
        answers = await asyncio.gather(
            *(endpoint.request(json={"n": number}) for number in range(20))
        )
    assert answers == [{"n": number} for number in range(20)]


async def test_a_refusal_is_told_and_the_next_call_goes_through() -> None:
    async with _server() as (endpoint, _):
        with pytest.raises(ClientResponseError) as refused:
            await endpoint.request(json={"fail": True})
        assert refused.value.status == 400
        assert await endpoint.request(json={"n": 1}) == {"n": 1}


async def test_a_closed_session_is_replaced() -> None:
    async with _server() as (endpoint, _):
        async with endpoint.session() as session:
            await session.close()
        assert await endpoint.request(json={"n": 1}) == {"n": 1}


def test_each_event_loop_gets_a_session_of_its_own() -> None:
    endpoint = EndpointConfig("http://127.0.0.1:1/webhook")

    async def session_of_this_loop() -> object:
        async with endpoint.session() as session:
            await session.close()
            return session

    async def twice() -> tuple[object, object]:
        async with endpoint.session() as first, endpoint.session() as second:
            await first.close()
            return first, second

    first, second = asyncio.run(twice())
    assert first is second
    assert asyncio.run(session_of_this_loop()) is not first
