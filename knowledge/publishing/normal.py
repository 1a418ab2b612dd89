"""Documents in one form: as the seed's format reads them, with every key there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from knowledge.models.exact_decimal import plain
from knowledge.publishing.kinds import kind_of
from knowledge.seed.fields import SeedModel
from knowledge.seed.yaml_lines import LINE

# For these an empty text says something: nobody knows, or nothing comes before.
_MAY_BE_EMPTY = frozenset({"as_of", "date", "qualifier"})
Document = dict[str, Any]


def parsed(kind: str, document: Mapping[str, Any]) -> SeedModel:
    """Read a document by its format.

    Raises:
        pydantic.ValidationError: It does not fit; locations are those of the document
            without its empty entries (``cleaned``).
    """
    model = kind_of(kind).model_of(document)
    return model.model_validate(_with_lines(cleaned(document)))


def normal(kind: str, document: Mapping[str, Any]) -> Document:
    """Give a document in the form in which live ones are given.

    Every key of the format is there; a text that stands twice or repeats the name
    stands once, as in the database.

    Raises:
        pydantic.ValidationError: It does not fit the format.
    """
    return normal_of(parsed(kind, document))


def normal_of(item: SeedModel) -> Document:
    """Give an item that was read (of a seed file, say) as a document."""
    document: Document = _without_lines(item.model_dump(mode="json"))
    if isinstance(getattr(item, "value", None), Decimal):
        document["value"] = decimal_text(item.value)  # type: ignore[attr-defined]
    _drop_repeated(document)
    return document


def cleaned(value: Any, key: str = "") -> Any:
    """Leave out what was left empty in a form: blank texts, None, empty entries."""
    if isinstance(value, Mapping):
        kept = {k: cleaned(v, k) for k, v in value.items()}
        return {
            k: v for k, v in kept.items() if v is not None and not _blank(v, str(k))
        }
    if isinstance(value, (list, tuple)):
        items = [cleaned(item) for item in value]
        return [item for item in items if item is not None and not _blank(item, "")]
    return value


def said(value: Any) -> Any:
    """Give what a part of a document says, whether it is in normal form yet or not.

    What is left empty says nothing, and a text that stands twice says nothing more.
    """
    if isinstance(value, Mapping):
        told = {key: said(one) for key, one in value.items()}
        return {key: one for key, one in told.items() if one is not None} or None
    if isinstance(value, (list, tuple)):
        entries = [one for one in map(said, value) if one is not None]
        is_texts = all(isinstance(one, str) for one in entries)
        return (_new(entries, set()) if is_texts else entries) or None
    return None if value is False or value == "" else value


def decimal_text(value: Decimal) -> str:
    """Write a number the one way in which documents have it."""
    return format(plain(value), "f")


def _blank(value: Any, key: str) -> bool:
    return isinstance(value, str) and not value.strip() and key not in _MAY_BE_EMPTY


def _with_lines(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _with_lines(v) for k, v in value.items()} | {LINE: 0}
    if isinstance(value, list):
        return [_with_lines(item) for item in value]
    return value


def _without_lines(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_lines(v) for k, v in value.items() if k != "line"}
    if isinstance(value, list):
        return [_without_lines(item) for item in value]
    return value


def _drop_repeated(document: Document) -> None:
    seen = {document["name"]} if "name" in document else set()
    for key in ("aliases", "phrasings"):
        if key in document:
            document[key] = _new(document[key], seen)
    if "phrasings" not in document and "sources" in document:
        document["sources"] = _new(document["sources"], set())
    for faq in document.get("faqs", ()):
        faq["phrasings"] = _new(faq["phrasings"], {faq["question"]})
    for condition in document.get("conditions", ()):
        condition["options"] = _new(condition["options"], set())
    for option in document.get("options", ()):
        for key in ("groups", "replies", "statements"):
            option[key] = _new(option[key], set())


def _new(texts: Iterable[str], seen: set[str]) -> list[str]:
    kept = []
    for text in texts:
        if text not in seen:
            seen.add(text)
            kept.append(text)
    return kept
