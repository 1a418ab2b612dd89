"""The nearest phrasings, in two passes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
import yaml

from bot.evaluation.search_speed import multiply
from bot.lexicon.reader import Entry
from bot.nlu import phrasing_index
from bot.nlu.encoder import DIMENSIONS, sentence_encoder
from bot.nlu.features import FeatureSpace
from bot.nlu.phrasing_index import WEIGHTS, PhrasingIndex
from bot.nlu.postings import NgramRows, Postings
from bot.nlu.text import normalise
from settings import ROOT

ROWS = [
    ("驿站的水要钱吗", "water"),
    ("喝水收费不", "water"),
    ("托管班管午饭吗", "lunch"),
    ("中午给孩子做饭不", "lunch"),
    ("12351几点上班", "hours"),
    ("yizhan zai na", "where"),
]
QUERIES = [
    "喝水要钱不",
    "托管班中午管饭吗",
    "12351",
    "驿站在哪",
    "abc def",
    "",
    "yizhan",
]
# More than are compared exactly, so that the first pass decides.
MANY = 6000
ASKED = 150


def dense_rows(space: FeatureSpace, texts: Sequence[str]) -> np.ndarray:
    """Return the vectors of texts, written out."""
    found = np.zeros((len(texts), DIMENSIONS + space.ngrams))
    for row, vector in enumerate(space.transform(texts)):
        found[row, :DIMENSIONS] = vector.meaning
        found[row, DIMENSIONS + vector.columns] = vector.values
    return found


def brute_force(rows: Sequence[tuple[str, str]], text: str) -> list[tuple[str, float]]:
    """Compare with every phrasing, one by one."""
    texts = [normalise(phrasing) for phrasing, _ in rows]
    vectors = dense_rows(FeatureSpace.fit(texts, WEIGHTS), [*texts, text])
    scale = WEIGHTS.meaning**2 + WEIGHTS.characters**2 + WEIGHTS.sound**2
    similarities = np.clip(vectors[:-1] @ vectors[-1] / scale, 0.0, 1.0)
    best: dict[str, float] = {}
    for similarity, (_, target) in zip(similarities, rows, strict=True):
        best[target] = max(best.get(target, 0.0), float(similarity))
    return sorted(best.items(), key=lambda item: -item[1])


@pytest.mark.parametrize("text", QUERIES)
def test_the_index_equals_brute_force(text: str) -> None:
    found, expected = PhrasingIndex(ROWS).nearest(text, 4), brute_force(ROWS, text)
    # The encoder's vectors are kept at half precision.
    assert [score for _, score in found] == pytest.approx(
        [score for _, score in expected], abs=1e-3
    )
    for target, score in found:
        assert score == pytest.approx(dict(expected)[target], abs=1e-3)


def test_the_same_question_is_nearest_of_all() -> None:
    for text, target in ROWS[:5]:
        best, score = PhrasingIndex(ROWS).nearest(text, 3)[0]
        assert best == target
        assert score == pytest.approx(1.0, abs=1e-3)


def test_each_question_is_listed_once() -> None:
    found = PhrasingIndex(ROWS).nearest("喝水", 10)
    assert sorted(target for target, _ in found) == ["hours", "lunch", "water", "where"]


def test_an_empty_index_finds_nothing() -> None:
    assert PhrasingIndex([]).nearest("喝水", 3) == []


def entries_of_seed() -> list[Entry]:
    """Return the names and published questions of the seed's dossiers."""
    found = []
    for path in sorted((ROOT / "data" / "knowledge" / "programmes").glob("*.yml")):
        dossier = yaml.safe_load(path.read_text(encoding="utf-8"))
        names = dossier.get("aliases") or []
        found += [Entry(name, "programme", dossier["id"]) for name in names]
        for faq in dossier.get("faqs") or []:
            texts = [faq["question"], *(faq.get("phrasings") or [])]
            found += [Entry(text, "faq_phrasing", faq["id"]) for text in texts]
    return found


@pytest.fixture(scope="module")
def seed() -> list[Entry]:
    return entries_of_seed()


@pytest.fixture(scope="module")
def multiplied(seed: list[Entry]) -> list[Entry]:
    return multiply(seed, MANY + ASKED)


def test_the_first_pass_loses_hardly_any_of_the_three_nearest(
    multiplied: list[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [(entry.text, entry.target) for entry in multiplied[:MANY]]
    index = PhrasingIndex(rows)
    asked = [normalise(entry.text) for entry in multiplied[MANY:]]
    two_passes = [index.nearest(text, 3) for text in asked]
    monkeypatch.setattr(phrasing_index, "_CANDIDATES", MANY)
    exact = [index.nearest(text, 3) for text in asked]
    # By similarity, as several phrasings may be equally near.
    kept = [
        score >= best - 1e-6
        for found, right in zip(two_passes, exact, strict=True)
        for (_, score), (_, best) in zip(found, right, strict=True)
    ]
    assert np.mean(kept) >= 0.99


def test_what_is_multiplied_is_new_each_and_the_same_each_time(
    seed: list[Entry], multiplied: list[Entry]
) -> None:
    texts = [normalise(entry.text) for entry in multiplied]
    assert len(set(texts)) == len(texts) == MANY + ASKED
    assert multiplied == multiply(seed, MANY + ASKED)
    assert multiplied != multiply(seed, MANY + ASKED, seed=7)


def test_what_cannot_be_multiplied_is_refused() -> None:
    with pytest.raises(ValueError, match="phrasings can be made"):
        multiply([Entry("喝水要钱吗", "faq_phrasing", "water")], 10)


def test_rows_and_postings_are_the_same_products() -> None:
    texts = [text for text, _ in ROWS]
    space = FeatureSpace.fit(texts, WEIGHTS)
    ngrams = space.ngram_matrix(texts)
    dense = dense_rows(space, texts)[:, DIMENSIONS:]
    assert ngrams.toarray() == pytest.approx(dense, abs=1e-6)
    (vector,) = space.transform(["喝水要不要钱"])
    expected = ngrams.toarray()[:, vector.columns] @ vector.values
    rows = np.array([4, 0, 1])
    assert Postings(ngrams, len(ROWS)).products(vector) == pytest.approx(expected)
    assert NgramRows(ngrams).products(rows, vector) == pytest.approx(expected[rows])
    # A second query does not see the first.
    assert NgramRows(ngrams).products(rows, vector) == pytest.approx(expected[rows])
    kernel = NgramRows(ngrams).kernel(rows)
    assert kernel == pytest.approx(dense[rows] @ dense[rows].T, abs=1e-6)


def test_postings_leave_out_what_many_have() -> None:
    texts = [text for text, _ in ROWS]
    space = FeatureSpace.fit(texts, WEIGHTS)
    ngrams = space.ngram_matrix(texts)
    dense = ngrams.toarray()
    (vector,) = space.transform(["喝水要不要钱"])
    rare = vector.columns[(dense[:, vector.columns] > 0).sum(axis=0) <= 1]
    query = np.zeros(space.ngrams)
    query[vector.columns] = vector.values
    expected = dense[:, rare] @ query[rare]
    assert 0 < len(rare) < len(vector.columns)
    assert Postings(ngrams, 1).products(vector) == pytest.approx(expected)


def test_kept_vectors_are_not_copied() -> None:
    texts = [normalise(text) for text, _ in ROWS]
    sentence_encoder().keep(["别的", *texts])
    try:
        meanings = sentence_encoder().meanings(texts)
        assert len(meanings.table) == len(texts) + 1
        assert meanings.take(slice(None)) == pytest.approx(
            sentence_encoder().encode(texts)
        )
    finally:
        sentence_encoder().keep([])
