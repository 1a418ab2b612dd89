"""Names and phrasings, and to whom each belongs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge import models as m
from knowledge.seed.checks.names import as_read

# Kinds whose names compete with each other, by space.
_SPACES: Final = {
    "programme": "topic",
    "signpost": "topic",
    "lookalike": "topic",
    "metric": "metric",
    "region": "region",
    "group": "group",
}
_FIELDS: Final = ("name", "aliases", "phrasings")


@dataclass(frozen=True, slots=True)
class Named:
    """A text that names or means something.

    Attributes:
        space: Within which names it competes.
        text: The text.
        field: ``name``, ``aliases`` or ``phrasings``; of questions the last two.
        path: Where it stands in its document; empty for a live row.
        kind: Kind of the document.
        item_id: Id of the document.
        owner: What it means: the document, or one of its questions.
        title: Readable name of that.
    """

    space: str
    text: str
    field: str
    path: str
    kind: str
    item_id: str
    owner: str
    title: str

    @property
    def read(self) -> str:
        """The text as the bot reads it."""
        return as_read(self.text)


def names_in(kind: str, item_id: str, document: Mapping[str, Any]) -> Iterator[Named]:
    """Give all names of a document, also of one that does not fit its format."""
    space = _SPACES.get(kind)
    if space is not None:
        title = str(document.get("name") or document.get("text") or item_id)
        fields = ("text",) if kind == "lookalike" else _FIELDS
        for key in fields:
            for path, text in _texts(document, key):
                field = "name" if key == "text" else key
                yield Named(space, text, field, path, kind, item_id, item_id, title)
    for index, faq in enumerate(_list(document.get("faqs"))):
        if not isinstance(faq, Mapping):
            continue
        title = str(faq.get("question") or faq.get("id") or "")
        owner = f"faq {faq.get('id') or index}"
        for key in ("question", "phrasings"):
            for path, text in _texts(faq, key):
                place = f"faqs.{index}.{path}"
                yield Named("faq", text, key, place, kind, item_id, owner, title)


def live_names(session: Session) -> list[Named]:
    """Read all names of all kinds that are live."""
    return [*_topics(session), *_others(session), *_questions(session)]


class NameIndex:
    """Texts by the way the bot reads them, within each space."""

    def __init__(self, names: Collection[Named]) -> None:
        self._by_text: defaultdict[tuple[str, str], list[Named]] = defaultdict(list)
        for named in names:
            self._by_text[named.space, named.read].append(named)

    def other_owner(self, named: Named) -> Named | None:
        """Give whoever else has a text."""
        for other in self._by_text.get((named.space, named.read), ()):
            if (other.kind, other.owner) != (named.kind, named.owner):
                return other
        return None


def _texts(block: Mapping[str, Any], key: str) -> Iterator[tuple[str, str]]:
    value = block.get(key)
    if isinstance(value, str) and value.strip():
        yield key, value
    for index, text in enumerate(_list(value)):
        if isinstance(text, str) and text.strip():
            yield f"{key}.{index}", text


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _topics(session: Session) -> Iterator[Named]:
    for row in session.execute(select(m.Lookalike.text)):
        yield Named("topic", row.text, "name", "", "lookalike", *[row.text] * 3)
    yield from _with_aliases(
        session, "programme", m.Programme, m.ProgrammeAlias, "programme_id"
    )
    yield from _with_aliases(
        session, "signpost", m.Signpost, m.SignpostAlias, "signpost_id"
    )


def _others(session: Session) -> Iterator[Named]:
    yield from _with_aliases(session, "metric", m.Metric, m.MetricAlias, "metric_id")
    yield from _with_aliases(session, "region", m.Region, m.RegionAlias, "region_id")
    yield from _with_aliases(
        session, "group", m.WorkerGroup, m.WorkerGroupAlias, "group_id"
    )


def _with_aliases(
    session: Session, kind: str, table: Any, aliases: Any, owner: str
) -> Iterator[Named]:
    space = _SPACES[kind]
    rows = session.execute(select(table.id, table.name)).all()
    titles: dict[str, str] = dict(rows)
    for item_id, name in titles.items():
        yield Named(space, name, "name", "", kind, item_id, item_id, name)
    sort = getattr(aliases, "kind", None)
    columns = [aliases.text, getattr(aliases, owner), *([sort] if sort else [])]
    for text, item_id, *kinds in session.execute(select(*columns)):
        field = "phrasings" if kinds == ["phrasing"] else "aliases"
        yield Named(
            space, text, field, "", kind, item_id, item_id, titles.get(item_id, item_id)
        )


def _questions(session: Session) -> Iterator[Named]:
    faqs = {
        row.id: row
        for row in session.execute(select(m.Faq.id, m.Faq.programme_id, m.Faq.question))
    }
    texts = [(row.id, "question", row.question) for row in faqs.values()]
    statement = select(m.FaqPhrasing.faq_id, m.FaqPhrasing.text)
    texts += [(row.faq_id, "phrasings", row.text) for row in session.execute(statement)]
    for faq_id, field, text in texts:
        faq = faqs[faq_id]
        yield Named(
            "faq",
            text,
            field,
            "",
            "programme",
            faq.programme_id,
            f"faq {faq_id}",
            faq.question,
        )
