"""What is live, as documents."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from knowledge.publishing.kinds import COMMAND_PREFIX, Kind, kind_of
from knowledge.publishing.normal import Document
from knowledge.publishing.reading import READERS
from knowledge.publishing.reading.commands import command_documents
from knowledge.publishing.reading.lists import LISTS

_AT_ONCE = 1000


def live_document(session: Session, kind: str, item_id: str) -> Document | None:
    """Give one live document, every key of its format there; None if it is not live."""
    return live_by_ids(session, kind, [item_id]).get(item_id)


def live_by_ids(
    session: Session, kind: str, item_ids: Iterable[str]
) -> dict[str, Document]:
    """Give several live documents by id; those that are not live are left out."""
    wanted = list(dict.fromkeys(item_ids))
    table = kind_of(kind).table
    key = getattr(table, kind_of(kind).key)
    found: dict[str, Document] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        rows = session.scalars(select(table).where(key.in_(part))).all()
        found.update(READERS[kind](session, rows))
    if kind == "finder" and any(i.startswith(COMMAND_PREFIX) for i in wanted):
        commands = command_documents(session)
        found.update({i: commands[i] for i in wanted if i in commands})
    return {item_id: found[item_id] for item_id in wanted if item_id in found}


def live_documents(
    session: Session,
    kind: str,
    *,
    search: str = "",
    limit: int | None = None,
    offset: int = 0,
    **filters: Any,
) -> list[Document]:
    """Give a page of live documents, in their order.

    Args:
        session: The database.
        kind: Which kind.
        search: A text that the id, name or other words of the document hold.
        limit: How many at most.
        offset: How many to pass over.
        **filters: Values of fields, such as ``programme``, ``region``, ``period``,
            ``kind_``; None means any. ``reading.lists`` has those of each kind.
    """
    chosen = kind_of(kind)
    shape = LISTS[kind]
    order = [getattr(chosen.table, name) for name in shape.order]
    if limit is None:
        statement = _narrowed(select(chosen.table), chosen, search, filters)
        rows = session.scalars(statement.order_by(*order).offset(offset)).all()
        documents = list(READERS[kind](session, rows).values())
    else:
        # Very many whole rows take long to sort for the few that are wanted.
        key = getattr(chosen.table, chosen.key)
        statement = _narrowed(select(key), chosen, search, filters)
        statement = statement.order_by(*order).offset(offset).limit(limit)
        ids = session.scalars(statement).all()
        documents = list(live_by_ids(session, kind, ids).values())
    if kind == "finder" and not any(v is not None for v in filters.values()):
        questions = count_documents(session, kind, search=search, commands=False)
        commands = _commands(session, search)
        start = max(0, offset - questions)
        end = None if limit is None else start + limit - len(documents)
        documents += commands[start:end]
    return documents


def count_documents(
    session: Session,
    kind: str,
    *,
    search: str = "",
    commands: bool = True,
    **filters: Any,
) -> int:
    """Count what ``live_documents`` would give without limit.

    Args:
        session: The database.
        kind: Which kind.
        search: As there.
        commands: Whether the finder's commands count as well as its questions.
        **filters: As there.
    """
    chosen = kind_of(kind)
    count = select(func.count()).select_from(chosen.table)
    number: int = session.scalars(_narrowed(count, chosen, search, filters)).one()
    if kind == "finder" and commands and all(v is None for v in filters.values()):
        number += len(_commands(session, search))
    return number


def titles(
    session: Session, kind: str, item_ids: Collection[str] | None = None
) -> dict[str, str]:
    """Give the readable name of documents by id: of these, or of all of the kind."""
    chosen = kind_of(kind)
    key = getattr(chosen.table, chosen.key)
    title = LISTS[kind].title
    statement = select(key, title).order_by(
        *(getattr(chosen.table, name) for name in LISTS[kind].order)
    )
    found: dict[str, str] = {}
    if item_ids is None:
        found.update(session.execute(statement).all())
    else:
        wanted = list(item_ids)
        for start in range(0, len(wanted), _AT_ONCE):
            part = statement.where(key.in_(wanted[start : start + _AT_ONCE]))
            found.update(session.execute(part).all())
    if kind == "finder":
        found.update(
            {
                item_id: title_of(kind, document)
                for item_id, document in command_documents(session).items()
                if item_ids is None or item_id in item_ids
            }
        )
    return found


def title_of(kind: str, document: Document) -> str:
    """Give the readable name of a document, live or not."""
    chosen = kind_of(kind)
    for key in ("name", "title", "question", "definition", "text"):
        if document.get(key):
            return str(document[key])
    return chosen.id_of(document)


def _commands(session: Session, search: str) -> list[Document]:
    return [
        document
        for item_id, document in command_documents(session).items()
        if search in item_id or any(search in text for text in document["phrasings"])
    ]


def _narrowed(
    statement: Select[Any], kind: Kind, search: str, filters: dict[str, Any]
) -> Select[Any]:
    shape = LISTS[kind.name]
    if search.strip():
        escaped = search.strip().replace("/", "//").replace("%", "/%")
        pattern = f"%{escaped.replace('_', '/_')}%"
        found: list[ColumnElement[bool]] = [
            column.ilike(pattern, escape="/") for column in shape.searched
        ]
        found += [condition(pattern) for condition in shape.searched_within]
        statement = statement.where(or_(*found))
    for name, value in filters.items():
        if value is not None:
            statement = statement.where(shape.filters[name](value))
    return statement
