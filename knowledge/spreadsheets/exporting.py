"""Lists and dossiers as workbooks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any, Final

from sqlalchemy.orm import Session

from knowledge.publishing.documents import (
    count_documents,
    live_by_ids,
    live_document,
    live_documents,
)
from knowledge.publishing.errors import NotFoundError
from knowledge.publishing.kinds import kind_of
from knowledge.spreadsheets.columns import OWNER
from knowledge.spreadsheets.directory import Directory
from knowledge.spreadsheets.errors import SpreadsheetError
from knowledge.spreadsheets.shapes import (
    BY_KIND,
    COMMANDS,
    FIGURES,
    SOURCES,
    SheetShape,
)
from knowledge.spreadsheets.writing import SHEET_ROWS, Writer

_AT_ONCE: Final = 2000
_SPARE: Final = 10


def export_list(
    session: Session,
    kind: str,
    target: IO[bytes],
    *,
    search: str = "",
    **filters: Any,
) -> int:
    """Write all live documents of a kind, or those of a search.

    Args:
        session: The database.
        kind: Which kind; of ``programme`` all dossiers are written.
        target: Where to.
        search: As for ``documents.live_documents``.
        **filters: Likewise.

    Returns:
        How many documents were written.

    Raises:
        NotFoundError: There is no such kind.
        SpreadsheetError: They do not fit into a sheet.
    """
    kind_of(kind)
    total = count_documents(session, kind, search=search, **filters)
    if total > SHEET_ROWS - _SPARE:
        raise SpreadsheetError("内容太多，一张工作表放不下，请先筛选再导出。")
    writer = Writer(Directory(session))
    shapes = BY_KIND[kind]
    if len(shapes) == 1:
        documents = _pages(session, kind, search, filters)
        writer.add_sheet(shapes[0], documents, count=total)
    else:
        whole = live_documents(session, kind, search=search, **filters)
        _add_sheets(writer, shapes, kind, whole)
    writer.save(target)
    return total


def export_dossier(session: Session, item_id: str, target: IO[bytes]) -> None:
    """Write one programme with its figures and all sources that they name.

    Raises:
        NotFoundError: It is not live.
    """
    dossier = live_document(session, "programme", item_id)
    if dossier is None:
        raise NotFoundError("线上没有这个服务，导不出来。")
    figures = live_documents(session, "figure", programme=item_id)
    named = dict.fromkeys(_sources((dossier, figures)))
    sources = list(live_by_ids(session, "source", named).values())
    writer = Writer(Directory(session))
    _add_sheets(writer, BY_KIND["programme"], "programme", [dossier])
    writer.add_sheet(FIGURES, figures, count=len(figures))
    writer.add_sheet(SOURCES, sources, count=len(sources))
    writer.save(target)


def rows_of(
    shape: SheetShape, kind: str, documents: Sequence[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """Give the rows that a sheet has for some documents."""
    if not shape.path:
        return [d for d in documents if ("command" in d) == (shape is COMMANDS)]
    found: list[Mapping[str, Any]] = []
    for document in documents:
        owner = {OWNER: kind_of(kind).id_of(document)}
        for entry in document.get(shape.path) or ():
            found.append(owner | ({"": entry} if shape.plain else entry))
    return found


def _add_sheets(
    writer: Writer,
    shapes: Sequence[SheetShape],
    kind: str,
    documents: Sequence[Mapping[str, Any]],
) -> None:
    for shape in shapes:
        rows = rows_of(shape, kind, documents)
        writer.add_sheet(shape, rows, count=len(rows))


def _pages(
    session: Session, kind: str, search: str, filters: Mapping[str, Any]
) -> Iterator[Mapping[str, Any]]:
    offset = 0
    while True:
        found = live_documents(
            session, kind, search=search, limit=_AT_ONCE, offset=offset, **filters
        )
        yield from found
        offset += _AT_ONCE
        if len(found) < _AT_ONCE:
            return
        # A long list must not pile up in the session.
        session.expunge_all()


def _sources(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, held in value.items():
            if key == "source" and isinstance(held, str):
                yield held
            elif key == "sources":
                yield from held
            else:
                yield from _sources(held)
    elif isinstance(value, (list, tuple)):
        for held in value:
            yield from _sources(held)
