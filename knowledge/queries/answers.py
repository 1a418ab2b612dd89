"""Queries about answers and known gaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from knowledge.queries.records import AnswerInfo, FaqInfo, GapInfo, Validity
from knowledge.queries.regions import RegionQueries
from knowledge.queries.snapshot import Topic
from knowledge.vocabulary import ASPECTS, Aspect

_NONE: Mapping[str, AnswerInfo] = {}
# What a service is, for whom, and how one gets it. Whom to ask, or on which law it
# rests, outlives it.
_LIVING: tuple[Aspect, ...] = ("intro", "eligibility", "howto")


class AnswerQueries(RegionQueries):
    """Find what is told about an aspect, never beyond where it holds."""

    def answers(self, programme_id: str, aspect: str) -> tuple[AnswerInfo, ...]:
        """List the live answer of every region that has one.

        What begins later than today is left out. What is past its end is still
        given, unless a newer answer of the same region holds; ``validity.over_on``
        tells.
        """
        return tuple(self._live.get((programme_id, aspect), _NONE).values())

    def answer_for(
        self, programme_id: str, aspect: str, region_id: str | None = None
    ) -> AnswerInfo | None:
        """Find the answer that holds for a region.

        Args:
            programme_id: The programme asked about.
            aspect: What is asked of it.
            region_id: Where; the province if left out.

        Returns:
            The region's own answer, else that of the nearest region around it; one
            that is past its end only where none of these still holds. Never that of
            a neighbour or of a part.
        """
        found = self._live.get((programme_id, aspect), _NONE)
        reached = [found[place] for place in self._reach(region_id) if place in found]
        holding = (answer for answer in reached if not self.is_over(answer))
        return next(holding, reached[0] if reached else None)

    def available_aspects(
        self, programme_id: str, region_id: str | None = None
    ) -> tuple[Aspect, ...]:
        """List the aspects that something can be told about in a region that holds.

        ``figure`` is among them if any figure of the programme is on record.
        """
        return tuple(
            aspect
            for aspect in ASPECTS
            if self._holds(self.answer_for(programme_id, aspect, region_id))
            or (aspect == "figure" and programme_id in self._with_figures)
        )

    def has_ended(self, programme_id: str, region_id: str | None = None) -> bool:
        """Tell whether a service is over, so that nobody may be sent there.

        It is where it has been told what it is, for whom, or how one gets it, and
        nothing of that still holds. Of what nothing is told nobody knows an end.

        Args:
            programme_id: The service.
            region_id: Where; anywhere if left out, or if nothing is told of it there.
        """
        told = [
            answer
            for aspect in _LIVING
            if (answer := self.answer_for(programme_id, aspect, region_id)) is not None
        ]
        if region_id is None or not told:
            told = [a for aspect in _LIVING for a in self.answers(programme_id, aspect)]
        return bool(told) and all(map(self.is_over, told))

    def _holds(self, answer: AnswerInfo | None) -> bool:
        return answer is not None and not self.is_over(answer)

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

    def is_over(self, content: AnswerInfo | FaqInfo) -> bool:
        """Tell whether content is past its last day, which the reply must say."""
        return content.validity.over_on(self.today)

    @cached_property
    def _live(self) -> Mapping[Topic, Mapping[str, AnswerInfo]]:
        """The answers that hold today, by region in the order of the regions."""
        return {
            topic: self._best(answers)
            for topic, answers in self.snapshot.answers.items()
        }

    def _best(self, answers: Iterable[AnswerInfo]) -> Mapping[str, AnswerInfo]:
        best: dict[str, AnswerInfo] = {}
        for answer in answers:
            if not answer.validity.begun_by(self.today):
                continue
            rival = best.get(answer.region.id)
            if rival is None or self._rank(answer) > self._rank(rival):
                best[answer.region.id] = answer
        return {key: best[key] for key in self.snapshot.regions if key in best}

    def _rank(self, answer: AnswerInfo) -> tuple[bool, date, date]:
        validity: Validity = answer.validity
        return (
            not validity.over_on(self.today),
            validity.valid_from or date.min,
            validity.valid_to or date.max,
        )

    @cached_property
    def _with_figures(self) -> frozenset[str]:
        return frozenset(
            figure.programme_id for figure in self.snapshot.figures.values()
        )
