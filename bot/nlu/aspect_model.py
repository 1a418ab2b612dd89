"""The model of what is asked: trained on masked sentences."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from bot.lexicon.matcher import LexiconMatcher
from bot.nlu.encoder import sentence_encoder
from bot.nlu.entities import name_entity, period_entity
from bot.nlu.features import (
    FeatureSpace,
    Matrix,
    NgramSpace,
    SentenceVector,
    Weights,
)
from bot.nlu.kernel_classifier import KernelClassifier
from bot.nlu.masking import mask
from bot.nlu.periods import find_periods
from bot.nlu.text import normalise

_WEIGHTS = Weights(meaning=1.0, characters=1.41, sound=1.22)
_MASKED_MEANING = np.float32(1.4)
_STRENGTH = 0.1
# Any day will do: 去年 is masked, whichever year it is.
_SOME_DAY = date(2021, 1, 1)


@dataclass(frozen=True)
class Sentence:
    """A sentence in its two forms.

    Attributes:
        text: Canonical text.
        masked: The same with placeholders for names.
    """

    text: str
    masked: str


@dataclass(frozen=True)
class Reading:
    """What a sentence asks.

    Attributes:
        intents: Intents with probability, most likely first. Kinds of one intent
            (``smalltalk/greet``, ``smalltalk/thank``) count together.
        kind: The likeliest kind of the first intent, the intent itself if it has
            no kinds.
    """

    intents: list[tuple[str, float]]
    kind: str


class AspectModel:
    """Features and classifier for masked sentences."""

    def __init__(self, space: FeatureSpace, classifier: KernelClassifier) -> None:
        """Join a feature space and a classifier over it."""
        self._space = space
        self._classifier = classifier

    @classmethod
    def fit(
        cls, examples: Iterable[tuple[str, str]], matcher: LexiconMatcher
    ) -> AspectModel:
        """Learn from sentences and their intents.

        Args:
            examples: Raw sentence and intent.
            matcher: Finds the names that are to be masked.
        """
        space, matrix, labels = _learnable(examples, matcher)
        return cls(space, KernelClassifier.fit(matrix, labels, _STRENGTH))

    @staticmethod
    def rank_left_out(
        examples: Iterable[tuple[str, str]], matcher: LexiconMatcher
    ) -> list[Reading]:
        """Read each sentence as if all the others had been learnt.

        Only the intents are left out: which n-grams there are, and in which directions
        meanings differ, is found out from all sentences.

        Args:
            examples: Raw sentence and intent.
            matcher: Finds the names that are to be masked.
        """
        _, matrix, labels = _learnable(examples, matcher)
        return [
            _reading(kinds)
            for kinds in KernelClassifier.rank_left_out(matrix, labels, _STRENGTH)
        ]

    def rank(self, sentences: Sequence[Sentence]) -> list[Reading]:
        """Return the intents of each sentence."""
        return [
            _reading(kinds)
            for kinds in self._classifier.rank(_vectors(self._space, sentences))
        ]

    def save(self, folder: Path) -> None:
        """Write the model as plain data."""
        self._classifier.save(folder / "classifier.npz")
        spaces = {
            "characters": self._space.characters.idf,
            "sounds": self._space.sounds.idf,
        }
        (folder / "ngrams.json").write_text(
            json.dumps(spaces, ensure_ascii=False), encoding="utf-8"
        )

    @classmethod
    def load(cls, folder: Path) -> AspectModel:
        """Read what ``save`` wrote."""
        spaces = json.loads((folder / "ngrams.json").read_text(encoding="utf-8"))
        space = FeatureSpace(
            NgramSpace(spaces["characters"]), NgramSpace(spaces["sounds"]), _WEIGHTS
        )
        return cls(space, KernelClassifier.load(folder / "classifier.npz"))


def read_sentence(text: str, matcher: LexiconMatcher) -> Sentence:
    """Return a raw sentence as the classifier sees it: canonical, and masked."""
    canonical = normalise(text)
    entities = [name_entity(m) for m in matcher.find(matcher.tokenize(canonical))]
    entities += [period_entity(p) for p in find_periods(canonical, _SOME_DAY)]
    return Sentence(canonical, mask(canonical, entities))


def _learnable(
    examples: Iterable[tuple[str, str]], matcher: LexiconMatcher
) -> tuple[FeatureSpace, Matrix, list[str]]:
    sentences, labels = [], []
    for text, intent in examples:
        sentences.append(read_sentence(text, matcher))
        labels.append(intent)
    space = FeatureSpace.fit([s.masked for s in sentences], _WEIGHTS)
    return space, space.matrix(_vectors(space, sentences)), labels


def _vectors(
    space: FeatureSpace, sentences: Sequence[Sentence]
) -> list[SentenceVector]:
    """Join the meaning of the masked and of the plain form; n-grams are masked."""
    encode = sentence_encoder().encode
    masked = encode([sentence.masked for sentence in sentences])
    plain = encode([sentence.text for sentence in sentences])
    return space.transform(
        [sentence.masked for sentence in sentences],
        np.hstack([_MASKED_MEANING * masked, plain]),
    )


def _reading(kinds: list[tuple[str, float]]) -> Reading:
    chances: dict[str, float] = {}
    for kind, chance in kinds:
        intent = kind.partition("/")[0]
        chances[intent] = chances.get(intent, 0.0) + chance
    intents = sorted(chances.items(), key=lambda row: -row[1])
    first = intents[0][0]
    kind = next(kind for kind, _ in kinds if kind.partition("/")[0] == first)
    return Reading(intents, kind)
