"""What a sentence is about."""

from __future__ import annotations

import pytest

from bot.lexicon.reader import Entry
from bot.nlu.topic_model import TopicModel
from tests.bot.tiny_knowledge import ENTRIES

ELSEWHERE = ["今天天气咋样", "给我讲个笑话", "考驾照怎么报名", "电影几点开始"]


@pytest.fixture(scope="module")
def model() -> TopicModel:
    return TopicModel(ENTRIES, ELSEWHERE)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("放假孩子没人看咋办", "programme:childcare"),
        ("跑单跑累了哪能歇歇脚", "programme:rest_station"),
        ("厂子倒闭能领钱不", "signpost:unemployment"),
        ("给我讲个故事", "none"),
    ],
)
def test_topics(model: TopicModel, text: str, topic: str) -> None:
    assert model.rank(text).topics[0][0] == topic


def test_metrics(model: TopicModel) -> None:
    assert model.rank("帮了几个学生").metrics[0][0] == "school_people"
    assert model.rank("又新盖几个歇脚的").metrics[0][0] == "station_new"


def test_what_looks_like_a_service_counts_as_nothing() -> None:
    topics = TopicModel(ENTRIES, []).rank("菜鸟驿站").topics
    assert topics[0][0] == "none"
    assert not any("菜鸟" in label for label, _ in topics)


def test_a_new_phrasing_is_learnt() -> None:
    text = "家里老人住院花销太大撑不住了"
    before = TopicModel(ENTRIES, ELSEWHERE).rank(text).topics
    phrasing = Entry("老人住院花销大撑不住", "programme_phrasing", "hardship_aid")
    after = TopicModel([*ENTRIES, phrasing], ELSEWHERE).rank(text).topics
    assert "programme:hardship_aid" not in dict(before)
    assert after[0][0] == "programme:hardship_aid"


@pytest.mark.parametrize(
    ("kind", "target", "ranking", "label"),
    [
        ("faq_phrasing", "station_power", "faqs", "station_power"),
        ("programme_phrasing", "legal_aid", "topics", "programme:legal_aid"),
        ("signpost_phrasing", "unemployment", "topics", "signpost:unemployment"),
        ("metric_phrasing", "station_new", "metrics", "station_new"),
    ],
)
def test_a_wording_comes_first_before_it_is_learnt(
    model: TopicModel, kind: str, target: str, ranking: str, label: str
) -> None:
    text = "托管班管午饭吗"
    before = model.rank(text)
    found = before.with_wordings([Entry(text, kind, target)])
    ranked = getattr(found, ranking)
    assert ranked[0] == (label, 0.99)
    assert sum(chance for _, chance in ranked) <= 1.05
    assert {name for name, _ in getattr(before, ranking)} <= {n for n, _ in ranked}
    for other in {"topics", "metrics", "faqs", "nearest"} - {ranking, "nearest"}:
        assert getattr(found, other) == getattr(before, other)


def test_a_question_said_word_for_word_is_as_near_as_can_be(model: TopicModel) -> None:
    text = "托管班管午饭吗"
    before = model.rank(text)
    new = Entry(text, "faq_phrasing", "station_power")
    assert before.with_wordings([new]).nearest == [
        ("station_power", 1.0),
        *before.nearest,
    ]
    assert before.with_wordings([]) == before


def test_rankings_are_as_long_as_asked(model: TopicModel) -> None:
    found = model.rank("孩子没人看", length=2)
    assert [len(found.topics), len(found.metrics), len(found.faqs)] == [2, 2, 2]


def test_an_empty_lexicon_ranks_nothing() -> None:
    found = TopicModel([], []).rank("孩子没人看")
    assert (found.topics, found.metrics, found.faqs) == ([], [], [])
