"""Where the pages for content are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from urllib.parse import urlencode

DRAFTS: Final = "/console/drafts"
STALE: Final = "/console/stale"
REVISIONS: Final = "/console/revisions"


def list_url(kind: str, **filters: str) -> str:
    """The list of a kind, narrowed if wanted."""
    query = f"?{urlencode(filters)}" if filters else ""
    return f"/console/content/{kind}{query}"


def new_url(kind: str, **values: str) -> str:
    """The form for a new item, some fields filled."""
    query = f"?{urlencode(values)}" if values else ""
    return f"/console/content/{kind}/new{query}"


def item_url(kind: str, item_id: str, path: str = "") -> str:
    """The page of an item; ``path`` (``answers.2.text``) leads to one of its fields."""
    anchor = f"#field-{path}" if path else ""
    return f"/console/content/{kind}/item?{urlencode({'id': item_id})}{anchor}"


def removal_url(kind: str, item_id: str) -> str:
    """The page that asks whether an item shall be removed."""
    return f"/console/content/{kind}/remove?{urlencode({'id': item_id})}"


def history_url(kind: str, item_id: str) -> str:
    """The revisions of an item."""
    return f"/console/content/{kind}/history?{urlencode({'id': item_id})}"


def compare_url(kind: str, item_id: str, old: int, new: int) -> str:
    """Two revisions of an item side by side."""
    query = urlencode({"id": item_id, "old": old, "new": new})
    return f"/console/content/{kind}/compare?{query}"


def review_url(draft_ids: Iterable[int]) -> str:
    """The page on which drafts are looked at, and decided on."""
    return f"{DRAFTS}/review?{urlencode([('id', one) for one in draft_ids])}"


def stale_url(**narrowed_by: str) -> str:
    """The list of what somebody should look at, narrowed if wanted."""
    query = urlencode({name: value for name, value in narrowed_by.items() if value})
    return f"{STALE}?{query}" if query else STALE


def import_url(number: int) -> str:
    """The page of all drafts of an import."""
    return f"/console/drafts/imports/{number}"


def list_export_url(kind: str, narrowed_by: Iterable[tuple[str, str]]) -> str:
    """The spreadsheet of a list that is narrowed as its page is."""
    return f"/console/excel/list/{kind}.xlsx?{urlencode(list(narrowed_by))}"


def dossier_export_url(item_id: str) -> str:
    """The spreadsheet of a whole dossier."""
    return f"/console/excel/dossier.xlsx?{urlencode({'id': item_id})}"
