"""Cutting a message into clauses."""

from __future__ import annotations

import pytest

from bot.nlu.clauses import split_clauses


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("怎么申请,要啥材料", ["怎么申请", "要啥材料"]),
        ("托管怎么报名?要钱不。", ["托管怎么报名", "要钱不"]),
        ("托管在哪还有就是怎么报名", ["托管在哪", "怎么报名"]),
        ("托管在哪\n怎么报名", ["托管在哪", "怎么报名"]),
        ("在哪办另外要钱不", ["在哪办", "要钱不"]),
        # A single clause is the message itself.
        ("托管怎么报名", []),
        ("托管怎么报名?", []),
        ("2,000元能领吗", []),
        # Too short to ask anything.
        ("你好,托管怎么报名", []),
        ("一,二,三", []),
        ("", []),
        # The question comes last: of many clauses the last ones stay.
        (
            "我是工人,家在郑州,孩子五岁,放假没人看,能报名吗",
            ["家在郑州", "孩子五岁", "放假没人看", "能报名吗"],
        ),
    ],
)
def test_split_clauses(text: str, clauses: list[str]) -> None:
    spans = split_clauses(text)
    assert [text[start:end].strip() for start, end in spans] == clauses
