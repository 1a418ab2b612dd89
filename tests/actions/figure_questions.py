"""Questions about figures, and what must hold for a reply with figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from actions.envelope import Reply
from actions.understanding.turn import Turn
from knowledge import View
from knowledge.queries.records import FigureInfo
from tests.actions.messages import Named, turn

KINDS = {"target": "目标", "result": "完成"}
# A number, with what makes it one: 1.6万余场, 百分之九十, 近2亿元.
_NUMBER = re.compile(r"[0-9.%]+|百分之|翻番")
_TREND = re.compile(
    r"[增降减]了|增[加长]|下降|减少|上升|上涨|多了|少了|合计|总共|一共|涨"
)


def how_many(
    text: str,
    metric: str | None,
    programme: str | None = None,
    *,
    year: int | None = None,
    region: str | None = None,
    intent: str = "ask_figure",
    **rest: Any,
) -> Turn:
    """Ask for a metric; what is named goes before the text."""
    named: list[Named] = []
    words = ""
    for kind, value in (("region", region), ("year", year), ("programme", programme)):
        if value is not None:
            word = f"〈{value}〉"
            named.append((kind, value, word))
            words += word
    metrics = {metric: 0.9} if metric else {}
    return turn(f"{words}{text}", intent, *named, metrics=metrics, **rest)


def figures_in(reply: Reply) -> list[str]:
    """List the ids of the figures that a reply holds."""
    return [figure["id"] for figure in reply.envelope.as_dict()["figures"]]


def faults_of_figures(reply: Reply, view: View) -> Iterator[str]:
    """Say what is wrong with how figures are told."""
    lines = reply.text.splitlines()
    figures = _figures(reply, view)
    for figure in figures:
        year, kind = f"{figure.period}年", KINDS[figure.kind]
        if not any(
            year in line and kind in line and figure.printed in line for line in lines
        ):
            yield f"{figure.id}: no line with {year}, {kind} and {figure.printed}"
    left = _without_known_words(reply.text, figures, view)
    if _NUMBER.search(left):
        yield f"a number that no source prints: {left}"
    if _TREND.search(left):
        yield f"a rise, a fall or a sum: {left}"
    ids = {figure.id for figure in figures}
    pairs = view.incomparable(ids)
    if pairs and not any(pair.reason.rstrip("。") in reply.text for pair in pairs):
        yield f"{sorted(ids)} without why they are not comparable"
    if pairs and "不能直接比高低，也不能相加" not in reply.text:
        yield f"{sorted(ids)} without the warning"


def _figures(reply: Reply, view: View) -> Sequence[FigureInfo]:
    found = [view.figure(figure_id) for figure_id in figures_in(reply)]
    return [figure for figure in found if figure is not None]


def _without_known_words(text: str, figures: Sequence[FigureInfo], view: View) -> str:
    """Take away everything that sources print, and years and the hotline."""
    known = {pair.reason.rstrip("。") for pair in view.snapshot.incomparable}
    for figure in figures:
        known |= {figure.printed, figure.definition, figure.scope}
        known |= {(figure.caveat or "").rstrip("。"), figure.metric.name}
    left = "\n".join(line for line in text.splitlines() if not line.startswith("来源"))
    for words in sorted(known, key=len, reverse=True):
        if words:
            left = left.replace(words, "")
    return re.sub(r"\d{4}年|12351", "", left)
