"""Which aspects a turn asks for."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from actions.understanding.aspects import ASPECT_OF_INTENT
from actions.understanding.memory import Memory
from actions.understanding.resolve import resolve
from actions.understanding.turn import Turn
from knowledge import View
from knowledge.vocabulary import ASPECTS
from tests.actions.messages import Named, turn

CARE: Named = ("programme", "childcare", "托管")
PENDING = Memory(pending=["materials", "location"])
TALKED = Memory(service="rest_station", aspect="time")


def test_every_aspect_can_be_asked_for() -> None:
    assert sorted(ASPECT_OF_INTENT.values()) == sorted(ASPECTS)


@pytest.mark.parametrize(
    ("read", "memory", "aspects"),
    [
        pytest.param(turn("怎么报名", "ask_howto"), Memory(), ["howto"], id="plain"),
        pytest.param(turn("驿站呢", "inform"), TALKED, ["time"], id="inform"),
        pytest.param(turn("不是,是驿站", "correct"), TALKED, ["time"], id="correct"),
        pytest.param(turn("驿站呢", "inform"), Memory(), [], id="nothing to carry"),
        pytest.param(
            turn("托管", "inform", CARE),
            PENDING,
            ["materials", "location"],
            id="answers a question back",
        ),
        pytest.param(
            turn("托管是什么", "ask_intro", CARE, sure=0.6),
            PENDING,
            ["materials", "location"],
            id="a name answers a question back, whatever it sounds like",
        ),
        pytest.param(
            turn("那托管班到底是个什么东西", "ask_intro", CARE, sure=0.95),
            PENDING,
            ["intro"],
            id="plainly another question",
        ),
        pytest.param(
            turn("是什么", "ask_intro", sure=0.6),
            PENDING,
            ["intro"],
            id="nothing is named",
        ),
        pytest.param(
            turn("托管嘛", "ask_howto", CARE, sure=0.2),
            TALKED,
            ["time"],
            id="a name with an unsure aspect asks the same again",
        ),
        pytest.param(
            turn("托管嘛", "ask_howto", CARE, sure=0.2),
            Memory(),
            ["howto"],
            id="unsure and nothing to carry",
        ),
        pytest.param(turn("你好", "smalltalk"), TALKED, [], id="no question"),
    ],
)
def test_aspects(
    view: View, read: Turn, memory: Memory, aspects: Sequence[str]
) -> None:
    assert list(resolve(read, memory, view).aspects) == aspects


@pytest.mark.parametrize(
    ("intent", "clauses", "aspects"),
    [
        (
            "ask_location",
            [("ask_materials", 0.9), ("ask_location", 0.9)],
            ["materials", "location"],
        ),
        ("ask_location", [("ask_materials", 0.9)], ["location", "materials"]),
        ("ask_location", [("ask_materials", 0.3)], ["location"]),
        ("ask_location", [("smalltalk", 0.9)], ["location"]),
        ("ask_howto", [("ask_intro", 0.9)], ["howto"]),
        ("ask_howto", [("ask_howto", 0.9), ("ask_howto", 0.9)], ["howto"]),
        (
            "ask_time",
            [
                ("ask_howto", 0.9),
                ("ask_materials", 0.9),
                ("ask_time", 0.9),
                ("ask_amount", 0.9),
            ],
            ["howto", "materials", "time"],
        ),
    ],
)
def test_clauses_add_aspects_in_their_order(
    view: View, intent: str, clauses: list[tuple[str, float]], aspects: list[str]
) -> None:
    asked = turn("申请要啥材料,去哪交", intent, clauses=clauses)
    assert list(resolve(asked, Memory(), view).aspects) == aspects
