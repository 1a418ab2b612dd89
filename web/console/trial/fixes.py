"""One click from a trial to a draft: a wording becomes an alias or a phrasing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy.orm import Session

from knowledge.publishing.documents import live_document, title_of
from knowledge.publishing.drafts import find_draft, save
from knowledge.publishing.errors import NotFoundError, WrongStateError
from knowledge.seed.checks.names import as_read
from web.console.content.addresses import item_url
from web.console.trial import wording

Field = Literal["aliases", "phrasings"]
FIELDS: Final[tuple[Field, ...]] = ("aliases", "phrasings")


@dataclass(frozen=True)
class Target:
    """What can get a wording.

    Attributes:
        kind: ``programme``, ``metric`` or ``signpost``.
        item_id: Its id.
        faq_id: The question of the programme that is meant instead, if one is.
    """

    kind: str
    item_id: str
    faq_id: str = ""

    @property
    def value(self) -> str:
        """The target as one text, for a form."""
        return json.dumps([self.kind, self.item_id, self.faq_id])


def read_target(value: str) -> Target | None:
    """Read a target from a form; None if it is none."""
    try:
        kind, item_id, faq_id = json.loads(value)
    except (ValueError, TypeError, RecursionError):
        return None
    if kind not in _KINDS or not (isinstance(item_id, str) and isinstance(faq_id, str)):
        return None
    return Target(kind, item_id, faq_id)


@dataclass(frozen=True)
class Fixed:
    """What became of a wording: where it stands now, and a sentence about it."""

    url: str
    message: str


def add_wording(session: Session, target: Target, field: Field, text: str) -> Fixed:
    """Write a wording into the draft of what it means; the draft is made if need be.

    Args:
        session: The transaction.
        target: What it means.
        field: As what it is added; a question has phrasings only.
        text: The wording.

    Raises:
        NotFoundError: There is no such thing.
        WrongStateError: Its draft removes it.
        NotAllowedError: Whoever acts may not change it.
    """
    key = (target.kind, target.item_id)
    draft = find_draft(session, *key)
    before = draft.document if draft else live_document(session, *key)
    if before is None:
        if draft is not None:
            raise WrongStateError(wording.IS_REMOVAL)
        raise NotFoundError(wording.GONE)
    document = deepcopy(before)
    block, path = _block(document, target)
    url = item_url(*key, f"{path}{field}")
    if as_read(text) in {as_read(known) for known in _known(block)}:
        return Fixed(url, wording.KNOWN_ALREADY.format(text=text))
    block[field] = [*(block.get(field) or []), text]
    in_review = draft is not None and draft.state == "review"
    save(session, key, document, draft.version if draft else None)
    sentence = wording.ADDED_BACK if in_review else wording.ADDED
    title = str(block.get("question") or title_of(target.kind, document))
    return Fixed(url, sentence.format(text=text, title=title))


_KINDS: Final = ("programme", "metric", "signpost")


def _block(document: dict[str, Any], target: Target) -> tuple[dict[str, Any], str]:
    """Give the part of a document that has the wordings, and its path."""
    if not target.faq_id:
        return document, ""
    for index, faq in enumerate(document.get("faqs") or []):
        if faq.get("id") == target.faq_id:
            return faq, f"faqs.{index}."
    raise NotFoundError(wording.GONE)


def _known(block: Mapping[str, Any]) -> list[str]:
    first = [block.get("name") or block.get("question") or ""]
    return [*first, *(block.get("aliases") or []), *(block.get("phrasings") or [])]
