"""Telling whether a trained model is still the model of the current data."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from settings import ROOT

# All that decides what a trained model says. The lexicon comes from the seed by way
# of the migrations, which define the view that the bot reads.
SOURCES = (
    "config.yml",
    "domain.yml",
    "data/nlu",
    "data/rules",
    "data/stories",
    "data/knowledge",
    "knowledge/migrations",
    "bot/lexicon",
    "bot/nlu",
    "requirements/bot.txt",
)


def fingerprint(root: Path = ROOT) -> str:
    """A short name for the state of everything that a model is made from."""
    digest = hashlib.sha256()
    for path in _files(root):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{path.relative_to(root).as_posix()} {content}\n".encode())
    return digest.hexdigest()[:16]


def _files(root: Path) -> Iterator[Path]:
    for source in SOURCES:
        path = root / source
        if path.is_file():
            yield path
            continue
        for file in sorted(path.rglob("*")):
            if file.is_file() and not _is_by_product(file.relative_to(root)):
                yield file


def _is_by_product(path: Path) -> bool:
    return "__pycache__" in path.parts or path.name.startswith(".")
