"""Each thing stands once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from knowledge.seed.files import (
    FIGURES,
    FINDER,
    GROUPS,
    METRICS,
    REGIONS,
    SIGNPOSTS,
    SITES,
    SOURCES,
    SeedContent,
)
from knowledge.seed.format import ProgrammeItem
from knowledge.seed.problems import Problems

# What it is, where it stands (file, line).
_Entry = tuple[Hashable, str, int]


def check_identity(content: SeedContent, problems: Problems) -> None:
    """Refuse ids and keys that stand twice, and dossiers under a foreign name."""
    for file, items in (
        (SOURCES, content.sources),
        (REGIONS, content.regions),
        (GROUPS, content.groups),
        (METRICS, content.metrics),
        (FIGURES, content.figures),
        (SIGNPOSTS, content.signposts),
        (SITES, content.sites),
        (FINDER, content.finder),
    ):
        path = content.path(file)
        _once("id", ((item.id, path, item.line) for item in items), problems)
    faqs = [
        (faq.id, content.path(file), faq.line)
        for file, dossier in content.programmes.items()
        for faq in dossier.faqs
    ]
    _once("faq id", faqs, problems)
    for file, dossier in content.programmes.items():
        _check_dossier(content.path(file), dossier, problems)


def _check_dossier(path: str, dossier: ProgrammeItem, problems: Problems) -> None:
    if not path.endswith(f"/{dossier.id}.yml"):
        problems.add(path, dossier.line, f"id {dossier.id} is not the file's name")
    editions = [((e.year, e.list), path, e.line) for e in dossier.editions]
    _once("edition", editions, problems)
    answers = [
        ((a.aspect, a.region, *([a.valid_from] if a.valid_from else [])), path, a.line)
        for a in dossier.answers
    ]
    _once("answer", answers, problems)
    gaps = [((gap.aspect, gap.region), path, gap.line) for gap in dossier.gaps]
    _once("gap", gaps, problems)
    for item in (*dossier.answers, *dossier.faqs):
        sources = [(source, path, item.line) for source in item.sources]
        _once("source", sources, problems)


def _once(what: str, entries: Iterable[_Entry], problems: Problems) -> None:
    seen: dict[Hashable, tuple[str, int]] = {}
    for key, file, line in entries:
        if key in seen:
            other_file, other_line = seen[key]
            where = f"{other_file}:{other_line}"
            problems.add(file, line, f"{what} {_text(key)} stands already in {where}")
        else:
            seen[key] = (file, line)


def _text(key: Hashable) -> str:
    return " / ".join(map(str, key)) if isinstance(key, tuple) else str(key)
