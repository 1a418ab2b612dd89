"""How well sentences that name nothing find their programme, agency or figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.evaluation.examples import Example, stratified_folds
from bot.evaluation.scores import Prediction
from bot.lexicon.reader import Entry
from bot.nlu.phrasing_index import Ranking
from bot.nlu.text import normalise
from bot.nlu.topic_model import NONE, TopicModel

_TOPIC_NAMES = ("programme", "signpost", "lookalike")
_TOPIC_PHRASINGS = ("programme_phrasing", "signpost_phrasing")
_RANKING_LENGTH = 5


def cross_validate_topics(
    entries: Sequence[Entry], elsewhere: Sequence[str], folds: int, seed: int
) -> list[Prediction]:
    """Rank each phrasing, and each sentence about nothing, without having learnt it.

    Names stay known throughout: a programme has one before it has phrasings.

    Args:
        entries: The rows of the lexicon view.
        elsewhere: Sentences about nothing that the bot knows.
        folds: Number of parts.
        seed: Decides which sentence falls into which part.
    """
    names = [entry for entry in entries if entry.kind in _TOPIC_NAMES]
    phrasings = [entry for entry in entries if entry.kind in _TOPIC_PHRASINGS]
    examples = [
        *(Example(e.text, f"{e.kind.partition('_')[0]}:{e.target}") for e in phrasings),
        *(Example(text, NONE) for text in elsewhere),
    ]
    predictions: list[Prediction] = []
    for fold in stratified_folds(examples, folds, seed):
        held_out = set(fold)
        model = TopicModel(
            [*names, *(e for i, e in enumerate(phrasings) if i not in held_out)],
            [
                text
                for i, text in enumerate(elsewhere, start=len(phrasings))
                if i not in held_out
            ],
        )
        for index in fold:
            example = examples[index]
            found = model.rank(normalise(example.text), _RANKING_LENGTH).topics
            predictions.append(_prediction(example, found))
    return predictions


def cross_validate_metrics(
    entries: Sequence[Entry], folds: int, seed: int
) -> list[Prediction]:
    """Rank each phrasing of a metric without having learnt it."""
    names = [entry for entry in entries if entry.kind == "metric"]
    phrasings = [entry for entry in entries if entry.kind == "metric_phrasing"]
    examples = [Example(entry.text, entry.target) for entry in phrasings]
    predictions: list[Prediction] = []
    for fold in stratified_folds(examples, folds, seed):
        held_out = set(fold)
        known = [e for i, e in enumerate(phrasings) if i not in held_out]
        model = TopicModel([*names, *known], [])
        for index in fold:
            example = examples[index]
            found = model.rank(normalise(example.text), _RANKING_LENGTH).metrics
            predictions.append(_prediction(example, found))
    return predictions


def as_served(thresholds: Mapping[str, float]) -> Callable[[Prediction], bool]:
    """Return the rule by which the actions take a topic that is not named.

    Args:
        thresholds: The actions' numbers.
    """
    least = {
        "programme": thresholds["TOPIC"],
        "signpost": thresholds["SIGNPOST"],
    }

    def is_sure(prediction: Prediction) -> bool:
        kind = (prediction.guess or "").partition(":")[0]
        return kind in least and prediction.confidence >= least[kind]

    return is_sure


def _prediction(example: Example, ranking: Ranking) -> Prediction:
    return Prediction(
        example.text,
        None if example.label == NONE else example.label,
        [(None if label == NONE else label, chance) for label, chance in ranking],
    )
