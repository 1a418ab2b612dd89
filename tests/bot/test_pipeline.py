"""The components in Rasa's graph, trained and asked through Rasa's own interface."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.model_training import train_nlu

from bot.lexicon.live import live_lexicon
from bot.lexicon.matcher import Match
from bot.lexicon.reader import Entry
from bot.nlu.entities import name_entity
from settings import ROOT
from tests.bot.tiny_knowledge import TinyKnowledge

NLU = """
version: "3.1"
nlu:
- intent: ask_howto
  examples: |
    - 托管怎么报名
    - 驿站咋申请
    - 怎么办理金秋助学
    - 惠工保咋买
- intent: ask_amount
  examples: |
    - 托管要多少钱
    - 金秋助学给几千
    - 惠工保能赔多少
    - 报名要钱不
- intent: ask_figure
  examples: |
    - 2021年新建驿站多少
    - 去年建了多少家
    - 助学人数是多少
    - 完成了几家
- intent: out_of_scope
  examples: |
    - 考驾照怎么报名
    - 今天股票涨了没
    - 电影票多少钱
    - 附近有加油站没
- intent: smalltalk/greet
  examples: |
    - 你好
    - 早上好
    - 您好呀
    - 在吗
- intent: smalltalk/chitchat
  examples: |
    - 今天天气咋样
    - 给我讲个笑话
    - 你吃饭了没
    - 真热啊
"""
INTENTS = {"ask_howto", "ask_amount", "ask_figure", "out_of_scope", "smalltalk"}


class Bot:
    """A loaded model."""

    def __init__(self, model: str, knowledge: TinyKnowledge) -> None:
        self._agent = Agent.load(model)
        self.knowledge = knowledge

    def parse(self, text: str) -> dict[str, Any]:
        found: dict[str, Any] = asyncio.run(self._agent.parse_message(text))
        return found


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """The pipeline of config.yml, trained on a few sentences and a small lexicon."""
    folder: Path = tmp_path_factory.mktemp("pipeline")
    (folder / "nlu.yml").write_text(NLU, encoding="utf-8")
    knowledge = TinyKnowledge(folder / "knowledge.db")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", knowledge.url)
        patch.setenv("GXN_TODAY", "2019-05-01")
        # Its cache would otherwise lie in the project's folder.
        patch.chdir(folder)
        live_lexicon.cache_clear()
        model = train_nlu(
            str(ROOT / "config.yml"), str(folder / "nlu.yml"), str(folder / "models")
        )
        assert model is not None
        yield Bot(model, knowledge)
        live_lexicon().stop()
        live_lexicon.cache_clear()


def entities(parsed: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(entity["entity"], entity["value"]) for entity in parsed["entities"]]


def test_the_output_has_the_keys_that_the_actions_read(bot: Bot) -> None:
    parsed = bot.parse("郑州市的托管怎么报名，要多少钱")
    assert set(parsed) >= {
        "text",
        "intent",
        "intent_ranking",
        "intent_kind",
        "entities",
        "topic_ranking",
        "metric_ranking",
        "faq_ranking",
        "clauses",
    }
    assert set(parsed["intent"]) >= {"name", "confidence"}
    assert parsed["intent"]["name"] in INTENTS
    for row in parsed["topic_ranking"]:
        assert set(row) == {"kind", "id", "confidence"}
        assert row["kind"] in ("programme", "signpost", "none")
        assert (row["id"] is None) == (row["kind"] == "none")
    assert parsed["metric_ranking"] and parsed["faq_ranking"]
    for row in parsed["metric_ranking"]:
        assert set(row) == {"id", "confidence"}
    for row in parsed["faq_ranking"]:
        assert set(row) == {"id", "confidence", "similarity"}
    assert [set(c) for c in parsed["clauses"]] == [{"text", "intent", "confidence"}] * 2


@pytest.mark.parametrize(
    "ranking", ["intent_ranking", "topic_ranking", "metric_ranking", "faq_ranking"]
)
def test_rankings_begin_with_the_likeliest(bot: Bot, ranking: str) -> None:
    chances = [row["confidence"] for row in bot.parse("放假孩子没人看")[ranking]]
    assert chances == sorted(chances, reverse=True)
    assert all(0.0 <= chance <= 1.0 for chance in chances)


@pytest.mark.parametrize(
    ("text", "intent", "found"),
    [
        ("惠工保怎么报名", "ask_howto", [("programme", "medical_aid")]),
        ("拖管要多少钱", "ask_amount", [("programme", "childcare")]),
        (
            "郑州市失业金咋领",
            None,
            [("region", "zhengzhou"), ("signpost", "unemployment")],
        ),
        (
            "去年新建驿站多少",
            "ask_figure",
            [
                ("metric", "station_new"),
                ("programme", "rest_station"),
                ("period", 2018),
            ],
        ),
        ("那第二年呢", None, [("period", 1)]),
        ("菜鸟驿站在哪", None, [("lookalike", "菜鸟驿站")]),
        ("今天天气真好", "smalltalk", []),
    ],
)
def test_messages(
    bot: Bot, text: str, intent: str | None, found: list[tuple[str, Any]]
) -> None:
    parsed = bot.parse(text)
    assert entities(parsed) == found
    if intent:
        assert parsed["intent"]["name"] == intent


def test_years_and_shifts_have_roles(bot: Bot) -> None:
    for text, role in (("2021年", "year"), ("下一年呢", "shift")):
        assert [e["role"] for e in bot.parse(text)["entities"]] == [role]


def test_a_name_is_found_as_it_was_meant(bot: Bot) -> None:
    (written,) = bot.parse("金秋助学")["entities"]
    (heard,) = bot.parse("金秋住学")["entities"]
    assert (written["value"], heard["value"]) == ("school_aid", "school_aid")
    assert heard["alias"] == "金秋助学"


def test_a_name_tells_how_surely_it_was_heard() -> None:
    heard = Match(0, 4, "programme", "school_aid", "金秋助学", exact=False)
    written = replace(heard, exact=True)
    sure = name_entity(written)["confidence_entity"]
    assert name_entity(heard)["confidence_entity"] < sure == 1.0


def test_the_topic_of_a_sentence_that_names_nothing(bot: Bot) -> None:
    best = bot.parse("放假孩子没人看咋办")["topic_ranking"][0]
    assert (best["kind"], best["id"]) == ("programme", "childcare")


def test_pinyin_is_read_as_characters(bot: Bot) -> None:
    parsed = bot.parse("tuoguan zenme baoming")
    assert parsed["text"].startswith("托管")
    assert entities(parsed) == [("programme", "childcare")]


def test_the_kind_of_small_talk(bot: Bot) -> None:
    assert bot.parse("您好")["intent_kind"] == "smalltalk/greet"
    assert bot.parse("托管怎么报名")["intent_kind"] == "ask_howto"


@pytest.mark.parametrize(
    "command",
    [
        "/restart",
        "/session_start",
        "  /restart",
        "／restart",
        '/ask_howto{"programme": "childcare"}',
        '/inform{"region": "x"}',
        '\u200b/inform{"region": "x"}',
        '/inform@0.99{"region": "x"}',
    ],
)
def test_commands_are_neutralised(bot: Bot, command: str) -> None:
    parsed = bot.parse(command)
    assert parsed["intent"]["name"] in INTENTS | {"nlu_fallback"}
    assert parsed["intent"]["confidence"] < 1.0
    assert parsed["entities"] == []
    assert not parsed["text"].startswith("/")
    # The models have read it, and no parser of commands in their stead.
    assert parsed["topic_ranking"]


@pytest.mark.parametrize(
    "text", ["", "   ", "😀", "?", "\u200b", "a" * 4000, "托" * 4000]
)
def test_odd_messages_are_read(bot: Bot, text: str) -> None:
    parsed = bot.parse(text)
    assert parsed["intent"]["name"] in INTENTS | {"nlu_fallback"}
    assert parsed["entities"] == []


def test_a_published_wording_is_understood_before_it_is_learnt(bot: Bot) -> None:
    # To what was learnt before these are no words but syllables.
    wording = "tuoguan zenme baoming"
    learnt = threading.Event()

    def wait_to_learn(entries: tuple[Entry, ...]) -> None:
        if any(entry.text == wording for entry in entries):
            assert learnt.wait(30)

    assert bot.parse(wording)["text"].startswith("托管")
    live_lexicon().register("slow", wait_to_learn)
    bot.knowledge.publish(Entry(wording, "faq_phrasing", "station_power"))
    live_lexicon().read()
    try:
        parsed = bot.parse(wording + "？")
    finally:
        bot.knowledge.withdraw(wording)
        learnt.set()
    assert parsed["text"] == wording
    best = {"id": "station_power", "confidence": 0.99, "similarity": 1.0}
    assert parsed["faq_ranking"][0] == best
