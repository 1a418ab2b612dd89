"""Queries about figures."""

from __future__ import annotations

from collections.abc import Collection

from knowledge.queries.base import Queries
from knowledge.queries.records import FigureInfo, IncomparablePair, MetricInfo


class FigureQueries(Queries):
    """Look up figures, and which of them must not be compared."""

    def metric(self, metric_id: str) -> MetricInfo | None:
        """Give a metric by id."""
        return self.snapshot.metrics.get(metric_id)

    def metrics(self) -> tuple[MetricInfo, ...]:
        """List all metrics."""
        return tuple(self.snapshot.metrics.values())

    def figure(self, figure_id: str) -> FigureInfo | None:
        """Give a figure by id."""
        return self.snapshot.figures.get(figure_id)

    def figures(
        self,
        programme_ids: Collection[str] | None = None,
        metric_ids: Collection[str] | None = None,
        period: int | None = None,
        kind: str | None = None,
        region_id: str | None = None,
    ) -> tuple[FigureInfo, ...]:
        """List the figures that fit all that is given; None means any.

        Args:
            programme_ids: Programmes, such as a whole family.
            metric_ids: What is counted.
            period: The year.
            kind: ``target`` or ``result``.
            region_id: The very region that the figure holds for.
        """
        return tuple(
            figure
            for figure in self.snapshot.figures.values()
            if (programme_ids is None or figure.programme_id in programme_ids)
            and (metric_ids is None or figure.metric.id in metric_ids)
            and (period is None or figure.period == period)
            and (kind is None or figure.kind == kind)
            and (region_id is None or figure.region.id == region_id)
        )

    def incomparable(self, figure_ids: Collection[str]) -> tuple[IncomparablePair, ...]:
        """List the pairs among these figures that must not be compared, and why."""
        return tuple(
            pair
            for pair in self.snapshot.incomparable
            if pair.first_id in figure_ids and pair.second_id in figure_ids
        )
