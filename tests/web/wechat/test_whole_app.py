"""The official account and 企业微信 in the whole app, with the real core."""

from __future__ import annotations

import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from tests.web.fake_bot import FakeBot, fake_bot, messages, served
from tests.web.harness import Web, migrate, running_web, settings_for
from tests.web.wechat.fake_wechat import FakeWeChat
from tests.web.wechat.worlds import APPLICATION, OFFICIAL

ID_CARD = "11010519491231002X"


@asynccontextmanager
async def app(folder: Path) -> AsyncIterator[tuple[Web, FakeBot]]:
    """The app with both channels and a bot that says what it hears."""
    async with fake_bot() as bot:
        # No test may reach WeChat: nothing listens on port 1.
        nowhere = {"api_base": "http://127.0.0.1:1"}
        settings = settings_for(
            folder,
            bot.port,
            wechat=replace(OFFICIAL, **nowhere),
            wecom=replace(APPLICATION, **nowhere),
        )
        migrate(settings.database_url)
        async with running_web(settings) as web:
            yield web, bot


def stored(web: Web) -> list[dict[str, Any]]:
    """All rows of the turns."""
    with web.services.engine.connect() as connection:
        rows = connection.execute(text("SELECT * FROM turn ORDER BY id"))
        return [dict(row) for row in rows.mappings()]


async def test_a_message_becomes_a_turn_without_openid_and_numbers(
    tmp_path: Path,
) -> None:
    async with app(tmp_path) as (web, bot):
        wechat = FakeWeChat(web.app, time.time)
        (shown,) = await wechat.text("oOpenId1", f"我的身份证{ID_CARD}能办吗")
        assert shown.startswith("答：我的身份证")
        (row,) = stored(web)
        assert row["channel"] == "wechat"
        assert ID_CARD not in str(row) + str(bot.asked)
        assert "oOpenId1" not in str(row) + str(bot.asked)


@pytest.mark.parametrize("typed", [True, False])
async def test_options_work_by_touch_and_by_number(tmp_path: Path, typed: bool) -> None:
    async with app(tmp_path) as (web, bot):
        bot.says(messages("哪一项？", ("怎么办", "/ask{}"), ("要啥材料", "/need{}")))
        wechat = FakeWeChat(web.app, time.time)
        (shown,) = await wechat.text("u", "托管")
        found = re.search(r'2\. <a href="[^"]*msgmenuid=([^"]+)">要啥材料</a>', shown)
        assert found is not None
        if typed:
            await wechat.text("u", "2")
        else:
            await wechat.text("u", "要啥材料", bizmsgmenuid=found[1])
        assert bot.asked[-1]["message"] == "/need{}"


async def test_a_place_reaches_the_bot_as_gcj02(tmp_path: Path) -> None:
    async with app(tmp_path) as (web, bot):
        wechat = FakeWeChat(web.app, time.time)
        await wechat.send(
            "u", "location", Location_X="34.74661", Location_Y="113.6253", Label="我家"
        )
        (asked,) = bot.asked
        assert asked["metadata"]["location"] == {
            "lat": 34.747,
            "lon": 113.625,
            "datum": "gcj02",
        }
        assert "我家" not in str(asked) + str(stored(web))


async def test_a_long_answer_is_continued_from_the_stored_turn(tmp_path: Path) -> None:
    long = "".join(f"第{number}条要带身份证。" for number in range(100))
    async with app(tmp_path) as (web, bot):
        bot.says(messages(long))
        wechat = FakeWeChat(web.app, time.time)
        (first,) = await wechat.text("u", "问")
        (second,) = await wechat.text("u", "继续")
        assert first.rsplit("\n\n", 1)[0] + second == long
        assert len(bot.asked) == 1


async def test_whoever_subscribes_is_greeted_and_can_touch_a_question(
    tmp_path: Path,
) -> None:
    async with app(tmp_path) as (web, bot):
        wechat = FakeWeChat(web.app, time.time)
        (shown,) = await wechat.event("u", "subscribe")
        found = re.search(r'1\. <a href="[^"]*msgmenuid=([^"]+)">([^<]+)</a>', shown)
        assert found is not None
        await wechat.text("u", found[2], bizmsgmenuid=found[1])
        assert [asked["message"] for asked in bot.asked] == [found[2]]


async def test_what_was_not_verified_leaves_nothing(tmp_path: Path) -> None:
    async with app(tmp_path) as (web, bot):
        wechat = FakeWeChat(web.app, time.time)
        query, body = wechat.request(wechat.compose("u", "text", Content="问"))
        bad = {**query, "signature": "0" * 40}
        assert (await wechat.post(bad, body)).status == 403
        assert (await wechat.post(query, b"<xml>")).status == 400
        assert (await wechat.post(query, body + b" " * 16384)).status == 413
        assert (stored(web), bot.asked) == ([], [])


async def test_wecom_is_answered_by_the_same_core(tmp_path: Path) -> None:
    async with app(tmp_path) as (web, _):
        wecom = FakeWeChat(web.app, time.time, mode="aes", path="/wecom")
        assert await wecom.text("zhangsan", "问") == ["答：问"]
        assert [row["channel"] for row in stored(web)] == ["wecom"]


async def test_over_a_socket_a_delivery_that_was_cut_claims_no_answer(
    tmp_path: Path,
) -> None:
    async with app(tmp_path) as (web, bot), served(web.app) as port:
        bot.gate.clear()
        wechat = FakeWeChat(web.app, time.time)
        xml = wechat.compose("u", "text", Content="问")

        async def deliver(client: httpx.AsyncClient) -> httpx.Response:
            query, body = wechat.request(xml)
            return await client.post("/wechat", params=query, content=body)

        base = f"http://127.0.0.1:{port}"
        async with httpx.AsyncClient(base_url=base, trust_env=False) as client:
            client.timeout = httpx.Timeout(5, read=0.3)
            with pytest.raises(httpx.ReadTimeout):
                await deliver(client)
            bot.gate.set()
            client.timeout = httpx.Timeout(10)
            assert "答：问" in (await deliver(client)).text
        assert [asked["message"] for asked in bot.asked] == ["问"]
