"""A trial and a worker are told the same by the real bot."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest
import pytest_asyncio

from knowledge.publishing.actor import Actor, actor_var
from knowledge.publishing.documents import live_document
from knowledge.publishing.drafts import find_draft, submit
from knowledge.publishing.publishing import publish
from tests.running_bot import RunningBot, start_bot
from tests.web.console.harness import Clock, Console
from tests.web.console.trial.talking import attempt, draft, shown
from tests.web.harness import SECRET, running_web

TALK = (
    "在郑州上班，暑托班咋报名",
    "那要带啥材料",
    "2021年全省打算帮多少家庭",
    "第一个",
    "工伤认定去哪儿",
    "今天天气咋样",
    "活着没意思，不想活了",
)
NEW = "从今年起在工会网站上统一报名。"
ALIAS = "放假带娃班"


@pytest.fixture(scope="module")
def running() -> Iterator[RunningBot]:
    """A bot of our own: what it knows is changed."""
    with start_bot(secret=SECRET) as bot:
        yield bot


@pytest_asyncio.fixture
async def console(running: RunningBot) -> AsyncIterator[Console]:
    """The console beside it."""
    clock = Clock()
    async with running_web(running.settings, clock=clock) as web:

        def new_client() -> httpx.AsyncClient:
            transport = httpx.ASGITransport(web.app, client=("192.0.2.1", 1234))
            return httpx.AsyncClient(transport=transport, base_url="http://web.test")

        yield Console(web, clock, new_client)


def told(text: str) -> str:
    """A text without breaks, as ``shown`` gives it."""
    return re.sub(r"[ \n]+", " ", text).strip()


async def test_a_trial_says_what_a_worker_reads(
    running: RunningBot, console: Console
) -> None:
    visitor = await console.logged_in("someone")
    before: list[str] = []
    for sentence in TALK:
        replies = await asyncio.to_thread(running.say, "a worker", sentence)
        page = shown(await attempt(visitor, sentence, said=before))
        for reply in replies:
            if "text" in reply:
                assert told(reply["text"]) in page
        before.append(sentence)


async def test_drafts_show_before_they_are_published_and_live_after(
    running: RunningBot, console: Console
) -> None:
    visitor = await console.logged_in("trier")
    sentence = f"{ALIAS}在郑州咋报名"

    async def answer(against: str) -> str:
        return shown(await attempt(visitor, sentence, against=against))

    edit(console)
    assert NEW not in await answer("live")
    assert NEW in await answer("drafts")
    release(console)
    found = f"“{ALIAS}” → 服务“职工子女爱心托管”"
    # The bot looks for a new version each second.
    async with asyncio.timeout(20):
        while found not in (page := await answer("live")):
            await asyncio.sleep(0.2)
    assert NEW in page
    replies = await asyncio.to_thread(running.say, "another worker", sentence)
    assert NEW in replies[0]["text"]


async def test_only_who_knows_the_token_reaches_the_api(running: RunningBot) -> None:
    base = running.url.split("/webhooks")[0]
    async with httpx.AsyncClient(base_url=base, trust_env=False) as client:
        for method, path in (
            ("POST", "/model/parse"),
            ("PUT", "/model"),
            ("DELETE", "/model"),
            ("GET", "/domain"),
            ("GET", "/conversations/x/tracker"),
        ):
            for token in ({}, {"token": "wrong"}):
                sent: Any = None if method == "GET" else {"text": "你好"}
                response = await client.request(method, path, params=token, json=sent)
                assert response.status_code == 401, path
    assert running.say("a third worker", "你好")


def test_the_token_is_in_no_log(running: RunningBot) -> None:
    for process in ("bot", "actions"):
        assert "token=" not in running.log(process)


def edit(console: Console) -> None:
    """Write a new answer and a new name into a draft."""
    with console.session() as session:
        live = live_document(session, "programme", "childcare")
    assert live is not None
    answers = [
        {**each, "text": NEW}
        if (each["aspect"], each["region"]) == ("howto", "zhengzhou")
        else each
        for each in live["answers"]
    ]
    faqs = [each for each in live["faqs"] if each["id"] != "childcare_signup_zz"]
    aliases = [*live["aliases"], ALIAS]
    fields = {"answers": answers, "faqs": faqs, "aliases": aliases}
    draft(console, "programme", "childcare", **fields)


def release(console: Console) -> None:
    """Hand the draft in, and have another person publish it."""
    reviewer = console.add("reviewer", role="reviewer")
    for number, role, step in (
        (console.staff("writer").id, "editor", "submit"),
        (reviewer, "reviewer", "publish"),
    ):
        token = actor_var.set(Actor(number, role, role, role))  # type: ignore[arg-type]
        try:
            with console.session() as session:
                found = find_draft(session, "programme", "childcare")
                assert found is not None
                if step == "submit":
                    submit(session, found.id, found.version)
                else:
                    publish(session, [found.id], "试一试")
        finally:
            actor_var.reset(token)
