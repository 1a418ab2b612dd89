"""Readable names of what a reading points to, and where each is edited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.queries.view import View
from web.console.content.addresses import item_url
from web.console.trial import wording


@dataclass(frozen=True)
class Thing:
    """Something of the knowledge base.

    Attributes:
        kind: As in a reading; ``faq`` as well.
        label: The kind as staff call it.
        item_id: Its id.
        title: Its name.
        url: Its editor; empty where there is none.
    """

    kind: str
    label: str
    item_id: str
    title: str
    url: str


def thing(view: View, kind: str, item_id: str) -> Thing:
    """Name something; what the content lacks is called by its id."""
    label = wording.KINDS.get(kind, kind)
    title, url = _found(view, kind, item_id)
    return Thing(kind, label, item_id, title, url)


def _found(view: View, kind: str, item_id: str) -> tuple[str, str]:
    snapshot = view.snapshot
    if kind == "faq":
        faq = snapshot.faqs.get(item_id)
        if faq is None:
            return item_id, ""
        return faq.question, item_url("programme", faq.programme_id)
    if kind == "lookalike":
        return item_id, item_url(kind, item_id)
    named: dict[str, Mapping[str, Any]] = {
        "programme": snapshot.programmes,
        "metric": snapshot.metrics,
        "region": snapshot.regions,
        "group": snapshot.groups,
        "signpost": snapshot.signposts,
    }
    found = named.get(kind, {}).get(item_id)
    if found is None:
        return item_id, ""
    return found.name, item_url(kind, item_id)
