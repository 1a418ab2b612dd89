"""Workbooks as users make them, and what an import makes of them."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook, load_workbook
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from knowledge.database import snapshot_reads
from knowledge.publishing.actor import Actor, actor_var
from knowledge.spreadsheets.confirming import confirm
from knowledge.spreadsheets.exporting import export_dossier, export_list
from knowledge.spreadsheets.preview import Planned, Preview, Shown, preview
from tests.knowledge.publishing.people import EDITOR, acting

Rows = Sequence[Sequence[Any]]

PROGRAMME = ["编号", "名称", "类别", "简介", "所属服务"]
ANSWER = ["服务", "方面", "地区", "正文", "注意", "更多内容", "出处"]
ANSWER += ["内容日期", "生效日期", "失效日期"]
SIGNPOST = ["编号", "名称", "主管部门", "电话", "正文", "别名", "问法"]
SOURCE = ["编号", "标题", "发布者", "日期", "网址", "备注"]
SITE = ["编号", "服务", "地区", "名称", "地址", "开放时间", "纬度", "经度", "出处"]
FIGURE = ["编号", "服务", "指标", "年份", "目标或完成", "口径", "数值", "单位", "前缀"]
FIGURE += ["原文写法", "范围", "地区", "出处", "注意", "不可比的数字"]


def workbook(sheets: Mapping[str, Rows]) -> Workbook:
    """Make a workbook; the first row of each sheet is its header."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    return book


def saved(book: Workbook) -> bytes:
    """Give a workbook as a file."""
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def file(sheets: Mapping[str, Rows]) -> bytes:
    """Make a file."""
    return saved(workbook(sheets))


def opened(content: bytes) -> Workbook:
    """Open a file."""
    return load_workbook(io.BytesIO(content))


def exported(engine: Engine, kind: str, **wanted: Any) -> bytes:
    """Export a list."""
    target = io.BytesIO()
    with Session(snapshot_reads(engine)) as session:
        export_list(session, kind, target, **wanted)
    return target.getvalue()


def dossier(engine: Engine, item_id: str) -> bytes:
    """Export a dossier."""
    target = io.BytesIO()
    with Session(snapshot_reads(engine)) as session:
        export_dossier(session, item_id, target)
    return target.getvalue()


def previewed(
    engine: Engine, content: bytes, name: str = "表.xlsx", *, who: Actor = EDITOR
) -> Preview:
    """Preview an import."""
    token = actor_var.set(who)
    try:
        with Session(snapshot_reads(engine)) as session:
            return preview(session, content, name)
    finally:
        actor_var.reset(token)


def confirmed(engine: Engine, plan: Sequence[Planned], *, who: Actor = EDITOR) -> int:
    """Make the drafts."""
    with acting(engine, who) as session:
        return confirm(session, plan).drafts


def said(found: Preview) -> dict[str, str]:
    """Give what is refused, by place."""
    return {str(one.place): one.message for one in found.refusals}


def titles(shown: Sequence[Shown]) -> list[str]:
    """Give the names of what a preview lists."""
    return [one.title for one in shown]
