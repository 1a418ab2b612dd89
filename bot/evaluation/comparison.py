"""Ours beside stock Rasa: the same sentences, clean and corrupted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.evaluation import scores
from bot.evaluation.alignment import to_clean
from bot.evaluation.examples import Example
from bot.evaluation.noise.generator import Corrupted, corrupt
from bot.evaluation.rates import NameScore, area_under_curve, score_names
from bot.evaluation.scores import Prediction
from bot.evaluation.served import Footprint, Parse, read_all
from bot.evaluation.spans import Span

OUT_OF_SCOPE = "out_of_scope"
# What nobody can read is neither in nor out of scope.
_NEITHER = "unusable"


@dataclass(frozen=True)
class Sentences:
    """The held-out sentences and corrupted copies of each.

    Attributes:
        clean: The sentences.
        copies: One copy of each of them, then another one of each, and so on.
    """

    clean: Sequence[Example]
    copies: Sequence[Corrupted]

    @property
    def of_copies(self) -> list[Example]:
        """The clean sentence of each copy."""
        return [*self.clean] * self.rounds

    @property
    def rounds(self) -> int:
        """How many copies there are of each sentence."""
        return len(self.copies) // len(self.clean) if self.clean else 0

    def __len__(self) -> int:
        """Return the number of clean sentences."""
        return len(self.clean)


@dataclass(frozen=True)
class System:
    """What one system made of the sentences.

    Attributes:
        clean: Its reading of each sentence.
        corrupted: Its reading of each corrupted copy.
        footprint: Its cost.
        training_seconds: How long it was trained; None where that was not measured.
    """

    clean: Sequence[Parse]
    corrupted: Sequence[Parse]
    footprint: Footprint
    training_seconds: float | None = None


@dataclass(frozen=True)
class Quality:
    """How good a system's readings are.

    Attributes:
        accuracy: Share of right intents.
        macro_f1: Mean F1 of the intents.
        names: Names of the right kind that touch the annotated ones.
        exact_names: Names of which both ends agree, too.
        out_of_scope: Area under the curve of the out-of-scope score.
        p50: Milliseconds that half of the messages stay below.
        p99: Milliseconds that all but one in a hundred stay below.
    """

    accuracy: float
    macro_f1: float
    names: NameScore
    exact_names: NameScore
    out_of_scope: float
    p50: float
    p99: float


@dataclass(frozen=True)
class KindScore:
    """What one kind of noise costs.

    Attributes:
        kind: The kind.
        copies: How many corrupted copies have it, alone or with another.
        clean: Accuracy of the intent on their clean sentences.
        corrupted: Accuracy of the intent on the copies.
    """

    kind: str
    copies: int
    clean: float
    corrupted: float


@dataclass(frozen=True)
class Flip:
    """A sentence that is read rightly clean and wrongly corrupted."""

    clean: str
    corrupted: str
    kinds: tuple[str, ...]
    truth: str
    guess: str


Score = Callable[[Parse], float]


def corrupted_copies(examples: Sequence[Example], seeds: Iterable[int]) -> Sentences:
    """Return the sentences with a corrupted copy of each for each seed."""
    return Sentences(
        examples,
        [corrupt(example.text, seed) for seed in seeds for example in examples],
    )


def ask(
    model: Path,
    sentences: Sentences,
    environ: Mapping[str, str],
    training_seconds: float | None = None,
) -> System:
    """Have a trained model read all sentences in a process of its own.

    Raises:
        ModelError: The model cannot be asked.
    """
    texts = [example.text for example in sentences.clean]
    parses, footprint = read_all(
        model, texts + [copy.text for copy in sentences.copies], environ
    )
    count = len(texts)
    return System(parses[:count], parses[count:], footprint, training_seconds)


def quality(
    sentences: Sentences, system: System, out_of_scope: Score
) -> tuple[Quality, Quality]:
    """Return a system's quality on the clean sentences and on the corrupted copies."""
    examples, of_copies = sentences.clean, sentences.of_copies
    corrupted = [
        (example.spans, _restored(example, copy, parse))
        for example, copy, parse in zip(
            of_copies, sentences.copies, system.corrupted, strict=True
        )
    ]
    # Of a clean sentence, too, ours reports offsets into the normalised text.
    clean = [
        (example.spans, _restored(example, _untouched(example), parse))
        for example, parse in _pairs(examples, system.clean)
    ]
    return (
        _quality(examples, system.clean, clean, out_of_scope),
        _quality(of_copies, system.corrupted, corrupted, out_of_scope),
    )


def by_kind(sentences: Sentences, system: System) -> list[KindScore]:
    """Return what each kind of noise costs, the dearest first."""
    found, of_copies = [], sentences.of_copies
    for kind in sorted({kind for copy in sentences.copies for kind in copy.kinds}):
        rows = [row for row, copy in enumerate(sentences.copies) if kind in copy.kinds]
        examples = [of_copies[row] for row in rows]
        clean, corrupted = (
            scores.accuracy(predictions(examples, [parses[row] for row in rows]))
            for parses in ([*system.clean] * sentences.rounds, system.corrupted)
        )
        found.append(KindScore(kind, len(rows), clean, corrupted))
    return sorted(found, key=lambda score: score.corrupted - score.clean)


def flips(sentences: Sentences, system: System) -> list[Flip]:
    """Return the sentences that the noise turned, by kind of noise."""
    clean = predictions(sentences.clean, system.clean) * sentences.rounds
    corrupted = predictions(sentences.of_copies, system.corrupted)
    found = [
        Flip(before.text, copy.text, copy.kinds, str(before.truth), str(after.guess))
        for before, after, copy in zip(clean, corrupted, sentences.copies, strict=True)
        if before.right and not after.right
    ]
    return sorted(found, key=lambda flip: flip.kinds)


def predictions(
    examples: Sequence[Example], parses: Sequence[Parse]
) -> list[Prediction]:
    """Return the intents that were read, beside the right ones."""
    return [
        Prediction(example.text, example.intent, parse.intents)
        for example, parse in _pairs(examples, parses)
    ]


def of_intent(parse: Parse) -> float:
    """Out-of-scope score: the probability of that intent."""
    return sum(chance for name, chance in parse.intents if name == OUT_OF_SCOPE)


def of_doubt(parse: Parse) -> float:
    """Out-of-scope score: how unlikely the likeliest other intent is."""
    return 1 - max(
        (chance for name, chance in parse.intents if name != OUT_OF_SCOPE), default=0.0
    )


def of_intent_and_topic(parse: Parse) -> float:
    """Out-of-scope score: the intent's probability times that of having no topic."""
    return of_intent(parse) * (1.0 if parse.nowhere is None else parse.nowhere)


def out_of_scope_area(
    examples: Sequence[Example], parses: Sequence[Parse], score: Score
) -> float:
    """Return how well a score tells the sentences that are out of scope."""
    scored = [
        (example.intent, score(parse)) for example, parse in _pairs(examples, parses)
    ]
    return area_under_curve(
        [value for intent, value in scored if intent == OUT_OF_SCOPE],
        [value for intent, value in scored if intent not in (OUT_OF_SCOPE, _NEITHER)],
    )


def _quality(
    examples: Sequence[Example],
    parses: Sequence[Parse],
    names: Sequence[tuple[Sequence[Span], Sequence[Span]]],
    out_of_scope: Score,
) -> Quality:
    read = predictions(examples, parses)
    took = sorted(parse.milliseconds for parse in parses)
    return Quality(
        accuracy=scores.accuracy(read),
        macro_f1=scores.macro_f1(read),
        names=score_names(names),
        exact_names=score_names(names, exact=True),
        out_of_scope=out_of_scope_area(examples, parses, out_of_scope),
        p50=took[len(took) // 2],
        p99=took[int(0.99 * len(took))],
    )


def _untouched(example: Example) -> Corrupted:
    return Corrupted(example.text, (), tuple(range(len(example.text))))


def _restored(example: Example, copy: Corrupted, parse: Parse) -> list[Span]:
    return to_clean(parse.spans, parse.text, copy.text, copy.origins, example.text)


def _pairs(
    examples: Sequence[Example], parses: Sequence[Parse]
) -> zip[tuple[Example, Parse]]:
    return zip(examples, parses, strict=True)
