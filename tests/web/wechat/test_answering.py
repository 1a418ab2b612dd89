"""One answer for each message, whatever becomes of its deliveries."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from tests.web.wechat.crowd import run
from tests.web.wechat.fake_wechat import Weather
from tests.web.wechat.scripted_core import Scripted, ScriptedCore
from tests.web.wechat.virtual_time import virtually
from tests.web.wechat.worlds import World, official
from web.core.errors import UnavailableError
from web.core.incoming import Incoming
from web.core.turn import Option, Reply, Turn
from web.wechat import wording

LONG = "。".join(f"第{number}条要带身份证和会员证" for number in range(120)) + "。"


def after(seconds: float, text: str | None = None) -> Callable[[Incoming], Scripted]:
    """A script whose answers take so long."""

    def script(incoming: Incoming) -> Scripted:
        return seconds, Reply((text or f"答：{incoming.text}",)), "answered"

    return script


@pytest.mark.parametrize(
    ("seconds", "deliveries", "shown"),
    [
        (0, 1, "答：问"),
        (4.1, 1, "答：问"),
        (4.3, 2, "答：问"),
        (9, 2, "答：问"),
        (9.5, 3, "答：问"),
        (14, 3, "答：问"),
        (15, 3, wording.COLLECT),
    ],
)
@pytest.mark.parametrize("resigned", [True, False])
def test_re_deliveries_join_and_the_last_one_says_how_to_get_the_answer(
    seconds: float, deliveries: int, shown: str, resigned: bool
) -> None:
    async def test() -> None:
        server = {"weather": Weather(resigned=resigned)}
        async with official(ScriptedCore(after(seconds)), server=server) as world:
            assert await world.wechat.text("u", "问") == [shown]
            assert world.wechat.deliveries == deliveries
            assert world.wechat.shown.failures == []
            assert len(world.core.asked) == 1

    virtually(test)


FETCHES: list[tuple[str, dict[str, Any]]] = [
    ("text", {"Content": "1"}),
    ("text", {"Content": "取答案"}),
    ("text", {"Content": "“任意字”"}),
    ("image", {"PicUrl": "p"}),
    ("voice", {"MediaId": "m"}),
]


@pytest.mark.parametrize(("kind", "fields"), FETCHES)
def test_the_next_message_of_any_kind_fetches_the_answer(
    kind: str, fields: dict[str, Any]
) -> None:
    async def test() -> None:
        async with official(ScriptedCore(after(20))) as world:
            await world.wechat.text("u", "问")
            await asyncio.sleep(10)
            assert await world.wechat.send("u", kind, **fields) == ["答：问"]
            assert len(world.core.asked) == 1
            await world.wechat.send("u", "image")
            assert world.wechat.shown.texts["u"].count("答：问") == 1

    virtually(test)


def test_a_question_that_fetches_is_answered_as_well() -> None:
    def script(incoming: Incoming) -> Scripted:
        seconds = 20 if incoming.text == "慢" else 0
        return seconds, Reply((f"答：{incoming.text}",)), "answered"

    async def test() -> None:
        async with official(ScriptedCore(script)) as world:
            await world.wechat.text("u", "慢")
            await asyncio.sleep(10)
            shown = await world.wechat.text("u", "驿站在哪")
            assert shown == ["答：慢\n\n答：驿站在哪"]

    virtually(test)


def test_whoever_fetches_too_early_is_told_and_loses_nothing() -> None:
    async def test() -> None:
        async with official(ScriptedCore(after(40))) as world:
            await world.wechat.text("u", "问")
            assert await world.wechat.text("u", "1") == [wording.COLLECT]
            await asyncio.sleep(30)
            assert await world.wechat.text("u", "1") == ["答：问"]

    virtually(test)


def test_an_answer_that_was_deleted_meanwhile_is_told() -> None:
    async def test() -> None:
        async with official(ScriptedCore(after(20))) as world:
            await world.wechat.text("u", "问")
            await asyncio.sleep(10)
            world.core.delete_all()
            assert await world.wechat.text("u", "1") == [wording.LOST]

    virtually(test)


class Forgetful(ScriptedCore):
    """A core whose store can be away."""

    is_away = False

    async def history(self, channel: str, user: str, after: int = 0) -> list[Turn]:
        """See `ScriptedCore.history`."""
        if self.is_away:
            raise UnavailableError
        return await super().history(channel, user, after)


def test_a_store_that_is_away_is_told_and_what_is_owed_comes_later() -> None:
    async def test() -> None:
        core = Forgetful(after(20))
        async with official(core) as world:
            assert await world.wechat.text("u", "问") == [wording.COLLECT]
            await asyncio.sleep(10)
            core.is_away = True
            assert await world.wechat.text("u", "1") == [wording.UNAVAILABLE]
            core.is_away = False
            await asyncio.sleep(15)
            assert await world.wechat.text("u", "1") == ["答：问"]

    virtually(test)


def test_nobody_fetches_anybody_elses_answer() -> None:
    async def test() -> None:
        async with official(ScriptedCore(after(20))) as world:
            await world.wechat.text("u", "问")
            await asyncio.sleep(10)
            assert await world.wechat.send("v", "image") == [wording.IMAGE]

    virtually(test)


def test_an_answer_that_no_delivery_could_carry_comes_with_the_next_message() -> None:
    async def test() -> None:
        async with official(ScriptedCore(after(6))) as world:
            # WeChat gives up after its first delivery.
            xml = world.wechat.compose("u", "text", Content="问")
            await world.wechat.post(*world.wechat.request(xml))
            await asyncio.sleep(20)
            assert await world.wechat.send("u", "image") == ["答：问"]

    virtually(test)


@pytest.mark.parametrize("copies", [2, 5])
@pytest.mark.parametrize("seconds", [0, 1, 4])
def test_of_copies_one_gets_the_answer(copies: int, seconds: float) -> None:
    async def test() -> None:
        async with official(ScriptedCore(after(seconds))) as world:
            xml = world.wechat.compose("u", "text", Content="问")
            requests = [world.wechat.request(xml) for _ in range(copies)]
            posts = [world.wechat.post(*request) for request in requests]
            bodies = [response.body for response in await asyncio.gather(*posts)]
            assert sum("答：问" in body for body in bodies) == 1
            assert bodies.count("success") == copies - 1
            assert len(world.core.asked) == 1

    virtually(test)


def test_a_late_copy_gets_no_answer_that_the_next_delivery_brings() -> None:
    async def test() -> None:
        async with official(ScriptedCore(after(4.6))) as world:
            xml = world.wechat.compose("u", "text", Content="问")
            request = world.wechat.request(xml)
            posts = [asyncio.create_task(world.wechat.post(*request))]
            await asyncio.sleep(2.9)
            posts.append(asyncio.create_task(world.wechat.post(*request)))
            await asyncio.sleep(2.1)
            again = world.wechat.request(xml)
            posts.append(asyncio.create_task(world.wechat.post(*again)))
            replies = [await post for post in posts]
            assert ["答：问" in reply.body for reply in replies] == [False, False, True]

    virtually(test)


def test_a_reply_that_was_lost_is_said_again() -> None:
    async def test() -> None:
        async with official() as world:
            xml = world.wechat.compose("u", "text", Content="问")
            first = await world.wechat.post(*world.wechat.request(xml))
            await asyncio.sleep(5)
            second = await world.wechat.post(*world.wechat.request(xml))
            assert "答：问" in first.body and "答：问" in second.body
            assert len(world.core.asked) == 1

    virtually(test)


def test_messages_of_the_same_second_are_two_messages() -> None:
    async def test() -> None:
        async with official() as world:
            asked = (world.wechat.text("u", "问"), world.wechat.text("u", "问"))
            assert await asyncio.gather(*asked) == [["答：问"], ["答：问"]]
            clicks = (
                world.wechat.event("u", "CLICK", "甲"),
                world.wechat.event("u", "CLICK", "乙"),
            )
            assert await asyncio.gather(*clicks) == [["答：甲"], ["答：乙"]]

    virtually(test)


def test_a_long_answer_is_continued_on_request_until_nothing_is_left() -> None:
    async def test() -> None:
        async with official(ScriptedCore(after(0, LONG))) as world:
            said = (await world.wechat.text("u", "问"))[0]
            parts = []
            while "继续" in said:
                part, _ = said.rsplit("\n\n", 1)
                parts.append(part)
                (said,) = await world.wechat.text("u", "继续")
            assert "".join([*parts, said]) == LONG
            assert len(parts) >= 2
            assert len(world.core.asked) == 1

    virtually(test)


def test_without_anything_to_continue_the_word_is_a_question() -> None:
    async def test() -> None:
        async with official() as world:
            assert await world.wechat.text("u", "继续") == ["答：继续"]

    virtually(test)


def test_continuing_twice_over_one_message_shows_one_part() -> None:
    async def test() -> None:
        async with official(ScriptedCore(after(0, LONG))) as world:
            await world.wechat.text("u", "问")
            xml = world.wechat.compose("u", "text", Content="继续")
            posts = [world.wechat.post(*world.wechat.request(xml)) for _ in range(3)]
            bodies = [response.body for response in await asyncio.gather(*posts)]
            assert bodies.count("success") == 2

    virtually(test)


def contents(world: World) -> list[str]:
    """The texts that were sent by the API."""
    return [message["text"]["content"] for message in world.api.sent]


@pytest.mark.parametrize("seconds", [4.3, 30, 100])
def test_with_the_customer_service_api_slow_answers_are_sent(seconds: float) -> None:
    async def test() -> None:
        core = ScriptedCore(after(seconds))
        async with official(core, customer_service=True) as world:
            assert await world.wechat.text("u", "问") == []
            assert world.wechat.deliveries == 1
            await asyncio.sleep(seconds)
            assert world.api.sent == [
                {"touser": "u", "msgtype": "text", "text": {"content": "答：问"}}
            ]
            assert await world.wechat.send("u", "image") == [wording.IMAGE]

    virtually(test)


def test_sent_options_are_a_menu() -> None:
    def script(incoming: Incoming) -> Scripted:
        return 8, Reply(("选吧",), (Option("o1", "甲"), Option("o2", "乙"))), "clarify"

    async def test() -> None:
        async with official(ScriptedCore(script), customer_service=True) as world:
            await world.wechat.text("u", "问")
            await asyncio.sleep(5)
            (sent,) = world.api.sent
            assert sent["msgmenu"] == {
                "head_content": "选吧",
                "list": [{"id": "o1", "content": "甲"}, {"id": "o2", "content": "乙"}],
                "tail_content": "",
            }

    virtually(test)


def test_the_rest_of_a_long_answer_is_sent() -> None:
    async def test() -> None:
        core = ScriptedCore(after(0, LONG))
        async with official(core, customer_service=True) as world:
            (first,) = await world.wechat.text("u", "问")
            await asyncio.sleep(5)
            assert first + "".join(contents(world)) == LONG

    virtually(test)


# After 48001 the account sends no more: see test_api_client.
@pytest.mark.parametrize("code", [45015, 45047, -1])
@pytest.mark.parametrize("sent", [0, 1])
def test_what_the_api_refuses_comes_with_the_next_message(
    code: int, sent: int, caplog: pytest.LogCaptureFixture
) -> None:
    async def test() -> None:
        core = ScriptedCore(after(8, LONG))
        async with official(core, customer_service=True) as world:
            if sent:
                world.api.on_send = refuse_later(world, code)
            else:
                world.api.errors["message/custom/send"] = [code]
            await world.wechat.text("u", "问")
            await asyncio.sleep(5)
            (carried,) = await world.wechat.send("u", "image")
            await asyncio.sleep(5)
            # Passive first, then the API again.
            assert (
                "".join([*contents(world)[:sent], carried])
                == LONG[: len("".join([*contents(world)[:sent], carried]))]
            )
            assert (
                "".join(
                    [*contents(world)[:sent], carried, *contents(world)[sent:]]
                ).replace("\n", "")
                == LONG
            )

    virtually(test)
    assert str(code) in caplog.text
    assert "身份证" not in caplog.text


def refuse_later(world: World, code: int) -> Callable[[dict[str, Any]], None]:
    """Take one message and refuse the next."""

    def take(message: dict[str, Any]) -> None:
        world.api.sent.append(message)
        world.api.errors["message/custom/send"] = [code]
        world.api.on_send = world.api.sent.append

    return take


def test_a_delivery_again_does_not_add_to_what_is_sent() -> None:
    async def test() -> None:
        async with official(ScriptedCore(after(8)), customer_service=True) as world:
            xml = world.wechat.compose("u", "text", Content="问")
            for _ in range(3):
                response = await world.wechat.post(*world.wechat.request(xml))
                assert response.body == "success"
                await asyncio.sleep(5)
            assert contents(world) == ["答：问"]

    virtually(test)


@pytest.mark.parametrize("api", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_a_crowd_in_a_storm_is_answered_exactly_once(api: bool, seed: int) -> None:
    report = run(60, api=api, seed=seed)
    assert report.wrong == []
    assert report.passive > 0 and (report.sent > 0) == api


@pytest.mark.parametrize("api", [False, True])
def test_so_it_is_by_the_whole_app(api: bool) -> None:
    report = run(20, api=api, real=True)
    assert report.wrong == []
    assert report.passive > 0 and (report.sent > 0) == api
