"""Try values of each threshold and choose by cost."""

from __future__ import annotations

import contextlib
import math
import operator
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from actions.understanding import thresholds
from calibration.judge import Outcome, Tally, tally

FEWEST_MESSAGES = 2
"""So many messages at least must go better for a value to be changed."""
_ROUNDS = 4
_PROBABILITIES = (*(round(0.05 * step, 2) for step in range(1, 20)), 0.97)
_LENGTHS = tuple(range(4, 21))
# A danger to life is no matter of cost.
NOT_BY_COST = frozenset({"CRISIS", "DANGER", "JOKE"})

# What a threshold means holds only on this side of another one.
_IN_ORDER = (
    ("TOPIC_SWITCH_LONG", "TOPIC_SWITCH"),
    ("INTENT", "INTRODUCE"),
    ("WEAK_INTENT", "SURE_INTENT"),
    ("FAQ_OF_SERVICE", "FAQ_SURE"),
    ("FAQ_REPEATED", "FAQ_CERTAIN"),
    ("METRIC", "METRIC_SURE"),
)

CaseT = TypeVar("CaseT")
CaseT_contra = TypeVar("CaseT_contra", contravariant=True)


class Judging(Protocol[CaseT_contra]):
    """Answers a case with the thresholds of that moment and judges the reply."""

    def outcome(self, case: CaseT_contra) -> Outcome:
        """Return how a case goes."""


Comparison = tuple[Callable[[float, float], bool], float]


class Watched(float):
    """A threshold that notes what it is compared with.

    That tells which other values would change nothing, so that most need not be tried.
    """

    def __new__(cls, value: float) -> Watched:
        """Watch a value."""
        made = super().__new__(cls, value)
        made.comparisons = set()
        return made

    comparisons: set[Comparison]

    def __lt__(self, other: float) -> bool:
        """Compare, and note it."""
        return self._noted(operator.lt, other)

    def __le__(self, other: float) -> bool:
        """Compare, and note it."""
        return self._noted(operator.le, other)

    def __gt__(self, other: float) -> bool:
        """Compare, and note it."""
        return self._noted(operator.gt, other)

    def __ge__(self, other: float) -> bool:
        """Compare, and note it."""
        return self._noted(operator.ge, other)

    def _noted(self, compare: Callable[[float, float], bool], other: float) -> bool:
        self.comparisons.add((compare, other))
        return compare(float(self), other)


@dataclass(frozen=True)
class Point:
    """One value of a threshold and how each case goes with it."""

    value: float
    outcomes: Sequence[Outcome]

    @property
    def tally(self) -> Tally:
        """How many cases go how."""
        return tally(self.outcomes)


@dataclass(frozen=True)
class Curve:
    """What the values of one threshold do while all others stand still.

    Attributes:
        name: The threshold.
        present: Its present value.
        points: One for each value, rising; the present value is among them.
    """

    name: str
    present: float
    points: Sequence[Point]

    @property
    def is_idle(self) -> bool:
        """Whether no case goes another way, whatever the value."""
        return len({tuple(point.outcomes) for point in self.points}) == 1

    def best(self) -> float:
        """Return the middle of the widest cheapest stretch, or the present value.

        The present value stays if it is as cheap, if fewer than ``FEWEST_MESSAGES`` go
        better, or if the gain is less than two of its own standard errors.
        """
        now = next(point for point in self.points if point.value == self.present)
        least = min(point.tally.cost for point in self.points)
        if now.tally.cost == least:
            return self.present
        stretch = max(self._stretches(least), key=lambda s: s[-1].value - s[0].value)
        middle = stretch[len(stretch) // 2]
        gains = [
            before.cost - after.cost
            for before, after in zip(now.outcomes, middle.outcomes, strict=True)
        ]
        few = sum(gain > 0 for gain in gains) < FEWEST_MESSAGES
        chance = sum(gains) < 2 * math.sqrt(sum(gain * gain for gain in gains))
        return self.present if few or chance else middle.value

    def _stretches(self, cost: int) -> list[list[Point]]:
        found: list[list[Point]] = []
        last_fits = False
        for point in self.points:
            fits = point.tally.cost == cost
            if fits and last_fits:
                found[-1].append(point)
            elif fits:
                found.append([point])
            last_fits = fits
        return found


def numbers() -> dict[str, float]:
    """Return all thresholds with their present values."""
    return {
        name: value
        for name, value in vars(thresholds).items()
        if name.isupper() and isinstance(value, (int, float))
    }


def grid(name: str) -> Sequence[float]:
    """Return the values that are tried for a threshold, with its present one.

    They keep to the side of other thresholds on which it has its meaning.
    """
    values = numbers()
    present = values[name]
    least = max((values[low] for low, high in _IN_ORDER if high == name), default=0)
    most = min(
        (values[high] for low, high in _IN_ORDER if low == name), default=math.inf
    )
    tried = _LENGTHS if isinstance(present, int) else _PROBABILITIES
    return sorted({present, *(value for value in tried if least <= value <= most)})


@contextlib.contextmanager
def using(values: Mapping[str, float]) -> Iterator[None]:
    """Let the actions decide by other values for as long as a block lasts."""
    before = numbers()
    try:
        for name, value in values.items():
            setattr(thresholds, name, value)
        yield
    finally:
        for name, value in before.items():
            setattr(thresholds, name, value)


@dataclass(frozen=True)
class Trace:
    """How a case goes with the values of that moment, and what that hung on.

    Attributes:
        outcome: How it goes.
        values: The thresholds.
        comparisons: What each of them was compared with, and how.
    """

    outcome: Outcome
    values: Mapping[str, float]
    comparisons: Mapping[str, Collection[Comparison]]

    def holds_for(self, name: str, value: float) -> bool:
        """Tell whether nothing comes out another way with another value."""
        return all(
            compare(self.values[name], other) == compare(value, other)
            for compare, other in self.comparisons[name]
        )


def trace(case: CaseT, judging: Judging[CaseT]) -> Trace:
    """Judge a case with the values of this moment."""
    values = numbers()
    watched = {name: Watched(value) for name, value in values.items()}
    with using(watched):
        outcome = judging.outcome(case)
    return Trace(outcome, values, {n: w.comparisons for n, w in watched.items()})


def curve(name: str, cases: Sequence[Trace], again: Callable[[int], Trace]) -> Curve:
    """Try the values of one threshold.

    Args:
        name: The threshold.
        cases: How each case goes with the values of this moment.
        again: Judges the case of this place anew.
    """
    present = numbers()[name]
    last = list(cases)
    points = []
    for value in grid(name):
        with using({name: value}):
            last = [
                known if known.holds_for(name, value) else again(index)
                for index, known in enumerate(last)
            ]
        points.append(Point(value, [known.outcome for known in last]))
    return Curve(name, present, points)


def curves(cases: Sequence[CaseT], judging: Judging[CaseT]) -> Sequence[Curve]:
    """Draw the curve of every threshold with the values of this moment.

    Args:
        cases: What is judged.
        judging: Judges a case.
    """
    known = [trace(case, judging) for case in cases]
    return [
        curve(name, known, lambda index: trace(cases[index], judging))
        for name in numbers()
    ]


def choose(cases: Sequence[CaseT], judging: Judging[CaseT]) -> dict[str, float]:
    """Choose values, one threshold after the other, until nothing is gained.

    Args:
        cases: The half that is chosen by.
        judging: Judges a case.

    Returns:
        All thresholds with the chosen values.
    """

    def again(index: int) -> Trace:
        return trace(cases[index], judging)

    chosen = numbers()
    known = [again(index) for index in range(len(cases))]
    for _ in range(_ROUNDS):
        before = dict(chosen)
        for name in chosen:
            if name in NOT_BY_COST:
                continue
            with using(chosen):
                chosen[name] = curve(name, known, again).best()
            if chosen[name] != before[name]:
                with using(chosen):
                    known = [again(index) for index in range(len(cases))]
        if chosen == before:
            break
    return chosen
