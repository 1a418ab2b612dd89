"""``python -m tests.web.wechat.crowd``: a crowd of fake users in a bad network.

Each user writes several questions, often before the last one is answered. Answers take
from no time to 20 s, requests and responses are late, responses get lost, the network
makes copies, WeChat hangs up and delivers again. At the end each question must have
been answered exactly once. Time is virtual: hours of it take seconds.

With ``--core real`` the whole web app answers, with its database and a fake bot, which
then must have been asked each question exactly once.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.responses import JSONResponse, Response

from tests.web.fake_bot import FakeBot, messages
from tests.web.wechat.fake_api import FakeApi
from tests.web.wechat.fake_wechat import FakeWeChat, Weather
from tests.web.wechat.scripted_core import Scripted, ScriptedCore
from tests.web.wechat.virtual_time import virtually
from tests.web.wechat.whole_world import whole
from tests.web.wechat.worlds import application, official
from web.core.incoming import Incoming
from web.core.turn import Reply

STORM = Weather(delay=0.35, copies=0.3, losses=0.15)
_MARK = re.compile(r"#\d+-\d+#")
_WORLDS = {"wechat": official, "wecom": application}
_SECONDS = (0.0, 0.3, 2.0, 4.0, 4.6, 7.0, 11.0, 20.0)
_ARRIVAL_SECONDS = 30.0
# Three of them in a row must fit into the core's patience of 30 s.
_BOT_SECONDS = (0.0, 0.3, 2.0, 4.0, 4.6, 7.0, 9.0)


@dataclass(frozen=True)
class Report:
    """How it went.

    Attributes:
        messages: How many questions were written.
        deliveries: How many requests WeChat made for them.
        passive: How many answers came as replies.
        sent: How many came by the API.
        missing: Questions without an answer.
        doubled: Questions with more than one.
        asked_wrongly: Questions that the bot got not at all or more than once.
    """

    messages: int
    deliveries: int
    passive: int
    sent: int
    missing: list[str]
    doubled: list[str]
    asked_wrongly: list[str]

    @property
    def wrong(self) -> list[str]:
        """The questions that were not asked and answered exactly once."""
        return [*self.missing, *self.doubled, *self.asked_wrongly]

    def __str__(self) -> str:
        return (
            f"{self.messages} messages, {self.deliveries} deliveries: "
            f"{self.passive} answered by reply, {self.sent} by the API, "
            f"{len(self.missing)} not answered, {len(self.doubled)} more than once, "
            f"{len(self.asked_wrongly)} not asked once"
        )


def run(
    users: int,
    questions: int = 3,
    *,
    channel: str = "wechat",
    api: bool = False,
    mode: str = "plain",
    real: bool = False,
    weather: Weather = STORM,
    seed: int = 1,
) -> Report:
    """Let a crowd ask.

    Args:
        users: How many users there are.
        questions: How many questions each asks.
        channel: "wechat" or "wecom".
        api: Whether the account may send messages that are no replies.
        mode: How the official account's messages come.
        real: Whether the real core answers, else a scripted one does.
        weather: How bad the network is.
        seed: Of all that is random.
    """
    changes: dict[str, Any] = {"server": {"weather": weather, "seed": seed}}
    if channel == "wechat":
        changes |= {"customer_service": api, "mode": mode}
    elif api:
        changes |= {"secret": "s3cret"}

    async def scripted() -> Report:
        core = ScriptedCore(_slow_answers(seed))
        async with _WORLDS[channel](core, **changes) as world:
            await _all_ask(world.wechat, users, questions, _ARRIVAL_SECONDS, seed)
            asked = [incoming.text for incoming in core.asked]
            return _report(world.wechat, world.api, asked, users, questions)

    async def whole_app() -> Report:
        async with whole(channel, **changes) as world:
            _slow_down(world.bot, seed)
            # No faster than a bot that answers 32 at once, in 4 s on the average.
            arrival = max(_ARRIVAL_SECONDS, users * questions / 5)
            await _all_ask(world.wechat, users, questions, arrival, seed)
            asked = [body["message"] for body in world.bot.asked]
            return _report(world.wechat, world.api, asked, users, questions)

    found: Report = virtually(whole_app if real else scripted)
    return found


async def _all_ask(
    wechat: FakeWeChat, users: int, questions: int, arrival: float, seed: int
) -> None:
    chances = random.Random(seed)
    await asyncio.gather(
        *(
            _user(wechat, number, questions, chances.uniform(0, arrival), chances)
            for number in range(users)
        )
    )


def _slow_down(bot: FakeBot, seed: int) -> None:
    chances = random.Random(seed)

    async def answer(body: dict[str, Any]) -> Response:
        await asyncio.sleep(chances.choice(_BOT_SECONDS))
        return JSONResponse(messages(f"答 {body['message']}"))

    bot.answer = answer


def _slow_answers(seed: int) -> Any:
    chances = random.Random(seed)

    def script(incoming: Incoming) -> Scripted:
        seconds = chances.choice(_SECONDS)
        return seconds, Reply((f"答 {incoming.text}",)), "answered"

    return script


async def _user(
    wechat: FakeWeChat,
    number: int,
    questions: int,
    arrival: float,
    chances: random.Random,
) -> None:
    user = f"openid-{number}"
    await asyncio.sleep(arrival)
    asked = []
    for question in range(questions):
        text = f"问题 #{number}-{question}#"
        asked.append(asyncio.create_task(wechat.text(user, text)))
        await asyncio.sleep(chances.choice((0.1, 3.0, 9.0, 30.0)))
    await asyncio.gather(*asked)
    # Whoever is told to write again does so, once all must have come.
    for _ in range(2):
        await asyncio.sleep(300)
        await wechat.text(user, "取答案")


def _report(
    wechat: FakeWeChat, api: FakeApi, asked: list[str], users: int, questions: int
) -> Report:
    shown = [text for texts in wechat.shown.texts.values() for text in texts]
    passive = _marks(shown)
    by_api = _marks([message["text"]["content"] for message in api.sent])
    counts, times_asked = passive + by_api, _marks(asked)
    marks = [f"#{n}-{q}#" for n in range(users) for q in range(questions)]
    return Report(
        messages=len(marks),
        deliveries=wechat.deliveries,
        passive=passive.total(),
        sent=by_api.total(),
        missing=[mark for mark in marks if counts[mark] == 0],
        doubled=[mark for mark in marks if counts[mark] > 1],
        asked_wrongly=[mark for mark in marks if times_asked[mark] != 1],
    )


def _marks(texts: list[str]) -> Counter[str]:
    return Counter(mark for text in texts for mark in _MARK.findall(text))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a crowd and print how it went."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.web.wechat.crowd", description=(__doc__ or "").strip()
    )
    parser.add_argument("--users", type=int, default=1000)
    parser.add_argument("--questions", type=int, default=3, help="of each user")
    parser.add_argument("--channel", choices=sorted(_WORLDS), default="wechat")
    parser.add_argument("--mode", choices=("plain", "compatible", "aes"), default="aes")
    parser.add_argument("--api", action="store_true", help="slow answers by the API")
    parser.add_argument(
        "--core", choices=("scripted", "real"), default="scripted", help="who answers"
    )
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    report = run(
        options.users,
        options.questions,
        channel=options.channel,
        api=options.api,
        mode=options.mode,
        real=options.core == "real",
        seed=options.seed,
    )
    print(report)
    for mark in report.wrong:
        print(mark, "is wrong", file=sys.stderr)
    return 1 if report.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
