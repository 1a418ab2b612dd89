"""How exports and templates look, and what they never carry."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from knowledge.publishing.errors import NotFoundError
from knowledge.publishing.kinds import KINDS
from knowledge.spreadsheets.directory import Directory
from knowledge.spreadsheets.exporting import export_dossier, export_list
from knowledge.spreadsheets.shapes import DOSSIER, LISTS_TITLE, LOOKALIKES
from knowledge.spreadsheets.templates import write_template
from knowledge.spreadsheets.writing import Writer
from tests.knowledge.spreadsheets.books import dossier, exported, opened, previewed


def _template(engine: Engine, kind: str) -> bytes:
    target = io.BytesIO()
    with Session(engine) as session:
        write_template(session, kind, target)
    return target.getvalue()


def _offered(book: Any, sheet: Worksheet, letter: str) -> list[str]:
    """What the drop-down of a column offers."""
    for rule in sheet.data_validations.dataValidation:
        if str(rule.sqref).startswith(f"{letter}3"):
            name, area = rule.formula1.replace("$", "").split("!")
            assert name.strip("'") == LISTS_TITLE
            return [row[0].value for row in book[LISTS_TITLE][area]]
    return []


def test_a_dossier_has_these_sheets(readable: Engine) -> None:
    shown = [s.title for s in DOSSIER]
    assert "、".join(shown) == (
        "服务、别名、问法、历年、谁能享受条件、内容、常见问题、缺口、数字、出处"
    )
    for content in (dossier(readable, "childcare"), _template(readable, "programme")):
        book = opened(content)
        assert book.sheetnames == [*shown, LISTS_TITLE]
        assert book[LISTS_TITLE].sheet_state == "hidden"


def test_headers_stay_and_cells_are_text(readable: Engine) -> None:
    sheet = opened(exported(readable, "signpost"))["指路"]
    assert sheet.freeze_panes == "B3"
    assert [cell.value for cell in sheet[1]][:5] == [
        "标记",
        "编号",
        "名称*",
        "主管部门*",
        "电话*",
    ]
    assert sheet["A2"].value == "说明"
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.number_format == "@"
            assert cell.data_type in ("s", "n") and not isinstance(cell.value, int)
    figures = opened(exported(readable, "figure"))["数字"]
    assert "29.4" in [cell.value for cell in figures["H"]]


def test_drop_downs_offer_what_is_there(readable: Engine) -> None:
    book = opened(_template(readable, "programme"))
    answers = book["内容"]
    assert _offered(book, answers, "A") == ["示例", "删除"]
    assert "职工子女爱心托管" in _offered(book, answers, "B")
    assert "怎么办理" in _offered(book, answers, "C")
    assert "郑州市" in _offered(book, answers, "D")
    assert "paper-2021｜一份报纸" in _offered(book, answers, "H")
    figures = book["数字"]
    assert "新建驿站" in _offered(book, figures, "D")
    assert _offered(book, figures, "F") == ["目标", "完成"]


@pytest.mark.parametrize("of", KINDS)
def test_a_template_has_one_example_that_is_not_imported(
    readable: Engine, of: str
) -> None:
    content = _template(readable, of)
    book = opened(content)
    for sheet in book.worksheets:
        if sheet.title != LISTS_TITLE:
            assert [c.value for c in sheet["A"]] == ["标记", "说明", "示例"]
            assert any(cell.value for cell in sheet[3][1:])
    found = previewed(readable, content)
    assert not found.refusals and not found.plan
    assert sum(found.counts.values()) == 0


@pytest.mark.parametrize("of", KINDS)
def test_the_example_would_be_right(readable: Engine, of: str) -> None:
    """An example that one may not copy would teach mistakes."""
    book = opened(_template(readable, of))
    for sheet in book.worksheets:
        if sheet.title != LISTS_TITLE:
            sheet["A3"] = None
    target = io.BytesIO()
    book.save(target)
    found = previewed(readable, target.getvalue())
    # What the example row names is no new document: there it stands twice or clashes.
    clashes = ("已经是", "写了两遍", "上级地区")
    assert [
        one
        for one in found.refusals
        if not any(word in one.message for word in clashes)
    ] == []


@pytest.mark.parametrize(
    "text", ["=1+1", "+86", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0"]
)
def test_formulas_are_only_text(readable: Engine, text: str) -> None:
    target = io.BytesIO()
    with Session(readable) as session:
        writer = Writer(Directory(session))
        writer.add_sheet(LOOKALIKES, [{"text": text, "note": text}])
        writer.save(target)
    cell = opened(target.getvalue())["易混词"]["B3"]
    assert (cell.value, cell.data_type) == (text, "s")
    found = previewed(readable, target.getvalue())
    assert not found.refusals
    assert found.plan[0].document == {"text": text, "note": text}


def test_what_is_not_there_is_not_exported(readable: Engine) -> None:
    with Session(readable) as session:
        with pytest.raises(NotFoundError, match="没有"):
            export_dossier(session, "nowhere", io.BytesIO())
        with pytest.raises(NotFoundError, match="没有"):
            export_list(session, "nowhere", io.BytesIO())
