"""Ids for new items, proposed from their Chinese names."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.models import Faq
from knowledge.publishing.documents import live_by_ids, title_of
from knowledge.publishing.drafts import find_draft

# GB2312 holds its common characters in the order of their pinyin; these come first
# under their letter.
_FIRST: Final = [
    (character.encode("gb2312"), letter)
    for character, letter in zip(
        "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝",
        "abcdefghjklmnopqrstwxyz",
        strict=True,
    )
]
_END: Final = "座".encode("gb2312")
_LONGEST: Final = 24
_GOOD: Final = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")


def is_good_id(text: str) -> bool:
    """Tell whether a text can be an id."""
    return len(text) <= 80 and _GOOD.fullmatch(text) is not None


def initials(text: str) -> str:
    """Give letters and digits of a text, and the pinyin initial of each character."""
    return "".join(map(_initial, text.lower()))[:_LONGEST]


def _initial(character: str) -> str:
    if character.isascii():
        return character if character.isalnum() else ""
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return ""
    found = ""
    for first, letter in _FIRST:
        if first <= code <= _END:
            found = letter
    return found


def numbered(base: str, is_taken: Callable[[str], bool]) -> str:
    """Give the first of ``base``, ``base_2``, ``base_3`` … that is free."""
    number, proposed = 1, base
    while is_taken(proposed):
        number += 1
        proposed = f"{base}_{number}"
    return proposed


def proposed_id(session: Session, kind: str, document: dict[str, Any]) -> str:
    """Make up an id for a new item from its name; free among what is live or open."""
    base = initials(title_of(kind, document)) or kind
    return numbered(base, lambda one: is_taken(session, kind, one))


def is_taken(session: Session, kind: str, item_id: str) -> bool:
    """Tell whether an item of this id is live or being made."""
    return bool(live_by_ids(session, kind, [item_id])) or (
        find_draft(session, kind, item_id) is not None
    )


def fill_entry_ids(session: Session, kind: str, document: dict[str, Any]) -> None:
    """Give questions of a dossier, and options of the finder, the ids they lack."""
    for key, name in (("faqs", "question"), ("options", "title")):
        entries = document.get(key) or []
        lacking = [entry for entry in entries if not entry.get("id")]
        if not lacking:
            continue
        taken = {entry.get("id") for entry in entries}
        if kind == "programme":
            taken |= set(session.scalars(select(Faq.id)))
        for entry in lacking:
            base = initials(entry.get(name) or "") or "item"
            if kind == "programme" and document.get("id"):
                base = f"{document['id']}_{base}"[:60]
            entry["id"] = numbered(base, taken.__contains__)
            taken.add(entry["id"])
