"""The score of an exam."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ops.exam import score, table, whole_exam

_CONVERSATIONS: list[dict[str, Any]] = [
    {"id": "a", "tags": ["figures"]},
    {"id": "b", "tags": ["figures", "dialogue"]},
]
_TURNS: list[dict[str, Any]] = [
    {"id": "a", "bad": []},
    {"id": "b", "bad": []},
    {"id": "b", "bad": ["status"]},
    {"id": "c", "bad": []},
]


def _files(folder: Path) -> list[Path]:
    first, second = folder / "first.jsonl", folder / "second.jsonl"
    first.write_text("\n".join(map(json.dumps, _CONVERSATIONS)) + "\n", "utf-8")
    second.write_text(json.dumps({"id": "c"}) + "\n", "utf-8")
    return [first, second]


def test_a_conversation_is_right_when_all_its_turns_are(tmp_path: Path) -> None:
    assert score(_files(tmp_path), _TURNS) == {
        "all": {"right": 2, "total": 3},
        "first.jsonl": {"right": 1, "total": 2},
        "second.jsonl": {"right": 1, "total": 1},
        "figures": {"right": 1, "total": 2},
        "dialogue": {"right": 0, "total": 1},
    }


def test_the_table_begins_with_the_whole_and_the_files(tmp_path: Path) -> None:
    rows = table(score(_files(tmp_path), _TURNS)).split("\n")[4:]
    names = [row.split(" | ")[0].strip("| ") for row in rows]
    assert names == ["**all**", "first.jsonl", "second.jsonl", "dialogue", "figures"]
    assert rows[0].endswith("| 2 | 3 | 66.7 % |")


def test_the_exam_has_the_files_of_this_repository() -> None:
    names = {path.name for path in whole_exam()}
    assert names >= {"sample.jsonl", "own.jsonl", "fresh.jsonl"}
