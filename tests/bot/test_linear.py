"""The linear classifier."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.nlu.encoder import DIMENSIONS, Vectors
from bot.nlu.features import FeatureSpace, Matrix, SentenceVector
from bot.nlu.linear import LinearClassifier, fit_ridge, softmax

LABELS = ("amount", "howto", "time")


class Clouds:
    """Three clouds of sentences, told apart by meaning and by one word each."""

    def __init__(self, spread: float, size: int = 40, seed: int = 1) -> None:
        random = np.random.default_rng(seed)
        centres = np.eye(len(LABELS), DIMENSIONS)
        self.labels = [label for label in LABELS for _ in range(size)]
        noise = random.normal(size=(len(self.labels), DIMENSIONS), scale=spread)
        self.meanings: Vectors = (np.repeat(centres, size, axis=0) + noise).astype(
            np.float32
        )
        self.texts = ["这个"] * len(self.labels)

    def vectors(self, space: FeatureSpace) -> list[SentenceVector]:
        return space.transform(self.texts, self.meanings)

    def matrix(self, space: FeatureSpace) -> Matrix:
        return space.matrix(self.vectors(space))


@pytest.fixture
def space() -> FeatureSpace:
    return FeatureSpace.fit(["这个", "多少钱", "怎么办"])


def test_it_separates_what_can_be_separated(space: FeatureSpace) -> None:
    known, unknown = Clouds(0.02, seed=1), Clouds(0.02, seed=2)
    model, _ = fit_ridge(known.matrix(space), known.labels)
    guesses = [model.rank(vector)[0][0] for vector in unknown.vectors(space)]
    assert guesses == unknown.labels


def test_it_learns_from_words_alone(space: FeatureSpace) -> None:
    texts = ["多少钱", "怎么办"] * 5
    nothing = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    vectors = space.transform(texts, nothing)
    model, _ = fit_ridge(space.matrix(vectors), ["amount", "howto"] * 5)
    assert [model.rank(vector)[0][0] for vector in vectors[:2]] == ["amount", "howto"]


def test_a_rare_class_is_not_drowned(space: FeatureSpace) -> None:
    known, unknown = Clouds(0.1, 200, seed=1), Clouds(0.1, 200, seed=2)
    kept = [*range(200), *range(200, 210), *range(400, 600)]
    vectors = known.vectors(space)
    labels = [known.labels[row] for row in kept]
    # Held back this strongly, a class of its own size alone would never be guessed.
    model, _ = fit_ridge(space.matrix([vectors[row] for row in kept]), labels, 100.0)
    rare = unknown.vectors(space)[200:400]
    assert np.mean([model.rank(vector)[0][0] == "howto" for vector in rare]) > 0.9


def test_a_sentence_left_out_does_not_know_its_own_label(space: FeatureSpace) -> None:
    clouds = Clouds(0.02)
    labels = ["time", *clouds.labels[1:]]
    model, left_out = fit_ridge(clouds.matrix(space), labels, strength=0.01)
    assert model.labels[int(np.argmax(left_out[0]))] == "amount"


def test_confidence_is_as_high_as_success(space: FeatureSpace) -> None:
    # So noisy that only some of the sentences can be told.
    known, unknown = Clouds(0.4, 200, seed=1), Clouds(0.4, 200, seed=2)
    model, _ = fit_ridge(known.matrix(space), known.labels, strength=0.1)
    ranked = [model.rank(vector)[0] for vector in unknown.vectors(space)]
    success = np.mean(
        [
            label == truth
            for (label, _), truth in zip(ranked, unknown.labels, strict=True)
        ]
    )
    assert 0.5 < success < 0.95
    assert np.mean([chance for _, chance in ranked]) == pytest.approx(success, abs=0.06)
    model.temperature *= 20
    boasting = [model.rank(vector)[0][1] for vector in unknown.vectors(space)]
    assert np.mean(boasting) > success + 0.1


def test_a_ranking_is_a_distribution(space: FeatureSpace) -> None:
    clouds = Clouds(0.05)
    model, _ = fit_ridge(clouds.matrix(space), clouds.labels)
    ranking = model.rank(clouds.vectors(space)[0])
    chances = [chance for _, chance in ranking]
    assert sorted(label for label, _ in ranking) == sorted(LABELS)
    assert chances == sorted(chances, reverse=True)
    assert sum(chances) == pytest.approx(1.0)


def test_softmax_stands_huge_scores() -> None:
    assert softmax(np.array([1000.0, 0.0])) == pytest.approx([1.0, 0.0])


def test_it_comes_back_from_a_file(tmp_path: Path, space: FeatureSpace) -> None:
    clouds = Clouds(0.05)
    model, _ = fit_ridge(clouds.matrix(space), clouds.labels)
    model.save(tmp_path / "model.npz")
    again = LinearClassifier.load(tmp_path / "model.npz")
    for vector in clouds.vectors(space)[::20]:
        assert again.rank(vector) == model.rank(vector)


def test_the_file_holds_nothing_that_could_be_executed(
    tmp_path: Path, space: FeatureSpace
) -> None:
    clouds = Clouds(0.05)
    fit_ridge(clouds.matrix(space), clouds.labels)[0].save(tmp_path / "model.npz")
    with np.load(tmp_path / "model.npz", allow_pickle=False) as data:
        assert all(not data[name].dtype.hasobject for name in data.files)
        assert {"labels", "bias", "temperature"} <= set(data.files)
