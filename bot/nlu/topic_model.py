"""Which programme, figure or published question a sentence is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from bot.lexicon.reader import Entry
from bot.nlu.features import FeatureSpace, SentenceVector
from bot.nlu.general_questions import NAME
from bot.nlu.linear import LinearClassifier, fit_ridge
from bot.nlu.local_ridge import LocalRidge, Penalty
from bot.nlu.phrasing_index import WEIGHTS, PhrasingIndex, Ranking
from bot.nlu.text import normalise

NONE = "none"
ELSEWHERE = ("out_of_scope", "smalltalk/chitchat", "smalltalk/foreign")
"""Intents, in full, whose sentences are about nothing that the bot knows."""
_TOPIC_KINDS = {
    "programme": "programme",
    "programme_phrasing": "programme",
    "signpost": "signpost",
    "signpost_phrasing": "signpost",
    "lookalike": NONE,
}
_METRIC_KINDS = ("metric", "metric_phrasing")
# Of topics and metrics there are few: each sentence is compared with all of them.
_STRENGTH = 0.3
# A sentence that is like no published question is less sure to be one of them.
# Of two that are alike, the published one is meant sooner than the general one.
_CAUTIOUS = Penalty(strength=0.5, others={NONE: 20.0})

# What a published wording is learnt as when it is said word for word.
_WORD_FOR_WORD = 0.99

# Enough for the questions of one service to be among them.
_MOST_FAQS = 12


Rows = list[tuple[str, str]]


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

    def with_wordings(self, said: Sequence[Entry]) -> Topics:
        """Return the same with wordings put first that were said and not learnt yet.

        Args:
            said: The entries that the sentence is, word for word.
        """
        topics, metrics, faqs = _rows(said, (), ())
        return Topics(
            topics=_first(topics, self.topics),
            metrics=_first(metrics, self.metrics),
            faqs=_first(faqs, self.faqs),
            nearest=_first(faqs, self.nearest, 1.0, others=1.0),
        )


class TopicModel:
    """Three rankings out of one version of the lexicon, over one feature space."""

    def __init__(
        self,
        entries: Sequence[Entry],
        elsewhere: Sequence[str],
        general: Sequence[str] = (),
    ) -> None:
        """Learn the rankings; takes seconds for ten thousand phrasings.

        Args:
            entries: The rows of the lexicon view.
            elsewhere: Sentences about nothing that the bot knows.
            general: What is asked about any service, with ``NAME`` in the place of
                its name: a published question is more special than these.
        """
        rows = _rows(entries, elsewhere, general)
        texts = [normalise(text) for text, _ in chain(*rows)]
        self._space = FeatureSpace.fit(list(dict.fromkeys(texts)), WEIGHTS)
        topics, metrics, faqs = rows
        self._topics = _fit(self._space, topics)
        self._metrics = _fit(self._space, metrics)
        self._faqs = _Questions(faqs, self._space)

    @staticmethod
    def texts(
        entries: Sequence[Entry], elsewhere: Sequence[str], general: Sequence[str] = ()
    ) -> list[str]:
        """Return the canonical texts that such a model is learnt from."""
        rows = _rows(entries, elsewhere, general)
        return list(dict.fromkeys(normalise(text) for text, _ in chain(*rows)))

    def rank(self, text: str, length: int = 5, ending: str = "") -> Topics:
        """Rank what a canonical text is about.

        Args:
            text: The whole text.
            length: How many topics and metrics to return.
            ending: The end of a long story, where its question stands: published
                questions are looked for in both.
        """
        vectors = self._space.transform([text, ending] if ending else [text])
        faqs, nearest = self._search(vectors)
        return Topics(
            topics=_rank(self._topics, vectors[0], length),
            metrics=_rank(self._metrics, vectors[0], length),
            faqs=faqs,
            nearest=nearest,
        )

    def search(self, text: str) -> tuple[Ranking, Ranking]:
        """Rank only the published questions: by probability and by similarity."""
        return self._search(self._space.transform([text]))

    def _search(self, vectors: Sequence[SentenceVector]) -> tuple[Ranking, Ranking]:
        found = [self._faqs.rank_both(vector, _MOST_FAQS + 1) for vector in vectors]
        return (
            _best_of_each([likely for likely, _ in found]),
            _best_of_each([near for _, near in found]),
        )


class _Questions:
    """Phrasings of questions, and which of them a sentence asks."""

    def __init__(self, rows: Sequence[tuple[str, str]], space: FeatureSpace) -> None:
        self._index = PhrasingIndex(rows, space)
        self._ridge = LocalRidge(self._index, _CAUTIOUS)

    def rank_both(self, vector: SentenceVector, length: int) -> tuple[Ranking, Ranking]:
        """Return targets by probability, and by similarity of the nearest phrasing."""
        near = self._index.neighbours(vector, length)
        return self._ridge.rank(near, length), self._index.ranking(near, length)


def _fit(
    space: FeatureSpace, rows: Sequence[tuple[str, str]]
) -> LinearClassifier | None:
    labels = [label for _, label in rows]
    if len(set(labels)) < 2:
        return None
    texts = [normalise(text) for text, _ in rows]
    matrix = space.matrix(space.transform(texts))
    return fit_ridge(matrix, labels, _STRENGTH)[0]


def _rank(
    model: LinearClassifier | None, vector: SentenceVector, length: int
) -> Ranking:
    return model.rank(vector, length) if model else []


def _rows(
    entries: Sequence[Entry], elsewhere: Sequence[str], general: Sequence[str]
) -> tuple[Rows, Rows, Rows]:
    """Return phrasings and targets of topics, metrics and published questions."""
    faqs = [(e.text, e.target) for e in entries if e.kind == "faq_phrasing"]
    return (
        _topic_rows(entries, elsewhere),
        [(e.text, e.target) for e in entries if e.kind in _METRIC_KINDS],
        faqs + _general_rows(entries, general) if faqs else [],
    )


def _topic_rows(entries: Sequence[Entry], elsewhere: Sequence[str]) -> Rows:
    rows = []
    for entry in entries:
        kind = _TOPIC_KINDS.get(entry.kind)
        if kind == NONE:
            rows.append((entry.text, NONE))
        elif kind:
            rows.append((entry.text, f"{kind}:{entry.target}"))
    return rows + [(text, NONE) for text in elsewhere]


def _general_rows(entries: Sequence[Entry], general: Sequence[str]) -> Rows:
    """Ask what is general about each programme, by one name after the other."""
    names: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        if entry.kind == "programme":
            names[entry.target].append(entry.text)
    published = {normalise(e.text) for e in entries if e.kind == "faq_phrasing"}
    rows = []
    for own in names.values():
        for place, question in enumerate(general):
            text = normalise(question.replace(NAME, own[place % len(own)]))
            if text not in published:
                rows.append((text, NONE))
    return rows


def _first(
    said: Rows,
    ranking: Ranking,
    score: float = _WORD_FOR_WORD,
    others: float = 1.0 - _WORD_FOR_WORD,
) -> Ranking:
    """Put targets first; what else was found gets no more than a limit."""
    targets = dict.fromkeys(target for _, target in said)
    if not targets:
        return ranking
    rest = [(t, min(found, others)) for t, found in ranking if t not in targets]
    return [*((target, score / len(targets)) for target in targets), *rest]


def _best_of_each(rankings: Sequence[Ranking]) -> Ranking:
    """Join rankings of published questions, each id with its highest score."""
    best: dict[str, float] = {}
    for target, score in (row for ranking in rankings for row in ranking):
        if target != NONE:
            best[target] = max(score, best.get(target, 0.0))
    return sorted(best.items(), key=lambda row: -row[1])[:_MOST_FAQS]
