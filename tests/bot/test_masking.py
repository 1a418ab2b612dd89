"""Hiding names from the classifier of aspects."""

from __future__ import annotations

from typing import Any

import pytest

from bot.nlu.masking import mask, mask_span


def entity(kind: str, start: int, end: int, value: str = "x") -> dict[str, Any]:
    return {"entity": kind, "start": start, "end": end, "value": value}


@pytest.mark.parametrize(
    ("entities", "masked"),
    [
        ([], "郑州托管咋报名"),
        ([entity("programme", 2, 4)], "郑州这服务咋报名"),
        ([entity("region", 0, 2), entity("programme", 2, 4)], "某地这服务咋报名"),
        # In whatever order they come.
        ([entity("programme", 2, 4), entity("region", 0, 2)], "某地这服务咋报名"),
        # Of overlapping names the longer one; one span twice is masked once.
        ([entity("programme", 2, 4), entity("signpost", 1, 4)], "郑这服务咋报名"),
        ([entity("programme", 2, 4), entity("programme", 2, 4)], "郑州这服务咋报名"),
        # What is counted says what is asked.
        ([entity("metric", 2, 4)], "郑州托管咋报名"),
        ([entity("period", 0, 2)], "某年托管咋报名"),
        ([entity("group", 0, 2)], "某职业托管咋报名"),
        ([entity("lookalike", 0, 4)], "别的东西咋报名"),
    ],
)
def test_mask(entities: list[dict[str, Any]], masked: str) -> None:
    assert mask("郑州托管咋报名", entities) == masked


@pytest.mark.parametrize("value", ["crisis", "emergency"])
def test_words_of_danger_stay(value: str) -> None:
    assert mask("我不想活了", [entity("signpost", 1, 5, value)]) == "我不想活了"


def test_services_and_other_agencies_look_alike() -> None:
    text = "托管咋报名"
    named = {mask(text, [entity(kind, 0, 2)]) for kind in ("programme", "signpost")}
    assert len(named) == 1


@pytest.mark.parametrize(
    ("start", "end", "masked"),
    [
        (0, 6, "这服务怎么报名"),
        (7, 13, "某地要多少钱"),
        (2, 6, "怎么报名"),
        # A name that is cut in two is no name.
        (8, 13, "州要多少钱"),
        (1, 6, "管怎么报名"),
    ],
)
def test_a_part_is_masked_by_the_names_in_it(start: int, end: int, masked: str) -> None:
    entities = [entity("programme", 0, 2), entity("region", 7, 9)]
    assert mask_span("托管怎么报名,郑州要多少钱", entities, start, end) == masked
