"""Whether the bot takes a phrasing for something else than it is written for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from knowledge.queries.view import View
from web.console.trial.names import Thing, thing

_KINDS: Final = ("faq", "programme", "signpost", "metric")


@dataclass(frozen=True)
class Own:
    """What a phrasing is written for.

    Attributes:
        kind: ``programme``, ``signpost``, ``metric`` or ``faq``.
        item_id: Its id; empty while it has none.
        programme: The dossier in which a question stands.
    """

    kind: str
    item_id: str
    programme: str = ""

    @classmethod
    def read(cls, sent: Any) -> Own | None:
        """Read what a page sent; None if it makes no sense."""
        if not isinstance(sent, Mapping):
            return None
        values = [sent.get(name, "") for name in ("kind", "id", "programme")]
        if values[0] not in _KINDS or not all(isinstance(v, str) for v in values):
            return None
        return cls(*values)


def rival(found: Mapping[str, Any], own: Own, view: View) -> Thing | None:
    """Give what a phrasing is understood as instead, if that is something else.

    Args:
        found: What ``reading_of`` says of it.
        own: What it is written for.
        view: What is live.
    """
    heard = {kind: found[kind]["id"] for kind in _KINDS if found[kind]}
    if heard.get(own.kind) == own.item_id:
        return None
    home = own.programme if own.kind == "faq" else own.item_id
    family = {home, *(one.id for one in view.programme_family(home))}
    within = own.kind in ("faq", "programme")
    for kind, item_id in heard.items():
        if kind == "programme" and within and item_id in family:
            continue
        if kind == "faq" and own.kind == "programme":
            faq = view.faq(item_id)
            if faq is not None and faq.programme_id in family:
                continue
        if (kind == "metric") != (own.kind == "metric") and kind != "signpost":
            # Whoever asks for a count names what is counted, and its service.
            continue
        return thing(view, kind, item_id)
    return None
