"""What a browser without a screen does on the pages for content."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from urllib.parse import urlencode

import httpx
from sqlalchemy import select

from knowledge.models import Draft
from tests.web.console.harness import Console, Visitor


class _Form(HTMLParser):
    """Reads what a browser would send of the form with an id."""

    def __init__(self, form_id: str) -> None:
        super().__init__()
        self._id = form_id
        self._inside = False
        self._area: str | None = None
        self._select: str | None = None
        self.fields: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = found.get("id") == self._id
        if not self._inside:
            return
        name = found.get("name", "")
        if tag == "input" and name:
            unset = found.get("type") == "checkbox" and "checked" not in found
            if not unset:
                self.fields[name] = found.get("value", "")
        elif tag == "textarea":
            self._area, self.fields[name] = name, ""
        elif tag == "select":
            self._select, self.fields[name] = name, ""
        elif tag == "option" and self._select and "selected" in found:
            self.fields[self._select] = found.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area:
            # The first line end belongs to the tag.
            self.fields[self._area] = self.fields[self._area].removeprefix("\n")
            self._area = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._area:
            self.fields[self._area] += data


def form_of(response: httpx.Response, form_id: str = "item-form") -> dict[str, str]:
    """Give the fields of a page's form."""
    reader = _Form(form_id)
    reader.feed(response.text)
    assert reader.fields, response.text
    return reader.fields


def shown(response: httpx.Response) -> str:
    """The page's text."""
    return html.unescape(re.sub(r"<[^>]+>", "", response.text))


def item(kind: str, item_id: str) -> str:
    """The address of an item."""
    return f"/console/content/{kind}/item?{urlencode({'id': item_id})}"


async def edit(
    visitor: Visitor, kind: str, item_id: str, do: str = "save", /, **fields: str
) -> httpx.Response:
    """Open an item, type, and press a button; ``__`` in names stands for a point."""
    page = await visitor.get(item(kind, item_id))
    assert page.status_code == 200, page.text
    typed = {name.replace("__", "."): value for name, value in fields.items()}
    return await visitor.post(
        f"/console/content/{kind}/item", {**form_of(page), **typed, "do": do}
    )


async def create(
    visitor: Visitor, kind: str, do: str = "save", /, **fields: str
) -> httpx.Response:
    """Open the form for a new item, type, and press a button."""
    page = await visitor.get(f"/console/content/{kind}/new")
    assert page.status_code == 200, page.text
    typed = {name.replace("__", "."): value for name, value in fields.items()}
    return await visitor.post(
        f"/console/content/{kind}/new", {**form_of(page), **typed, "do": do}
    )


async def publish(
    visitor: Visitor, console: Console, *drafts: int, why: str = "核对过了"
) -> httpx.Response:
    """Publish drafts as they are now."""
    versions = {f"version.{one}": str(draft(console, one).version) for one in drafts}
    await visitor.get("/console/account")
    return await visitor.post(
        "/console/drafts/publish",
        {"id": [str(one) for one in drafts], "why": why, **versions},
    )


def draft(console: Console, draft_id: int) -> Draft:
    """Read a draft."""
    with console.session() as session:
        return session.get_one(Draft, draft_id)


def only_draft(console: Console, kind: str, item_id: str) -> Draft:
    """Read the newest draft of an item."""
    with console.session() as session:
        return session.scalars(
            select(Draft)
            .where(Draft.kind == kind, Draft.item_id == item_id)
            .order_by(Draft.id.desc())
        ).first()  # type: ignore[return-value]
