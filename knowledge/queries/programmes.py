"""Queries about programmes."""

from __future__ import annotations

from knowledge.queries.base import Queries
from knowledge.queries.records import EditionInfo, ProgrammeInfo


class ProgrammeQueries(Queries):
    """Look up programmes and yearly lists."""

    def programme(self, programme_id: str) -> ProgrammeInfo | None:
        """Give a programme by id."""
        return self.snapshot.programmes.get(programme_id)

    def programmes(self, kind: str | None = None) -> tuple[ProgrammeInfo, ...]:
        """List programmes, all or of one kind."""
        return tuple(
            programme
            for programme in self.snapshot.programmes.values()
            if kind is None or programme.kind == kind
        )

    def programme_family(self, programme_id: str) -> tuple[ProgrammeInfo, ...]:
        """List what belongs together, the programme itself first.

        A campaign has its service with it, a service its campaigns. Two campaigns
        of one service are not each other's family.
        """
        programme = self.programme(programme_id)
        if programme is None:
            return ()
        relatives = tuple(
            other
            for other in self.snapshot.programmes.values()
            if other.id == programme.service_id or other.service_id == programme.id
        )
        return (programme, *relatives)

    def editions(self, year: int, list_name: str) -> tuple[EditionInfo, ...]:
        """List one year's five campaigns or ten things, in their printed order.

        Args:
            year: Whose list.
            list_name: ``five`` or ``ten``.
        """
        found = [
            edition
            for programme in self.snapshot.programmes.values()
            for edition in programme.editions
            if edition.year == year and edition.list == list_name
        ]
        # Sorting is stable: entries without a position come last, in file order.
        found.sort(key=lambda edition: edition.position or len(found) + 1000)
        return tuple(found)

    def edition_years(self, list_name: str) -> tuple[int, ...]:
        """List the years whose five campaigns or ten things are on record."""
        return tuple(
            sorted(
                {
                    edition.year
                    for programme in self.snapshot.programmes.values()
                    for edition in programme.editions
                    if edition.list == list_name
                }
            )
        )
