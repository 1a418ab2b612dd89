"""What a question about a number counts in."""

from __future__ import annotations

import pytest

from actions.understanding.units import asked_units


@pytest.mark.parametrize(
    ("text", "fits", "unfit"),
    [
        ("一共发了多少钱", "元", "人"),
        ("投了多少资金", "万元", "家"),
        ("花了多少亿元", "元", "人次"),
        ("帮了多少人", "人", "元"),
        ("帮了多少人", "名", "户"),
        ("多少个职工参加", "人", "项"),
        ("服务了多少人次", "人次", "人"),
        ("帮扶了多少户", "户", "人"),
        ("新建了多少家", "家", "元"),
        ("演了多少场", "场", "人次"),
        ("搞了几项竞赛", "项", "人次"),
        ("签了多少份合同", "份", "家"),
    ],
)
def test_a_question_tells_its_unit(text: str, fits: str, unfit: str) -> None:
    asked = asked_units(text)
    assert asked is not None
    assert asked(fits)
    assert not asked(unfit)


@pytest.mark.parametrize("text", ["驿站建了多少", "2021年的目标是啥", "去年呢", ""])
def test_a_question_may_leave_it_open(text: str) -> None:
    assert asked_units(text) is None
