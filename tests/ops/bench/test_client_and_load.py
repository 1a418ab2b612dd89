"""The client measures replies, and takes nothing else for one."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from ops.bench.client import Connection
from ops.bench.load import NotAReplyError, ask, check

_REPLY = [{"text": "你好"}, {"custom": {"answer": {"status": "smalltalk"}}}]
_SORRY = [{"text": "抱歉"}, {"custom": {"answer": {"status": "error"}}}]


class _Bot:
    """Answers over HTTP; keeps what was said and by whom."""

    def __init__(self, answer: Callable[[str], Any], status: str = "200 OK") -> None:
        self._answer = answer
        self._status = status
        self.said: list[tuple[str, str]] = []
        self.connections = 0

    async def serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.connections += 1
        while head := await _head(reader):
            length = int(head.lower().split("content-length:")[1].split("\r\n")[0])
            message = json.loads(await reader.readexactly(length))
            self.said.append((message["sender"], message["message"]))
            body = json.dumps(self._answer(message["message"])).encode()
            fields = f"content-length: {len(body)}\r\n\r\n"
            writer.write(f"HTTP/1.1 {self._status}\r\n{fields}".encode() + body)
        writer.close()


async def _head(reader: asyncio.StreamReader) -> str:
    try:
        return (await reader.readuntil(b"\r\n\r\n")).decode()
    except asyncio.IncompleteReadError:
        return ""


@asynccontextmanager
async def _running(bot: _Bot) -> AsyncIterator[str]:
    server = await asyncio.start_server(bot.serve, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}/webhooks/rest/webhook"


async def test_every_question_is_asked_once_and_timed() -> None:
    bot, questions = _Bot(lambda _: _REPLY), [f"问题{n}" for n in range(40)]
    async with _running(bot) as webhook:
        sample = await ask(webhook, 4, questions)
    asked = [message for _, message in bot.said if message != "你好"]
    assert sorted(asked) == sorted(questions)
    assert len(sample.latencies) == 40
    assert 0 < max(sample.latencies) <= sample.seconds
    assert sample.errors == 0
    assert bot.connections == 4


async def test_no_two_clients_share_a_conversation() -> None:
    bot = _Bot(lambda _: _REPLY)
    async with _running(bot) as webhook:
        await ask(webhook, 3, [f"问题{n}" for n in range(30)])
    turns = [sender for sender, message in bot.said if message != "你好"]
    assert max(turns.count(sender) for sender in set(turns)) <= 8
    assert len(set(turns)) >= 4


async def test_replies_that_say_sorry_are_counted() -> None:
    bot = _Bot(lambda message: _SORRY if message == "坏" else _REPLY)
    async with _running(bot) as webhook:
        sample = await ask(webhook, 2, ["好", "坏", "好", "坏"])
    assert sample.errors == 2


async def test_silence_ends_the_run() -> None:
    bot = _Bot(lambda message: [] if message == "哑" else _REPLY)
    async with _running(bot) as webhook:
        with pytest.raises(NotAReplyError, match="哑"):
            await ask(webhook, 1, ["好", "哑"])


async def test_a_failure_of_the_server_is_no_reply() -> None:
    bot = _Bot(lambda _: _REPLY, status="500 Internal Server Error")
    async with _running(bot) as webhook:
        connection = await Connection.connect(webhook)
        with pytest.raises(ConnectionError, match="500"):
            await connection.say("me", "你好")
        await connection.close()


@pytest.mark.parametrize(
    "messages",
    [
        [],
        None,
        {"text": "你好"},
        [{"text": "你好"}],
        [{"custom": {"answer": {"status": "answered"}}}],
        [*_REPLY, *_REPLY],
    ],
)
def test_what_is_no_reply_is_told(messages: Any) -> None:
    with pytest.raises(NotAReplyError):
        check(messages, "你好")


def test_a_reply_gives_its_status() -> None:
    assert check(_REPLY, "你好") == "smalltalk"
