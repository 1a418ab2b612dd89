"""What differs between two states of a document, readable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.models import FinderOption
from knowledge.publishing.documents import titles
from knowledge.publishing.labels import field_label, value_label

Names = Mapping[tuple[str, str], str]
"""Readable names of what documents refer to, by kind and id; see ``_option_key``."""

# Which kind the value of a field names; of lists, each value.
REFERENCES: Final[dict[str, str]] = {
    "region": "region",
    "parent": "region",
    "source": "source",
    "sources": "source",
    "programme": "programme",
    "service": "programme",
    "metric": "metric",
    "figure": "figure",
    "groups": "group",
}
# Of the lists of blocks: the fields that say which entry is which.
_KEYS: Final[dict[str, tuple[str, ...]]] = {
    "answers": ("aspect", "region", "valid_from"),
    "faqs": ("id",),
    "gaps": ("aspect", "region"),
    "editions": ("year", "list"),
    "conditions": ("question", "region", "options"),
    "not_comparable": ("figure",),
    "options": ("id",),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs.

    Attributes:
        path_zh: Where, such as 谁能享受（郑州市）·正文.
        old: What stood there, readable; None if nothing did.
        new: What stands there now, likewise.
    """

    path_zh: str
    old: Any
    new: Any


def compare(
    old_doc: Mapping[str, Any] | None,
    new_doc: Mapping[str, Any] | None,
    names: Names | None = None,
) -> list[Change]:
    """List what differs; entries of lists are matched by what they are about.

    Args:
        old_doc: The earlier state; None if there was none.
        new_doc: The later one; None if it is removed.
        names: Names to show instead of ids; ``difference`` looks them up.
    """
    return list(_Comparison(names or {}).blocks("", old_doc or {}, new_doc or {}))


def difference(
    session: Session,
    old_doc: Mapping[str, Any] | None,
    new_doc: Mapping[str, Any] | None,
) -> list[Change]:
    """Compare with the names of regions, sources and so on instead of their ids."""
    return compare(old_doc, new_doc, names_in(session, old_doc, new_doc))


def names_in(session: Session, *documents: Mapping[str, Any] | None) -> Names:
    """Look up the names of all that some documents refer to."""
    wanted: dict[str, set[str]] = {}
    for document in documents:
        for kind, item_id in _references(document):
            wanted.setdefault(kind, set()).add(item_id)
    found = {
        (kind, item_id): title
        for kind, ids in wanted.items()
        for item_id, title in titles(session, kind, ids).items()
    }
    asked = wanted.get("finder")
    if asked:
        columns = (FinderOption.question_id, FinderOption.id, FinderOption.title)
        statement = select(*columns).where(FinderOption.question_id.in_(asked))
        for question, option, title in session.execute(statement):
            found[_option_key(question, option)] = title
    return found


def _option_key(question: str, option: str) -> tuple[str, str]:
    """Key an option's name: its id is unique within its question only."""
    return "option", f"{question} {option}"


def _references(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, held in value.items():
            for one in held if isinstance(held, list) else [held]:
                if isinstance(one, str) and key in REFERENCES:
                    yield REFERENCES[key], one
                elif isinstance(one, str) and _asks(key, value):
                    yield "finder", one
                else:
                    yield from _references(one)


def _asks(key: str, entry: Mapping[str, Any]) -> bool:
    """Tell a condition's question, which is another document, from a text."""
    return key == "question" and "required" in entry


@dataclass(frozen=True, slots=True)
class _Comparison:
    names: Names

    def blocks(
        self, path: str, old: Mapping[str, Any], new: Mapping[str, Any]
    ) -> Iterator[Change]:
        """Compare field by field."""
        for key in dict.fromkeys((*new, *old)):
            before, after = old.get(key), new.get(key)
            if _same(before, after):
                continue
            if key in _KEYS and _are_blocks(before, after):
                yield from self._entries(path, key, before or [], after or [])
            elif all(
                held is None or isinstance(held, list) for held in (before, after)
            ):
                yield from self._texts(path, key, before or [], after or [])
            else:
                where = _joined(path, field_label(key))
                yield Change(where, self._shown(key, before), self._shown(key, after))

    def _entries(
        self, path: str, key: str, old: list[Any], new: list[Any]
    ) -> Iterator[Change]:
        before, after = _keyed(key, old), _keyed(key, new)
        for name in dict.fromkeys((*after, *before)):
            was, now = before.get(name), after.get(name)
            if key == "conditions":
                was, now = self._with_options(was), self._with_options(now)
            where = _joined(path, self._entry_name(key, now or was or {}))
            if was is None or now is None:
                changed = list(self.blocks(where, was or {}, now or {}))
                yield from changed or [Change(where, was, now)]
            else:
                yield from self.blocks(where, was, now)
        kept = [name for name in before if name in after]
        if kept != [name for name in after if name in before]:
            where = _joined(path, f"{field_label(key)}·顺序")
            yield Change(
                where,
                [self._entry_name(key, before[name]) for name in before],
                [self._entry_name(key, after[name]) for name in after],
            )

    def _texts(
        self, path: str, key: str, old: list[Any], new: list[Any]
    ) -> Iterator[Change]:
        where = _joined(path, field_label(key))
        gone = [text for text in old if text not in new]
        added = [text for text in new if text not in old]
        yield from (Change(where, self._shown(key, text), None) for text in gone)
        yield from (Change(where, None, self._shown(key, text)) for text in added)
        if not gone and not added:
            yield Change(
                f"{where}·顺序",
                [self._shown(key, text) for text in old],
                [self._shown(key, text) for text in new],
            )

    def _with_options(self, condition: Any) -> Any:
        """Give a condition with the names of its options instead of their ids."""
        if not condition or not condition.get("options"):
            return condition
        question = str(condition.get("question"))
        named = [
            self.names.get(_option_key(question, str(one)), one)
            for one in condition["options"]
        ]
        return {**condition, "options": named}

    def _entry_name(self, key: str, entry: Mapping[str, Any]) -> str:
        region = self._shown("region", entry.get("region"))
        place = f"（{region}）" if region else ""
        match key:
            case "answers" | "gaps":
                name = f"{self._shown('aspect', entry.get('aspect'))}{place}"
                if key == "gaps":
                    return f"暂缺说明：{name}"
                start = entry.get("valid_from")
                return f"{name}，{start}起" if start else name
            case "faqs":
                return f"常见问题“{entry.get('question') or entry.get('id')}”"
            case "editions":
                listed = self._shown("list", entry.get("list"))
                return f"{entry.get('year')}年{listed}"
            case "conditions":
                asked = str(entry.get("question") or "人人都可以")
                return f"条件“{self.names.get(('finder', asked), asked)}”{place}"
            case "options":
                return f"选项“{entry.get('title') or entry.get('id')}”"
        return f"不可比的数字“{self._shown('figure', entry.get('figure'))}”"

    def _shown(self, key: str, value: Any) -> Any:
        if value is None or value == "":
            return None
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, str):
            kind = REFERENCES.get(key)
            named = self.names.get((kind, value)) if kind else None
            return named or value_label(key, value)
        return value


def _same(old: Any, new: Any) -> bool:
    # An empty list, an empty text and nothing mean the same; so does an unset no.
    return old == new or (_is_unset(old) and _is_unset(new))


def _is_unset(value: Any) -> bool:
    return value is None or value is False or value == "" or value == []


def _are_blocks(*lists: Any) -> bool:
    return all(
        isinstance(entry, Mapping) for entries in lists for entry in entries or []
    )


def _keyed(key: str, entries: list[Any]) -> dict[tuple[Any, ...], Any]:
    """Give entries by what they are about; those that are alike are numbered."""
    found: dict[tuple[Any, ...], Any] = {}
    for entry in entries:
        about = tuple(_hashable(entry.get(name)) for name in _KEYS[key])
        number = 0
        while (*about, number) in found:
            number += 1
        found[*about, number] = entry
    return found


def _hashable(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(sorted(map(str, value)))
    return value or None


def _joined(path: str, name: str) -> str:
    return f"{path}·{name}" if path else name
