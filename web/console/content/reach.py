"""Which parts of a form somebody may fill in who is limited to places or services."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm import Session

from knowledge.publishing.actor import Actor
from knowledge.publishing.scope import REGIONAL, widened
from web.console.content.form_fields import Field, Part
from web.console.content.references import Directory

WITHIN: Final = "within"
"""Hidden field of a form: the regions whose entries it had fields for."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What somebody may fill in.

    Attributes:
        regions: Ids of regions that they may choose; None for all.
        programmes: Ids of programmes that they may choose; None for all.
        by_region: Whether this is a dossier of which they may change nothing but what
            holds in their regions.
    """

    regions: Collection[str] | None = None
    programmes: Collection[str] | None = None
    by_region: bool = False

    def fills(self, part: Part) -> bool:
        """Tell whether a field, or anything in a list, may be changed."""
        return not self.by_region or part.name in REGIONAL

    def covers(self, entry: Mapping[str, Any]) -> bool:
        """Tell whether an entry of a list of a dossier may be changed."""
        return not self.by_region or entry.get("region") in (self.regions or ())

    def offered(
        self, field: Field, directory: Directory
    ) -> list[tuple[str, str]] | None:
        """Give ids and names of what may be chosen; None for all there is."""
        own = {"region": self.regions, "programme": self.programmes}.get(field.name)
        if own is None:
            return None
        names = directory.names[field.refers]
        return [(one, name) for one, name in names.items() if one in own]

    @property
    def sent(self) -> str | None:
        """What a form says of itself in the field ``WITHIN``."""
        return " ".join(sorted(self.regions or ())) if self.by_region else None

    def of_form(self, sent: str | None) -> Reach:
        """Give what a form had fields for, of what may be filled in now.

        Limits may have changed since the form was shown; what it had no field for must
        not count as emptied.
        """
        if sent is None:
            return self
        shown = frozenset(sent.split())
        own = shown if self.regions is None else shown & frozenset(self.regions)
        return dataclasses.replace(self, regions=own, by_region=True)


def reach_of(session: Session, actor: Actor, kind: str) -> Reach:
    """Give what somebody may fill in, in forms of a kind."""
    wide = widened(session, actor)
    by_region = kind == "programme" and actor.regions is not None
    return Reach(wide.regions, actor.programmes, by_region)
