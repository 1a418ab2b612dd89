"""Empty workbooks to fill in, with drop-downs and an example row."""

from __future__ import annotations

from typing import IO, Any

from sqlalchemy.orm import Session

from knowledge.publishing.kinds import kind_of
from knowledge.spreadsheets.columns import Column, Sort
from knowledge.spreadsheets.directory import Directory
from knowledge.spreadsheets.shapes import BY_KIND, DOSSIER, SheetShape
from knowledge.spreadsheets.writing import Writer


def write_template(session: Session, kind: str, target: IO[bytes]) -> None:
    """Write the template of a kind; of programmes, that of a whole dossier.

    Args:
        session: The database, for what the drop-downs offer.
        kind: Which kind.
        target: Where to.

    Raises:
        NotFoundError: There is no such kind.
    """
    kind_of(kind)
    directory = Directory(session)
    writer = Writer(directory)
    for shape in DOSSIER if kind == "programme" else BY_KIND[kind]:
        writer.add_sheet(shape, (), example=_example(shape, directory))
    writer.save(target)


def _example(shape: SheetShape, directory: Directory) -> dict[str, Any]:
    return {column.key: _example_value(column, directory) for column in shape.columns}


def _example_value(column: Column, directory: Directory) -> Any:
    if column.refers:
        first = (
            next(iter(directory.ids(column.refers)), None) if column.required else None
        )
        return [first] if column.multiple and first else first
    if column.sort is Sort.LINES:
        return [column.example] if column.example else []
    if column.sort is Sort.YES_NO:
        return column.example == "是" if column.example else None
    return column.example or None
