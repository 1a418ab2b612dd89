"""What refers to each other fits together."""

from __future__ import annotations

from knowledge.seed.files import FIGURES, REGIONS, SeedContent
from knowledge.seed.problems import Problems


def check_relations(content: SeedContent, problems: Problems) -> None:
    """Refuse rings of regions, wrong services and contradicting pairs."""
    _check_regions(content, problems)
    _check_services(content, problems)
    _check_pairs(content, problems)


def _check_regions(content: SeedContent, problems: Problems) -> None:
    path = content.path(REGIONS)
    parents = {region.id: region.parent for region in content.regions}
    for region in content.regions:
        above, step = {region.id}, region.parent
        while step is not None and step not in above:
            above.add(step)
            step = parents.get(step)
        if step == region.id:
            reason = f"region {region.id} lies within itself"
            problems.add(path, region.line, reason)
    countries = [region for region in content.regions if region.kind == "country"]
    for second in countries[1:]:
        problems.add(path, second.line, "there is one country already")


def _check_services(content: SeedContent, problems: Problems) -> None:
    kinds = {dossier.id: dossier.kind for dossier in content.programmes.values()}
    for file, dossier in content.programmes.items():
        kind = kinds.get(dossier.service or "", "service")
        if kind != "service":
            reason = f"service {dossier.service} is a {kind}, not a service"
            problems.add(content.path(file), dossier.line, reason)


def _check_pairs(content: SeedContent, problems: Problems) -> None:
    path = content.path(FIGURES)
    reasons: dict[frozenset[str], str] = {}
    for figure in content.figures:
        for other in figure.not_comparable:
            pair = frozenset((figure.id, other.figure))
            if len(pair) == 1:
                problems.add(path, other.line, "a figure cannot differ from itself")
            elif reasons.setdefault(pair, other.reason) != other.reason:
                reason = f"{figure.id} and {other.figure} have another reason already"
                problems.add(path, other.line, reason)
