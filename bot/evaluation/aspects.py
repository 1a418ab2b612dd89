"""How well the intent, which is the aspect that is asked, is recognised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.evaluation.examples import Example, stratified_folds
from bot.evaluation.scores import Prediction
from bot.lexicon.matcher import LexiconMatcher
from bot.nlu.aspect_model import AspectModel, Reading, read_sentence


@dataclass(frozen=True)
class Readings:
    """What the model took sentences for.

    Attributes:
        intents: Every sentence with the intents.
        kinds: The sentences whose intent has kinds (``smalltalk/greet``), with the
            likeliest kind.
    """

    intents: list[Prediction] = field(default_factory=list)
    kinds: list[Prediction] = field(default_factory=list)

    def extend(self, other: Readings) -> None:
        """Add the readings of other sentences."""
        self.intents.extend(other.intents)
        self.kinds.extend(other.kinds)


def cross_validate(
    examples: Sequence[Example], matcher: LexiconMatcher, folds: int, seed: int
) -> Readings:
    """Read each example with a model that has not learnt it."""
    readings = Readings()
    for fold in stratified_folds(examples, folds, seed):
        held_out = set(fold)
        known = [e for index, e in enumerate(examples) if index not in held_out]
        readings.extend(read(known, [examples[index] for index in fold], matcher))
    return readings


def leave_one_out(examples: Sequence[Example], matcher: LexiconMatcher) -> Readings:
    """Read each example with a model that has learnt all others."""
    found = AspectModel.rank_left_out([(e.text, e.label) for e in examples], matcher)
    return _readings(examples, found)


def read(
    known: Sequence[Example], asked: Sequence[Example], matcher: LexiconMatcher
) -> Readings:
    """Learn from some examples and read others."""
    model = AspectModel.fit([(e.text, e.label) for e in known], matcher)
    found = model.rank([read_sentence(e.text, matcher) for e in asked])
    return _readings(asked, found)


def _readings(examples: Sequence[Example], found: Sequence[Reading]) -> Readings:
    readings = Readings()
    for example, reading in zip(examples, found, strict=True):
        intent, _, kind = example.label.partition("/")
        readings.intents.append(Prediction(example.text, intent, reading.intents))
        if kind:
            sure = reading.intents[0][1]
            readings.kinds.append(
                Prediction(example.text, example.label, [(reading.kind, sure)])
            )
    return readings
