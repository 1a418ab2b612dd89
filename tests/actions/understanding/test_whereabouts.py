"""Where workers say that they are, and where they only ask about."""

from __future__ import annotations

import pytest

from tests.actions.messages import Named, turn

LUOYANG: Named = ("region", "luoyang", "洛阳")
ZHENGZHOU: Named = ("region", "zhengzhou", "郑州")


@pytest.mark.parametrize(
    "text",
    [
        "我在洛阳",
        "俺是洛阳的",
        "我现在住洛阳",
        "我们在洛阳能报吗",
        "在洛阳打工,托管咋报",
        "孩子没人看,在洛阳上班",
        "我洛阳的,想问托管",
        "人在洛阳",
    ],
)
def test_a_place_of_ones_own(text: str) -> None:
    assert turn(text, "inform", LUOYANG).home == "luoyang"


@pytest.mark.parametrize(
    "text",
    [
        "洛阳托管咋报",
        "洛阳",
        "那洛阳呢",
        "我想问洛阳的托管",
        "我洛阳托管的事",
        "我不在洛阳",
        "我闺女在洛阳上大学",
        "我老公在洛阳上班",
        "在洛阳怎么报名",
        "托管在洛阳哪儿",
    ],
)
def test_a_place_that_is_only_asked_about(text: str) -> None:
    assert turn(text, "ask_howto", LUOYANG).home is None


def test_who_asks_about_another_place_stays_where_they_are() -> None:
    read = turn("我在洛阳,郑州的托管咋报", "ask_howto", LUOYANG, ZHENGZHOU)
    assert read.home == "luoyang"
    assert read.regions == ["luoyang", "zhengzhou"]
