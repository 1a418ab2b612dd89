"""Trying things as staff do."""

from __future__ import annotations

import html
import re
from typing import Any

import httpx
from sqlalchemy.orm import Session

from knowledge.models import Staff
from knowledge.publishing.actor import Actor, actor_var
from knowledge.publishing.documents import live_document
from knowledge.publishing.drafts import find_draft, save
from tests.web.console.harness import Console, Visitor


async def attempt(visitor: Visitor, text: str, **fields: Any) -> httpx.Response:
    """Say a sentence on the trial's page."""
    await visitor.get("/console/trial")
    return await visitor.post("/console/trial", {"text": text, **fields})


def shown(response: httpx.Response) -> str:
    """The words of a page, without its tags."""
    text = re.sub(r"<[^>]+>", "", response.text)
    return re.sub(r"[ \n]+", " ", html.unescape(text))


def said(response: httpx.Response) -> list[str]:
    """The sentences that the page's first form carries along."""
    first = response.text.split('action="/console/trial"')[1].split("</form>")[0]
    found = re.findall(r'name="said" value="([^"]*)"', first)
    return [html.unescape(one) for one in found]


def draft(
    console: Console, kind: str, item_id: str, login: str = "writer", **changes: Any
) -> None:
    """Change a document in a draft: of what is live, or new."""
    with console.session() as session:
        who = session.query(Staff).filter_by(login=login).one_or_none()
    number = who.id if who else console.add(login)
    token = actor_var.set(Actor(number, login, login, "editor"))
    try:
        with console.session() as session:
            live = live_document(session, kind, item_id) or {"id": item_id}
            save(session, (kind, item_id), {**live, **changes}, None)
    finally:
        actor_var.reset(token)


def drafted(session: Session, kind: str, item_id: str) -> dict[str, Any]:
    """The document of an open draft."""
    found = find_draft(session, kind, item_id)
    assert found is not None
    assert found.document is not None
    return found.document
