"""On PostgreSQL, from an empty database on: a talk, and two replicas that keep up.

Each replica is a bot and an action server of its own; they share the database only.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
from sqlalchemy.engine import Engine

from knowledge.database import engine_for
from knowledge.publishing.normal import Document
from tests.conversations.checks import Said
from tests.conversations.partner import Partner
from tests.knowledge.publishing.people import bring_live, hire
from tests.postgres import start_postgres
from tests.running_bot import start_bot

REPLICAS = 2
PATIENCE = 30.0
"""Seconds until a replica counts as stuck; how long it took is printed."""
INTRO = "凭泳卡每周能游一次。"
CORRECTED = "凭泳卡每周能游两次。"
LOST = "到单位工会重新登记，三天后来领。"


def _swimming(intro: str, *aliases: str) -> Document:
    told = {"region": "henan", "sources": ["grrb-2021-06-29"], "as_of": "2026-05"}
    return {
        "id": "swimming",
        "name": "职工游泳卡",
        "kind": "service",
        "summary": "会员凭卡游泳。",
        "aliases": ["泳卡", *aliases],
        "phrasings": ["天热想找个水池子泡泡"],
        "answers": [
            {"aspect": "intro", "text": intro, **told},
            {"aspect": "howto", "text": "到单位工会登记。", **told},
        ],
        "faqs": [
            {
                "id": "swimming_lost",
                "question": "泳卡掉水里捞不着了咋整？",
                "aspect": "howto",
                "text": LOST,
                **told,
            }
        ],
    }


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    """An empty database."""
    with start_postgres() as server, server.database() as url:
        yield url


@pytest.fixture(scope="module")
def replicas(database: str) -> Iterator[Sequence[Partner]]:
    """Bots with action servers of their own, on one database."""
    with ExitStack() as stack, ThreadPoolExecutor(REPLICAS) as threads:
        # The first one prepares the database.
        first = stack.enter_context(start_bot(database_url=database))
        others = [start_bot(database_url=database) for _ in range(REPLICAS - 1)]
        rest = list(threads.map(stack.enter_context, others))
        yield [Partner(bot.url, bot.settings) for bot in (first, *rest)]


@pytest.fixture(scope="module")
def office(database: str, replicas: Sequence[Partner]) -> Iterator[Engine]:
    """The database with staff, who publish."""
    assert len(replicas) == REPLICAS
    engine = engine_for(database)
    hire(engine)
    yield engine
    engine.dispose()


def test_a_talk(replicas: Sequence[Partner], sender: str) -> None:
    partner = replicas[0]
    told = partner.hears(sender, "托管服务怎么申请")
    assert told.envelope["status"] == "answered"
    assert told.envelope["service"] == "childcare"
    figure = partner.hears(sender, "2020年新建了多少驿站")
    assert "3707" in figure.text
    assert [row["value"] for row in figure.envelope["figures"]] == ["3707"]
    followed = partner.hears(sender, "那2021年呢")
    assert [row["id"] for row in followed.envelope["figures"]] == ["t21_station"]


def test_a_talk_goes_on_with_any_action_server(
    replicas: Sequence[Partner], sender: str
) -> None:
    texts = {partner.hears(sender, "托管是啥").text for partner in replicas}
    assert len(texts) == 1


def test_what_is_published_is_told_by_every_replica(
    replicas: Sequence[Partner], office: Engine
) -> None:
    for partner in replicas:
        assert INTRO not in _asked(partner, "泳卡是啥").text
    bring_live(office, "programme", "swimming", _swimming(INTRO))
    _everywhere(replicas, "a new service by its alias", "泳卡是啥", INTRO)
    _everywhere(replicas, "its question", "泳卡掉水里捞不着了咋整", LOST)

    bring_live(office, "programme", "swimming", _swimming(CORRECTED, "水票"))
    _everywhere(replicas, "another alias and a correction", "水票是啥", CORRECTED)
    for partner in replicas:
        assert INTRO not in _asked(partner, "泳卡是啥").text


def test_a_question_that_names_nothing_is_told_by_every_replica(
    replicas: Sequence[Partner], office: Engine
) -> None:
    document = _swimming(CORRECTED, "水票")
    document["faqs"][0]["phrasings"] = ["那块绿牌牌弄没了咋补"]
    bring_live(office, "programme", "swimming", document)
    _everywhere(replicas, "a new phrasing", "那块绿牌牌弄没了咋补", LOST)


def _asked(partner: Partner, question: str) -> Said:
    """Ask as somebody whom the bot has not met."""
    return partner.hears(f"replica-{uuid.uuid4().hex}", question)


def _everywhere(
    replicas: Sequence[Partner], what: str, question: str, answer: str
) -> None:
    """Ask all replicas at once until each one tells an answer."""
    with ThreadPoolExecutor(len(replicas)) as threads:
        seconds = list(
            threads.map(
                lambda partner: _until(lambda: _asked(partner, question).text, answer),
                replicas,
            )
        )
    print(f"{what}: live after {', '.join(f'{one:.1f} s' for one in seconds)}")


def _until(ask: Callable[[], str], answer: str) -> float:
    began = time.monotonic()
    while answer not in (told := ask()):
        assert time.monotonic() - began < PATIENCE, told
        time.sleep(0.1)
    return time.monotonic() - began
