"""Which parts of content somebody may change who is limited to places or services."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.models import Region
from knowledge.publishing.actor import Action, Actor, may
from knowledge.publishing.errors import NotAllowedError
from knowledge.publishing.kinds import kind_of
from knowledge.publishing.normal import said

REGIONAL: Final = ("answers", "faqs", "gaps", "conditions")
"""The lists of a dossier whose entries hold for one region each."""


@dataclasses.dataclass(frozen=True, slots=True)
class WidenedActor(Actor):
    """An actor whose regions have all that lies within them: not to be asked again."""


def widened(session: Session, actor: Actor) -> Actor:
    """Give the actor with the regions that lie within theirs as well.

    Whoever looks at many documents calls this once, and goes on with what it gives.
    """
    if actor.regions is None or isinstance(actor, WidenedActor):
        return actor
    parents = session.execute(select(Region.id, Region.parent_id)).all()
    reached = set(actor.regions)
    while more := {i for i, above in parents if above in reached} - reached:
        reached |= more
    fields = {f.name: getattr(actor, f.name) for f in dataclasses.fields(actor)}
    return WidenedActor(**fields | {"regions": frozenset(reached)})


def outermost(session: Session, regions: Collection[str]) -> list[str]:
    """Give the regions that lie within no other of them.

    Args:
        session: The database.
        regions: As ``widened`` leaves them, so that no region between two is missing.
    """
    rows = session.execute(
        select(Region.id, Region.parent_id).where(Region.id.in_(regions))
    )
    return sorted(row.id for row in rows if row.parent_id not in regions)


def may_create(actor: Actor, kind: str) -> bool:
    """Tell whether somebody may begin a new document of a kind.

    A new dossier is everybody's: nobody who is limited begins one.
    """
    return may(actor, "edit", kind) and not (actor.limited and kind == "programme")


def may_open(
    session: Session,
    actor: Actor,
    kind: str,
    live: Mapping[str, Any] | None,
    drafted: Mapping[str, Any] | None,
) -> bool:
    """Tell whether somebody may change anything in a document.

    Args:
        session: The database, for the regions within a region.
        actor: Who.
        kind: Kind of the document.
        live: What is live, if anything.
        drafted: What its open draft says, if there is one.
    """
    if not may(actor, "edit", kind):
        return False
    if kind == "source" and live is not None and actor.limited:
        return False
    return all(
        permits(session, actor, "edit", kind, document, document)
        for document in (live, drafted)
        if document is not None
    )


def permits(
    session: Session,
    actor: Actor,
    action: Action,
    kind: str,
    old: Mapping[str, Any] | None,
    new: Mapping[str, Any] | None,
    authors: tuple[int, ...] = (),
) -> bool:
    """Tell whether ``require`` would let somebody do it."""
    try:
        require(session, actor, action, kind, old, new, authors)
    except NotAllowedError:
        return False
    return True


def require(
    session: Session,
    actor: Actor,
    action: Action,
    kind: str,
    old: Mapping[str, Any] | None,
    new: Mapping[str, Any] | None,
    authors: tuple[int, ...] = (),
) -> None:
    """Make sure that somebody may do this to what changes between two documents.

    Args:
        session: The database, for the regions within a region.
        actor: Who.
        action: What.
        kind: Kind of the documents.
        old: What is live; None if nothing is.
        new: What is to be; None if it is to be removed.
        authors: Who wrote it, where it is reviewed or published.

    Raises:
        NotAllowedError: They may not.
    """
    if action in ("review", "publish") and actor.id in authors:
        raise NotAllowedError("您改过这份草稿，要由另一位同事审核和发布。")
    if not may(actor, action):
        raise NotAllowedError("您的角色不能做这一步。")
    if not actor.limited:
        return
    who = widened(session, actor)
    label = kind_of(kind).label_zh
    if kind == "source" and old is not None and old != new:
        raise NotAllowedError("您可以添加出处，但已有的出处要由不限范围的同事修改。")
    documents: list[Mapping[str, Any] | None] = [
        known for known in (old, new) if known is not None
    ]
    for document in documents or [None]:
        if not may(who, action, kind, document):
            raise NotAllowedError(f"这项{label}不在您负责的范围内。")
    if kind == "programme" and who.regions is not None:
        _require_regions(who.regions, old or {}, new or {})


def _require_regions(
    regions: Any, old: Mapping[str, Any], new: Mapping[str, Any]
) -> None:
    for key in {*old, *new} - set(REGIONAL):
        if said(old.get(key)) != said(new.get(key)):
            raise NotAllowedError(
                "您只负责部分地区，名称、别名、问法、简介等全省共用的内容不能修改。"
            )
    for key in REGIONAL:
        before, after = said(old.get(key)) or [], said(new.get(key)) or []
        changed = [entry for entry in after if entry not in before]
        changed += [entry for entry in before if entry not in after]
        for entry in changed:
            if not isinstance(entry, Mapping) or entry.get("region") not in regions:
                raise NotAllowedError("有改动不在您负责的地区之内。")
