"""Asks for every figure of the knowledge base as a worker might."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from decimal import Decimal

from knowledge import View
from knowledge.queries.records import FigureInfo
from tests.conversations.checks import KINDS, Said, faults, plain
from tests.conversations.partner import Partner

# Years that the definition repeats, and what stands in brackets: nobody says these.
_NOT_SPOKEN = re.compile(r"[(（][^)）]*[)）]|^到?\d{4}(—\d{4}三)?年(\d+月)?[,，]?|[“”]")
# Of all phrasings, this share must be understood at once.
FEWEST = Decimal("0.9")


def test_every_figure_can_be_asked_for(partner: Partner, knowledge: View) -> None:
    figures = knowledge.figures()
    assert figures
    unreached = []
    for figure in figures:
        tried = []
        for question in _questions(figure, knowledge):
            said = partner.hears(f"figure-{uuid.uuid4().hex}", question)
            wrong = list(_wrong(said, figure, knowledge))
            if not wrong:
                break
            tried.append(f"  {question}: {'; '.join(wrong)}")
        else:
            unreached.append("\n".join([f"{figure.id} ({figure.printed})", *tried]))
    assert not unreached, f"{len(unreached)} of {len(figures)}\n" + "\n".join(unreached)


def test_phrasings_are_understood(partner: Partner, knowledge: View) -> None:
    """Most phrasings reach their figure, and none gets another year's or place's."""
    missed, passed_off, asked = [], [], 0
    for figure in knowledge.figures():
        for question in _questions(figure, knowledge):
            said = partner.hears(f"figure-{uuid.uuid4().hex}", question)
            asked += 1
            if any(_wrong(said, figure, knowledge)):
                missed.append(question)
            others = _of_others(said, figure, knowledge)
            if others:
                passed_off.append(f"{question} ({figure.id}): {others}")
    assert not passed_off, "\n".join(passed_off)
    assert 1 - Decimal(len(missed)) / asked >= FEWEST, "\n".join(missed)


def _of_others(said: Said, figure: FigureInfo, knowledge: View) -> list[str]:
    """Name the figures of a reply that claims to answer with other ones only."""
    if said.envelope.get("status") != "answered":
        return []
    shown = [knowledge.figure(row["id"]) for row in said.envelope["figures"]]
    others = [
        other.id
        for other in shown
        if other is not None
        and (other.period, other.region) != (figure.period, figure.region)
    ]
    return others if len(others) == len(shown) else []


def _questions(figure: FigureInfo, knowledge: View) -> Iterator[str]:
    region = figure.region
    parent = knowledge.region(region.parent_id) if region.parent_id else None
    place = "全省" if region.kind == "province" else region.name
    if region.kind == "county" and parent is not None and parent.kind == "city":
        place = parent.name + region.name
    programme = knowledge.programme(figure.programme_id)
    assert programme is not None
    counted = _NOT_SPOKEN.sub("", figure.definition)
    where = "" if region.name in counted or counted.startswith("省") else place
    many = "百分之多少" if figure.unit == "%" else f"多少{figure.unit}"
    if figure.kind == "target":
        yield f"{figure.period}年{where}{counted}的目标是{many}"
        yield f"{place}{figure.period}年{figure.metric.name}目标是多少"
    else:
        yield f"{figure.period}年{where}{counted}有{many}"
        yield f"{place}{figure.period}年{figure.metric.name}是多少"
    yield f"{programme.name}{figure.period}年{figure.metric.name}是多少,{place}的"


def _wrong(said: Said, figure: FigureInfo, knowledge: View) -> Iterator[str]:
    yield from faults(said, knowledge)
    status = said.envelope.get("status")
    if status != "answered":
        yield f"status {status}"
    sent = {row["id"]: row for row in said.envelope.get("figures", ())}.get(figure.id)
    if sent is None:
        yield f"figures {[row['id'] for row in said.envelope.get('figures', ())]}"
        return
    if Decimal(sent["value"]) != figure.value:
        yield f"value {sent['value']} instead of {figure.value}"
    text = plain(said.text)
    for words in (figure.printed, f"{figure.period}年", KINDS[figure.kind]):
        if plain(words) not in text:
            yield f"does not say {words}"
    if figure.source.title not in [s["title"] for s in said.envelope["sources"]]:
        yield f"source {figure.source.id} is missing"
