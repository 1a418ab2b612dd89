"""Which class a sentence is of, learnt from its nearest neighbours when it comes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.linalg.lapack import sposv

from bot.nlu.features import Floats
from bot.nlu.linear import choose_temperature, softmax
from bot.nlu.phrasing_index import Neighbours, PhrasingIndex, Ranking

_NEIGHBOURS = 48
# The temperature is chosen on so many phrasings, each ranked without itself.
_SAMPLE = 400


@dataclass(frozen=True)
class Penalty:
    """How closely the neighbours are followed; chosen by cross-validation.

    Attributes:
        strength: Ridge penalty.
        others: Ridge penalty of classes that are there for comparison only; the
            temperature is not chosen by them.
    """

    strength: float
    others: Mapping[str, float] = field(default_factory=dict)


class LocalRidge:
    """Ridge regression over the nearest phrasings of a sentence.

    Nothing is learnt beforehand but one number, so that a hundred thousand phrasings
    are learnt as quickly as they are indexed. Forty-eight equations are solved for each
    sentence instead, which takes less than a millisecond.
    """

    def __init__(self, index: PhrasingIndex, penalty: Penalty) -> None:
        """Choose the temperature.

        Args:
            index: Phrasings, the targets of which are the classes.
            penalty: How closely they are followed.
        """
        self._index = index
        self._penalty = penalty
        self._classes = len(set(index.targets))
        self._temperature = 1.0
        if self._classes > 1:
            self._temperature = self._calibrate()

    def rank(self, neighbours: Neighbours, length: int) -> Ranking:
        """Return the likeliest classes and their probabilities, most likely first.

        Args:
            neighbours: The phrasings nearest to the sentence.
            length: How many classes to return at most.
        """
        if self._classes < 2:
            return []
        labels, scores = self._scores(neighbours)
        # The score of a class of which no phrasing is near.
        rest = np.zeros(self._classes - len(labels))
        chances = softmax(self._temperature * np.concatenate([scores, rest]))
        order = np.argsort(-chances[: len(labels)])[:length].tolist()
        return [(labels[place], float(chances[place])) for place in order]

    def _scores(self, neighbours: Neighbours) -> tuple[list[str], Floats]:
        """Return the classes of the neighbourhood and the score of each."""
        rows = neighbours.rows[:_NEIGHBOURS]
        names = [self._index.targets[row] for row in rows.tolist()]
        places: dict[str, int] = {}
        truth = np.array([places.setdefault(name, len(places)) for name in names])
        kernel = self._index.kernel(rows)
        products = neighbours.products[: len(rows)]
        strength, others = self._penalty.strength, self._penalty.others
        penalty = np.full(len(rows), strength, dtype=np.float32)
        if others:
            penalty[:] = [others.get(name, strength) for name in names]
        kernel.flat[:: len(rows) + 1] += penalty
        # Solved for this one sentence and not for each class. Symmetric, so that the
        # transpose is the same, in the order that LAPACK writes to.
        _, shares, failed = sposv(kernel.T, products, lower=1, overwrite_a=1)
        if failed:
            raise np.linalg.LinAlgError("the neighbours' kernel is not positive")
        own = np.bincount(truth, shares, minlength=len(places)).astype(np.float64)
        return list(places), own

    def _calibrate(self) -> float:
        """Choose the factor under which phrasings that are left out are likely."""
        rows = [
            row
            for row, target in enumerate(self._index.targets)
            if target not in self._penalty.others
        ]
        scores, truth = [], []
        for row in rows[:: max(1, len(rows) // _SAMPLE)]:
            near = self._index.neighbours(self._index.vector(row), 1)
            others = near.rows != row
            labels, found = self._scores(
                Neighbours(near.rows[others], near.products[others])
            )
            own = self._index.targets[row]
            if own in labels:
                rest = _NEIGHBOURS - len(found)
                truth.append(labels.index(own))
                scores.append(np.pad(found, (0, rest)))
        if not truth:
            return 1.0
        return choose_temperature(np.array(scores), np.array(truth))
