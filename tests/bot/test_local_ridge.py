"""Classes learnt from the nearest phrasings."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.features import Matrix
from bot.nlu.local_ridge import LocalRidge, Penalty
from bot.nlu.phrasing_index import PhrasingIndex, Ranking
from tests.bot.test_phrasing_index import ROWS

PENALTIES = [Penalty(0.1), Penalty(0.5)]


def ranked(text: str, penalty: Penalty, length: int = 10) -> Ranking:
    index = PhrasingIndex(ROWS)
    (vector,) = index.space.transform([text])
    return LocalRidge(index, penalty).rank(index.neighbours(vector, length), length)


@pytest.mark.parametrize("penalty", PENALTIES)
def test_it_finds_the_class_of_a_new_sentence(penalty: Penalty) -> None:
    assert ranked("喝水花钱不", penalty)[0][0] == "water"
    assert ranked("娃中午有饭吃吗", penalty)[0][0] == "lunch"


@pytest.mark.parametrize("penalty", PENALTIES)
def test_a_ranking_is_a_distribution(penalty: Penalty) -> None:
    ranking = ranked("喝水要钱不", penalty)
    chances = [chance for _, chance in ranking]
    assert sorted(label for label, _ in ranking) == ["hours", "lunch", "water", "where"]
    assert chances == sorted(chances, reverse=True)
    assert sum(chances) == pytest.approx(1.0)
    assert len(ranked("喝水要钱不", penalty, length=2)) == 2


def test_it_is_the_ridge_regression_of_all_where_all_are_near() -> None:
    index = PhrasingIndex(ROWS)
    ridge = LocalRidge(index, Penalty(0.5))
    (query,) = index.space.transform(["喝水要钱不"])
    texts = [text for text, _ in ROWS]
    vectors = index.space.transform([*texts, "喝水要钱不"])
    kernel = Matrix(*_parts(index, vectors)).kernel()
    labels = sorted({label for _, label in ROWS})
    truth = np.array([[float(label == own) for label in labels] for _, own in ROWS])
    weights = np.linalg.solve(kernel[:-1, :-1] + 0.5 * np.eye(len(ROWS)), truth)
    expected = dict(zip(labels, kernel[-1, :-1] @ weights, strict=True))
    found, scores = ridge._scores(index.neighbours(query, 4))
    for label, score in zip(found, scores, strict=True):
        assert score == pytest.approx(expected[label], abs=1e-3)


def test_a_sentence_like_no_other_is_of_no_class() -> None:
    # Of as many classes as there are phrasings, none is likelier than another.
    rows = [(text, str(place)) for place, (text, _) in enumerate(ROWS)]
    index = PhrasingIndex(rows)
    (vector,) = index.space.transform(["%%%"])
    ranking = LocalRidge(index, PENALTIES[1]).rank(index.neighbours(vector, 6), 6)
    assert ranking[0][1] < 0.5


def test_one_class_is_no_choice() -> None:
    index = PhrasingIndex(ROWS[:2])
    (vector,) = index.space.transform(["喝水"])
    neighbours = index.neighbours(vector, 3)
    assert LocalRidge(index, PENALTIES[0]).rank(neighbours, 3) == []


def _parts(index: PhrasingIndex, vectors: list) -> tuple:
    matrix = index.space.matrix(vectors)
    return matrix.meanings, matrix.ngrams
