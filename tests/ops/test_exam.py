"""The score of an exam."""

from __future__ import annotations

from typing import Any

from ops.exam import score


def test_a_conversation_is_right_when_all_its_turns_are() -> None:
    conversations: list[dict[str, Any]] = [
        {"id": "a", "tags": ["figures"]},
        {"id": "b", "tags": ["figures", "dialogue"]},
        {"id": "c"},
    ]
    turns: list[dict[str, Any]] = [
        {"id": "a", "bad": []},
        {"id": "b", "bad": []},
        {"id": "b", "bad": ["status"]},
        {"id": "c", "bad": []},
    ]
    assert score(conversations, turns) == {
        "all": {"right": 2, "total": 3},
        "figures": {"right": 1, "total": 2},
        "dialogue": {"right": 0, "total": 1},
    }
