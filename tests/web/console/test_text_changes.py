"""What is marked where two texts are compared."""

from __future__ import annotations

import pytest

from web.console.text_changes import Piece, text_changes

_OLD = "郑州2025年没有全市统一的报名入口：留意单位工会发的信息，就近报名。"


def _marked(pieces: list[Piece]) -> str:
    return "".join(f"[{p.text}]" if p.changed else p.text for p in pieces)


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        (_OLD, _OLD + "拿不准打12351。", _OLD, _OLD + "[拿不准打12351。]"),
        (
            _OLD,
            _OLD.replace("2025年", "2026年"),
            _OLD.replace("2025", "202[5]"),
            _OLD.replace("2025", "202[6]"),
        ),
        ("五百元", "六百元", "[五百元]", "[六百元]"),
        (None, "新写的一段话", "", "[新写的一段话]"),
        ("删掉的一段话", None, "[删掉的一段话]", ""),
        (_OLD, "一" * 40, f"[{_OLD}]", f"[{'一' * 40}]"),
    ],
)
def test_only_what_differs_is_marked(
    old: str | None, new: str | None, before: str, after: str
) -> None:
    left, right = text_changes(old, new)
    assert (_marked(left), _marked(right)) == (before, after)


def test_nothing_is_lost_and_pieces_alternate() -> None:
    new = _OLD.replace("留意", "请多看").replace("就近", "到近处")
    left, right = text_changes(_OLD, new)
    assert "".join(p.text for p in left) == _OLD
    assert "".join(p.text for p in right) == new
    for pieces in (left, right):
        assert any(p.changed for p in pieces)
        assert not all(p.changed for p in pieces)
