"""Queries about other agencies' matters and about sources."""

from __future__ import annotations

from knowledge.queries.base import Queries
from knowledge.queries.records import LookalikeInfo, SignpostInfo, SourceInfo


class SignpostQueries(Queries):
    """Look up signposts, lookalikes and sources."""

    def signpost(self, signpost_id: str) -> SignpostInfo | None:
        """Give a signpost by id."""
        return self.snapshot.signposts.get(signpost_id)

    def signposts(self) -> tuple[SignpostInfo, ...]:
        """List all signposts."""
        return tuple(self.snapshot.signposts.values())

    def lookalike(self, text: str) -> LookalikeInfo | None:
        """Give a lookalike by its text, which is also its target in the lexicon."""
        return self.snapshot.lookalikes.get(text)

    def source(self, source_id: str) -> SourceInfo | None:
        """Give a source by id."""
        return self.snapshot.sources.get(source_id)
