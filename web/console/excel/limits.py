"""What somebody is limited to, by name: the page of imports tells it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from knowledge.publishing.actor import Actor
from knowledge.publishing.documents import titles
from knowledge.publishing.scope import outermost


@dataclass(frozen=True)
class Limits:
    """Names of the regions and programmes; None where somebody is not limited."""

    regions: Sequence[str] | None
    programmes: Sequence[str] | None


def limits_of(session: Session, actor: Actor) -> Limits:
    """Read the names of what somebody is limited to."""
    regions, programmes = actor.regions, actor.programmes
    return Limits(
        None
        if regions is None
        else _names(session, "region", outermost(session, regions)),
        None if programmes is None else _names(session, "programme", programmes),
    )


def _names(session: Session, kind: str, ids: Collection[str]) -> list[str]:
    named = titles(session, kind, ids)
    return [named.get(one, one) for one in sorted(ids)]
