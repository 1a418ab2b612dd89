"""The measurements as a page that a person reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.evaluation import scores
from bot.evaluation.aspects import Readings
from bot.evaluation.comparison import Sentences, System
from bot.evaluation.comparison_report import compare
from bot.evaluation.markdown import cell, number, percent, table
from bot.evaluation.questions import LearntQuestions
from bot.evaluation.scores import Outcome, Prediction
from bot.evaluation.topics import as_served

_GRID = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_WORST = 30
_SAMPLES = 3


@dataclass(frozen=True)
class Measurements:
    """All that was measured in one run.

    Attributes:
        folds: Parts of each cross-validation.
        intents: Cross-validated over the training sentences.
        left_out: Each training sentence, read by a model of all others.
        held_out: Sentences of another hand, never trained on.
        topics: Cross-validated; None is right for sentences about nothing.
        metrics: Cross-validated.
        questions: Cross-validated.
        nearest: Each phrasing of a question among the others; None is right for
            sentences that no question answers.
        sentences: The held-out sentences and corrupted copies of each.
        ours: What our trained model made of them.
        stock: What stock Rasa made of them.
        thresholds: The actions' numbers.
    """

    folds: int
    intents: Readings
    left_out: Readings
    held_out: Readings
    topics: Sequence[Prediction]
    metrics: Sequence[Prediction]
    questions: LearntQuestions
    nearest: Sequence[Prediction]
    sentences: Sentences
    ours: System
    stock: System
    thresholds: Mapping[str, float]


def page(found: Measurements) -> str:
    """Return the report in Markdown."""
    parts = [
        compare(found.sentences, found.ours, found.stock),
        _summary(found),
        _intents(found),
        _held_out(found),
        _topics(found),
        _metrics(found),
        _questions(found),
    ]
    return "\n\n".join(parts)


def _summary(found: Measurements) -> str:
    somewhere = [p for p in found.topics if p.truth is not None]
    rows = [
        _summary_row(
            f"Intent, {found.folds}-fold cross-validation",
            found.intents.intents,
            scored=True,
        ),
        _summary_row("— kind of an intent that has kinds", found.intents.kinds),
        _summary_row(
            "Intent, leave-one-out cross-validation",
            found.left_out.intents,
            scored=True,
        ),
        _summary_row("Intent, held-out sentences", found.held_out.intents, scored=True),
        _summary_row("— kind of an intent that has kinds", found.held_out.kinds),
        _summary_row(
            f"Topic not named, {found.folds}-fold cross-validation",
            found.topics,
            scored=True,
        ),
        _summary_row("— only sentences about something", somewhere),
        _summary_row(
            f"Metric, {found.folds}-fold cross-validation", found.metrics, scored=True
        ),
        _summary_row(
            f"Published question, {found.folds}-fold cross-validation",
            found.questions.among_all,
        ),
        _summary_row("— its service known", found.questions.in_service),
    ]
    return "\n\n".join(
        [
            "### Ours by itself",
            table(
                ("what", "sentences", "accuracy", "macro-F1", "among the first 3"), rows
            ),
        ]
    )


def _summary_row(
    name: str, predictions: Sequence[Prediction], scored: bool = False
) -> tuple[str, ...]:
    only_first = all(len(prediction.ranking) < 2 for prediction in predictions)
    return (
        name,
        str(len(predictions)),
        number(scores.accuracy(predictions)),
        f"**{number(scores.macro_f1(predictions))}**" if scored else "",
        "" if only_first else number(scores.among_first(predictions, 3)),
    )


def _intents(found: Measurements) -> str:
    predictions = found.intents.intents
    return "\n\n".join(
        [
            f"### Intents, {found.folds}-fold cross-validation",
            _calibration(predictions),
            _label_table(predictions),
            _curve(predictions, _named(found, "INTENT")),
            _confusion_list(predictions, _WORST, _SAMPLES),
        ]
    )


def _held_out(found: Measurements) -> str:
    predictions = found.held_out.intents
    return "\n\n".join(
        [
            "### Intents, held-out sentences",
            _calibration(predictions),
            _label_table(predictions),
            _confusion_list(predictions, _WORST // 2, _SAMPLES),
        ]
    )


def _topics(found: Measurements) -> str:
    names = ("TOPIC", "SIGNPOST", "TOPIC_SWITCH")
    programme, signpost = (found.thresholds[name] for name in names[:2])
    served = scores.outcome(found.topics, as_served(found.thresholds))
    return "\n\n".join(
        [
            "### Topics that are not named",
            "Right, wrong and asked back are shares of the sentences about a programme"
            " or another agency's matter; taken is the share of the sentences about"
            " nothing that are answered all the same."
            f" As the actions decide (programme from {number(programme, 2)},"
            f" signpost from {number(signpost, 2)}):"
            f" {percent(served.right)} right, **{percent(served.wrong)} wrong**,"
            f" {percent(served.asked_back)} asked back,"
            f" {percent(served.taken or 0.0)} taken.",
            _curve(found.topics, _named(found, *names)),
            _confusion_list(found.topics, _WORST // 2, _SAMPLES),
        ]
    )


def _metrics(found: Measurements) -> str:
    return "\n\n".join(
        [
            "### Metrics that are not named",
            _curve(found.metrics, _named(found, "METRIC", "METRIC_ALONE")),
            _confusion_list(found.metrics, _WORST // 3, 2),
        ]
    )


def _questions(found: Measurements) -> str:
    return "\n\n".join(
        [
            "### Published questions",
            "Among all of them, by the probability of the likeliest:",
            _curve(found.questions.among_all, _named(found, "FAQ_ALONE")),
            "Its service known, by the similarity of the nearest phrasing (the"
            " likeliest has the share that the actions demand):",
            _curve(
                found.questions.in_service,
                _named(found, "FAQ_SURE", "FAQ_OF_SERVICE"),
            ),
            _confusion_list(found.questions.in_service, _WORST // 2, 2),
            "By similarity alone, each phrasing looked up among all others; taken are"
            " sentences that no question answers:",
            _curve(found.nearest, _named(found, "FAQ_SURE", "FAQ_OF_SERVICE")),
        ]
    )


def _named(found: Measurements, *names: str) -> dict[str, float]:
    return {name: found.thresholds[name] for name in names}


def _calibration(predictions: Sequence[Prediction]) -> str:
    return (
        f"Mean confidence {number(scores.mean_confidence(predictions))} at accuracy"
        f" {number(scores.accuracy(predictions))}."
    )


def _label_table(predictions: Sequence[Prediction]) -> str:
    rows = [
        (
            score.label,
            number(score.precision),
            number(score.recall),
            number(score.f1),
            str(score.support),
        )
        for score in sorted(scores.by_label(predictions), key=lambda s: s.f1)
    ]
    return table(("intent", "precision", "recall", "F1", "sentences"), rows)


def _curve(predictions: Sequence[Prediction], named: Mapping[str, float]) -> str:
    has_nowhere = any(p.truth is None for p in predictions)
    names: dict[float, list[str]] = {threshold: [] for threshold in _GRID}
    for name, threshold in named.items():
        names.setdefault(threshold, []).append(name)
    rows = [
        _curve_row(
            scores.outcome(predictions, scores.at_least(threshold)),
            threshold,
            names[threshold],
            has_nowhere,
        )
        for threshold in sorted(names)
    ]
    columns = ("threshold", "right", "wrong", "asked back", "precision")
    return table((*columns, "taken") if has_nowhere else columns, rows)


def _curve_row(
    outcome: Outcome, threshold: float, names: Sequence[str], has_nowhere: bool
) -> tuple[str, ...]:
    label = number(threshold, 2) + "".join(f" `{name}`" for name in names)
    shares = (outcome.right, outcome.wrong, outcome.asked_back, outcome.precision)
    row = (label, *(percent(share) for share in shares))
    return (*row, percent(outcome.taken or 0.0)) if has_nowhere else row


def _confusion_list(
    predictions: Sequence[Prediction], length: int, samples: int
) -> str:
    found = scores.confusions(predictions)
    if not found:
        return "Nothing is confused."
    rows = [
        (
            pair.truth,
            pair.guess,
            str(len(pair.texts)),
            " / ".join(cell(text) for text in pair.texts[:samples]),
        )
        for pair in found[:length]
    ]
    return table(("is", "taken for", "times", "surest first"), rows)
