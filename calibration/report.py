"""The curves and what they led to, in Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calibration.judge import Outcome, Tally, tally
from calibration.sweep import NOT_BY_COST, Curve, Point

_INTRODUCTION = """
Held-out messages of `tests/calibration`, read by the trained model and answered by the
real actions. A wrong answer costs 5; a question back, a refusal of what there is
content for, and a general answer of the right service cost 1. One half of the messages
chooses the values, the other reports. A value changes if at least two messages go
better and the gain is more than two of its standard errors; then the middle of the
widest cheapest stretch is taken.
"""
_HEAD = """| {} | right | wrong | asked | refused | cost |
| --- | --- | --- | --- | --- | --- |"""


@dataclass(frozen=True)
class Half:
    """How one half of the messages goes.

    Attributes:
        name: What it is for.
        before: Outcomes with the values as they were, by kind of message.
        after: Outcomes with the chosen values, likewise.
    """

    name: str
    before: Mapping[str, Sequence[Outcome]]
    after: Mapping[str, Sequence[Outcome]]

    @property
    def is_cheaper(self) -> bool:
        """Whether the chosen values cost less than those before."""
        return tally(_flat(self.after)).cost < tally(_flat(self.before)).cost


def page(
    halves: Sequence[Half],
    before: Mapping[str, float],
    curves: Sequence[Curve],
    idle: Sequence[str],
) -> str:
    """Lay the report out.

    Args:
        halves: How the messages go.
        before: The values as they were.
        curves: The curve of each threshold on the choosing half, all others chosen.
        idle: Thresholds that change nothing on either half.
    """
    lines = [_INTRODUCTION.strip(), "", _HEAD.format("messages")]
    for half in halves:
        lines += [
            _row(f"{half.name}, values as they were", tally(_flat(half.before))),
            _row(f"**{half.name}, values chosen**", tally(_flat(half.after))),
        ]
    lines += ["", "The reporting half by kind, values chosen:", ""]
    lines.append(_HEAD.format("kind"))
    lines += [_row(kind, tally(found)) for kind, found in halves[-1].after.items()]
    lines += ["", "| threshold | was | chosen | |", "| --- | --- | --- | --- |"]
    lines += [_choice(curve, before[curve.name], idle) for curve in curves]
    lines += ["", "The curves of the choosing half, all other values chosen:", ""]
    lines.append("| threshold | value | right | wrong | asked | refused | cost |")
    lines.append("| --- | --- | --- | --- | --- | --- | --- |")
    for curve in curves:
        if not curve.is_idle:
            lines += [
                _row(f"{curve.name} | {span}", counted)
                for span, counted in _spans(curve.points)
            ]
    return "\n".join(lines)


def _flat(outcomes: Mapping[str, Sequence[Outcome]]) -> list[Outcome]:
    return [outcome for found in outcomes.values() for outcome in found]


def _row(name: str, counted: Tally) -> str:
    return (
        f"| {name} | {counted.right} | {counted.wrong} | {counted.asked}"
        f" | {counted.refused} | {counted.cost} |"
    )


def _choice(curve: Curve, before: float, idle: Sequence[str]) -> str:
    if curve.name in NOT_BY_COST:
        note = "not chosen by cost"
    elif curve.name in idle:
        note = "changes nothing here"
    else:
        note = "changed" if curve.present != before else "kept"
    return f"| {curve.name} | {before:g} | {curve.present:g} | {note} |"


def _spans(points: Sequence[Point]) -> list[tuple[str, Tally]]:
    """Join neighbouring values with the same counts."""
    spans: list[tuple[float, float, Tally]] = []
    for point in points:
        if spans and spans[-1][2] == point.tally:
            spans[-1] = (spans[-1][0], point.value, point.tally)
        else:
            spans.append((point.value, point.value, point.tally))
    return [
        (f"{first:g}" if first == last else f"{first:g}–{last:g}", counted)
        for first, last, counted in spans
    ]
