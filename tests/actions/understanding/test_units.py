"""What a question about a number counts in."""

from __future__ import annotations

import pytest

from actions.understanding.units import asked_kind, asked_units


@pytest.mark.parametrize(
    ("text", "fits", "unfit"),
    [
        ("一共发了多少钱", "元", "人"),
        ("投了多少资金", "万元", "家"),
        ("花了多少亿元", "元", "人次"),
        ("帮了多少人", "人", "元"),
        ("帮了多少人", "名", "元"),
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
    strictest = asked_units(text)[0]
    assert strictest(fits)
    assert not strictest(unfit)


@pytest.mark.parametrize(
    ("text", "fits", "unfit"),
    [
        ("新建了多少家", "座", "元"),
        ("新建了多少家", "座", "人"),
        ("服务了多少人次", "名", "元"),
        ("帮扶了多少户", "人", "家"),
    ],
)
def test_another_unit_will_do_if_it_counts_the_same_kind(
    text: str, fits: str, unfit: str
) -> None:
    loosest = asked_units(text)[-1]
    assert loosest(fits)
    assert not loosest(unfit)


@pytest.mark.parametrize("text", ["驿站建了多少", "2021年的目标是啥", "去年呢", ""])
def test_a_question_may_leave_it_open(text: str) -> None:
    assert not asked_units(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2021年计划建多少驿站", "target"),
        ("2021年实际建了多少驿站", "result"),
        ("2021年驿站建了多少", None),
        ("2021年的目标完成了没有", None),
    ],
)
def test_a_question_may_ask_for_a_target_or_a_result(
    text: str, kind: str | None
) -> None:
    assert asked_kind(text) == kind
