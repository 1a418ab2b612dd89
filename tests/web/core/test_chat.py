"""The chat core beside a fake bot."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import uuid
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import select, update

from knowledge.models import Turn as Row
from ops.ports import free_ports
from settings import Settings
from tests.web.fake_bot import FakeBot, messages
from tests.web.harness import CALM, QUICK, settings_for
from web.core import wording
from web.core.bot_client import AT_ONCE
from web.core.chat import ChatCore
from web.core.errors import (
    EmptyMessageError,
    InvalidMessageError,
    TextTooLongError,
    TooManyMessagesError,
    UnknownOptionError,
    UnknownTurnError,
)
from web.core.incoming import Incoming, Position
from web.core.patience import Patience
from web.core.turn import Option, Turn
from web.services import Services, open_services


def said(text: str, user: str = "me", **changes: Any) -> Incoming:
    """A message with an id of its own."""
    made = Incoming("widget", user, str(uuid.uuid4()), text)
    return replace(made, **changes)


async def answer(core: ChatCore, incoming: Incoming) -> Turn:
    """Send a message and wait for the answer as long as it takes."""
    async with asyncio.timeout(30):
        return await (await core.submit(incoming)).wait(30)


def texts(turn: Turn) -> tuple[str, ...]:
    """What the worker reads."""
    assert turn.reply is not None
    return turn.reply.texts


def rows(services: Services) -> list[Any]:
    """All stored turns."""
    with services.engine.connect() as connection:
        return list(connection.execute(select(Row.__table__).order_by(Row.id)))


@pytest.fixture
def settings(folder: Path, bot: FakeBot) -> Settings:
    """Settings beside the fake bot."""
    return settings_for(folder, bot.port)


@pytest_asyncio.fixture
async def services(settings: Settings) -> AsyncIterator[Services]:
    """A running core."""
    async with open_services(settings, patience=CALM) as found:
        yield found


@pytest_asyncio.fixture
async def core(services: Services) -> ChatCore:
    """The core."""
    return services.core


async def test_a_question_and_its_row(services: Services, bot: FakeBot) -> None:
    bot.says(messages("这样申请", ("更多", "再详细点")))
    turn = await answer(services.core, said("  托管怎么申请 "))
    assert texts(turn) == ("这样申请",)
    assert turn.status == "answered"
    (body,) = bot.asked
    assert body["message"] == "托管怎么申请"
    assert set(body) == {"sender", "message"}
    (row,) = rows(services)
    assert row.conversation == body["sender"]
    assert row.question == "托管怎么申请"
    assert row.envelope["service"] == "childcare"
    assert set(row.latency) == {"queue", "bot", "store", "total"}


async def test_nobody_is_named_and_private_numbers_stay_outside(
    services: Services, bot: FakeBot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secret = "11010519491231002X"
    incoming = Incoming("wechat", "oOPENID", "oOPENID-1", f"{secret} 13812345678 /x")
    turn = await answer(services.core, incoming)
    await services.core.rate("wechat", "oOPENID", turn.number, "down", secret)
    kept = repr(rows(services)) + repr(bot.asked) + caplog.text
    assert secret not in kept
    assert "13812345678" not in kept
    assert "oOPENID" not in kept
    assert "〔身份证号〕" in kept


@pytest.mark.parametrize(
    ("text", "sent"), [("/restart", "restart"), ("／session_start", "session_start")]
)
async def test_no_command_reaches_the_bot(
    core: ChatCore, bot: FakeBot, text: str, sent: str
) -> None:
    await answer(core, said(text))
    assert bot.asked[0]["message"] == sent


async def test_a_position_is_rounded_and_sent_beside_the_text(
    services: Services, bot: FakeBot
) -> None:
    position = Position(34.7571234, 113.6654321, "wgs84")
    turn = await answer(services.core, said("", position=position))
    assert turn.question == wording.OWN_POSITION
    assert bot.asked[0]["message"] == wording.OWN_POSITION
    assert bot.asked[0]["metadata"] == {
        "location": {"lat": 34.757, "lon": 113.665, "datum": "wgs84"}
    }
    assert "34.7" not in repr(rows(services))


@pytest.mark.parametrize(
    ("incoming", "error"),
    [
        (said(""), EmptyMessageError),
        (said("长" * 501), TextTooLongError),
        (said("x", message_id=""), InvalidMessageError),
        (said("x", message_id="x" * 201), InvalidMessageError),
        (said("", position=Position(91, 0, "wgs84")), InvalidMessageError),
        (said("", position=Position(float("nan"), 0, "wgs84")), InvalidMessageError),
        (said("", option="1-0-x"), UnknownOptionError),
        (said("", option=""), UnknownOptionError),
    ],
)
async def test_what_is_not_taken(
    services: Services, incoming: Incoming, error: type[Exception]
) -> None:
    with pytest.raises(error):
        await services.core.submit(incoming)
    assert rows(services) == []


async def test_one_conversation_is_answered_in_order(
    core: ChatCore, bot: FakeBot
) -> None:
    async def slower_first(body: dict[str, Any]) -> Any:
        for _ in range(0 if body["message"].endswith("9") else 3):
            await asyncio.sleep(0)
        return await bot.echo(body)

    bot.answer = slower_first
    sent = [said(f"问题{n}", user) for n in range(10) for user in ("a", "b", "c")]
    pending = await asyncio.gather(*(core.submit(incoming) for incoming in sent))
    turns = await asyncio.gather(*(one.wait(30) for one in pending))
    assert bot.overlaps == 0
    assert [texts(turn) for turn in turns] == [(f"答：{s.text}",) for s in sent]
    for user in ("a", "b", "c"):
        history = await core.history("widget", user)
        assert [turn.question for turn in history] == [f"问题{n}" for n in range(10)]


async def test_one_slow_conversation_does_not_hold_up_another(
    core: ChatCore, bot: FakeBot
) -> None:
    free = asyncio.Event()

    async def hold(body: dict[str, Any]) -> Any:
        if body["message"] == "慢":
            await free.wait()
        return await bot.echo(body)

    bot.answer = hold
    slow = await core.submit(said("慢", "a"))
    quick = await answer(core, said("快", "b"))
    assert quick.status == "answered"
    free.set()
    assert (await slow.wait(30)).status == "answered"


async def test_one_message_has_one_turn(services: Services, bot: FakeBot) -> None:
    incoming = said("托管")
    turns = await asyncio.gather(*(answer(services.core, incoming) for _ in range(20)))
    turns.append(await answer(services.core, incoming))
    assert len(set(map(repr, turns))) == 1
    assert len(bot.asked) == len(rows(services)) == 1


@pytest.mark.parametrize("shared", [False, True])
async def test_replicas_join_one_turn(
    settings: Settings, bot: FakeBot, redis_url: str, shared: bool
) -> None:
    settings = replace(settings, redis_url=redis_url if shared else None)
    async with contextlib.AsyncExitStack() as stack:
        one, other = [
            await stack.enter_async_context(open_services(settings, patience=CALM))
            for _ in range(2)
        ]
        incoming = said("托管")
        turns = await asyncio.gather(
            *(answer(core, incoming) for core in (one.core, other.core) * 5)
        )
        assert {texts(turn) for turn in turns} == {("答：托管",)}
        assert len({turn.number for turn in turns}) == 1
    assert len(bot.asked) == 1


async def test_replicas_keep_one_order(
    settings: Settings, bot: FakeBot, redis_url: str
) -> None:
    settings = replace(settings, redis_url=redis_url)
    async with contextlib.AsyncExitStack() as stack:
        cores = [
            (
                await stack.enter_async_context(open_services(settings, patience=CALM))
            ).core
            for _ in range(2)
        ]
        pending = [await cores[n % 2].submit(said(f"问题{n}")) for n in range(8)]
        for one in pending:
            assert (await one.wait(30)).status == "answered"
    assert bot.answered == [f"问题{n}" for n in range(8)]
    assert bot.overlaps == 0


async def test_a_slow_answer_is_stored_when_it_comes(
    settings: Settings, bot: FakeBot
) -> None:
    async with open_services(settings, patience=QUICK) as services:
        bot.gate.clear()
        incoming = said("托管")
        pending = await services.core.submit(incoming)
        waiting = await pending.wait(QUICK.reply)
        assert (waiting.status, texts(waiting)) == ("pending", (wording.WAIT,))
        (known,) = await services.core.history("widget", "me")
        assert (known.status, known.reply) == ("pending", None)
        bot.gate.set()
        turn = await answer(services.core, incoming)
        assert texts(turn) == ("答：托管",)
        assert await services.core.history("widget", "me") == [turn]
    assert len(bot.asked) == 1


def test_the_wait_message_has_time_to_arrive_within_four_seconds() -> None:
    assert Patience().reply <= 3.8


async def test_what_takes_too_long_becomes_a_calm_error(
    settings: Settings, bot: FakeBot
) -> None:
    patience = replace(QUICK, answer=0.05)
    async with open_services(settings, patience=patience) as services:
        bot.gate.clear()
        first, second = [await services.core.submit(said(t)) for t in ("慢", "后")]
        for pending in (first, second):
            turn = await pending.wait(30)
            assert turn.status == "error"
            assert texts(turn) == (wording.BOT_SLOW,)
        assert [row.status for row in rows(services)] == ["error", "error"]
        bot.gate.set()


@pytest.mark.parametrize(
    ("body", "status", "text"),
    [
        (b"[]", 200, wording.BOT_SILENT),
        (b"[{}]", 200, wording.BOT_SILENT),
        (b"not json", 200, wording.BOT_DOWN),
        (b'{"a": 1}', 200, wording.BOT_DOWN),
        (b"\xff\xfe", 200, wording.BOT_DOWN),
        (b"[" * 5000, 200, wording.BOT_DOWN),
        (b"[]", 500, wording.BOT_DOWN),
        (b"", 200, wording.BOT_DOWN),
    ],
    ids=lambda value: repr(value)[:20],
)
async def test_a_bot_that_makes_no_sense(
    services: Services, bot: FakeBot, body: bytes, status: int, text: str
) -> None:
    bot.sends(body, status)
    turn = await answer(services.core, said("托管"))
    assert (turn.status, texts(turn)) == ("error", (text,))
    assert "12351" in text
    (row,) = rows(services)
    assert (row.status, row.texts) == ("error", [text])


async def test_no_bot_at_all(settings: Settings) -> None:
    (nobody,) = free_ports(1)
    async with open_services(replace(settings, bot_port=nobody)) as services:
        turn = await answer(services.core, said("托管"))
        assert (turn.status, texts(turn)) == ("error", (wording.BOT_DOWN,))
        assert [row.status for row in rows(services)] == ["error"]


async def test_a_process_that_ends_leaves_no_turn_behind(
    settings: Settings, bot: FakeBot
) -> None:
    bot.gate.clear()
    incoming = said("托管")
    async with open_services(settings, patience=QUICK) as services:
        await services.core.submit(incoming)
        await asyncio.wait_for(bot.arrived.wait(), 30)
    bot.gate.set()
    async with open_services(settings, patience=CALM) as services:
        turn = await answer(services.core, incoming)
        assert (turn.status, texts(turn)) == ("error", (wording.INTERRUPTED,))
    assert len(bot.asked) == 1


@pytest.mark.parametrize("asked_again", [False, True])
async def test_a_turn_that_a_dead_process_left(
    settings: Settings, bot: FakeBot, asked_again: bool
) -> None:
    incoming = said("托管")
    now = datetime.now(UTC)
    async with open_services(settings, patience=CALM) as services:
        await answer(services.core, incoming)
        with services.engine.begin() as connection:
            connection.execute(
                update(Row).values(status="pending", texts=None, options=None)
            )
    later = now + timedelta(minutes=2)
    async with open_services(settings, lambda: later, CALM) as services:
        if asked_again:
            turn = await answer(services.core, incoming)
        else:
            assert await services.core.end_abandoned() == 1
            (turn,) = await services.core.history("widget", "me")
    assert (turn.status, texts(turn)) == ("error", (wording.INTERRUPTED,))
    assert len(bot.asked) == 1


async def test_a_caller_who_gives_up_leaves_no_half_turn(
    services: Services, bot: FakeBot
) -> None:
    incoming = said("托管")
    taking = asyncio.create_task(services.core.submit(incoming))
    await asyncio.sleep(0)
    taking.cancel()
    turn = await answer(services.core, incoming)
    assert turn.status == "answered"
    assert len(bot.asked) == 1


async def offered_option(core: ChatCore, bot: FakeBot) -> Option:
    """Have the bot offer an option, as it does from then on to everybody."""
    bot.says(messages("哪一个", ("爱心托管", "爱心托管是什么")))
    turn = await answer(core, said("服务"))
    assert turn.reply is not None
    (option,) = turn.reply.options
    return option


async def test_a_tapped_option_sends_what_stands_behind_it(
    core: ChatCore, bot: FakeBot
) -> None:
    option = await offered_option(core, bot)
    bot.answer = bot.echo
    tapped = await answer(core, said("", option=option.id))
    assert tapped.question == "爱心托管"
    assert bot.asked[-1]["message"] == "爱心托管是什么"


async def test_an_option_is_good_for_its_reply_and_its_conversation(
    core: ChatCore, bot: FakeBot
) -> None:
    option = await offered_option(core, bot)
    await answer(core, said("服务", "other"))
    with pytest.raises(UnknownOptionError):
        await core.submit(said("", "other", option=option.id))
    # An error turn is no reply: the options before it are still there.
    bot.sends(b"[]")
    await answer(core, said("托管"))
    bot.answer = bot.echo
    await answer(core, said("", option=option.id))
    with pytest.raises(UnknownOptionError, match="选项"):
        await core.submit(said("", option=option.id))


@pytest.mark.parametrize("typed", ["2", "２", "法律援助", "法律援助。"])
async def test_a_typed_option(core: ChatCore, bot: FakeBot, typed: str) -> None:
    bot.says(messages("哪一个", ("爱心托管", "甲"), ("法律援助", "乙")))
    await answer(core, said("服务"))
    bot.answer = bot.echo
    turn = await answer(core, said(typed))
    assert (turn.question, bot.asked[-1]["message"]) == ("法律援助", "乙")
    # These options are gone with the next reply.
    await answer(core, said(typed))
    assert bot.asked[-1]["message"] == typed


async def test_the_greeting_offers_questions(core: ChatCore, bot: FakeBot) -> None:
    greeting = core.greeting("widget", "me")
    assert greeting.texts == (wording.GREETING,)
    await answer(core, said("2"))
    assert bot.asked[-1]["message"] == greeting.options[1].title
    await answer(core, said("", option=greeting.options[0].id))
    assert bot.asked[-1]["message"] == greeting.options[0].title
    await answer(core, said("2", channel="wechat"))
    assert bot.asked[-1]["message"] == "2"


async def test_a_session_and_an_address_may_not_send_too_much(
    settings: Settings, bot: FakeBot
) -> None:
    limited = replace(settings, limit_session="2/minute", limit_address="5/minute")
    async with open_services(limited, patience=CALM) as services:
        core = services.core
        first = said("一", address="192.0.2.1")
        await answer(core, first)
        # The same message again costs the session nothing.
        await answer(core, first)
        await answer(core, said("二", address="192.0.2.1"))
        with pytest.raises(TooManyMessagesError) as raised:
            await core.submit(said("三", address="192.0.2.1"))
        assert raised.value.retry_after >= 1
        await answer(core, said("一", "other", address="192.0.2.1"))
        with pytest.raises(TooManyMessagesError):
            await core.submit(said("二", "other", address="192.0.2.1"))
        await answer(core, said("二", "other", address="192.0.2.2"))
        assert len(rows(services)) == 4


async def test_feedback(core: ChatCore) -> None:
    turn = await answer(core, said("托管"))
    await core.rate("widget", "me", turn.number, "up")
    await core.rate("widget", "me", turn.number, "down", "不对")
    (kept,) = await core.history("widget", "me")
    assert kept.feedback == "down"
    with pytest.raises(UnknownTurnError):
        await core.rate("widget", "other", turn.number, "up")
    for number in (0, -1, 2**70):
        with pytest.raises(UnknownTurnError):
            await core.rate("widget", "me", number, "up")
    with pytest.raises(TextTooLongError):
        await core.rate("widget", "me", turn.number, "up", "长" * 501)


async def test_a_forgotten_worker(services: Services) -> None:
    core = services.core
    await answer(core, said("一"))
    await answer(core, said("二", "other"))
    assert await core.forget("widget", "me") == 1
    assert await core.history("widget", "me") == []
    assert len(await core.history("widget", "other")) == 1


async def test_what_is_counted(services: Services, bot: FakeBot) -> None:
    await answer(services.core, said("一"))
    bot.sends(b"[]")
    await answer(services.core, said("二"))
    with pytest.raises(EmptyMessageError):
        await services.core.submit(said(""))
    sample = services.metrics.registry.get_sample_value
    labels = {"channel": "widget"}
    assert sample("gxn_turns_total", {**labels, "status": "answered"}) == 1
    assert sample("gxn_turns_total", {**labels, "status": "error"}) == 1
    assert sample("gxn_errors_total", {"kind": "bot_silent"}) == 1
    assert sample("gxn_refused_total", {"code": "empty_message"}) == 1
    for step in ("queue", "bot", "store", "total"):
        assert sample("gxn_turn_seconds_count", {"step": step}) == 2
    assert sample("gxn_queue_length") == 0


async def test_a_crowd_waits_here_and_not_at_the_bot(
    settings: Settings, bot: FakeBot
) -> None:
    async with open_services(settings, patience=CALM) as services:
        bot.gate.clear()
        everybody = [
            await services.core.submit(said(f"问题{n}", user=f"user {n}"))
            for n in range(AT_ONCE + 8)
        ]
        async with asyncio.timeout(30):
            while len(bot.asked) < AT_ONCE:
                await asyncio.sleep(0)
        # Whoever came first is asked first.
        first = {body["message"] for body in bot.asked}
        assert first == {f"问题{n}" for n in range(AT_ONCE)}
        bot.gate.set()
        for n, pending in enumerate(everybody):
            assert texts(await pending.wait(30)) == (f"答：问题{n}",)
    assert len(bot.asked) == len(everybody)
    assert bot.most_at_once == AT_ONCE
