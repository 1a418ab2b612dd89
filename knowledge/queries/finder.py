"""Queries of the benefit finder: which services fit a person, by the rows alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from knowledge.queries.answers import AnswerQueries
from knowledge.queries.finder_records import (
    Answers,
    ConditionInfo,
    FinderCommandInfo,
    FinderQuestionInfo,
    Fit,
)
from knowledge.queries.records import ProgrammeInfo
from knowledge.vocabulary import Aspect

_PRACTICAL: Final[tuple[Aspect, ...]] = ("eligibility", "howto")


class FinderQueries(AnswerQueries):
    """Look up questions and conditions, and match them with a person's answers."""

    def finder_questions(self) -> tuple[FinderQuestionInfo, ...]:
        """List the form's questions in their order."""
        return tuple(self.snapshot.finder_questions.values())

    def finder_question(self, question_id: str) -> FinderQuestionInfo | None:
        """Give a question by id."""
        return self.snapshot.finder_questions.get(question_id)

    def finder_commands(self) -> tuple[FinderCommandInfo, ...]:
        """List what steers the form."""
        return self.snapshot.finder_commands

    def conditions(self, programme_id: str) -> tuple[ConditionInfo, ...]:
        """List a service's conditions, of all places."""
        return self.snapshot.conditions.get(programme_id, ())

    def fits(self, answers: Answers, region_id: str | None = None) -> tuple[Fit, ...]:
        """List the services that fit, in the order of the knowledge base.

        A service fits if its sources name what the worker answered, mean everybody,
        or demand only what is met or not yet answered. What one place demands counts
        for a worker of that place only. What has ended fits nobody.

        Args:
            answers: Chosen options by question; what is not there is unknown.
            region_id: Where the worker is; the province if nobody knows.
        """
        found = (
            self._fit(programme, answers, region_id)
            for programme in self.snapshot.programmes.values()
            if not self.has_ended(programme.id, region_id)
        )
        return tuple(fit for fit in found if fit is not None)

    def finder_weights(self, fits: Iterable[Fit]) -> Counter[str]:
        """Count for each question how many of some services depend on it.

        What shuts out counts double: it changes the list, not only a reason.
        """
        places = [q.id for q in self.finder_questions() if q.kind == "region"]
        weights: Counter[str] = Counter()
        for fit in fits:
            required = {condition.question_id for condition in fit.open}
            asked = {c.question_id for c in self.conditions(fit.programme.id)}
            for question in asked - {None}:
                assert question is not None
                weights[question] += 2 if question in required else 1
            if fit.varies:
                weights.update(places)
        return weights

    def _fit(
        self, programme: ProgrammeInfo, answers: Answers, region_id: str | None
    ) -> Fit | None:
        rows = self.conditions(programme.id)
        reach = self._reach(region_id)
        here = [row for row in rows if row.region_id in reach]
        met: list[ConditionInfo] = []
        unanswered: list[ConditionInfo] = []
        demands = False
        for question in self.snapshot.finder_questions:
            about = [row for row in here if row.question_id == question]
            required = _nearest([row for row in about if row.required], reach)
            named = [row for row in about if not row.required]
            demands = demands or bool(required)
            chosen = answers.get(question)
            if chosen is None:
                unanswered += required[:1]
                continue
            matching = [
                row for row in (*required, *named) if row.option_ids & set(chosen)
            ]
            if required and not any(row.required for row in matching):
                return None
            met += matching
        general = _nearest([row for row in here if row.question_id is None], reach)
        if not (met or general or demands):
            return None
        return Fit(
            programme=programme,
            met=tuple(sorted(met, key=lambda row: not row.required)),
            general=general[0] if general else None,
            open=tuple(unanswered),
            silent=tuple(self._silent(here, answers)),
            varies=region_id is None
            and any(_concerns(row, answers) for row in rows if row not in here),
            over=tuple(
                aspect
                for aspect in _PRACTICAL
                if (told := self.answer_for(programme.id, aspect, region_id))
                and self.is_over(told)
            ),
        )

    def _silent(self, rows: Sequence[ConditionInfo], answers: Answers) -> Iterable[str]:
        for question in self.snapshot.finder_questions.values():
            told = any(row.question_id == question.id for row in rows)
            chosen = answers.get(question.id, ())
            options = [question.option(option) for option in chosen]
            settled = any(option is not None and option.settles for option in options)
            if question.silent and not told and not settled:
                yield question.id


def _concerns(row: ConditionInfo, answers: Answers) -> bool:
    """Tell whether a condition of another place could matter to this worker."""
    chosen = answers.get(row.question_id or "")
    return row.required or chosen is None or bool(row.option_ids & set(chosen))


def _nearest(
    rows: Sequence[ConditionInfo], reach: Sequence[str]
) -> list[ConditionInfo]:
    """Keep the rows of the nearest place that has any: it speaks for itself."""
    for region in reach:
        found = [row for row in rows if row.region_id == region]
        if found:
            return found
    return []
