"""What two systems are compared by: names found, and how well nowhere is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.evaluation.spans import Span


@dataclass(frozen=True)
class NameScore:
    """Names of many sentences, counted together.

    Attributes:
        right: Names found that are annotated.
        found: Names found.
        annotated: Names annotated.
    """

    right: int
    found: int
    annotated: int

    @property
    def precision(self) -> float:
        """Share of the names found that are annotated."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the annotated names that are found."""
        return self.right / self.annotated if self.annotated else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.found + self.annotated
        return 2 * self.right / total if total else 0.0


def score_names(
    pairs: Iterable[tuple[Sequence[Span], Sequence[Span]]], exact: bool = False
) -> NameScore:
    """Count names over many sentences.

    Args:
        pairs: The annotated names of each sentence and the ones found in it, both
            flat and at offsets of the same text.
        exact: Whether both ends must agree. Else a name is right if it is of the
            annotated kind and touches it; each counts for one only.
    """
    right = found = annotated = 0
    for truth, guesses in pairs:
        left = list(guesses)
        for span in truth:
            hits = [guess for guess in left if _agree(span, guess, exact)]
            if hits:
                left.remove(max(hits, key=lambda guess: _shared(span, guess)))
                right += 1
        found += len(guesses)
        annotated += len(truth)
    return NameScore(right, found, annotated)


def area_under_curve(positives: Sequence[float], negatives: Sequence[float]) -> float:
    """Return how likely a positive scores above a negative; ties count half.

    Args:
        positives: Scores of what should score high; at least one.
        negatives: Scores of what should score low; at least one.
    """
    ordered = sorted(
        [(score, True) for score in positives] + [(s, False) for s in negatives]
    )
    wins = 0.0
    below = place = 0
    while place < len(ordered):
        end = place
        while end < len(ordered) and ordered[end][0] == ordered[place][0]:
            end += 1
        alike = sum(positive for _, positive in ordered[place:end])
        rivals = end - place - alike
        wins += alike * (below + rivals / 2)
        below += rivals
        place = end
    return wins / (len(positives) * len(negatives))


def _agree(one: Span, other: Span, exact: bool) -> bool:
    return one == other if exact else one.kind == other.kind and _shared(one, other) > 0


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
