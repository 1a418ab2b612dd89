"""Files that are not opened, each with a sentence that says what to do."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import pytest

from knowledge.spreadsheets.errors import UnusableFileError
from knowledge.spreadsheets.reading import MOST_ROWS, read_workbook
from knowledge.spreadsheets.safety import LARGEST_FILE, require_safe
from tests.knowledge.spreadsheets.books import SIGNPOST, file


def _good() -> bytes:
    return file(
        {"指路": [SIGNPOST, [None, "法律援助", "司法局", "12348", "打12348。"]]}
    )


def _with(name: str, content: bytes = b"<x/>") -> bytes:
    """Give a good file with one entry more, or another content of an entry."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(_good())) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for entry in source.namelist():
            if entry != name:
                made.writestr(entry, source.read(entry))
        made.writestr(name, content)
    return target.getvalue()


def _types(said: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(_good())) as source:
        known = source.read("[Content_Types].xml").decode()
    return _with(
        "[Content_Types].xml", known.replace("spreadsheetml.sheet", said).encode()
    )


def _bomb() -> bytes:
    """A few kilobytes that become far more than any workbook."""
    return _with("xl/worksheets/sheet2.xml", b" " * (60 * 1024 * 1024))


def _steep() -> bytes:
    """Not that large, but packed as no workbook is."""
    return _with("xl/worksheets/sheet2.xml", b" " * (5 * 1024 * 1024))


def _lying() -> bytes:
    """A bomb whose directory says that it is small."""
    content = bytearray(_bomb())
    place = content.rindex(b"PK\x01\x02", 0, content.rindex(b"sheet2.xml"))
    content[place + 24 : place + 28] = struct.pack("<I", 1000)
    return bytes(content)


def _crowded() -> bytes:
    target = io.BytesIO(_good())
    with zipfile.ZipFile(target, "a") as made:
        for number in range(600):
            made.writestr(f"xl/extra/{number}.xml", b"<x/>")
    return target.getvalue()


def _many_tags() -> bytes:
    """Little text, but each tag becomes an object in memory."""
    cells = b"".join(b'<c r="A%d" s="%d"/>' % (n, n * 7919) for n in range(50_000))
    return _with("xl/worksheets/sheet2.xml", b"<x>" + b"<y/>" * 3_100_000 + cells)


def _encrypted_zip() -> bytes:
    content = bytearray(_good())
    start = 0
    while (place := content.find(b"PK\x01\x02", start)) >= 0:
        content[place + 8] |= 1
        start = place + 4
    return bytes(content)


_OLD = bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 600
_ENCRYPTED = _OLD + "EncryptedPackage".encode("utf-16-le")
_XML = b'<?xml version="1.0"?>'
_FILES: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "empty": (lambda: b"", "表.xlsx", "空的"),
    "too large": (lambda: b"PK\x03\x04" + b"0" * LARGEST_FILE, "表.xlsx", "10 MB"),
    "old format": (lambda: _OLD, "表.xls", "老格式"),
    "old format, renamed": (lambda: _OLD, "表.xlsx", "老格式"),
    "encrypted": (lambda: _ENCRYPTED, "表.xlsx", "密码"),
    "encrypted zip": (_encrypted_zip, "表.xlsx", "密码"),
    "csv": (lambda: "名称,电话\n".encode(), "表.csv", "CSV"),
    "csv, renamed": (lambda: "名称,电话\n".encode(), "表.xlsx", "改成了.xlsx"),
    "a picture": (lambda: b"\x89PNG\r\n", "照片.png", "不是.xlsx"),
    "another zip": (lambda: _zip({"a.txt": b"a"}), "表.xlsx", "不是.xlsx"),
    "a zip by name": (_good, "表.zip", "不是.xlsx"),
    "cut off": (lambda: _good()[:-200], "表.xlsx", "坏了"),
    "damaged inside": (lambda: _damaged(), "表.xlsx", "坏了"),
    "macros by name": (_good, "表.xlsm", "宏"),
    "macros": (lambda: _with("xl/vbaProject.bin"), "表.xlsx", "宏"),
    "macros by type": (
        lambda: _types("sheet.macroEnabled"),
        "表.xlsx",
        "宏",
    ),
    "external links": (
        lambda: _with("xl/externalLinks/externalLink1.xml"),
        "表.xlsx",
        "链接",
    ),
    "connections": (lambda: _with("xl/connections.xml"), "表.xlsx", "外部数据"),
    "embedded": (lambda: _with("xl/embeddings/a.bin"), "表.xlsx", "嵌着"),
    "bomb": (_bomb, "表.xlsx", "太大"),
    "steep": (_steep, "表.xlsx", "太大"),
    "lying bomb": (_lying, "表.xlsx", "太大|坏了"),
    "many entries": (_crowded, "表.xlsx", "太大"),
    "many tags": (_many_tags, "表.xlsx", "太大"),
    "entities": (
        lambda: _with("xl/styles.xml", _XML + b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'),
        "表.xlsx",
        "坏了",
    ),
    "utf-16": (
        lambda: _with("xl/styles.xml", "<!DOCTYPE x><x/>".encode("utf-16-le")),
        "表.xlsx",
        "坏了",
    ),
    "nonsense within": (
        lambda: _with("xl/workbook.xml", b"<workbook"),
        "表.xlsx",
        "看不懂",
    ),
    "no known sheet": (
        lambda: file({"Sheet1": [["名称"], ["法律援助"]]}),
        "表.xlsx",
        "没有找到认识的工作表.*指路",
    ),
    "too many rows": (
        lambda: file({"易混词": [["词", "备注"], *([["词", "注"]] * (MOST_ROWS + 1))]}),
        "表.xlsx",
        "最多导入10000行",
    ),
}


def _zip(entries: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name, content in entries.items():
            made.writestr(name, content)
    return target.getvalue()


def _damaged() -> bytes:
    content = bytearray(_good())
    place = content.index(b"xl/worksheets/sheet1.xml") + 40
    content[place : place + 20] = b"\xff" * 20
    return bytes(content)


@pytest.mark.parametrize("case", _FILES)
def test_it_is_refused_with_a_reason(case: str) -> None:
    make, name, reason = _FILES[case]
    with pytest.raises(UnusableFileError, match=reason) as caught:
        read_workbook(make(), name)
    assert caught.value.message.endswith("。")


def test_a_bomb_is_small_and_never_unpacked_as_a_whole() -> None:
    content = _bomb()
    assert len(content) < 200_000
    with pytest.raises(UnusableFileError):
        require_safe(content)


def test_a_good_file_is_read() -> None:
    found = read_workbook(_good(), "表.XLSX")
    assert [len(sheet.rows) for sheet in found.sheets] == [1]
