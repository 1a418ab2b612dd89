"""Queries about groups of workers."""

from __future__ import annotations

from knowledge.queries.base import Queries
from knowledge.queries.records import AudienceInfo, GroupInfo


class GroupQueries(Queries):
    """Look up groups and what is meant for them."""

    def group(self, group_id: str) -> GroupInfo | None:
        """Give a group by id."""
        return self.snapshot.groups.get(group_id)

    def groups(self, *, official: bool | None = None) -> tuple[GroupInfo, ...]:
        """List groups: all, or those (not) among the eight of 2018."""
        return tuple(
            group
            for group in self.snapshot.groups.values()
            if official is None or group.official == official
        )

    def audiences_of_group(
        self, group_id: str, *, everyone: bool = True
    ) -> tuple[AudienceInfo, ...]:
        """List the programmes meant for a group, each with the reason.

        Args:
            group_id: The group.
            everyone: Also list, after them, programmes that are meant for every
                worker and do not name the group.
        """
        named = [
            audience
            for audience in self.snapshot.audiences
            if audience.group_id == group_id
        ]
        if everyone:
            programme_ids = {audience.programme.id for audience in named}
            named += [
                audience
                for audience in self.snapshot.audiences
                if audience.group_id is None
                and audience.programme.id not in programme_ids
            ]
        return tuple(named)
