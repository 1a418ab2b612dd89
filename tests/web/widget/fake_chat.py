"""A chat backend that keeps the API's contract and does what a test tells it."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

Json = dict[str, Any]
WAIT = "正在查，请稍等。"
GREETING: Json = {
    "texts": ["你好，我是工小暖。河南工会的服务，用平常话问就行。"],
    "options": [{"id": "g1", "title": "爱心托管怎么报名"}],
}


def reply(*texts: str, **more: Any) -> Json:
    """Return a reply with nothing but the texts, unless told otherwise."""
    empty = {"options": [], "service": None, "region": None}
    return {"texts": list(texts), **empty, "figures": [], "sources": [], **more}


class Cut(Response):
    """An answer that breaks off in the middle."""

    def __init__(self, content: Json) -> None:
        super().__init__(json.dumps(content)[:-5], media_type="application/json")
        self.headers["content-length"] = str(len(self.body) + 5)


@dataclass(frozen=True)
class Fault:
    """What happens to one message instead of a plain answer.

    Attributes:
        status: Error status that is sent, the message not being accepted.
        message: The error's text.
        retry_after: Seconds of ``Retry-After``.
        cut: The message is accepted, but its answer breaks off.
        pending: The message is accepted, the answer comes with ``finish``.
    """

    status: int = 0
    message: str = ""
    retry_after: int | None = None
    cut: bool = False
    pending: bool = False


@dataclass
class FakeChat:
    """The state of the backend, which outlives a restart of its server.

    Attributes:
        replies: Reply by text or option id; others get an echo.
        statuses: Status by question; others are answered.
        faults: What happens to the next messages.
        gate: Messages wait for it before they are looked at.
        attempts: Each message that came, by its id, also repeated ones.
        turns: The accepted turns by session.
        feedback: Each rating that came.
        bodies: The accepted messages as they were sent.
    """

    replies: dict[str, Json] = field(default_factory=dict)
    statuses: dict[str, str] = field(default_factory=dict)
    faults: deque[Fault] = field(default_factory=deque)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    attempts: list[str] = field(default_factory=list)
    turns: dict[str, list[Json]] = field(default_factory=dict)
    feedback: list[Json] = field(default_factory=list)
    bodies: list[Json] = field(default_factory=list)
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        self.gate.set()

    @property
    def questions(self) -> list[str]:
        """All questions that were accepted, in that order, of all sessions."""
        return [turn["question"] for turns in self.turns.values() for turn in turns]

    def forget_sessions(self) -> None:
        """Take no token any more that was issued so far."""
        self.turns = {f"forgotten {token}": t for token, t in self.turns.items()}

    def finish(self) -> None:
        """Answer what is pending."""
        for turns in self.turns.values():
            for turn in turns:
                turn["status"] = "answered"
                turn["reply"] = self._reply_to(turn["question"])

    def app(self, more: list[BaseRoute]) -> Starlette:
        """Return the API and further routes as an application."""
        api: list[tuple[str, str, Callable[[Request], Awaitable[Response]]]] = [
            ("POST", "session", self._session),
            ("POST", "messages", self._message),
            ("GET", "messages", self._history),
            ("POST", "feedback", self._feedback),
        ]
        return Starlette(
            routes=[
                *(
                    Route(f"/api/chat/{path}", do, methods=[how])
                    for how, path, do in api
                ),
                *more,
            ],
            middleware=[
                Middleware(
                    CORSMiddleware,
                    allow_origins=["*"],
                    allow_methods=["GET", "POST"],
                    allow_headers=["Authorization", "Content-Type"],
                    expose_headers=["Retry-After"],
                )
            ],
        )

    async def _session(self, request: Request) -> Response:
        token = (await request.json()).get("token")
        if token not in self.turns:
            token = f"token-{len(self.turns) + 1}"
            self.turns[token] = []
        return JSONResponse({"token": token, "greeting": GREETING})

    async def _message(self, request: Request) -> Response:
        turns = self._turns(request)
        if turns is None:
            return _error(401, "会话过期了")
        body = await request.json()
        self.attempts.append(body["id"])
        await self.gate.wait()
        fault = self.faults.popleft() if self.faults else Fault()
        if fault.status:
            return _error(fault.status, fault.message, fault.retry_after)
        turn = next((turn for turn in turns if turn["id"] == body["id"]), None)
        if turn is None:
            turn = self._accept(body, fault.pending)
            turns.append(turn)
        return Cut(turn) if fault.cut else JSONResponse(turn)

    def _accept(self, body: Json, pending: bool) -> Json:
        self.bodies.append(body)
        question = body.get("text") or body.get("option") or "我的位置"
        return {
            "id": body["id"],
            "number": next(self.numbers),
            "at": "2026-05-01T09:00:00+08:00",
            "question": self._title(question),
            "status": "pending" if pending else self.statuses.get(question, "answered"),
            "reply": reply(WAIT) if pending else self._reply_to(question),
            "feedback": None,
        }

    def _title(self, question: str) -> str:
        offered = [*GREETING["options"]]
        offered += [option for r in self.replies.values() for option in r["options"]]
        titles = {option["id"]: option["title"] for option in offered}
        return titles.get(question, question)

    def _reply_to(self, question: str) -> Json:
        return self.replies.get(question) or reply(f"答：{self._title(question)}")

    async def _history(self, request: Request) -> Response:
        turns = self._turns(request)
        if turns is None:
            return _error(401, "会话过期了")
        after = int(request.query_params["after"])
        return JSONResponse({"turns": [t for t in turns if t["number"] > after]})

    async def _feedback(self, request: Request) -> Response:
        body = await request.json()
        self.feedback.append(body)
        for turn in self._turns(request) or []:
            if turn["number"] == body["number"]:
                turn["feedback"] = body["value"]
        return Response(status_code=204)

    def _turns(self, request: Request) -> list[Json] | None:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        return self.turns.get(token)


def _error(status: int, message: str, retry_after: int | None = None) -> Response:
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    error = {"code": str(status), "message": message}
    return JSONResponse({"error": error}, status, headers)
