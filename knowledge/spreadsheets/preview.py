"""What an import would do, before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.models import Staff
from knowledge.publishing.comparing import difference
from knowledge.publishing.documents import title_of
from knowledge.publishing.kinds import kind_of
from knowledge.spreadsheets.assembling import assemble
from knowledge.spreadsheets.bases import fingerprint
from knowledge.spreadsheets.items import Item
from knowledge.spreadsheets.judging import judge
from knowledge.spreadsheets.places import Doubt, Refusal
from knowledge.spreadsheets.reading import read_workbook
from knowledge.spreadsheets.shapes import BY_TITLE

SHOWN: Final = 200
"""How many of each sort a preview names."""
_MARKED: Final = 2000

Progress = Callable[[str, int, int], None]
"""Is told what is being done, how much of it is, and of how much (0: unknown)."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One document of a preview.

    Attributes:
        kind_zh: What it is.
        title: Its name.
        place: Where in the file it begins.
        changes: What differs: where, old and new, as texts.
        note: What to know about it.
    """

    kind_zh: str
    title: str
    place: str
    changes: list[tuple[str, str | None, str | None]] = field(default_factory=list)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """A draft that the import makes.

    Attributes:
        kind: Kind of the document.
        item_id: Its id.
        document: What the draft says.
        version: Version of the open draft that it changes; 0 if there is none.
        seen: Fingerprint of what the preview compared it with.
    """

    kind: str
    item_id: str
    document: dict[str, Any]
    version: int
    seen: str


@dataclass(frozen=True, slots=True)
class Preview:
    """All that an import would do.

    Attributes:
        counts: How many documents are new, changed, same and refused.
        new: The first of the new ones.
        changed: The first of the changed ones.
        same: The first of those that stay as they are.
        refusals: What is wrong, by place; the page shows the first of it.
        refused: How many places are wrong.
        doubts: What to look at twice, by place; the first of it.
        doubted: How many such places there are.
        notes: What was left out on purpose.
        plan: The drafts to be made; empty as long as anything is wrong.
    """

    counts: dict[str, int]
    new: list[Shown]
    changed: list[Shown]
    same: list[Shown]
    refusals: list[Refusal]
    refused: int
    doubts: list[Doubt]
    doubted: int
    notes: list[str]
    plan: list[Planned]

    def packed(self) -> dict[str, Any]:
        """Give it as JSON."""
        return asdict(self)

    @classmethod
    def unpacked(cls, value: dict[str, Any]) -> Preview:
        """The way back from ``packed``."""
        lists = {name: [Shown(**one) for one in value[name]] for name in _STATUSES}
        return cls(
            counts=value["counts"],
            **lists,
            refusals=[Refusal.unpacked(one) for one in value["refusals"]],
            refused=value["refused"],
            doubts=[Doubt.unpacked(one) for one in value["doubts"]],
            doubted=value["doubted"],
            notes=value["notes"],
            plan=[Planned(**one) for one in value["plan"]],
        )


_STATUSES: Final = ("new", "changed", "same")


def preview(
    session: Session,
    content: bytes,
    name: str = "",
    progress: Progress = lambda _what, _done, _all: None,
) -> Preview:
    """Read a workbook and say what it would do; nothing is written.

    Args:
        session: The database; whoever imports stands in ``actor_var``.
        content: The file.
        name: What it was called.
        progress: Is told how far it is.

    Raises:
        UnusableFileError: The file cannot be read at all.
    """
    progress("正在读文件", 0, 0)
    book = read_workbook(content, name, lambda done: progress("正在读文件", done, 0))
    progress("正在和线上内容对照", 0, 0)
    items, loose = assemble(session, book)
    if not book.refusals:
        # Of a sheet that lacks a column, each row would be told to be incomplete.
        judge(session, items, lambda done: progress("正在检查", done, len(items)))
    refusals = [*book.refusals, *loose, *(r for item in items for r in item.refusals)]
    refusals = sorted(dict.fromkeys(refusals), key=_order)
    if not items and not refusals:
        book.notes.append("文件里没有要导入的行（标“说明”“示例”的行不导入）。")
    progress("正在整理预览", 0, 0)
    return _summed_up(session, items, refusals, book.notes)


def _summed_up(
    session: Session, items: Sequence[Item], refusals: list[Refusal], notes: list[str]
) -> Preview:
    groups: dict[str, list[Item]] = {name: [] for name in (*_STATUSES, "refused")}
    for item in items:
        groups[_status(item)].append(item)
    authors = _authors(session, items)
    shown = {
        name: [_shown(session, item, authors) for item in groups[name][:SHOWN]]
        for name in _STATUSES
    }
    doubts = sorted(dict.fromkeys(d for item in items for d in item.doubts), key=_order)
    planned = [] if refusals else [*groups["new"], *groups["changed"]]
    return Preview(
        counts={name: len(found) for name, found in groups.items()},
        **shown,
        refusals=refusals[:_MARKED],
        refused=len(refusals),
        doubts=doubts[:SHOWN],
        doubted=len(doubts),
        notes=notes,
        plan=[
            Planned(
                item.kind,
                item.item_id,
                item.document,
                item.base.version,
                fingerprint(item.base.document),
            )
            for item in planned
        ],
    )


def _status(item: Item) -> str:
    if item.refusals:
        return "refused"
    if item.base.document is None:
        return "new"
    return "same" if item.document == item.base.document else "changed"


def _shown(session: Session, item: Item, authors: dict[int, str]) -> Shown:
    changes = []
    if item.base.document is not None and item.document != item.base.document:
        changes = [
            (change.path_zh, _text(change.old), _text(change.new))
            for change in difference(session, item.base.document, item.document)
        ]
    note = ""
    if item.base.version:
        author = authors.get(item.base.author_id or 0, "")
        note = f"这项有{author}没发布的草稿，导入会改那份草稿；左边是草稿现在的内容。"
    title = title_of(item.kind, item.document)
    label = kind_of(item.kind).label_zh
    return Shown(label, title, str(item.first), changes, note)


def _authors(session: Session, items: Sequence[Item]) -> dict[int, str]:
    if not any(item.base.version for item in items):
        return {}
    return {key: name for key, name in session.execute(select(Staff.id, Staff.name))}


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, list):
        return "、".join(str(one) for one in value)
    return str(value)


def _order(remark: Refusal | Doubt) -> tuple[int, int, int, str]:
    place = remark.place
    sheets = list(BY_TITLE)
    sheet = sheets.index(place.sheet) if place.sheet in sheets else -1
    return sheet, place.row, len(place.column), place.column
