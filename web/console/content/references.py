"""Items that forms refer to, typed and shown by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.models import FinderOption
from knowledge.publishing.documents import title_of, titles
from knowledge.publishing.drafts import open_drafts
from web.console.content.form_fields import Block, Field, Part

_MARK: Final = "｜"


@dataclass(frozen=True, slots=True)
class Directory:
    """Names of items by what they are and by id.

    Attributes:
        names: For each name of ``Field.refers``: readable names by id.
    """

    names: Mapping[str, Mapping[str, str]]

    def shown(self, refers: str, item_id: Any) -> str:
        """Write an id as forms do: with the name before it."""
        text = "" if item_id is None else str(item_id)
        name = self.names.get(refers, {}).get(text)
        return f"{name}{_MARK}{text}" if name else text

    def name(self, refers: str, item_id: Any) -> str:
        """Give the name of an item; the id where it is not known."""
        return self.names.get(refers, {}).get(str(item_id), str(item_id))

    def resolved(self, refers: str, typed: str) -> str:
        """Read what was typed or chosen: an id, a name, or both.

        What fits nothing is given back as it is, for the check to name it.
        """
        text = typed.strip()
        known = self.names.get(refers, {})
        if text in known:
            return text
        if _MARK in text:
            return text.rsplit(_MARK, 1)[1].strip()
        named = [item_id for item_id, name in known.items() if name == text]
        return named[0] if len(named) == 1 else text

    def offered(self, refers: str) -> list[str]:
        """Give what can be chosen."""
        return [self.shown(refers, item_id) for item_id in self.names.get(refers, {})]


def directory_for(session: Session, parts: Iterable[Part]) -> Directory:
    """Read the names of all that a form may refer to, also of what is a draft yet."""
    wanted = {field.refers for field in _fields(parts) if field.refers}
    return Directory({refers: _names(session, refers) for refers in sorted(wanted)})


def _fields(parts: Iterable[Part]) -> Iterator[Field]:
    for part in parts:
        if isinstance(part, Block):
            yield from part.fields
        else:
            yield part


def _names(session: Session, refers: str) -> dict[str, str]:
    if refers == "option":
        return _options(session)
    found = titles(session, refers)
    for item_id, draft in open_drafts(session, refers).items():
        if draft.document is not None and item_id not in found:
            found[item_id] = title_of(refers, draft.document)
    return {i: name for i, name in found.items() if not i.startswith("command:")}


def _options(session: Session) -> dict[str, str]:
    """Name the options of all questions; several questions may use one id."""
    columns = (FinderOption.id, FinderOption.title)
    found: dict[str, dict[str, None]] = {}
    for item_id, title in session.execute(select(*columns).order_by(*columns)):
        found.setdefault(item_id, {})[title] = None
    for draft in open_drafts(session, "finder").values():
        for option in (draft.document or {}).get("options") or ():
            if isinstance(option, dict) and option.get("id"):
                title = str(option.get("title") or option["id"])
                found.setdefault(str(option["id"]), {})[title] = None
    return {item_id: "／".join(named) for item_id, named in found.items()}
