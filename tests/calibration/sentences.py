"""The sentences that the bot learns from or is tested with elsewhere."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from settings import ROOT

_ENTITY = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")


def plain(text: str) -> str:
    """Give a text without what typing varies: width, case, spaces, punctuation."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if unicodedata.category(char)[0] in "LN")


def known_sentences() -> dict[str, Path]:
    """Return every other sentence of the project, plain, with its file."""
    found: dict[str, Path] = {}
    for path in _files("data/nlu", "tests/bot"):
        for line in path.read_text("utf-8").splitlines():
            if line.strip().startswith("- "):
                found[plain(_ENTITY.sub(r"\1", line.strip()[2:]))] = path
    for path in _files("data/knowledge", "tests/conversations"):
        for document in yaml.safe_load_all(path.read_text("utf-8")):
            found |= {plain(text): path for text in _texts(document)}
    for exam in sorted((ROOT / "tests" / "exam").glob("*.jsonl")):
        for line in exam.read_text("utf-8").splitlines():
            if line.strip():
                found |= {plain(text): exam for text in _texts(json.loads(line))}
    return found


def _files(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.yml"))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
