"""What drafts call things, compared with what the bot knows them by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from knowledge.publishing.checks.names import Named, live_names, names_in
from knowledge.publishing.checks.world import Key
from knowledge.publishing.normal import Document


@dataclass(frozen=True)
class DraftNames:
    """The words in which drafts differ from what is live.

    Attributes:
        live: All names that are live, no phrasings.
        names: Names that a draft gives to what is not called so yet.
        phrasings: Phrasings and questions that only drafts have.
        gone: Texts, as the bot reads them, that drafts take away: with kind and id.
    """

    live: Sequence[Named] = ()
    names: Sequence[Named] = ()
    phrasings: Sequence[Named] = ()
    gone: frozenset[tuple[str, str, str]] = field(default_factory=frozenset)


def draft_names(
    session: Session, documents: Mapping[Key, Document | None]
) -> DraftNames:
    """Compare the words of drafts with those that are live.

    Args:
        session: The database.
        documents: The drafts; None removes.
    """
    if not documents:
        return DraftNames()
    live = live_names(session)
    known = {(named.space, named.read, named.owner) for named in live}
    drafted = [
        named
        for (kind, item_id), document in documents.items()
        for named in names_in(kind, item_id, document or {})
    ]
    new = [n for n in drafted if (n.space, n.read, n.owner) not in known]
    kept = {(named.kind, named.item_id, named.read) for named in drafted}
    return DraftNames(
        live=[named for named in live if _is_name(named)],
        names=[named for named in new if _is_name(named)],
        phrasings=[named for named in new if not _is_name(named)],
        gone=frozenset(
            (named.kind, named.item_id, named.read)
            for named in live
            if _is_name(named)
            and (named.kind, named.item_id) in documents
            and (named.kind, named.item_id, named.read) not in kept
        ),
    )


def _is_name(named: Named) -> bool:
    return named.space != "faq" and named.field in ("name", "aliases")
