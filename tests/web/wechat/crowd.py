"""``python -m tests.web.wechat.crowd``: a crowd of fake users in a bad network.

Each user writes several questions, often before the last one is answered. Answers take
from no time to 20 s, requests and responses are late, responses get lost, the network
makes copies, WeChat hangs up and delivers again. At the end each question must have
been answered exactly once. Time is virtual: hours of it take seconds.
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

from tests.web.wechat.fake_wechat import Weather
from tests.web.wechat.scripted_core import Scripted, ScriptedCore
from tests.web.wechat.virtual_time import virtually
from tests.web.wechat.worlds import World, application, official
from web.core.incoming import Incoming
from web.core.turn import Reply

STORM = Weather(delay=0.35, copies=0.3, losses=0.15)
_MARK = re.compile(r"#\d+-\d+#")
_WORLDS = {"wechat": official, "wecom": application}


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
    """

    messages: int
    deliveries: int
    passive: int
    sent: int
    missing: list[str]
    doubled: list[str]

    @property
    def is_right(self) -> bool:
        """Whether each question was answered exactly once."""
        return not self.missing and not self.doubled

    def __str__(self) -> str:
        return (
            f"{self.messages} messages, {self.deliveries} deliveries: "
            f"{self.passive} answered by reply, {self.sent} by the API, "
            f"{len(self.missing)} not answered, {len(self.doubled)} more than once"
        )


def run(
    users: int,
    questions: int = 3,
    *,
    channel: str = "wechat",
    api: bool = False,
    mode: str = "plain",
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
        weather: How bad the network is.
        seed: Of all that is random.
    """
    found: Report = virtually(
        lambda: _crowd(users, questions, channel, api, mode, weather, seed)
    )
    return found


async def _crowd(
    users: int,
    questions: int,
    channel: str,
    api: bool,
    mode: str,
    weather: Weather,
    seed: int,
) -> Report:
    core = ScriptedCore(_slow_answers(seed))
    changes: dict[str, Any] = {"server": {"weather": weather, "seed": seed}}
    if channel == "wechat":
        changes |= {"customer_service": api, "mode": mode}
    elif api:
        changes |= {"secret": "s3cret"}
    async with _WORLDS[channel](core, **changes) as world:
        chances = random.Random(seed)
        await asyncio.gather(
            *(
                _user(world, f"openid-{number}", number, questions, chances)
                for number in range(users)
            )
        )
        return _report(world, users, questions)


def _slow_answers(seed: int) -> Any:
    chances = random.Random(seed)

    def script(incoming: Incoming) -> Scripted:
        seconds = chances.choice((0.0, 0.3, 2.0, 4.0, 4.6, 7.0, 11.0, 20.0))
        return seconds, Reply((f"答 {incoming.text}",)), "answered"

    return script


async def _user(
    world: World, user: str, number: int, questions: int, chances: random.Random
) -> None:
    await asyncio.sleep(chances.uniform(0, 30))
    asked = []
    for question in range(questions):
        text = f"问题 #{number}-{question}#"
        asked.append(asyncio.create_task(world.wechat.text(user, text)))
        await asyncio.sleep(chances.choice((0.1, 3.0, 9.0, 30.0)))
    await asyncio.gather(*asked)
    # Whoever is told to write again does so, once all must have come.
    for _ in range(2):
        await asyncio.sleep(300)
        await world.wechat.text(user, "取答案")


def _report(world: World, users: int, questions: int) -> Report:
    shown = [text for texts in world.wechat.shown.texts.values() for text in texts]
    sent = [message["text"]["content"] for message in world.api.sent]
    passive = Counter(mark for text in shown for mark in _MARK.findall(text))
    by_api = Counter(mark for text in sent for mark in _MARK.findall(text))
    counts = passive + by_api
    marks = [f"#{n}-{q}#" for n in range(users) for q in range(questions)]
    return Report(
        messages=len(marks),
        deliveries=world.wechat.deliveries,
        passive=passive.total(),
        sent=by_api.total(),
        missing=[mark for mark in marks if counts[mark] == 0],
        doubled=[mark for mark in marks if counts[mark] > 1],
    )


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
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    report = run(
        options.users,
        options.questions,
        channel=options.channel,
        api=options.api,
        mode=options.mode,
        seed=options.seed,
    )
    print(report)
    for mark in (*report.missing, *report.doubled):
        print(mark, "is wrong", file=sys.stderr)
    return 0 if report.is_right else 1


if __name__ == "__main__":
    sys.exit(main())
