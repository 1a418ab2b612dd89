"""Queries about specific questions."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from knowledge.queries.base import Queries
from knowledge.queries.records import FaqInfo


class FaqQueries(Queries):
    """Look up questions; those that begin later than today do not exist yet."""

    def faq(self, faq_id: str) -> FaqInfo | None:
        """Give a question by id."""
        found = self.snapshot.faqs.get(faq_id)
        if found is None or not found.validity.begun_by(self.today):
            return None
        return found

    def faqs_of(self, programme_id: str) -> tuple[FaqInfo, ...]:
        """List the questions about a programme."""
        return self._by_programme.get(programme_id, ())

    @cached_property
    def _by_programme(self) -> Mapping[str | None, tuple[FaqInfo, ...]]:
        found: dict[str | None, list[FaqInfo]] = {}
        for faq in self.snapshot.faqs.values():
            if faq.validity.begun_by(self.today):
                found.setdefault(faq.programme_id, []).append(faq)
        return {programme: tuple(faqs) for programme, faqs in found.items()}
