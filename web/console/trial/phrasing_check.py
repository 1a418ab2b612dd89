"""What the bot makes of the phrasings that a draft adds: looked up when it is saved."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy.orm import Session
from starlette.requests import Request

from knowledge.publishing.documents import live_document
from knowledge.publishing.drafts import find_draft
from web.console.access import services
from web.console.database import run
from web.console.trial import wording
from web.console.trial.bot_api import read_all
from web.console.trial.contents import contents_of
from web.console.trial.reading_of import reading_of
from web.console.trial.rivals import Own, rival
from web.core.bot_client import BotDownError

_KINDS: Final = frozenset({"programme", "signpost", "metric"})
# Nobody waits longer for a page than for this many sentences, or seconds.
_MOST: Final = 40
_SECONDS: Final = 5.0
# A page tells six sentences after the one before: one is what was left empty, one
# that all else was saved.
_SHOWN: Final = 2


async def phrasing_warnings(request: Request, kind: str, item_id: str) -> list[str]:
    """Say which new phrasings of a draft the bot takes for something else.

    They are warnings: the draft is saved already. Without the bot it is said that
    nobody looked.

    Args:
        request: Whose request it is.
        kind: Kind of the item.
        item_id: Its id.
    """
    if kind not in _KINDS:
        return []
    found = await run(
        services(request),
        lambda session: list(_added(session, kind, item_id)),
        write=False,
    )
    asked, rest = found[:_MOST], found[_MOST:]
    if not asked:
        return []
    texts = [text for text, _ in asked]
    try:
        async with asyncio.timeout(_SECONDS):
            readings = await read_all(services(request), texts)
    except (BotDownError, TimeoutError):
        return [wording.NOT_CHECKED]
    view = (await contents_of(request).live(services(request))).view
    said = [
        wording.taken_for(text, other.label, other.title)
        for (text, own), reading in zip(asked, readings, strict=True)
        if (other := rival(reading_of(reading, view), own, view)) is not None
    ]
    more = [wording.more_taken(len(said) - _SHOWN)] if len(said) > _SHOWN else []
    unread = [wording.not_all_checked(len(rest))] if rest else []
    return [*said[:_SHOWN], *more, *unread]


def _added(session: Session, kind: str, item_id: str) -> Iterator[tuple[str, Own]]:
    """Give the phrasings that a draft has and what is live has not."""
    draft = find_draft(session, kind, item_id)
    live = live_document(session, kind, item_id)
    known = {text for text, _ in _phrasings(kind, item_id, live or {})}
    drafted = (draft.document if draft else None) or {}
    for text, own in _phrasings(kind, item_id, drafted):
        if text and text not in known:
            yield text, own


def _phrasings(
    kind: str, item_id: str, document: Mapping[str, Any]
) -> Iterator[tuple[str, Own]]:
    for text in document.get("phrasings") or ():
        yield str(text).strip(), Own(kind, item_id)
    for faq in document.get("faqs") or ():
        own = Own("faq", str(faq.get("id") or ""), item_id)
        for text in (faq.get("question"), *(faq.get("phrasings") or ())):
            yield str(text or "").strip(), own
