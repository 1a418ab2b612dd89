"""Choosing thresholds, on outcomes that are easy to foresee."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from actions.understanding import thresholds
from calibration import sweep
from calibration.judge import Outcome
from calibration.sweep import Curve, Point, Watched

R, W, A = Outcome.RIGHT, Outcome.WRONG, Outcome.ASKED


@dataclass
class Asks:
    """Answers from a probability on, and asks back below it; counts its judgements."""

    name: str = "TOPIC"
    judged: int = 0

    def outcome(self, case: tuple[float, bool]) -> Outcome:
        """Judge a case: the probability of its topic, and whether that is right."""
        self.judged += 1
        chance, right = case
        if chance < getattr(thresholds, self.name):
            return A
        return R if right else W


# From 0.55 on what is read is right.
CASES = [
    *((chance, False) for chance in (0.42, 0.44, 0.46, 0.48, 0.52)),
    *((chance, True) for chance in (0.57, 0.9)),
]


@pytest.fixture
def topic(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Set the threshold of topics for a test."""
    return lambda value: monkeypatch.setattr(thresholds, "TOPIC", value)


def _curve(present: float, *points: tuple[float, Sequence[Outcome]]) -> Curve:
    return Curve("TOPIC", present, [Point(value, found) for value, found in points])


def test_the_cheapest_value_is_chosen(topic: Callable[[float], None]) -> None:
    topic(0.40)

    assert sweep.choose(CASES, Asks())["TOPIC"] == 0.55


def test_what_nothing_asks_for_stays_as_it_is(topic: Callable[[float], None]) -> None:
    topic(0.40)
    before = sweep.numbers()

    chosen = sweep.choose(CASES, Asks())

    assert {n for n in before if chosen[n] != before[n]} == {"TOPIC"}
    assert sweep.numbers() == before


@pytest.mark.parametrize("name", sorted(sweep.NOT_BY_COST))
def test_a_danger_to_life_is_not_chosen_by_cost(name: str) -> None:
    before = sweep.numbers()
    cases = [(before[name] + 0.01, False)] * 9

    assert sweep.choose(cases, Asks(name)) == before


def test_a_curve_has_the_outcomes_of_every_value() -> None:
    asks = Asks()
    known = [sweep.trace(case, asks) for case in CASES]

    drawn = sweep.curve("TOPIC", known, lambda index: sweep.trace(CASES[index], asks))

    for point in drawn.points:
        with sweep.using({"TOPIC": point.value}):
            assert point.outcomes == [Asks().outcome(case) for case in CASES]


def test_only_cases_that_may_change_are_judged_anew() -> None:
    asks = Asks()
    known = [sweep.trace(case, asks) for case in CASES]
    asks.judged = 0

    sweep.curve("TOPIC", known, lambda index: sweep.trace(CASES[index], asks))

    # Down from the present value and up past each case's own probability.
    assert asks.judged <= 2 * len(CASES)


def test_a_value_stays_on_its_side_of_another_one() -> None:
    with sweep.using({"INTENT": 0.3, "INTRODUCE": 0.6}):
        assert min(sweep.grid("INTRODUCE")) == 0.3
        assert max(sweep.grid("INTENT")) == 0.6


def test_a_tie_keeps_the_present_value() -> None:
    assert _curve(0.4, (0.4, [R, A]), (0.5, [A, R])).best() == 0.4


def test_one_message_is_too_few() -> None:
    assert _curve(0.4, (0.4, [W, R]), (0.5, [R, R])).best() == 0.4


def test_a_gain_within_two_standard_errors_is_chance() -> None:
    before = [W, W, R, A]
    after = [R, R, W, W]

    assert _curve(0.4, (0.4, before), (0.5, after)).best() == 0.4


def test_the_middle_of_the_widest_cheapest_stretch_is_taken() -> None:
    drawn = _curve(
        0.1,
        (0.1, 5 * [W]),
        (0.2, 5 * [R]),
        (0.3, 5 * [W]),
        (0.4, 5 * [R]),
        (0.5, 5 * [R]),
        (0.6, 5 * [R]),
        (0.7, [A, *(4 * [W])]),
    )

    assert drawn.best() == 0.5


def test_a_threshold_without_effect_is_idle() -> None:
    assert _curve(0.4, (0.4, [R, A]), (0.5, [R, A])).is_idle
    assert not _curve(0.4, (0.4, [R, A]), (0.5, [A, R])).is_idle


def test_values_are_put_back_after_a_failure() -> None:
    before = sweep.numbers()

    with pytest.raises(RuntimeError), sweep.using({"TOPIC": 0.01}):
        assert thresholds.TOPIC == 0.01
        raise RuntimeError

    assert sweep.numbers() == before


def test_a_watched_number_notes_every_comparison() -> None:
    watched = Watched(0.5)

    assert [watched <= 0.4, watched > 0.4, watched < 0.4, watched >= 0.4] == [
        False,
        True,
        False,
        True,
    ]
    assert {other for _, other in watched.comparisons} == {0.4}
    assert len(watched.comparisons) == 4
