"""Connections on which no request comes."""

from __future__ import annotations

import asyncio
import socket

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from tests.web.fake_bot import HOST
from web.impatience import ImpatientProtocol


async def _hello(_request: Request) -> Response:
    return PlainTextResponse("你好")


class _Quick(ImpatientProtocol):
    seconds = 0.2


HEAD = b"GET / HTTP/1.1\r\nHost: x\r\n"


@pytest.mark.parametrize(
    ("sent", "answers"),
    [
        ([b""], 0),
        ([b"GET"], 0),
        ([HEAD], 0),
        ([HEAD + b"\r\n", b""], 1),
        ([HEAD + b"\r\n", HEAD], 1),
        ([HEAD + b"\r\n", HEAD + b"\r\n", b"G"], 2),
        ([HEAD + b"\r\n" + HEAD + b"\r\n", b"G"], 2),
    ],
)
async def test_a_head_that_does_not_end_ends_the_connection(
    sent: list[bytes], answers: int
) -> None:
    listener = socket.socket()
    listener.bind((HOST, 0))
    app = Starlette(routes=[Route("/", _hello)])
    config = uvicorn.Config(app, http=_Quick, log_config=None, timeout_keep_alive=1)
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    while not server.started:
        await asyncio.sleep(0)
    reader, writer = await asyncio.open_connection(*listener.getsockname())
    got = b""
    for number, piece in enumerate(sent):
        while got.count("你好".encode()) < min(number, answers):
            got += await reader.read(1000)
        writer.write(piece)
    async with asyncio.timeout(30):
        got += await reader.read()
    assert got.count(b"200 OK") == answers
    writer.close()
    server.should_exit = True
    await serving
    listener.close()
