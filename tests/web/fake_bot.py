"""A bot that says what a test wants, served over HTTP as Rasa's REST channel is."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

Answer = Callable[[dict[str, Any]], Awaitable[Response]]
HOST = "127.0.0.1"


def envelope(**changes: Any) -> dict[str, Any]:
    """Make an envelope as `actions` sends it."""
    return {
        "version": 1,
        "status": "answered",
        "service": "childcare",
        "aspects": ["howto"],
        "region": "zhengzhou",
        "figures": [],
        "sources": [
            {"title": "通知", "publisher": "总工会", "date": "2025-06-23", "url": None}
        ],
        **changes,
    }


def messages(
    text: str, *buttons: tuple[str, str], **changes: Any
) -> list[dict[str, Any]]:
    """Make what Rasa's REST channel gives for one reply."""
    said: dict[str, Any] = {"text": text}
    if buttons:
        said["buttons"] = [{"title": t, "payload": p} for t, p in buttons]
    return [said, {"custom": {"answer": envelope(**changes)}}]


class FakeBot:
    """Records what it is asked; echoes it unless a test says otherwise.

    Attributes:
        asked: The bodies of all questions, in the order of their arrival.
        answered: The messages in the order in which they were answered.
        gate: While it is closed, no question is answered.
        answer: What makes the response.
        most_at_once: How many questions it had at most at the same time.
    """

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.answered: list[str] = []
        self.arrived = asyncio.Event()
        self.gate = asyncio.Event()
        self.gate.set()
        self.answer: Answer = self.echo
        self.port = 0
        self.busy: dict[str, int] = {}
        self.overlaps = 0
        self.most_at_once = 0

    async def echo(self, body: dict[str, Any]) -> Response:
        """Say the question again."""
        return JSONResponse(messages(f"答：{body['message']}"))

    def says(self, content: Any) -> None:
        """Answer everything with this JSON."""

        async def answer(_body: dict[str, Any]) -> Response:
            return JSONResponse(content)

        self.answer = answer

    def sends(self, body: bytes, status: int = 200) -> None:
        """Answer everything with these bytes."""

        async def answer(_body: dict[str, Any]) -> Response:
            return Response(body, status, media_type="application/json")

        self.answer = answer

    async def webhook(self, request: Request) -> Response:
        """Take a question as Rasa does."""
        body: dict[str, Any] = await request.json()
        sender = body["sender"]
        self.asked.append(body)
        self.arrived.set()
        self.busy[sender] = self.busy.get(sender, 0) + 1
        self.overlaps += self.busy[sender] > 1
        self.most_at_once = max(self.most_at_once, sum(self.busy.values()))
        try:
            await self.gate.wait()
            response = await self.answer(body)
        finally:
            self.busy[sender] -= 1
        self.answered.append(body["message"])
        return response

    def app(self) -> Starlette:
        """The bot's and the actions' addresses in one app."""

        async def fine(_request: Request) -> Response:
            return JSONResponse({"status": "ok"})

        return Starlette(
            routes=[
                Route("/webhooks/rest/webhook", self.webhook, methods=["POST"]),
                Route("/webhooks/rest/", fine),
                Route("/health", fine),
            ]
        )


@contextlib.asynccontextmanager
async def served(app: Any) -> AsyncIterator[int]:
    """Have an app listening on a free port of loopback; gives the port."""
    listener = socket.socket()
    listener.bind((HOST, 0))
    config = uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    # The test's own signals stay the test's.
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        while not server.started and not serving.done():
            await asyncio.sleep(0)
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        await serving
        listener.close()


@contextlib.asynccontextmanager
async def fake_bot() -> AsyncIterator[FakeBot]:
    """Have a fake bot listening."""
    bot = FakeBot()
    async with served(bot.app()) as port:
        bot.port = port
        try:
            yield bot
        finally:
            # Nobody must wait for an answer when the server is to end.
            bot.gate.set()
