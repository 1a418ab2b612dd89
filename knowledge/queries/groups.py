"""Queries about groups of workers."""

from __future__ import annotations

from knowledge.queries.base import Queries
from knowledge.queries.records import GroupInfo


class GroupQueries(Queries):
    """Look up groups."""

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
