"""Held-out messages with the answers that would be right."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_KEYS = {"programme", "aspect", "faq", "figure", "signpost", "status", "ask"}


class ExampleError(ValueError):
    """A file of examples cannot be used; the message names the file."""


@dataclass(frozen=True)
class Right:
    """One way to be right; what is empty is not asked for.

    Attributes:
        programmes: Ids of programmes, any of which will do.
        aspects: Aspects, any of which will do.
        faqs: Ids of published questions, any of which will do.
        figures: Ids of metrics, any of which will do.
        signposts: Ids of other agencies' matters, any of which will do.
        statuses: Statuses of the envelope, any of which will do.
        ask: Asking back is right.
    """

    programmes: Sequence[str] = ()
    aspects: Sequence[str] = ()
    faqs: Sequence[str] = ()
    figures: Sequence[str] = ()
    signposts: Sequence[str] = ()
    statuses: Sequence[str] = ()
    ask: bool = False


@dataclass(frozen=True)
class Example:
    """A message, what was said before it, and every way to be right.

    Attributes:
        kind: Name of the file it comes from: named, implied, figures ...
        text: What the worker types.
        before: What the worker typed before, in the same talk; maybe empty.
        rights: The ways to be right, at least one.
    """

    kind: str
    text: str
    before: str
    rights: Sequence[Right]

    @property
    def key(self) -> str:
        """The talk as one string."""
        return f"{self.before}\n{self.text}"


def read_examples(folder: Path) -> Sequence[Example]:
    """Read all files of a folder.

    Args:
        folder: Holds YAML files, each a list of groups: ``expect`` (and ``or``, a list)
            says what is right for all ``messages`` and ``talks`` of the group.

    Raises:
        ExampleError: A file does not look like that, or says a message twice.
    """
    found: dict[str, Example] = {}
    for path in sorted(folder.glob("*.yml")):
        for group in yaml.safe_load(path.read_text("utf-8")):
            for example in _of_group(group, path.stem):
                if example.key in found:
                    raise ExampleError(f"{path.name}: twice: {example.text}")
                found[example.key] = example
    return list(found.values())


def halves(
    examples: Sequence[Example],
) -> tuple[Sequence[Example], Sequence[Example]]:
    """Split examples into those to choose by and those to report on.

    A hash of the words decides: a new message moves no other one.
    """
    choosing: list[Example] = []
    reporting: list[Example] = []
    for example in examples:
        even = hashlib.sha256(example.key.encode()).digest()[0] % 2 == 0
        (choosing if even else reporting).append(example)
    return choosing, reporting


def _of_group(group: Mapping[str, Any], kind: str) -> list[Example]:
    unknown = set(group) - {"expect", "or", "messages", "talks"}
    if unknown or "expect" not in group:
        raise ExampleError(f"{kind}.yml: a group has expect, or, messages, talks")
    rights = [_right(row, kind) for row in (group["expect"], *group.get("or", ()))]
    talks = [("", text) for text in group.get("messages", ())]
    talks += [(before, text) for before, text in group.get("talks", ())]
    return [Example(kind, str(text), str(before), rights) for before, text in talks]


def _right(row: Mapping[str, Any], kind: str) -> Right:
    if not row or set(row) - _KEYS:
        raise ExampleError(f"{kind}.yml: what is right has {', '.join(sorted(_KEYS))}")
    return Right(
        programmes=_several(row.get("programme")),
        aspects=_several(row.get("aspect")),
        faqs=_several(row.get("faq")),
        figures=_several(row.get("figure")),
        signposts=_several(row.get("signpost")),
        statuses=_several(row.get("status")),
        ask=bool(row.get("ask")),
    )


def _several(value: Any) -> Sequence[str]:
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list) else (str(value),)
