"""Vectors of meaning, characters and sound."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.nlu.encoder import DIMENSIONS, SentenceEncoder, Vectors, sentence_encoder
from bot.nlu.features import FeatureSpace, NgramSpace, SentenceVector, Weights
from bot.nlu.pinyin import units


def random_meanings(count: int) -> Vectors:
    found = np.random.default_rng(0).normal(size=(count, DIMENSIONS))
    unit: Vectors = (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(
        np.float32
    )
    return unit


def dense(space: FeatureSpace, vector: SentenceVector) -> Vectors:
    found = np.zeros(DIMENSIONS + space.ngrams, dtype=np.float32)
    found[:DIMENSIONS] = vector.meaning
    found[DIMENSIONS + vector.columns] = vector.values
    return found


def test_ngrams_make_unit_vectors() -> None:
    space = NgramSpace.fit(["怎么报名", "在哪报名"])
    columns, values = space.transform("怎么报名呀")
    assert len(columns) == len(set(columns)) == len(values)
    assert np.linalg.norm(values) == pytest.approx(1.0)


def test_what_was_never_seen_has_no_columns() -> None:
    assert NgramSpace.fit(["报名"]).transform("咋整") == (
        NgramSpace.fit(["报名"]).transform("啥")
    )


def test_the_rarer_and_the_repeated_tell_more() -> None:
    space = NgramSpace.fit(["报名", "报到", "名单"])
    assert space.idf["到"] > space.idf["报"]

    def share(sentence: str, gram: str) -> float:
        columns, values = space.transform(sentence)
        return values[columns.index(list(space.idf).index(gram))]

    assert share("报到", "到") > share("报到", "报")
    assert share("单名单", "单") > share("名单", "单")


def test_ngrams_come_back_from_plain_data() -> None:
    space = NgramSpace.fit(["怎么报名", "在哪报名"])
    assert NgramSpace(dict(space.idf)).transform("在哪") == space.transform("在哪")


def test_homophones_share_their_sound() -> None:
    space = FeatureSpace.fit(["托管", "报名"], Weights(0.0, 0.0, 1.0))
    right, heard = space.transform(["托管", "拖馆"], random_meanings(2))
    assert dense(space, right) == pytest.approx(dense(space, heard))


def test_weights_scale_the_views() -> None:
    texts, weights = ["托管怎么报名"], Weights(2.0, 0.5, 0.25)
    space = FeatureSpace.fit(texts, weights)
    (vector,) = space.transform(texts, random_meanings(1))
    assert np.linalg.norm(vector.meaning) == pytest.approx(2.0)
    parts = vector.columns < len(space.characters)
    assert np.linalg.norm(vector.values[parts]) == pytest.approx(0.5)
    assert np.linalg.norm(vector.values[~parts]) == pytest.approx(0.25)


def test_the_kernel_is_all_dot_products() -> None:
    texts = ["托管怎么报名", "怎么报名", "在哪", "12351咋打"]
    space = FeatureSpace.fit(texts)
    vectors = space.transform(texts, random_meanings(4))
    rows = np.array([dense(space, vector) for vector in vectors])
    matrix = space.matrix(vectors)
    assert matrix.kernel() == pytest.approx(rows @ rows.T, abs=1e-5)
    assert matrix.ngrams.toarray() == pytest.approx(rows[:, DIMENSIONS:])


def test_there_may_be_more_than_one_meaning() -> None:
    texts = ["托管怎么报名", "在哪"]
    space = FeatureSpace.fit(texts, Weights(2.0))
    meanings = np.hstack([random_meanings(2), random_meanings(2)])
    vectors = space.transform(texts, meanings)
    assert vectors[0].meaning == pytest.approx(2 * meanings[0])
    assert space.matrix(vectors).meanings.shape == (2, 2 * DIMENSIONS)


def test_the_encoder_knows_meaning() -> None:
    same, other, empty = sentence_encoder().encode(
        ["放假孩子没人看", "工资被拖欠了", ""]
    )
    (near,) = sentence_encoder().encode(["暑假娃没人带"])
    assert near @ same > near @ other
    assert np.linalg.norm(same) == pytest.approx(1.0, abs=1e-3)
    assert not empty.any()


def test_the_encoder_gives_the_same_again_and_in_company() -> None:
    (alone,) = sentence_encoder().encode(["驿站里能热饭吗"])
    _, together = sentence_encoder().encode(["托管怎么报名", "驿站里能热饭吗"])
    assert alone == pytest.approx(together, abs=1e-6)


def test_the_encoder_remembers_over_a_restart(tmp_path: Path) -> None:
    texts = ["驿站里能热饭吗", "托管怎么报名", "驿站里能热饭吗", "abc"]
    path = tmp_path / "vectors.npz"
    sentence_encoder().save(texts, path)
    restarted = SentenceEncoder()
    restarted.prime(path)
    # What was primed is looked up: the weights of the model are never read.
    restarted._model = None
    expected = sentence_encoder().encode(texts)
    assert restarted.encode(texts) == pytest.approx(expected, abs=1e-3)
    with np.load(path, allow_pickle=False) as data:
        assert all(not data[name].dtype.hasobject for name in data.files)


def test_a_sentence_has_the_ngrams_of_both_spaces_side_by_side() -> None:
    texts = ["怎么报名", "在哪报名报名", "app在哪下", "12351是啥"]
    space = FeatureSpace.fit(texts, Weights(1.0, 0.7, 0.5))
    for text in [*texts, "报名报名报名", "哪在", "咋整", ""]:
        (vector,) = space.transform([text], random_meanings(1))
        pieces = units(text)
        written, tells = space.characters.row([unit.text for unit in pieces])
        heard, sounds = space.sounds.row([unit.sound for unit in pieces])
        shifted = heard + len(space.characters)
        assert vector.columns.tolist() == [*written.tolist(), *shifted.tolist()]
        assert vector.values == pytest.approx([*(tells * 0.7), *(sounds * 0.5)])
        assert np.array_equal(
            space.ngram_matrix([text]).toarray()[0],
            dense(space, vector)[DIMENSIONS:],
        )
