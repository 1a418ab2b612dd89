"""What must hold across the blocks and files of the seed."""

from __future__ import annotations

from knowledge.seed.checks.finder import check_finder
from knowledge.seed.checks.identity import check_identity
from knowledge.seed.checks.names import check_names
from knowledge.seed.checks.references import check_references
from knowledge.seed.checks.relations import check_relations
from knowledge.seed.files import SeedContent
from knowledge.seed.problems import Problems


def check_seed(content: SeedContent, problems: Problems) -> None:
    """Note everything that is wrong although each block by itself is fine."""
    check_identity(content, problems)
    check_references(content, problems)
    check_relations(content, problems)
    check_names(content, problems)
    check_finder(content, problems)


__all__ = ["check_seed"]
