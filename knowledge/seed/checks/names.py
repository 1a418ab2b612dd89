"""Each name means one thing among those it competes with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.seed.files import (
    GROUPS,
    LOOKALIKES,
    METRICS,
    REGIONS,
    SIGNPOSTS,
    SeedContent,
)
from knowledge.seed.problems import Problems


@dataclass(frozen=True, slots=True)
class _Named:
    text: str
    owner: str
    file: str
    line: int


def check_names(content: SeedContent, problems: Problems) -> None:
    """Refuse a text that names two things; naming one thing twice does no harm.

    Texts are compared the way the bot reads them: full and half width, capitals and
    spaces make no difference.
    """
    for named in (_topics, _metrics, _regions, _groups, _questions):
        taken: dict[str, _Named] = {}
        for entry in named(content):
            first = taken.setdefault(as_read(entry.text), entry)
            if first.owner != entry.owner:
                reason = (
                    f"“{entry.text}” of {entry.owner} stands already for {first.owner} "
                    f"in {first.file}:{_row(first)}"
                )
                problems.add(entry.file, _row(entry), reason)


def _row(entry: _Named) -> int:
    """Find the line on which a text stands; its block's line if it is folded.

    Only what is refused is looked for, so that texts need not carry their lines.
    """
    rows = Path(entry.file).read_text(encoding="utf-8-sig").splitlines()
    whole = re.compile(rf"(?:^|[\s\"'\[,]){re.escape(entry.text)}(?:$|[\s\"'\],#])")
    for number, row in enumerate(rows[entry.line - 1 :], start=entry.line):
        if whole.search(row):
            return number
    return entry.line


def as_read(text: str) -> str:
    """Give a text the way the bot reads it."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _topics(content: SeedContent) -> Iterator[_Named]:
    for file, dossier in content.programmes.items():
        for text in (dossier.name, *dossier.aliases, *dossier.phrasings):
            yield _Named(text, dossier.id, content.path(file), dossier.line)
    path = content.path(SIGNPOSTS)
    for signpost in content.signposts:
        for text in (signpost.name, *signpost.aliases, *signpost.phrasings):
            yield _Named(text, f"signpost {signpost.id}", path, signpost.line)
    for lookalike in content.lookalikes:
        path = content.path(LOOKALIKES)
        yield _Named(
            lookalike.text, f"lookalike {lookalike.text}", path, lookalike.line
        )


def _metrics(content: SeedContent) -> Iterator[_Named]:
    for metric in content.metrics:
        for text in (metric.name, *metric.aliases, *metric.phrasings):
            yield _Named(text, metric.id, content.path(METRICS), metric.line)


def _regions(content: SeedContent) -> Iterator[_Named]:
    for region in content.regions:
        for text in (region.name, *region.aliases):
            yield _Named(text, region.id, content.path(REGIONS), region.line)


def _groups(content: SeedContent) -> Iterator[_Named]:
    for group in content.groups:
        for text in (group.name, *group.aliases):
            yield _Named(text, group.id, content.path(GROUPS), group.line)


def _questions(content: SeedContent) -> Iterator[_Named]:
    for file, dossier in content.programmes.items():
        for faq in dossier.faqs:
            for text in (faq.question, *faq.phrasings):
                yield _Named(text, f"question {faq.id}", content.path(file), faq.line)
