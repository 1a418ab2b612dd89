"""All that the page of one item shows, read in one transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.models import Draft, Figure, Staff
from knowledge.publishing.actor import Actor, may
from knowledge.publishing.checking import Checker
from knowledge.publishing.comparing import Change, difference
from knowledge.publishing.documents import (
    count_documents,
    live_document,
    live_documents,
    title_of,
)
from knowledge.publishing.drafts import find_draft
from knowledge.publishing.kinds import Kind, kind_of
from knowledge.publishing.normal import Document, normal
from knowledge.publishing.scope import may_open, outermost, permits
from web.console.content.dossier import Grid, grid_of
from web.console.content.form_fields import Part, blocks_of, form_of
from web.console.content.placing import placed, summary
from web.console.content.reach import Reach, reach_of
from web.console.content.references import Directory, directory_for
from web.console.problem import FieldProblem

_MOST_LINKED = 12


@dataclass(frozen=True)
class Conflict:
    """Somebody else was quicker.

    Attributes:
        message: What happened.
        theirs_label: What the other state is.
        changes: What differs between theirs and what was typed here.
        others: What they changed on what is live.
    """

    message: str
    theirs_label: str
    changes: Sequence[Change]
    others: Sequence[Change] = ()


@dataclass(frozen=True)
class Linked:
    """Items of another kind that belong to a programme."""

    kind: Kind
    total: int
    items: Sequence[tuple[str, str]]


@dataclass
class Editor:
    """What the page shows.

    Attributes:
        item_id: Empty for a new item.
        parts: The form.
        document: What stands in the form.
        live: What is live, if anything.
        draft: The open draft, if there is one.
        version: The draft's version that is shown; 0 without a draft.
        seen: Fingerprint of what was live when the page was made.
        live_seen: Whether a change of what is live was told.
        errors: What is wrong, at its fields.
        warnings: What to look at twice, at its fields.
        heading: What stands above the errors.
        reach: Which parts whoever looks may change.
        held: What stands already, in the draft or live.
        can_discard: Whether they may put the draft away.
        can_remove: Whether they may take away what is live.
        limits: Names of the regions that they are limited to in this dossier.
    """

    kind: Kind
    item_id: str
    parts: tuple[Part, ...]
    document: Document
    live: Document | None
    draft: Draft | None
    author: str
    version: int
    directory: Directory
    can_edit: bool
    can_review: bool
    seen: str = ""
    live_seen: bool = False
    errors: list[FieldProblem] = field(default_factory=list)
    warnings: list[FieldProblem] = field(default_factory=list)
    heading: str = "有些地方需要改一下，您填的内容都还在"
    conflict: Conflict | None = None
    changes: Sequence[Change] = ()
    grid: Grid | None = None
    linked: Sequence[Linked] = ()
    opened: str = ""
    reach: Reach = field(default_factory=Reach)
    held: Mapping[str, Any] = field(default_factory=dict)
    can_discard: bool = False
    can_remove: bool = False
    limits: Sequence[str] = ()

    def is_closed(self, block: str, entry: Mapping[str, Any]) -> bool:
        """Tell whether an entry is shown to read: it is there, and not theirs."""
        if not self.reach.fills(blocks_of(self.parts)[block]):
            return True
        return not self.reach.covers(entry) and entry in (self.held.get(block) or ())

    @property
    def title(self) -> str:
        """What the page is called."""
        if not self.item_id:
            return f"新的{self.kind.label_zh}"
        return title_of(self.kind.name, self.document) or self.item_id

    @property
    def summary(self) -> list[FieldProblem]:
        """The errors, each with the entry that it is about."""
        return summary(self.parts, self.document, self.errors, self.directory)

    @staticmethod
    def about(said: Sequence[FieldProblem], path: str) -> list[FieldProblem]:
        """Give what is said about an entry or field, or about a part of it."""
        return [one for one in said if f"{one.path}.".startswith(f"{path}.")]

    @classmethod
    def is_about(cls, said: Sequence[FieldProblem], path: str) -> bool:
        """Tell whether anything is said about an entry or one of its fields."""
        return bool(cls.about(said, path))

    @property
    def shared_errors(self) -> list[FieldProblem]:
        """What is wrong in the document's own fields, outside its lists."""
        lists = blocks_of(self.parts)
        return [
            one
            for one in self.errors
            if one.path and one.path.split(".")[0] not in lists
        ]

    @property
    def removes(self) -> bool:
        """Whether the draft takes the item away."""
        return self.draft is not None and self.draft.document is None


def read_editor(
    session: Session, actor: Actor, kind: str, item_id: str, today: date
) -> Editor | None:
    """Read an item as it stands: its draft, else what is live.

    Returns:
        The page's content; None where there is neither draft nor live item.
    """
    live = live_document(session, kind, item_id)
    draft = find_draft(session, kind, item_id)
    if live is None and draft is None:
        return None
    document = (draft.document if draft else None) or live or {}
    made = _editor(session, actor, kind, item_id, document, live, draft)
    if live is not None and not made.can_edit:
        # Who only reads wants to know what workers are told.
        made.document = live
    if draft is not None and draft.document is not None and made.can_edit:
        check(session, made)
        made.heading = "草稿存好了；下面这些改好才能送审"
    complete(session, actor, made, today)
    return made


def held_document(session: Session, kind: str, item_id: str) -> Document:
    """Give what stands already of an item: its draft, or what is live."""
    draft = find_draft(session, kind, item_id)
    drafted = draft.document if draft else None
    return drafted or live_document(session, kind, item_id) or {}


def typed_editor(
    session: Session, actor: Actor, kind: str, item_id: str, document: Document
) -> Editor:
    """Make the page of what was typed, not saved yet."""
    live = live_document(session, kind, item_id) if item_id else None
    draft = find_draft(session, kind, item_id) if item_id else None
    return _editor(session, actor, kind, item_id, document, live, draft)


def _editor(
    session: Session,
    actor: Actor,
    kind: str,
    item_id: str,
    document: Document,
    live: Document | None,
    draft: Draft | None,
) -> Editor:
    parts = form_of(kind, item_id)
    drafted = draft.document if draft else None
    author = session.get(Staff, draft.author_id) if draft else None
    return Editor(
        kind=kind_of(kind),
        item_id=item_id,
        parts=parts,
        document=document,
        live=live,
        draft=draft,
        author=author.name if author else "",
        version=draft.version if draft else 0,
        directory=directory_for(session, parts),
        can_edit=may_open(session, actor, kind, live, drafted),
        can_review=draft is not None
        and draft.state == "review"
        and may(actor, "review", kind, document, author_id=draft.authors),
        seen=fingerprint(live),
        reach=reach_of(session, actor, kind),
        held=drafted or live or {},
        can_discard=draft is not None
        and permits(session, actor, "edit", kind, live, drafted),
        can_remove=live is not None
        and permits(session, actor, "edit", kind, live, None),
    )


def check(session: Session, made: Editor) -> None:
    """Look for what is wrong, and what to look at twice, in the document shown."""
    checker = Checker(session)
    kind = made.kind.name
    problems = checker.problems(kind, made.document, made.item_id or None)
    made.errors = placed(made.parts, problems)
    made.warnings = placed(made.parts, checker.warnings(kind, made.document))


def complete(session: Session, actor: Actor, made: Editor, today: date) -> None:
    """Add what hangs on the document: differences, grid, figures and sites."""
    if made.draft is not None:
        made.changes = difference(session, made.live, made.draft.document)
    if made.kind.name != "programme":
        return
    # With all that lies within them, these would be too many to name.
    own = outermost(session, actor.regions or ()) if made.can_edit else ()
    made.limits = [made.directory.name("region", one) for one in own]
    counted = session.scalars(
        select(Figure.region_id).where(Figure.programme_id == made.item_id).distinct()
    ).all()
    made.grid = grid_of(made.document, made.live, made.directory, today, own, counted)
    if made.item_id:
        made.linked = [
            _linked(session, kind, made.item_id) for kind in ("figure", "site")
        ]


def _linked(session: Session, kind: str, programme: str) -> Linked:
    some = live_documents(session, kind, programme=programme, limit=_MOST_LINKED)
    return Linked(
        kind_of(kind),
        count_documents(session, kind, programme=programme),
        [(str(one["id"]), title_of(kind, one)) for one in some],
    )


def fingerprint(document: Mapping[str, Any] | None) -> str:
    """Tell states of a live document apart."""
    text = json.dumps(document, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def settled(kind: str, document: Document) -> Document:
    """Give a document as a draft will hold it."""
    try:
        return normal(kind, document)
    except ValidationError:
        return document
