"""The 企业微信 application: the same rules, always encrypted, no links that speak."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.web.wechat.asgi_call import Response, call
from tests.web.wechat.crowd import run
from tests.web.wechat.fake_wechat import AES_KEY, TOKEN, sign
from tests.web.wechat.scripted_core import Scripted, ScriptedCore
from tests.web.wechat.test_aes_envelope import ECHO
from tests.web.wechat.virtual_time import START, virtually
from tests.web.wechat.worlds import OTHER_AES_KEY, World, application, raw
from web.core.incoming import Incoming, Position
from web.core.turn import Option, Reply
from web.wechat import wording


def slow(incoming: Incoming) -> Scripted:
    """An answer with options after 20 s."""
    options = (Option("o1", "甲"), Option("o2", "乙"))
    return 20, Reply((f"答：{incoming.text}",), options), "clarify"


ANSWER = "答：问\n\n1. 甲\n2. 乙"


async def echoed(world: World, echo: str, signature: str | None = None) -> Response:
    timestamp, nonce = str(START), "n"
    query = {
        "timestamp": timestamp,
        "nonce": nonce,
        "echostr": echo,
        "msg_signature": signature or sign(TOKEN, timestamp, nonce, echo),
    }
    return await call(world.app, "GET", "/wecom", query)


def test_the_address_is_verified_by_its_decrypted_echo() -> None:
    async def test() -> None:
        async with application() as world:
            assert await echoed(world, ECHO) == Response(200, "1616140317555161061")
            assert (await echoed(world, ECHO, "0" * 40)).status == 403
            assert (await echoed(world, "5838")).status == 400

    virtually(test)


def test_a_message_is_answered_in_the_envelope() -> None:
    async def test() -> None:
        async with application() as world:
            shown = await world.wechat.text("zhangsan", "问", AgentID="1000002")
            assert shown == ["答：问"]
            (asked,) = world.core.asked
            assert (asked.channel, asked.user) == ("wecom", "zhangsan")

    virtually(test)


def test_options_are_plain_lines() -> None:
    def script(incoming: Incoming) -> Scripted:
        return 0, slow(incoming)[1], "clarify"

    async def test() -> None:
        async with application(ScriptedCore(script)) as world:
            assert await world.wechat.text("u", "问") == [ANSWER]

    virtually(test)


def test_a_place_is_gcj02() -> None:
    async def test() -> None:
        async with application() as world:
            await world.wechat.send(
                "u", "location", Location_X="34.7", Location_Y="113.6"
            )
            assert world.core.asked[0].position == Position(34.7, 113.6, "gcj02")

    virtually(test)


@pytest.mark.parametrize("name", ["enter_agent", "unsubscribe", "view", "LOCATION"])
def test_events_that_nobody_answers_are_accepted(name: str) -> None:
    async def test() -> None:
        async with application() as world:
            assert await world.wechat.event("u", name) == []
            assert world.wechat.shown.failures == []

    virtually(test)


def test_with_a_secret_slow_answers_are_sent() -> None:
    async def test() -> None:
        async with application(ScriptedCore(slow), secret="s3cret") as world:
            assert await world.wechat.text("u", "问") == []
            await asyncio.sleep(20)
            assert world.api.sent == [
                {
                    "touser": "u",
                    "msgtype": "text",
                    "agentid": 1000002,
                    "text": {"content": ANSWER},
                }
            ]

    virtually(test)


@pytest.mark.parametrize("code", [40001, 42001])
def test_a_stale_token_is_replaced(code: int) -> None:
    async def test() -> None:
        async with application(ScriptedCore(slow), secret="s3cret") as world:
            world.api.errors["message/send"] = [code]
            await world.wechat.text("u", "问")
            await asyncio.sleep(20)
            assert len(world.api.sent) == 1
            assert world.api.tokens.total() == 2

    virtually(test)


def test_without_a_secret_the_next_message_fetches_the_answer() -> None:
    async def test() -> None:
        async with application(ScriptedCore(slow)) as world:
            assert await world.wechat.text("u", "问") == [wording.COLLECT]
            await asyncio.sleep(10)
            assert await world.wechat.text("u", "1") == [ANSWER]

    virtually(test)


@pytest.mark.parametrize(
    ("server", "status"),
    [
        ({"receiver": "ww0"}, 400),
        ({"aes_key": "B" * 43}, 400),
        ({"mode": "plain"}, 403),
    ],
    ids=["other corpid", "other key", "plain"],
)
def test_what_is_not_ours_is_refused(server: dict[str, Any], status: int) -> None:
    async def test() -> None:
        async with application() as world:
            other = world.server(**{"mode": "aes", "path": "/wecom", **server})
            xml = other.compose("u", "text", Content="问")
            assert (await other.post(*other.request(xml))).status == status
            assert world.core.asked == []

    virtually(test)


def test_in_a_rotation_each_key_is_answered_with_itself() -> None:
    async def test() -> None:
        keys = {"aes_key": raw(OTHER_AES_KEY), "previous_aes_key": raw(AES_KEY)}
        async with application(**keys) as world:
            old = world.server(mode="aes", path="/wecom")
            assert await old.text("u", "旧") == ["答：旧"]

    virtually(test)


@pytest.mark.parametrize("api", [False, True])
def test_a_crowd_in_a_storm_is_answered_exactly_once(api: bool) -> None:
    report = run(40, channel="wecom", api=api)
    assert report.wrong == []
    assert report.passive > 0
