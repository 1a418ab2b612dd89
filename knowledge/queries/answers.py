"""Queries about answers and known gaps."""

from __future__ import annotations

from datetime import date

from knowledge.queries.records import AnswerInfo, GapInfo, Validity
from knowledge.queries.regions import RegionQueries
from knowledge.vocabulary import ASPECTS, Aspect


class AnswerQueries(RegionQueries):
    """Find what is told about an aspect, never beyond where it holds."""

    def answers(self, programme_id: str, aspect: str) -> tuple[AnswerInfo, ...]:
        """List the live answer of every region that has one.

        What begins later than today is left out. What is past its end is still
        given, unless a newer answer of the same region holds; ``validity.over_on``
        tells.
        """
        best: dict[str, AnswerInfo] = {}
        for answer in self.snapshot.answers.get((programme_id, aspect), ()):
            if not answer.validity.begun_by(self.today):
                continue
            rival = best.get(answer.region.id)
            if rival is None or self._rank(answer) > self._rank(rival):
                best[answer.region.id] = answer
        return tuple(best[key] for key in self.snapshot.regions if key in best)

    def answer_for(
        self, programme_id: str, aspect: str, region_id: str | None = None
    ) -> AnswerInfo | None:
        """Find the answer that holds for a region.

        Args:
            programme_id: The programme asked about.
            aspect: What is asked of it.
            region_id: Where; the province if left out.

        Returns:
            The region's own answer, else that of the nearest region around it.
            Never that of a neighbour or of a part.
        """
        found = {
            answer.region.id: answer for answer in self.answers(programme_id, aspect)
        }
        for candidate in self._reach(region_id):
            if candidate in found:
                return found[candidate]
        return None

    def available_aspects(
        self, programme_id: str, region_id: str | None = None
    ) -> tuple[Aspect, ...]:
        """List the aspects that something can be told about in a region.

        ``figure`` is among them if any figure of the programme is on record.
        """
        return tuple(
            aspect
            for aspect in ASPECTS
            if self.answer_for(programme_id, aspect, region_id) is not None
            or (aspect == "figure" and self._has_figures(programme_id))
        )

    def known_gap(
        self, programme_id: str, aspect: str, region_id: str | None = None
    ) -> GapInfo | None:
        """Find what is known to be missing, for the region or the nearest around it."""
        gaps = self.snapshot.gaps.get((programme_id, aspect), ())
        found = {gap.region.id: gap for gap in gaps}
        for candidate in self._reach(region_id):
            if candidate in found:
                return found[candidate]
        return None

    def is_over(self, content: AnswerInfo) -> bool:
        """Tell whether an answer is past its last day, which the reply must say."""
        return content.validity.over_on(self.today)

    def _rank(self, answer: AnswerInfo) -> tuple[bool, date, date]:
        validity: Validity = answer.validity
        return (
            not validity.over_on(self.today),
            validity.valid_from or date.min,
            validity.valid_to or date.max,
        )

    def _has_figures(self, programme_id: str) -> bool:
        return any(
            figure.programme_id == programme_id
            for figure in self.snapshot.figures.values()
        )
