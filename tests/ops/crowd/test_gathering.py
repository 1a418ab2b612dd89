"""A small crowd at the real web app; only the bot is a fake."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest_asyncio
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ops.crowd.gathering import Report, gather
from ops.crowd.questions import QUESTIONS
from tests.web.core.conftest import bot, folder, migrated_file  # noqa: F401
from tests.web.fake_bot import HOST, FakeBot, messages, served
from tests.web.harness import CALM, settings_for
from web.app import create_app


@pytest_asyncio.fixture
async def app(folder: Path, bot: FakeBot) -> AsyncIterator[ASGIApp]:  # noqa: F811
    """The web app, beside a bot that knows what the crowd asks about."""

    async def answer(body: dict[str, Any]) -> Response:
        said = messages("好的", service=QUESTIONS.get(body["message"]))
        return JSONResponse(said)

    bot.answer = answer
    yield create_app(settings_for(folder, bot.port), patience=CALM)


async def crowd(app: ASGIApp, turns: int = 7) -> Report:
    """Have six sessions ask so many questions each."""
    async with served(app) as port:
        return await gather(f"http://{HOST}:{port}", 6, turns)


async def test_nothing_gets_lost(app: ASGIApp, bot: FakeBot) -> None:  # noqa: F811
    report = await crowd(app)
    assert report.is_right, report.lines()
    assert report.messages == len(report.latencies) == len(bot.asked) == 42
    assert bot.overlaps == 0
    assert "42 messages: 0 lost, 0 doubled, 0 out of order" in report.lines()[0]


class NewIds:
    """Gives every message an id of its own, as if it had never come before."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._count = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def receive_on() -> Any:
            message = await receive()
            if message.get("body") and scope["path"] == "/api/chat/messages":
                self._count += 1
                body = json.loads(message["body"])
                body["id"] = f"00000000-0000-0000-0000-{self._count:012d}"
                message = {**message, "body": json.dumps(body).encode()}
                headers = [h for h in scope["headers"] if h[0] != b"content-length"]
                scope["headers"] = headers
            return message

        await self._app(scope, receive_on, send)


async def test_what_is_answered_under_another_name_is_lost_and_doubled(
    app: ASGIApp,
) -> None:
    report = await crowd(NewIds(app))
    assert report.verdict.lost == 42
    assert report.verdict.doubled >= 42
    assert not report.is_right


async def test_the_answer_to_another_question_is_noticed(
    app: ASGIApp,
    bot: FakeBot,  # noqa: F811
) -> None:
    bot.says(messages("好的", service="childcare"))
    report = await crowd(app)
    childcare = sum(QUESTIONS[q["message"]] == "childcare" for q in bot.asked)
    assert report.verdict.out_of_order == 42 - childcare


async def test_turns_that_the_bot_does_not_answer_are_lost(
    app: ASGIApp,
    bot: FakeBot,  # noqa: F811
) -> None:
    bot.sends(b"oops", 500)
    assert (await crowd(app)).verdict.lost == 42


async def test_an_answer_after_the_wait_message_counts(
    folder: Path,  # noqa: F811
    bot: FakeBot,  # noqa: F811
    app: ASGIApp,
) -> None:
    # Everybody is told to wait.
    hasty = replace(CALM, reply=0.0)
    app = create_app(settings_for(folder, bot.port), patience=hasty)
    report = await crowd(app, turns=2)
    assert report.is_right, report.lines()
    assert len(report.latencies) == 12
