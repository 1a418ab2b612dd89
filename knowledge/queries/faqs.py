"""Queries about specific questions."""

from __future__ import annotations

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
        return tuple(
            faq
            for faq in self.snapshot.faqs.values()
            if faq.programme_id == programme_id and faq.validity.begun_by(self.today)
        )
