"""Merged cells, hidden sheets, and the file that users get back."""

from __future__ import annotations

from openpyxl.comments import Comment
from openpyxl.styles import Font
from sqlalchemy.engine import Engine

from knowledge.spreadsheets.marking import marked
from tests.knowledge.spreadsheets.books import (
    SIGNPOST,
    file,
    opened,
    previewed,
    said,
    saved,
    workbook,
)

_AID = [None, "法律援助", "司法局", "12348", "打12348问。"]
_WORK = [None, "工伤待遇", "人社局", "12333", "打12333问。"]


def test_merged_cells_are_named(readable: Engine) -> None:
    book = workbook({"指路": [SIGNPOST, _AID, _WORK]})
    book["指路"].merge_cells("C2:C3")
    told = said(previewed(readable, saved(book)))
    assert told["“指路”C2"].startswith("C2:C3是合并单元格")


def test_hidden_and_unknown_sheets_are_left_out_and_named(readable: Engine) -> None:
    book = workbook(
        {
            "指路": [SIGNPOST, _AID],
            "易混词": [["词", "备注"], ["业主会", "=1"]],
            "草稿纸": [["随便"]],
        }
    )
    book["易混词"].sheet_state = "hidden"
    found = previewed(readable, saved(book))
    assert not said(found) and len(found.plan) == 1
    assert found.notes[:2] == [
        "工作表“易混词”是隐藏的，没有读。",
        "工作表“草稿纸”不认识，没有读。",
    ]


def test_the_file_comes_back_marked(readable: Engine) -> None:
    book = workbook({"指路": [SIGNPOST, [*_AID[:3], "=1", "正文"], _WORK]})
    sheet = book["指路"]
    sheet["B2"].font = Font(bold=True, color="00B050")
    sheet["D2"].comment = Comment("我自己的批注", "我")
    sheet.column_dimensions["B"].width = 33
    sheet["C3"] = None
    content = saved(book)
    found = previewed(readable, content)
    assert set(said(found)) == {"“指路”D2", "“指路”C3"}
    back = opened(marked(content, found.refusals))["指路"]
    assert back["D2"].fill.fgColor.rgb == back["C3"].fill.fgColor.rgb == "00FFC7CE"
    assert back["D2"].comment.text == "我自己的批注\n这一格是公式，请填值"
    assert "还没有填" in back["C3"].comment.text
    assert back["D2"].value == "=1"
    assert back["E2"].fill.fgColor.rgb != "00FFC7CE" and back["E2"].comment is None
    assert back["B2"].font.bold and back.column_dimensions["B"].width == 33


def test_rows_and_sheets_can_be_marked_as_well(readable: Engine) -> None:
    content = file({"指路": [SIGNPOST[:3], _AID[:3], _AID[:3]]})
    found = previewed(readable, content)
    back = opened(marked(content, found.refusals))["指路"]
    assert "缺少这些列" in back["A1"].comment.text
    assert "同一项" in back["A3"].comment.text


def test_a_merged_area_can_be_marked(readable: Engine) -> None:
    book = workbook({"指路": [SIGNPOST, _AID, _WORK]})
    book["指路"].merge_cells("C2:D3")
    content = saved(book)
    found = previewed(readable, content)
    back = opened(marked(content, found.refusals))["指路"]
    assert "合并单元格" in back["C2"].comment.text
