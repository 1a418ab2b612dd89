"""The report."""

from __future__ import annotations

from calibration.judge import Outcome
from calibration.report import Half, page
from calibration.sweep import Curve, Point

R, W, A = Outcome.RIGHT, Outcome.WRONG, Outcome.ASKED


def test_it_shows_totals_choices_and_curves() -> None:
    moved = Curve("TOPIC", 0.5, [Point(0.4, [W]), Point(0.45, [W]), Point(0.5, [A])])
    still = Curve("METRIC", 0.35, [Point(0.35, [R]), Point(0.4, [R])])

    text = page(
        [
            Half("choosing half", {"named": [W]}, {"named": [A]}),
            Half("reporting half", {"named": [W, R]}, {"named": [R, R]}),
        ],
        before={"TOPIC": 0.4, "METRIC": 0.35},
        curves=[moved, still],
        idle=["METRIC"],
    )

    lines = text.splitlines()
    assert "| choosing half, values as they were | 0 | 1 | 0 | 0 | 5 |" in lines
    assert "| **reporting half, values chosen** | 2 | 0 | 0 | 0 | 0 |" in lines
    assert "| named | 2 | 0 | 0 | 0 | 0 |" in lines
    assert "| TOPIC | 0.4 | 0.5 | changed |" in lines
    assert "| METRIC | 0.35 | 0.35 | changes nothing here |" in lines
    assert "| TOPIC | 0.4–0.45 | 0 | 1 | 0 | 0 | 5 |" in lines
    assert "| TOPIC | 0.5 | 0 | 0 | 1 | 0 | 1 |" in lines
    assert not any(line.startswith("| METRIC | 0.35–") for line in lines)


def test_a_half_tells_whether_the_choice_is_cheaper() -> None:
    assert Half("", {"named": [W, R]}, {"named": [R, R]}).is_cheaper
    assert not Half("", {"named": [W, R]}, {"named": [W], "figures": [R]}).is_cheaper
