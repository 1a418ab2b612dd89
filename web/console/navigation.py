"""The menu: what one may do, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from knowledge.publishing.actor import Action, Actor, may
from knowledge.publishing.kinds import KINDS


@dataclass(frozen=True)
class Entry:
    """A line of the menu.

    Attributes:
        label: What it says.
        path: Where it leads.
        action: Whoever may do this sees it.
    """

    label: str
    path: str
    action: Action


@dataclass(frozen=True)
class Link:
    """A line of somebody's menu; current: the page shown is one of its pages."""

    label: str
    path: str
    current: bool


@dataclass(frozen=True)
class Section:
    """A group of lines; the title may be empty."""

    title: str
    links: Sequence[Link]


MENU: Final[Sequence[tuple[str, Sequence[Entry]]]] = (
    (
        "",
        (
            Entry("首页", "/console/", "view"),
            Entry("草稿和审核", "/console/drafts", "view"),
            Entry("发布记录", "/console/revisions", "view"),
            Entry("试一试", "/console/trial", "view"),
            Entry("表格导入导出", "/console/excel", "export"),
        ),
    ),
    (
        "内容",
        tuple(
            Entry(kind.label_zh, f"/console/content/{name}", "view")
            for name, kind in KINDS.items()
        ),
    ),
    (
        "管理",
        (
            Entry("人员", "/console/people", "people"),
            Entry("操作记录", "/console/audit", "audit"),
        ),
    ),
)


def navigation(actor: Actor | None, path: str) -> Sequence[Section]:
    """Give the menu of somebody, on one page.

    Args:
        actor: Whose menu; nobody has none.
        path: The page's address; the entry with the longest fitting path is current.
    """
    if actor is None:
        return ()
    fitting = [
        entry.path
        for _, entries in MENU
        for entry in entries
        if path == entry.path or path.startswith(entry.path.rstrip("/") + "/")
    ]
    current = max(fitting, key=len, default="")
    sections = []
    for title, entries in MENU:
        links = [
            Link(entry.label, entry.path, entry.path == current)
            for entry in entries
            if may(actor, entry.action)
        ]
        if links:
            sections.append(Section(title, links))
    return sections
