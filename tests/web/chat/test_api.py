"""The widget's API over HTTP."""

from __future__ import annotations

import asyncio
import uuid
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.web.fake_bot import HOST, FakeBot, messages, served
from tests.web.harness import CALM, QUICK, Web, running_web, settings_for
from web.app import create_app
from web.core import wording


def refusal(response: httpx.Response) -> tuple[int, str]:
    """Status and code of a refused request; its message must be Chinese."""
    error = response.json()["error"]
    assert set(error) == {"code", "message"}
    assert any("\u4e00" <= sign <= "\u9fff" for sign in error["message"])
    return response.status_code, error["code"]


async def test_a_conversation(web: Web, bot: FakeBot) -> None:
    started = (await web.client.post("/api/chat/session", json={})).json()
    assert started["greeting"]["texts"] == [wording.GREETING]
    assert len(started["greeting"]["options"]) == len(wording.GREETING_QUESTIONS)
    bot.says(messages("好的", ("更多", "再详细点")))
    me = await web.session()
    asked = str(uuid.uuid4())
    turn = await me.ask(id=asked, text="托管怎么申请")
    assert turn["id"] == asked
    assert turn["status"] == "answered"
    assert datetime.fromisoformat(turn["at"]).tzinfo is not None
    reply = turn["reply"]
    assert reply["texts"] == ["好的"]
    assert (reply["service"], reply["region"]) == ("childcare", "zhengzhou")
    assert reply["sources"][0]["publisher"] == "总工会"
    assert "payload" not in str(turn)
    assert (await me.ask(id=asked, text="托管怎么申请")) == turn
    tapped = await me.ask(option=reply["options"][0]["id"])
    assert tapped["question"] == "更多"
    assert bot.asked[-1]["message"] == "再详细点"
    assert await me.history() == [turn, tapped]
    assert await me.history(turn["number"]) == [tapped]
    rated = await web.client.post(
        "/api/chat/feedback",
        json={"number": turn["number"], "value": "down", "reason": "不对"},
        headers=me.headers,
    )
    assert (rated.status_code, rated.content) == (204, b"")
    assert (await me.history())[0]["feedback"] == "down"


async def test_a_token_is_renewed_for_its_session(web: Web) -> None:
    me = await web.session()
    await me.ask(text="托管")
    response = await web.client.post("/api/chat/session", json={"token": me.token})
    again = replace(me, token=response.json()["token"])
    assert len(await again.history()) == 1
    response = await web.client.post("/api/chat/session", json={"token": "made up"})
    other = replace(me, token=response.json()["token"])
    assert await other.history() == []


async def test_a_slow_answer_is_pending_and_then_in_the_history(
    folder: Path, bot: FakeBot
) -> None:
    async with running_web(settings_for(folder, bot.port), patience=QUICK) as web:
        bot.gate.clear()
        me = await web.session()
        asked = str(uuid.uuid4())
        turn = await me.ask(id=asked, text="托管")
        assert turn["status"] == "pending"
        assert turn["reply"]["texts"] == [wording.WAIT]
        (known,) = await me.history()
        assert (known["status"], known["reply"]) == ("pending", None)
        bot.gate.set()
        async with asyncio.timeout(30):
            while (await me.history())[0]["status"] == "pending":
                await asyncio.sleep(0)
        assert (await me.ask(id=asked, text="托管"))["reply"]["texts"] == ["答：托管"]


async def test_what_a_client_adds_has_no_effect(web: Web, bot: FakeBot) -> None:
    me = await web.session()
    await me.ask(
        text="托管",
        sender="someone",
        channel="wechat",
        user="someone",
        metadata={"location": {"lat": 1, "lon": 2, "datum": "gcj02"}},
        status="answered",
    )
    other = await web.session()
    await other.ask(text="托管")
    assert set(bot.asked[0]) == {"sender", "message"}
    assert bot.asked[0]["sender"] != bot.asked[1]["sender"]
    assert len(bot.asked[0]["sender"]) == 64


async def test_a_position(web: Web, bot: FakeBot) -> None:
    me = await web.session()
    turn = await me.ask(location={"lat": 34.7512345, "lon": 113})
    assert turn["question"] == "我的位置"
    place = bot.asked[0]["metadata"]["location"]
    assert place == {"lat": 34.751, "lon": 113.0, "datum": "wgs84"}


@pytest.mark.parametrize(
    ("body", "refused"),
    [
        ({"text": "长" * 501}, (422, "text_too_long")),
        ({"text": " "}, (400, "empty_message")),
        ({"option": "x"}, (409, "unknown_option")),
        ({"option": ""}, (409, "unknown_option")),
        ({}, (400, "broken")),
        ({"text": "a", "option": "b"}, (400, "broken")),
        ({"text": "a", "location": {"lat": 1, "lon": 1}}, (400, "broken")),
        ({"text": 5}, (400, "broken")),
        ({"text": ["a"]}, (400, "broken")),
        ({"text": "a", "id": "not a uuid"}, (400, "broken")),
        ({"text": "a", "id": None}, (400, "broken")),
        ({"location": {"lat": 91, "lon": 0}}, (400, "broken")),
        ({"location": {"lat": "1", "lon": 0}}, (400, "broken")),
        ({"location": {"lat": True, "lon": 0}}, (400, "broken")),
        ({"location": None}, (400, "broken")),
    ],
)
async def test_messages_that_are_refused(
    web: Web, bot: FakeBot, body: dict[str, Any], refused: tuple[int, str]
) -> None:
    me = await web.session()
    assert refusal(await me.post(**body)) == refused
    assert await me.history() == []
    assert bot.asked == []


_ID = b'"id": "6f9619ff-8b86-4011-b42d-00cf4fc964ff"'


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"", "application/json", 400),
        (b"{", "application/json", 400),
        (b"null", "application/json", 400),
        (b'["text"]', "application/json", 400),
        (b"{" + _ID + b', "text": "\xff\xfe"}', "application/json", 400),
        (b"{" + _ID + b', "text": "\\ud800"}', "application/json", 400),
        (b"{" + _ID + b', "text": "a\\u0000b"}', "application/json", 400),
        (b"{" + _ID + b', "text": "a\x00b"}', "application/json", 400),
        (b"{" + _ID + b', "\\u0000": 1, "text": "a"}', "application/json", 400),
        (b"{" + _ID + b', "text": NaN}', "application/json", 400),
        (b"{" + _ID + b', "x": ' + b"9" * 9000 + b"}", "application/json", 400),
        (b"[" * 16000, "application/json", 400),
        (b"[" * 900 + b"]" * 900, "application/json", 400),
        (b'{"a":' * 2000 + b"1" + b"}" * 2000, "application/json", 400),
        (b"{" + _ID + b', "text": "a"}', "text/plain", 415),
        (b"{" + _ID + b', "text": "a"}', "application/json; charset=gbk", 415),
        (b"{" + _ID + b', "text": "a"}', "", 415),
        (b"{" + _ID + b', "text": "a"}', "application/json; charset=UTF-8", 200),
    ],
    ids=lambda value: repr(value)[-40:],
)
async def test_bodies(web: Web, content: bytes, kind: str, status: int) -> None:
    me = await web.session()
    response = await web.client.post(
        "/api/chat/messages",
        content=content,
        headers={**me.headers, "Content-Type": kind},
    )
    assert response.status_code == status
    if status != 200:
        refusal(response)
        assert await me.history() == []


@pytest.mark.parametrize(
    "header",
    [None, "", "Bearer", "Bearer x", "Basic x", "Bearer \xe9", "x" * 5000],
    ids=lambda value: ascii(value)[:20],
)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/chat/messages"),
        ("GET", "/api/chat/messages"),
        ("POST", "/api/chat/feedback"),
    ],
)
async def test_no_session(web: Web, method: str, path: str, header: str | None) -> None:
    headers = {} if header is None else {b"Authorization": header.encode("latin-1")}
    response = await web.client.request(method, path, json={}, headers=headers)
    assert refusal(response) == (401, "no_session")
    assert response.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "after",
    ["-1", "x", "1.5", "", "٣", str(2**63), "9" * 5000],
    ids=lambda value: ascii(value)[:20],
)
async def test_numbers_that_are_none(web: Web, after: str) -> None:
    me = await web.session()
    response = await web.client.get(
        "/api/chat/messages", params={"after": after}, headers=me.headers
    )
    assert refusal(response) == (400, "broken")


async def test_other_addresses_and_methods(web: Web) -> None:
    assert refusal(await web.client.get("/api/nothing")) == (404, "not_found")
    response = await web.client.delete("/api/chat/session")
    assert refusal(response) == (405, "not_allowed")
    assert response.headers["allow"] == "POST"


async def test_too_much_says_when_to_come_back(folder: Path, bot: FakeBot) -> None:
    settings = settings_for(folder, bot.port, limit_session="1/minute")
    async with running_web(settings) as web:
        me = await web.session()
        await me.ask(text="一")
        response = await me.post(text="二")
        assert refusal(response) == (429, "too_many_messages")
        assert 1 <= int(response.headers["retry-after"]) <= 60


@pytest.mark.parametrize(("trusted", "status"), [("192.0.2.1", 200), ("10.1.1.1", 429)])
async def test_only_trusted_proxies_say_who_is_behind_them(
    folder: Path, bot: FakeBot, trusted: str, status: int
) -> None:
    settings = settings_for(
        folder, bot.port, limit_address="1/minute", trusted_proxies=trusted
    )
    async with running_web(settings) as web:
        found = [
            await web.client.post(
                "/api/chat/session", json={}, headers={"X-Forwarded-For": address}
            )
            for address in ("203.0.113.1", "203.0.113.2")
        ]
    assert [response.status_code for response in found] == [200, status]


async def test_pages_elsewhere_may_use_it_if_they_are_named(
    folder: Path, bot: FakeBot
) -> None:
    settings = settings_for(folder, bot.port, web_origins="https://a.example")
    async with running_web(settings) as web:
        for origin, allowed in (("https://a.example", True), ("https://b.ex", False)):
            asked = await web.client.options(
                "/api/chat/messages",
                headers={
                    "Origin": origin,
                    "Access-Control-Request-Method": "POST",
                    "Access-Control-Request-Headers": "authorization,content-type",
                },
            )
            found = asked.headers.get("access-control-allow-origin")
            assert found == (origin if allowed else None)


async def test_without_its_tables_it_is_calm(tmp_path: Path, bot: FakeBot) -> None:
    async with running_web(settings_for(tmp_path, bot.port)) as web:
        me = await web.session()
        response = await me.post(text="托管")
        assert refusal(response) == (503, "unavailable")
        assert "12351" in response.text


async def test_it_holds_over_real_sockets(folder: Path, bot: FakeBot) -> None:
    app = create_app(settings_for(folder, bot.port), patience=CALM)
    async with (
        served(app) as port,
        httpx.AsyncClient(base_url=f"http://{HOST}:{port}", timeout=30) as client,
    ):
        me = await Web(app, client).session()
        turns = await asyncio.gather(*(me.ask(text=f"问{n}") for n in range(10)))
        assert [turn["reply"]["texts"] for turn in turns] == [
            [f"答：{turn['question']}"] for turn in turns
        ]
        assert bot.overlaps == 0
