"""Sizes, headers and failures that nobody expected."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from tests.web.core.conftest import bot, folder, migrated_file  # noqa: F401
from tests.web.fake_bot import HOST, FakeBot, served
from tests.web.harness import running_web, settings_for
from web.middleware import LARGEST_BODY, CalmFailures, LimitBody


async def _length(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


async def _failing(_request: Request) -> Response:
    raise RuntimeError("13812345678 is nobody's business")


APP = Starlette(
    routes=[
        Route("/length", _length, methods=["GET", "POST"]),
        Route("/failing", _failing),
    ],
    middleware=[Middleware(CalmFailures), Middleware(LimitBody)],
)


async def _pieces(size: int) -> AsyncIterator[bytes]:
    for start in range(0, size, 1000):
        yield b"x" * min(1000, size - start)


@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize(
    ("size", "status"),
    [
        (0, 200),
        (LARGEST_BODY, 200),
        (LARGEST_BODY + 1, 413),
    ],
)
async def test_bodies_over_16_kb_are_refused(
    size: int, status: int, streamed: bool
) -> None:
    async with served(APP) as port, httpx.AsyncClient() as client:
        response = await client.post(
            f"http://{HOST}:{port}/length",
            content=_pieces(size) if streamed else b"x" * size,
        )
    assert response.status_code == status
    if status == 200:
        assert response.text == str(size)
    else:
        assert response.json()["error"]["code"] == "too_large"


@pytest.mark.parametrize(
    ("header", "content"),
    [
        # Not a byte of it is sent.
        (b"Content-Length: 99999999", b""),
        # And here its end is never sent.
        (b"Transfer-Encoding: chunked", b"5000\r\n" + b"x" * 0x5000 + b"\r\n"),
    ],
    ids=["announced", "streamed"],
)
async def test_it_is_refused_before_its_end(header: bytes, content: bytes) -> None:
    async with served(APP) as port:
        reader, writer = await asyncio.open_connection(HOST, port)
        head = b"POST /length HTTP/1.1\r\nHost: x\r\n" + header + b"\r\n\r\n"
        writer.write(head + content)
        async with asyncio.timeout(30):
            line = await reader.readline()
        writer.close()
    assert b"413" in line


async def test_a_failure_is_calm_and_its_words_stay_inside(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    transport = httpx.ASGITransport(APP)
    async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
        response = await client.get("/failing")
    assert response.status_code == 500
    assert "12351" in response.json()["error"]["message"]
    assert "RuntimeError at test_middleware.py" in caplog.text
    assert "13812345678" not in caplog.text + response.text


async def test_every_response_has_the_headers(
    folder: Path,  # noqa: F811
    bot: FakeBot,  # noqa: F811
) -> None:
    async with running_web(settings_for(folder, bot.port)) as web:
        found = [
            await web.client.get(path)
            for path in ("/healthz", "/metrics", "/api/openapi.json", "/nothing")
        ]
        found.append(await web.client.post("/api/chat/session", content=b"x" * 20000))
        found.append(await web.client.post("/api/chat/messages", json={}))
    assert [r.status_code for r in found] == [200, 200, 200, 404, 413, 401]
    for response in found:
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["referrer-policy"] == "no-referrer"
        assert "default-src 'none'" in response.headers["content-security-policy"]
        assert response.headers["cache-control"] == "no-store"
        assert "strict-transport-security" not in response.headers
