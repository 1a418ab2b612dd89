"""Counting right and wrong."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Prediction:
    """What a model made of one sentence.

    Attributes:
        text: The sentence.
        truth: The right label; None where the right thing is to take none.
        ranking: Labels and confidence, most likely first; None says "none of them".
    """

    text: str
    truth: str | None
    ranking: Sequence[tuple[str | None, float]]

    @property
    def guess(self) -> str | None:
        """The most likely label."""
        return self.ranking[0][0] if self.ranking else None

    @property
    def confidence(self) -> float:
        """How sure the model is of its guess."""
        return self.ranking[0][1] if self.ranking else 0.0

    @property
    def right(self) -> bool:
        """Whether the guess is the truth."""
        return self.guess == self.truth

    def among_first(self, count: int) -> bool:
        """Tell whether the truth is one of the most likely labels."""
        return self.truth in [label for label, _ in self.ranking[:count]]


@dataclass(frozen=True)
class LabelScore:
    """How well one label is told from the others."""

    label: str
    precision: float
    recall: float
    support: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True)
class Confusion:
    """Sentences of one label that were taken for another."""

    truth: str
    guess: str
    texts: Sequence[str]


@dataclass(frozen=True)
class Outcome:
    """What comes of answering only when sure.

    Attributes:
        right: Share answered rightly, of the sentences that have an answer.
        wrong: Share of them answered wrongly.
        asked_back: Share of them left open.
        taken: Share answered of the sentences that have no answer; None without any.
    """

    right: float
    wrong: float
    asked_back: float
    taken: float | None

    @property
    def precision(self) -> float:
        """Share of the answers that are right, sentences without answer aside."""
        answered = self.right + self.wrong
        return self.right / answered if answered else 1.0


def accuracy(predictions: Sequence[Prediction]) -> float:
    """Return the share of right guesses."""
    return _share(p.right for p in predictions)


def among_first(predictions: Sequence[Prediction], count: int) -> float:
    """Return the share whose truth is among the most likely labels."""
    return _share(p.among_first(count) for p in predictions)


def mean_confidence(predictions: Sequence[Prediction]) -> float:
    """Return the average confidence; calibrated models are right as often."""
    total = sum(p.confidence for p in predictions)
    return total / len(predictions) if predictions else 0.0


def by_label(predictions: Sequence[Prediction]) -> list[LabelScore]:
    """Return precision and recall of every label that occurs as truth."""
    truths = Counter(_name(p.truth) for p in predictions)
    guesses = Counter(_name(p.guess) for p in predictions)
    hits = Counter(_name(p.truth) for p in predictions if p.right)
    return [
        LabelScore(
            label,
            precision=hits[label] / guesses[label] if guesses[label] else 0.0,
            recall=hits[label] / support,
            support=support,
        )
        for label, support in sorted(truths.items())
    ]


def macro_f1(predictions: Sequence[Prediction]) -> float:
    """Return the mean F1 of the labels, each counting the same."""
    scores = by_label(predictions)
    return sum(score.f1 for score in scores) / len(scores) if scores else 0.0


def confusions(predictions: Sequence[Prediction]) -> list[Confusion]:
    """Return what is taken for what, the most frequent first.

    The sentences of each pair begin with the one that the model was surest of.
    """
    pairs: dict[tuple[str, str], list[Prediction]] = defaultdict(list)
    for prediction in predictions:
        if not prediction.right:
            pairs[_name(prediction.truth), _name(prediction.guess)].append(prediction)
    ordered = sorted(pairs.items(), key=lambda item: (-len(item[1]), item[0]))
    return [
        Confusion(
            truth,
            guess,
            [p.text for p in sorted(wrong, key=lambda p: -p.confidence)],
        )
        for (truth, guess), wrong in ordered
    ]


def outcome(
    predictions: Sequence[Prediction], is_sure: Callable[[Prediction], bool]
) -> Outcome:
    """Tell what comes of answering only where ``is_sure`` says so.

    Args:
        predictions: Any; a guess of None is never an answer.
        is_sure: Whether a guess is believed.
    """
    somewhere = [p for p in predictions if p.truth is not None]
    nowhere = [p for p in predictions if p.truth is None]

    def answered(prediction: Prediction) -> bool:
        return prediction.guess is not None and is_sure(prediction)

    right = _share(answered(p) and p.right for p in somewhere)
    wrong = _share(answered(p) and not p.right for p in somewhere)
    return Outcome(
        right=right,
        wrong=wrong,
        asked_back=1.0 - right - wrong,
        taken=_share(map(answered, nowhere)) if nowhere else None,
    )


def at_least(threshold: float) -> Callable[[Prediction], bool]:
    """Return the rule that believes a guess from a confidence on."""
    return lambda prediction: prediction.confidence >= threshold


def _share(flags: Iterable[bool]) -> float:
    listed = list(flags)
    return sum(listed) / len(listed) if listed else 0.0


def _name(label: str | None) -> str:
    return "none" if label is None else label
