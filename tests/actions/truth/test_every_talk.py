"""Whatever was talked about before, every kind of question gets a reply."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml

from actions.understanding.memory import Memory
from knowledge import View
from knowledge.vocabulary import ASPECTS
from settings import ROOT
from tests.actions.messages import Named, turn
from tests.actions.replies import reply_to

# What a talk can have been about; some of it is no aspect of a service.
_TALKED_OF = (*ASPECTS, "list", "finder", "compare", None)
_NAMED: tuple[tuple[Named, ...], ...] = (
    (),
    (("programme", "childcare", "托管"),),
    (("programme", "programme", "实事"),),
    (("region", "luoyang", "洛阳"),),
    (("year", 2021, "2021年"), ("programme", "childcare", "托管")),
)


def _memories() -> Iterator[Memory]:
    for aspect in _TALKED_OF:
        yield Memory(aspect=aspect)
        yield Memory(aspect=aspect, service="rest_station")
        if aspect:
            yield Memory(pending=[aspect])


def _intents() -> list[str]:
    domain = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))
    return [str(intent) for intent in domain["intents"]]


@pytest.mark.parametrize("intent", _intents())
@pytest.mark.parametrize("sure", [0.2, 0.45, 0.95])
def test_every_question_after_every_other_gets_a_reply(
    intent: str, sure: float, view: View
) -> None:
    words = "洛阳2021年托管实事呢"
    for memory in _memories():
        for named in _NAMED:
            reply = reply_to(turn(words, intent, *named, sure=sure), view, memory)
            assert reply.text, (memory, named)
