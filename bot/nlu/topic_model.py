"""Which programme, figure or published question a sentence is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from bot.lexicon.reader import Entry
from bot.nlu.features import FeatureSpace, SentenceVector, Weights
from bot.nlu.linear import LinearClassifier, fit_ridge
from bot.nlu.text import normalise

NONE = "none"
ELSEWHERE = ("out_of_scope", "smalltalk/chitchat")
"""Intents, in full, whose sentences are about nothing that the bot knows."""
_TOPIC_KINDS = {
    "programme": "programme",
    "programme_phrasing": "programme",
    "signpost": "signpost",
    "signpost_phrasing": "signpost",
    "lookalike": NONE,
}
_METRIC_KINDS = ("metric", "metric_phrasing")
WEIGHTS = Weights(meaning=1.0, characters=0.86, sound=0.6)
_STRENGTH = 0.3

# Enough for the questions of one service to be among them.
_MOST_FAQS = 12

Ranking = list[tuple[str, float]]


@dataclass(frozen=True)
class Topics:
    """What a sentence may be about, each list with the most likely first.

    Attributes:
        topics: ``programme:<id>``, ``signpost:<id>`` or ``none``, and probability.
        metrics: Metric id and probability, given that a figure is asked for.
        faqs: FAQ id and probability, given that one of them is asked.
        nearest: FAQ id and similarity of its nearest phrasing, from 0 to 1.
    """

    topics: Ranking
    metrics: Ranking
    faqs: Ranking
    nearest: Ranking


class TopicModel:
    """Three rankings out of one version of the lexicon, over one feature space."""

    def __init__(self, entries: Sequence[Entry], elsewhere: Sequence[str]) -> None:
        """Learn the rankings; takes seconds for ten thousand phrasings.

        Args:
            entries: The rows of the lexicon view.
            elsewhere: Sentences about nothing that the bot knows.
        """
        topics = _topic_rows(entries, elsewhere)
        metrics = [(e.text, e.target) for e in entries if e.kind in _METRIC_KINDS]
        faqs = [(e.text, e.target) for e in entries if e.kind == "faq_phrasing"]
        texts = [normalise(text) for text, _ in (*topics, *metrics, *faqs)]
        self._space = FeatureSpace.fit(list(dict.fromkeys(texts)), WEIGHTS)
        self._topics = _fit(self._space, topics)
        self._metrics = _fit(self._space, metrics)
        self._faqs = _fit(self._space, faqs)
        self._phrasings = PhrasingIndex(faqs, self._space)

    def rank(self, text: str, length: int = 5, ending: str = "") -> Topics:
        """Rank what a canonical text is about.

        Args:
            text: The whole text.
            length: How many topics and metrics to return.
            ending: The end of a long story, where its question stands: published
                questions are looked for in both.
        """
        vector, *rest = self._space.transform([text, ending] if ending else [text])
        faqs = [_rank(self._faqs, v)[:_MOST_FAQS] for v in (vector, *rest)]
        near = [self._phrasings.nearest_to(v, _MOST_FAQS) for v in (vector, *rest)]
        return Topics(
            topics=_rank(self._topics, vector)[:length],
            metrics=_rank(self._metrics, vector)[:length],
            faqs=_best_of_each(faqs),
            nearest=_best_of_each(near),
        )


class PhrasingIndex:
    """Nearest phrasings by meaning, characters and sound."""

    def __init__(
        self, rows: Sequence[tuple[str, str]], space: FeatureSpace | None = None
    ) -> None:
        """Index phrasings with the id of what each asks for.

        Args:
            rows: Phrasing and id.
            space: Features to compare by; learnt from the phrasings if left out.
        """
        texts = [normalise(text) for text, _ in rows]
        self._targets = [target for _, target in rows]
        self._space = space or FeatureSpace.fit(texts, WEIGHTS)
        matrix = self._space.matrix(self._space.transform(texts))
        self._meanings = matrix.meanings
        # Column by column, a query touches only the n-grams that it has.
        self._ngrams = csr_matrix(matrix.ngrams.T)
        self._scale = sum(
            weight**2 for weight in (WEIGHTS.meaning, WEIGHTS.characters, WEIGHTS.sound)
        )

    def nearest(self, text: str, length: int) -> Ranking:
        """Return the targets of the phrasings nearest to a canonical text."""
        return self.nearest_to(self._space.transform([text])[0], length)

    def nearest_to(self, vector: SentenceVector, length: int) -> Ranking:
        """Return the targets of the nearest phrasings, each once, nearest first."""
        if not self._targets:
            return []
        similarity = self._similarity(vector)
        best: dict[str, float] = {}
        for row in np.argsort(-similarity)[: 8 * length]:
            best.setdefault(self._targets[row], float(similarity[row]))
        return list(best.items())[:length]

    def _similarity(self, vector: SentenceVector) -> npt.NDArray[np.float32]:
        found = self._meanings @ vector.meaning
        for column, value in zip(vector.columns, vector.values, strict=True):
            start, end = self._ngrams.indptr[column : column + 2]
            found[self._ngrams.indices[start:end]] += (
                value * self._ngrams.data[start:end]
            )
        return np.clip(found / self._scale, 0.0, 1.0)


def _topic_rows(
    entries: Sequence[Entry], elsewhere: Sequence[str]
) -> list[tuple[str, str]]:
    rows = []
    for entry in entries:
        kind = _TOPIC_KINDS.get(entry.kind)
        if kind == NONE:
            rows.append((entry.text, NONE))
        elif kind:
            rows.append((entry.text, f"{kind}:{entry.target}"))
    return rows + [(text, NONE) for text in elsewhere]


def _fit(
    space: FeatureSpace, rows: Sequence[tuple[str, str]]
) -> LinearClassifier | None:
    labels = [label for _, label in rows]
    if len(set(labels)) < 2:
        return None
    vectors = space.transform([normalise(text) for text, _ in rows])
    return fit_ridge(space.matrix(vectors), labels, _STRENGTH)[0]


def _rank(model: LinearClassifier | None, vector: SentenceVector) -> Ranking:
    return model.rank(vector) if model else []


def _best_of_each(rankings: Sequence[Ranking]) -> Ranking:
    """Join rankings, each id with its highest score."""
    best: dict[str, float] = {}
    for target, score in (row for ranking in rankings for row in ranking):
        best[target] = max(score, best.get(target, 0.0))
    return sorted(best.items(), key=lambda row: -row[1])
