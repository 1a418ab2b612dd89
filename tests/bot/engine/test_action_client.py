"""Calls of actions go out in one piece, and end as Rasa's own calls do."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from bot.engine import action_client
from bot.engine.action_client import request

Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 7\r\n"


@asynccontextmanager
async def _web(transports: list[object]) -> AsyncIterator[EndpointConfig]:
    """Have a server that answers the call itself; it tells connections apart."""

    async def answer(call: web.Request) -> web.StreamResponse:
        transports.append(call.transport)
        body = await call.json()
        if "status" in body:
            return web.json_response({"error": "不行"}, status=body["status"])
        if "text" in body:
            return web.Response(text=body["text"])
        if "chunks" in body:
            response = web.StreamResponse(headers={"Content-Type": "application/json"})
            response.enable_chunked_encoding()
            await response.prepare(call)
            await response.write(b'{"n":')
            await response.write(b" 1}")
            return response
        await asyncio.sleep(body.get("wait", 0))
        return web.json_response(body)

    app = web.Application()
    app.router.add_post("/webhook", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield EndpointConfig(f"http://127.0.0.1:{runner.addresses[0][1]}/webhook")
    finally:
        await runner.cleanup()


@asynccontextmanager
async def _raw(handler: Handler) -> AsyncIterator[EndpointConfig]:
    """Have a server that sends what it likes."""
    server = await asyncio.start_server(handler, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        yield EndpointConfig(f"http://127.0.0.1:{port}/webhook")
    finally:
        server.close()
        await server.wait_closed()


async def _call(endpoint: EndpointConfig, content: Any, timeout: float = 5) -> Any:
    return await request(endpoint, json=content, timeout=timeout)


@pytest.fixture
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have Rasa's own way closed."""

    async def refuse(*_: object, **__: object) -> None:
        raise AssertionError("went Rasa's way")

    monkeypatch.setattr(action_client, "_request", refuse)


@pytest.mark.usefixtures("_alone")
async def test_one_connection_serves_one_call_after_the_other() -> None:
    seen: list[object] = []
    async with _web(seen) as endpoint:
        for text in ("产假", "x" * 300_000, "医疗"):
            assert await _call(endpoint, {"n": text}) == {"n": text}
    assert len(set(seen)) == 1


@pytest.mark.usefixtures("_alone")
async def test_calls_at_the_same_time_do_not_mix() -> None:
    async with _web([]) as endpoint:
        calls = [{"n": n, "wait": (20 - n) / 400} for n in range(20)]
        assert await asyncio.gather(*(_call(endpoint, c) for c in calls)) == calls


@pytest.mark.usefixtures("_alone")
@pytest.mark.parametrize("status", [400, 404, 500])
async def test_a_refusal_is_told_and_the_next_call_goes_through(status: int) -> None:
    async with _web([]) as endpoint:
        with pytest.raises(ClientResponseError) as refused:
            await _call(endpoint, {"status": status})
        assert refused.value.status == status
        assert "error" in str(refused.value.text)
        assert await _call(endpoint, {"n": 1}) == {"n": 1}


@pytest.mark.usefixtures("_alone")
async def test_what_is_no_json_is_nothing() -> None:
    async with _web([]) as endpoint:
        assert await _call(endpoint, {"text": "你好"}) is None


@pytest.mark.usefixtures("_alone")
async def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(aiohttp.ClientConnectionError):
        await _call(EndpointConfig("http://127.0.0.1:1/webhook"), {})


@pytest.mark.usefixtures("_alone")
async def test_a_late_answer_is_nobodys() -> None:
    async with _web([]) as endpoint:
        with pytest.raises(asyncio.TimeoutError):
            await _call(endpoint, {"n": 1, "wait": 0.3}, timeout=0.05)
        await asyncio.sleep(0.4)
        assert await _call(endpoint, {"n": 2}) == {"n": 2}


@pytest.mark.usefixtures("_alone")
async def test_a_call_given_up_leaves_no_answer_behind() -> None:
    async with _web([]) as endpoint:
        given_up = asyncio.ensure_future(_call(endpoint, {"n": 1, "wait": 0.2}))
        await asyncio.sleep(0.05)
        given_up.cancel()
        with pytest.raises(asyncio.CancelledError):
            await given_up
        assert await _call(endpoint, {"n": 2}) == {"n": 2}


@pytest.mark.usefixtures("_alone")
async def test_an_answer_in_pieces_is_put_together() -> None:
    async def in_pieces(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        await reader.readuntil(b"\r\n\r\n")
        for byte in OK + b'\r\n{"n":1}':
            writer.write(bytes([byte]))
            await asyncio.sleep(0)
        writer.close()

    async with _raw(in_pieces) as endpoint:
        assert await _call(endpoint, {}) == {"n": 1}


@pytest.mark.usefixtures("_alone")
@pytest.mark.parametrize("says_so", [True, False])
async def test_a_connection_that_was_hung_up_is_replaced(says_so: bool) -> None:
    calls = 0

    async def once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal calls
        calls += 1
        await reader.readuntil(b"\r\n\r\n")
        closing = b"Connection: close\r\n" if says_so else b""
        writer.write(OK + closing + b'\r\n{"n":1}')
        await writer.drain()
        if not says_so:
            # Hung up only when the next call has come in.
            await reader.readuntil(b"POST")
        writer.close()

    async with _raw(once) as endpoint:
        assert await _call(endpoint, {}) == {"n": 1}
        assert await _call(endpoint, {}) == {"n": 1}
    assert calls == 2


@pytest.mark.usefixtures("_alone")
async def test_a_server_that_hangs_up_on_a_new_connection_is_told() -> None:
    async def hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    async with _raw(hang_up) as endpoint:
        with pytest.raises(aiohttp.ClientConnectionError):
            await _call(endpoint, {})


async def test_an_answer_without_a_length_is_left_to_rasa() -> None:
    seen: list[object] = []
    async with _web(seen) as endpoint:
        assert await _call(endpoint, {"chunks": True}) == {"n": 1}
    assert len(seen) == 2


@pytest.mark.parametrize(
    ("endpoint", "how"),
    [
        (EndpointConfig("https://127.0.0.1/webhook"), {}),
        (EndpointConfig("http://a:b@127.0.0.1/webhook"), {}),
        (EndpointConfig("http://127.0.0.1/webhook?a=b"), {}),
        (EndpointConfig("http://127.0.0.1/webhook", token="t"), {}),
        (EndpointConfig("http://127.0.0.1/webhook", headers={"a": "b"}), {}),
        (EndpointConfig("http://127.0.0.1/webhook", basic_auth={"username": "a"}), {}),
        (EndpointConfig("http://127.0.0.1/webhook", cafile="a.pem"), {}),
        (EndpointConfig("http://127.0.0.1/webhook"), {"method": "get"}),
        (EndpointConfig("http://127.0.0.1/webhook"), {"subpath": "a"}),
        (EndpointConfig("http://127.0.0.1/webhook"), {"compress": True}),
        (EndpointConfig("http://127.0.0.1/webhook"), {"params": {"a": "b"}}),
    ],
)
async def test_any_other_call_goes_rasas_way(
    endpoint: EndpointConfig, how: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def rasas(*_: object, **__: object) -> str:
        return "rasas"

    monkeypatch.setattr(action_client, "_request", rasas)
    answer = await request(endpoint, json={}, timeout=1, **how)
    assert answer == "rasas"


def test_each_event_loop_gets_connections_of_its_own() -> None:
    seen: list[object] = []
    kept: list[EndpointConfig] = []

    async def twice() -> None:
        async with _web(seen) as endpoint:
            if kept:
                kept[0].url = endpoint.url
            else:
                kept.append(endpoint)
            assert await _call(kept[0], {"n": 1}) == {"n": 1}

    asyncio.run(twice())
    asyncio.run(twice())
    assert len(seen) == 2
