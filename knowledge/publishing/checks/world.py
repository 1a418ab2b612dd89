"""What exists, as seen by a document that is checked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.models import Draft
from knowledge.publishing.checks.names import Named, NameIndex, live_names, names_in
from knowledge.publishing.checks.rivals import Rivals
from knowledge.publishing.documents import live_by_ids
from knowledge.publishing.kinds import KINDS
from knowledge.publishing.normal import Document
from knowledge.vocabulary import OPEN_DRAFT_STATES

Key = tuple[str, str]
"""Kind and item id."""


class World:
    """What is live, as it will be once some documents are published.

    Args:
        session: The database; what is read is kept, so make a new one each time.
        batch: Documents that are published together; None removes.
        with_drafts: Whether what only stands in an open draft counts as there, and
            what open drafts no longer hold as free: while a change is still worked on
            and its parts are not all live.
    """

    def __init__(
        self,
        session: Session,
        batch: Mapping[Key, Document | None] | None = None,
        *,
        with_drafts: bool = True,
    ) -> None:
        self.session = session
        self.batch = dict(batch or {})
        self._with_drafts = with_drafts and not self.batch
        self._found: dict[Key, Document | None] = {}
        self._ids: dict[str, set[str]] = {}

    def exists(self, kind: str, item_id: str) -> bool:
        """Tell whether a document may be referred to."""
        if (kind, item_id) in self.batch:
            return self.batch[kind, item_id] is not None
        if kind == "figure":
            # There may be very many: each is asked for by itself.
            live = self.document(kind, item_id) is not None
        else:
            live = item_id in self._live_ids(kind)
        return live or self.is_drafted(kind, item_id)

    def is_drafted(self, kind: str, item_id: str) -> bool:
        """Tell whether a document that is not live stands in an open draft."""
        return bool(self._with_drafts and self.drafts.get((kind, item_id)))

    def is_live(self, kind: str, item_id: str) -> bool:
        """Tell whether a document is live now."""
        return self.live(kind, item_id) is not None

    def document(self, kind: str, item_id: str) -> Document | None:
        """Give a document as it will be."""
        if (kind, item_id) in self.batch:
            return self.batch[kind, item_id]
        return self.live(kind, item_id)

    def live(self, kind: str, item_id: str) -> Document | None:
        """Give a document as it is."""
        key = (kind, item_id)
        if key not in self._found:
            found = live_by_ids(self.session, kind, [item_id])
            self._found[key] = found.get(item_id)
        return self._found[key]

    @cached_property
    def drafts(self) -> dict[Key, Document]:
        """What stands in open drafts; a removal is an empty one."""
        statement = select(Draft.kind, Draft.item_id, Draft.document).where(
            Draft.state.in_(OPEN_DRAFT_STATES)
        )
        return {
            (kind, item_id): document or {}
            for kind, item_id, document in self.session.execute(statement)
        }

    @cached_property
    def live_names(self) -> list[Named]:
        """All names that are live."""
        return live_names(self.session)

    @cached_property
    def live_texts(self) -> dict[Key, set[tuple[str, str]]]:
        """Owner and text of all names that are live, by document."""
        found: defaultdict[Key, set[tuple[str, str]]] = defaultdict(set)
        for named in self.live_names:
            found[named.kind, named.item_id].add((named.owner, named.text))
        return dict(found)

    @cached_property
    def rivals(self) -> Rivals:
        """What is live, to find what is nearly the same."""
        return Rivals(self.live_names)

    @cached_property
    def names(self) -> NameIndex:
        """All names that are taken, by text."""
        return NameIndex(self.taken)

    @cached_property
    def taken(self) -> list[Named]:
        """All names that are taken."""
        taken = [
            named
            for named in self.live_names
            if (named.kind, named.item_id) not in self.batch and self._kept(named)
        ]
        for (kind, item_id), document in self.batch.items():
            taken += names_in(kind, item_id, document or {})
        return taken

    def _kept(self, named: Named) -> bool:
        key = (named.kind, named.item_id)
        if not self._with_drafts or key not in self.drafts:
            return True
        return (key, named.owner, named.read) in self._drafted_names

    @cached_property
    def _drafted_names(self) -> set[tuple[Key, str, str]]:
        return {
            ((kind, item_id), named.owner, named.read)
            for (kind, item_id), document in self.drafts.items()
            for named in names_in(kind, item_id, document)
        }

    def _live_ids(self, kind: str) -> set[str]:
        if kind not in self._ids:
            chosen = KINDS[kind]
            column = getattr(chosen.table, chosen.key)
            self._ids[kind] = set(self.session.scalars(select(column)))
        return self._ids[kind]
