"""Each reference leads somewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.seed.files import (
    FIGURES,
    FINDER,
    GROUPS,
    METRICS,
    PROGRAMMES,
    REGIONS,
    SITES,
    SOURCES,
    SeedContent,
)
from knowledge.seed.format import ProgrammeItem
from knowledge.seed.problems import Problems

_KINDS = {
    SOURCES: "source",
    REGIONS: "region",
    GROUPS: "group",
    METRICS: "metric",
    FIGURES: "figure",
    PROGRAMMES: "programme",
    FINDER: "question",
}


def check_references(content: SeedContent, problems: Problems) -> None:
    """Refuse ids that no file of the seed defines."""
    for file, dossier in content.programmes.items():
        _check_dossier(_From(content, file, problems), dossier)
    here = _From(content, REGIONS, problems)
    for region in content.regions:
        here.look_up(region.line, REGIONS, [region.parent] if region.parent else [])
    here = _From(content, GROUPS, problems)
    for group in content.groups:
        here.look_up(group.line, SOURCES, group.sources)
    here = _From(content, FIGURES, problems)
    for figure in content.figures:
        here.look_up(figure.line, PROGRAMMES, [figure.programme])
        here.look_up(figure.line, METRICS, [figure.metric])
        here.look_up(figure.line, REGIONS, [figure.region])
        here.look_up(figure.line, SOURCES, [figure.source])
        for other in figure.not_comparable:
            here.look_up(other.line, FIGURES, [other.figure])
    here = _From(content, SITES, problems)
    for site in content.sites:
        here.look_up(site.line, PROGRAMMES, [site.programme])
        here.look_up(site.line, REGIONS, [site.region])
        here.look_up(site.line, SOURCES, [site.source])
    here = _From(content, FINDER, problems)
    for question in content.finder:
        for option in question.options:
            here.look_up(option.line, GROUPS, option.groups)
            here.look_up(option.line, REGIONS, [option.region] if option.region else [])


def _check_dossier(here: _From, dossier: ProgrammeItem) -> None:
    if dossier.service:
        here.look_up(dossier.line, PROGRAMMES, [dossier.service])
    for edition in dossier.editions:
        here.look_up(edition.line, SOURCES, [edition.source])
    for condition in dossier.conditions:
        asked = [condition.question] if condition.question else []
        here.look_up(condition.line, FINDER, asked)
        here.look_up(condition.line, REGIONS, [condition.region])
        here.look_up(condition.line, SOURCES, [condition.source])
    for content in (*dossier.answers, *dossier.faqs):
        here.look_up(content.line, REGIONS, [content.region])
        here.look_up(content.line, SOURCES, content.sources)
    for gap in dossier.gaps:
        here.look_up(gap.line, REGIONS, [gap.region])


@dataclass(frozen=True, slots=True)
class _From:
    """The file that refers."""

    content: SeedContent
    file: str
    problems: Problems

    def look_up(self, line: int, target: str, ids: Iterable[str]) -> None:
        """Note each id that the target file or folder does not define."""
        known = self.content.ids.get(target)
        for wanted in ids:
            # Of a file that could not be read nobody knows what it defines.
            if known is not None and wanted not in known:
                reason = f"there is no {_KINDS[target]} {wanted}"
                self.problems.add(self.content.path(self.file), line, reason)
