"""What each kind of message does."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.web.wechat.scripted_core import Scripted, ScriptedCore
from tests.web.wechat.virtual_time import now, virtually
from tests.web.wechat.worlds import official
from web.core.errors import TextTooLongError, TooManyMessagesError
from web.core.incoming import Incoming, Position
from web.core.turn import Option, Reply
from web.wechat import wording
from web.wechat.message import Message

NOTES = [
    ("voice", {"MediaId": "m"}, wording.VOICE),
    ("image", {"PicUrl": "https://x/y"}, wording.IMAGE),
    ("video", {"MediaId": "m"}, wording.VIDEO),
    ("shortvideo", {"MediaId": "m"}, wording.VIDEO),
    ("link", {"Url": "https://x/y", "Title": "t"}, wording.LINK),
]


@pytest.mark.parametrize(("kind", "fields", "note"), NOTES)
def test_what_cannot_be_read_gets_a_kind_note(
    kind: str, fields: dict[str, str], note: str
) -> None:
    async def test() -> None:
        async with official() as world:
            assert await world.wechat.send("u", kind, **fields) == [note]
            assert world.core.asked == []

    virtually(test)


ASKED: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("text", {"Content": "托管 怎么报名"}, {"text": "托管 怎么报名"}),
    ("voice", {"Recognition": "驿站在哪"}, {"text": "驿站在哪"}),
    (
        "location",
        {"Location_X": "34.7466", "Location_Y": "113.6253", "Label": "某路8号"},
        {"position": Position(34.7466, 113.6253, "gcj02")},
    ),
    (
        "text",
        {"Content": "怎么办理", "bizmsgmenuid": "o1"},
        {"text": "怎么办理", "option": "o1"},
    ),
    ("text", {"Content": "继续", "bizmsgmenuid": "say"}, {"text": "继续"}),
    (
        "event",
        {"MsgId": None, "Event": "CLICK", "EventKey": "困难职工帮扶怎么申请"},
        {"text": "困难职工帮扶怎么申请"},
    ),
    (
        "event",
        {"MsgId": None, "Event": "SCAN", "EventKey": "station", "Ticket": "t"},
        {"text": "附近的爱心驿站在哪里"},
    ),
    (
        "event",
        {"MsgId": None, "Event": "subscribe", "EventKey": "qrscene_childcare"},
        {"text": "职工子女爱心托管怎么报名"},
    ),
]


@pytest.mark.parametrize(("kind", "fields", "asked"), ASKED)
def test_what_is_asked(
    kind: str, fields: dict[str, Any], asked: dict[str, Any]
) -> None:
    async def test() -> None:
        core = ScriptedCore()
        core.options.add("o1")
        async with official(core) as world:
            (shown,) = await world.wechat.send("openid", kind, **fields)
            (incoming,) = core.asked
            assert incoming == Incoming(
                channel="wechat",
                user="openid",
                message_id=incoming.message_id,
                **asked,
            )
            assert "openid" not in incoming.message_id
            assert f"答：{asked.get('text', '')}" in shown

    virtually(test)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("unsubscribe", ""),
        ("VIEW", "https://example.org"),
        ("LOCATION", ""),
        ("CLICK", ""),
        ("TEMPLATESENDJOBFINISH", ""),
    ],
)
def test_events_that_nobody_answers_are_accepted(name: str, key: str) -> None:
    async def test() -> None:
        async with official() as world:
            assert await world.wechat.event("u", name, key) == []
            assert world.wechat.shown.failures == []
            assert world.core.asked == []

    virtually(test)


@pytest.mark.parametrize(
    ("name", "key", "words"),
    [
        ("subscribe", "", wording.WELCOME),
        ("subscribe", "qrscene_123", wording.WELCOME),
        ("SCAN", "123", wording.SCANNED),
    ],
)
def test_whoever_comes_is_greeted_with_things_to_ask(
    name: str, key: str, words: str
) -> None:
    async def test() -> None:
        async with official() as world:
            (shown,) = await world.wechat.event("u", name, key)
            assert shown.startswith(f"{words}\n\n我是工小暖。\n\n1. <a href=")
            assert world.core.asked == []

    virtually(test)


@pytest.mark.parametrize(
    "place", [{"Location_X": "x", "Location_Y": "1"}, {"Location_X": "91"}, {}]
)
def test_a_place_that_is_none_is_accepted_in_silence(place: dict[str, str]) -> None:
    async def test() -> None:
        async with official() as world:
            assert await world.wechat.send("u", "location", **place) == []
            assert world.core.asked == []

    virtually(test)


def test_a_link_of_an_earlier_reply_still_says_its_title() -> None:
    async def test() -> None:
        async with official() as world:
            shown = await world.wechat.text("u", "怎么办理", bizmsgmenuid="old")
            assert shown == ["答：怎么办理"]

    virtually(test)


@pytest.mark.parametrize("error", [TextTooLongError(), TooManyMessagesError(5)])
def test_what_the_core_refuses_is_told(
    error: TextTooLongError | TooManyMessagesError,
) -> None:
    async def test() -> None:
        core = ScriptedCore()
        core.refuses["长"] = error
        async with official(core) as world:
            assert await world.wechat.text("u", "长") == [error.message]

    virtually(test)


def handing_off(incoming: Incoming) -> Scripted:
    return 0.0, Reply(("找真人请打12351。",), (Option("o", "甲"),)), "handoff"


@pytest.mark.parametrize(
    ("seats", "hours_later", "transfers"),
    [(True, 0, True), (True, 2.5, False), (True, 12, False), (False, 0, False)],
    ids=["open", "at noon", "in the evening", "no seats"],
)
def test_people_take_over_when_they_are_there(
    seats: bool, hours_later: float, transfers: bool
) -> None:
    async def test() -> None:
        def clock() -> float:
            return now() + hours_later * 3600

        core = ScriptedCore(handing_off)
        async with official(core, clock=clock, seats=seats) as world:
            shown = await world.wechat.text("u", "找人工")
            assert world.wechat.shown.transfers == (["u"] if transfers else [])
            assert len(shown) == (0 if transfers else 1)
            assert all(text.startswith("找真人请打12351。") for text in shown)

    virtually(test)


def failing(incoming: Incoming) -> Scripted:
    return 0.0, Reply(("系统正忙，急事请打12351。",)), "error"


@pytest.mark.parametrize(
    ("text", "seats", "transfers"),
    [("找人工", True, True), ("找人工", False, False), ("托管", True, False)],
)
def test_people_take_over_for_a_bot_that_is_down_if_they_are_asked_for(
    text: str, seats: bool, transfers: bool
) -> None:
    async def test() -> None:
        async with official(ScriptedCore(failing), seats=seats) as world:
            shown = await world.wechat.text("u", text)
            assert world.wechat.shown.transfers == (["u"] if transfers else [])
            assert shown == ([] if transfers else ["系统正忙，急事请打12351。"])

    virtually(test)


@pytest.mark.parametrize("customer_service", [False, True])
def test_whoever_asks_for_people_gets_them_before_a_slow_bot_answers(
    customer_service: bool,
) -> None:
    def slow(incoming: Incoming) -> Scripted:
        return 20, Reply((f"答：{incoming.text}",)), "handoff"

    async def test() -> None:
        core = ScriptedCore(slow)
        changes = {"seats": True, "customer_service": customer_service}
        async with official(core, **changes) as world:
            assert await world.wechat.text("u", "找人工") == []
            assert world.wechat.shown.transfers == ["u"]
            assert world.wechat.deliveries == len(core.asked) == 1
            await asyncio.sleep(30)
            # What the bot said of it is not wanted any more.
            assert await world.wechat.send("u", "image") == [wording.IMAGE]
            assert world.api.sent == []

    virtually(test)


@pytest.mark.parametrize("wait", [0, 10])
def test_people_take_over_at_once_and_an_older_answer_comes_later(wait: float) -> None:
    def script(incoming: Incoming) -> Scripted:
        seconds = 20 if incoming.text == "慢" else 0
        return seconds, Reply((f"答：{incoming.text}",)), "answered"

    async def test() -> None:
        async with official(ScriptedCore(script), seats=True) as world:
            assert await world.wechat.text("u", "慢") == [wording.COLLECT]
            await asyncio.sleep(wait)
            assert await world.wechat.text("u", "找人工") == []
            assert world.wechat.shown.transfers == ["u"]
            await asyncio.sleep(10)
            assert await world.wechat.text("u", "取答案") == ["答：慢"]

    virtually(test)


def test_an_event_has_an_id_that_nobody_without_the_token_can_make() -> None:
    fields = {
        "FromUserName": "zhangsan",
        "ToUserName": "a",
        "CreateTime": "1",
        "MsgType": "event",
        "Event": "CLICK",
        "EventKey": "托管",
    }
    one, again = (Message.from_fields(fields, "token") for _ in range(2))
    assert one.id == again.id
    assert one.id != Message.from_fields(fields, "other").id
    assert one.id != Message.from_fields({**fields, "EventKey": "驿站"}, "token").id
