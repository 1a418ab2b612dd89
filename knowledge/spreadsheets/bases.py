"""What the documents of a workbook are before the import."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from knowledge.publishing.documents import live_by_ids
from knowledge.publishing.drafts import open_drafts
from knowledge.spreadsheets.items import Base


def bases(session: Session, kind: str, item_ids: Iterable[str]) -> dict[str, Base]:
    """Give what each document is now, in its open draft or else live."""
    wanted = list(item_ids)
    live = live_by_ids(session, kind, wanted)
    drafts = open_drafts(session, kind, wanted)
    found = {}
    for item_id in wanted:
        draft = drafts.get(item_id)
        if draft is None:
            found[item_id] = Base(live.get(item_id))
        else:
            removes = draft.document is None
            document = live.get(item_id) if removes else draft.document
            found[item_id] = Base(document, draft.version, draft.author_id, removes)
    return found


def fingerprint(document: dict[str, Any] | None) -> str:
    """Tell states of a document apart."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
