"""Counting out a choice."""

from __future__ import annotations

import pytest

from actions.understanding.ordinals import picked_index


@pytest.mark.parametrize(
    ("text", "count", "index"),
    [
        ("第一个", 3, 0),
        ("第二个", 3, 1),
        ("选3", 3, 2),
        ("选 2 吧", 3, 1),
        ("我要第三个", 5, 2),
        ("2", 4, 1),
        ("二", 4, 1),
        ("就一", 2, 0),
        ("最后一个", 4, 3),
        ("最下面那个", 5, 4),
        ("第四个", 3, None),
        ("第二个", 0, None),
        ("最后一个", 0, None),
        ("就这个", 1, 0),
        ("就这个", 2, None),
        ("第12个", 5, None),
        ("嗯", 3, None),
        ("四十五", 6, None),
        ("三岁", 6, None),
    ],
)
def test_picked_index(text: str, count: int, index: int | None) -> None:
    assert picked_index(text, count) == index
