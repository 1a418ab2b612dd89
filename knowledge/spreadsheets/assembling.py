"""From rows to documents: each row changes its part, what no row names stays."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from knowledge.publishing.kinds import kind_of
from knowledge.spreadsheets.bases import bases
from knowledge.spreadsheets.cell_values import value_of
from knowledge.spreadsheets.columns import OWNER
from knowledge.spreadsheets.directory import Directory
from knowledge.spreadsheets.errors import CellError
from knowledge.spreadsheets.identity import (
    document_id,
    document_title,
    entry_id,
    entry_key,
    is_by_reference,
)
from knowledge.spreadsheets.items import Item, entries_of
from knowledge.spreadsheets.places import Refusal
from knowledge.spreadsheets.reading import Row, Sheet, Workbook
from knowledge.spreadsheets.shapes import REFERRED

Key = tuple[str, str]


def assemble(session: Session, book: Workbook) -> tuple[list[Item], list[Refusal]]:
    """Put the documents of a workbook together.

    Returns:
        The documents, with what is wrong with each; and what is wrong with rows that
        belong to none.
    """
    assembly = _Assembly(session)
    assembly.identify(book.sheets)
    assembly.load()
    assembly.fill()
    return list(assembly.items.values()), assembly.refusals


class _Assembly:
    def __init__(self, session: Session) -> None:
        self._session = session
        self._directory = Directory(session)
        self._mains: list[tuple[Item, Sheet, Row]] = []
        self._entries: list[tuple[Item, Sheet, Row]] = []
        self._places: dict[tuple[Key, str], dict[tuple[Any, ...], int]] = {}
        self._gone: defaultdict[tuple[Key, str], set[int]] = defaultdict(set)
        self.items: dict[Key, Item] = {}
        self.refusals: list[Refusal] = []

    def identify(self, sheets: Iterable[Sheet]) -> None:
        """Find out to which document each row belongs."""
        known = list(sheets)
        mains = [sheet for sheet in known if not sheet.shape.path]
        # Figures are named by services and metrics, which may be new themselves.
        for sheet in sorted(mains, key=lambda sheet: is_by_reference(sheet.shape)):
            for row in sheet.rows:
                self._identify_document(sheet, row)
        children = [sheet for sheet in known if sheet.shape.path]
        # Conditions name options of questions, which may be new as well.
        for sheet in sorted(children, key=lambda sheet: sheet.shape.kind != "finder"):
            for row in sheet.rows:
                self._identify_owner(sheet, row)

    def load(self) -> None:
        """Read what the documents are now."""
        ids: defaultdict[str, list[str]] = defaultdict(list)
        for kind, item_id in self.items:
            ids[kind].append(item_id)
        for kind, wanted in ids.items():
            for item_id, base in bases(self._session, kind, wanted).items():
                item = self.items[kind, item_id]
                item.base = base
                known = base.document or kind_of(kind).blank(item_id)
                item.document = copy.deepcopy(known)
                if base.removes:
                    reason = "这项内容有一份等着删除的草稿，请先在页面上处理那份草稿"
                    item.refuse(item.first, reason)

    def fill(self) -> None:
        """Put the rows' values into the documents."""
        for item, sheet, row in self._mains:
            self._fill_document(item, sheet, row)
        for item, sheet, row in self._entries:
            self._fill_entry(item, sheet, row)
        for (key, path), indexes in self._gone.items():
            _drop(self.items[key], path, indexes)

    def _identify_document(self, sheet: Sheet, row: Row) -> None:
        shape = sheet.shape
        if row.deleted:
            reason = "整项内容不能用表格删除，请在页面上删除"
            self.refusals.append(Refusal(sheet.place(row.number), reason))
            return
        item_id = document_id(shape, row, self._directory)
        existing = self.items.get((shape.kind, item_id))
        if existing is not None:
            where = existing.main[1] if existing.main else "?"
            reason = f"和第{where}行是同一项内容，只能留一行"
            self.refusals.append(Refusal(sheet.place(row.number), reason))
            return
        item = Item(shape.kind, item_id, sheet.place(row.number))
        item.main = (sheet, row.number)
        self.items[shape.kind, item_id] = item
        self._mains.append((item, sheet, row))
        if shape.kind in REFERRED and shape.natural != ("command",):
            title = document_title(shape, row)
            self._directory.add(shape.kind, item_id, title)

    def _identify_owner(self, sheet: Sheet, row: Row) -> None:
        column, raw = sheet.shape.column(OWNER), row.cells.get(OWNER)
        if column is None or raw is None:
            return  # The missing column is refused already.
        try:
            owner = value_of(column, raw, self._directory, {})
        except CellError as error:
            place = sheet.place(row.number, OWNER)
            self.refusals.append(Refusal(place, error.message))
            return
        key = (sheet.shape.kind, owner)
        if key not in self.items:
            self.items[key] = Item(*key, sheet.place(row.number))
        self._entries.append((self.items[key], sheet, row))

    def _fill_document(self, item: Item, sheet: Sheet, row: Row) -> None:
        values = self._values(item, sheet, row)
        for key, value in values.items():
            if key != kind_of(item.kind).key or value is not None:
                item.document[key] = value

    def _fill_entry(self, item: Item, sheet: Sheet, row: Row) -> None:
        shape = sheet.shape
        before = len(item.refusals)
        values = self._values(item, sheet, row)
        if len(item.refusals) > before:
            return
        entries = entries_of(item.document, shape.path)
        if "id" in shape.key and not values.get("id"):
            values["id"] = entry_id(shape, item.item_id, values, entries)
        entry: Any = values[""] if shape.plain else values
        about = ((item.kind, item.item_id), shape.path)
        if about not in self._places:
            self._places[about] = {
                entry_key(shape, known): index for index, known in enumerate(entries)
            }
        places = self._places[about]
        index = places.get(entry_key(shape, entry))
        path = f"{shape.path}.{index}"
        if index is not None and path in item.rows:
            reason = f"和第{item.rows[path][1]}行重复，只能留一行"
            item.refuse(sheet.place(row.number), reason)
            return
        if row.deleted:
            if index is None:
                item.refuse(sheet.place(row.number), "没有这一行内容，不用标“删除”")
                return
            item.rows[path] = (sheet, row.number)
            self._gone[about].add(index)
            return
        if index is None:
            index = len(entries)
            entries.append(entry)
            places[entry_key(shape, entry)] = index
        elif not shape.plain:
            entries[index] = {**entries[index], **entry}
        item.document[shape.path] = entries
        item.rows[f"{shape.path}.{index}"] = (sheet, row.number)
        if shape.path == "options":
            title = str(values.get("title"))
            self._directory.add_options(item.item_id, {str(values["id"]): title})

    def _values(self, item: Item, sheet: Sheet, row: Row) -> dict[str, Any]:
        """Read the cells of a row, and note what is wrong with them."""
        values: dict[str, Any] = {}
        for column in sheet.shape.columns:
            raw = row.cells.get(column.key)
            if raw is None or column.key == OWNER:
                continue
            if row.deleted and not _tells(sheet, column.key):
                continue
            try:
                values[column.key] = value_of(column, raw, self._directory, values)
            except CellError as error:
                item.refuse(sheet.place(row.number, column.key), error.message)
        return values


def _tells(sheet: Sheet, key: str) -> bool:
    """Tell whether a column says which entry a row is."""
    shape = sheet.shape
    return shape.plain or key in shape.key or key in shape.natural


def _drop(item: Item, path: str, indexes: set[int]) -> None:
    """Take entries away; the rows of the others move up with them."""
    entries = entries_of(item.document, path)
    kept = [index for index in range(len(entries)) if index not in indexes]
    item.document[path] = [entries[index] for index in kept]
    moved = {f"{path}.{old}": f"{path}.{new}" for new, old in enumerate(kept)}
    item.rows = {
        moved.get(where, where): row
        for where, row in item.rows.items()
        if where in moved or not where.startswith(f"{path}.")
    }
