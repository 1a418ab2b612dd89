"""What a sentence is about."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from bot.lexicon.reader import Entry
from bot.nlu.encoder import DIMENSIONS
from bot.nlu.features import FeatureSpace
from bot.nlu.topic_model import WEIGHTS, PhrasingIndex, TopicModel
from tests.bot.tiny_knowledge import ENTRIES

ELSEWHERE = ["今天天气咋样", "给我讲个笑话", "考驾照怎么报名", "电影几点开始"]
ROWS = [
    ("驿站的水要钱吗", "water"),
    ("喝水收费不", "water"),
    ("托管班管午饭吗", "lunch"),
    ("中午给孩子做饭不", "lunch"),
    ("12351几点上班", "hours"),
    ("yizhan zai na", "where"),
]


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


def test_rankings_are_as_long_as_asked(model: TopicModel) -> None:
    found = model.rank("孩子没人看", length=2)
    assert [len(found.topics), len(found.metrics), len(found.faqs)] == [2, 2, 2]


def test_an_empty_lexicon_ranks_nothing() -> None:
    found = TopicModel([], []).rank("孩子没人看")
    assert (found.topics, found.metrics, found.faqs) == ([], [], [])


def brute_force(rows: Sequence[tuple[str, str]], text: str) -> list[tuple[str, float]]:
    """Compare with every phrasing, one by one."""
    texts = [phrasing for phrasing, _ in rows]
    space = FeatureSpace.fit(texts, WEIGHTS)
    vectors = np.zeros((len(rows) + 1, DIMENSIONS + space.ngrams))
    for row, vector in enumerate(space.transform([*texts, text])):
        vectors[row, :DIMENSIONS] = vector.meaning
        vectors[row, DIMENSIONS + vector.columns] = vector.values
    scale = WEIGHTS.meaning**2 + WEIGHTS.characters**2 + WEIGHTS.sound**2
    similarities = np.clip(vectors[:-1] @ vectors[-1] / scale, 0.0, 1.0)
    best: dict[str, float] = {}
    for similarity, (_, target) in zip(similarities, rows, strict=True):
        best[target] = max(best.get(target, 0.0), float(similarity))
    return sorted(best.items(), key=lambda item: -item[1])


@pytest.mark.parametrize(
    "text",
    ["喝水要钱不", "托管班中午管饭吗", "12351", "驿站在哪", "abc def", "", "yizhan"],
)
def test_the_index_equals_brute_force(text: str) -> None:
    found, expected = PhrasingIndex(ROWS).nearest(text, 4), brute_force(ROWS, text)
    assert [score for _, score in found] == pytest.approx(
        [score for _, score in expected], abs=1e-5
    )
    for target, score in found:
        assert score == pytest.approx(dict(expected)[target], abs=1e-5)


def test_the_same_question_is_nearest_of_all() -> None:
    for text, target in ROWS[:5]:
        best, score = PhrasingIndex(ROWS).nearest(text, 3)[0]
        assert best == target
        assert score == pytest.approx(1.0, abs=1e-3)


def test_each_question_is_listed_once() -> None:
    found = PhrasingIndex(ROWS).nearest("喝水", 10)
    assert sorted(target for target, _ in found) == ["hours", "lunch", "water", "where"]
