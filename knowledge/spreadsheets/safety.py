"""Whether an uploaded file may be opened at all; nothing of it is parsed before."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

from knowledge.spreadsheets.errors import UnusableFileError

LARGEST_FILE: Final = 10 * 1024 * 1024
_MOST_ENTRIES: Final = 500
_LARGEST_CONTENT: Final = 50 * 1024 * 1024
"""Bytes of all entries, unpacked."""
_LARGEST_RATIO: Final = 200
"""How many times as large an entry may become; small ones are not looked at."""
_SMALL: Final = 1024 * 1024
_MOST_TAGS: Final = 3_000_000
"""Each becomes an object in memory, however few bytes it has."""
_CHUNK: Final = 64 * 1024
_OLD_OFFICE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")
_DEFLATED: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

_NOT_XLSX: Final = (
    "这不是.xlsx工作簿。请用Excel或WPS打开，另存为“Excel工作簿（.xlsx）”再上传。"
)
_TOO_LARGE: Final = "这个文件解开以后太大了，没有打开。请把内容分成几个文件上传。"
_DAMAGED: Final = "这个文件坏了，打不开。请用Excel或WPS重新另存一份再上传。"
_MACROS: Final = "这个文件带宏，不能上传。请另存为不带宏的“Excel工作簿（.xlsx）”。"
_LINKS: Final = (
    "这个文件连着别的文件或外部数据，不能上传。"
    "请在Excel的“数据”里断开链接，另存后再上传。"
)
_EMBEDDED: Final = "这个文件里嵌着别的文件或控件，不能上传。请删掉它们，另存后再上传。"

# What the name of an entry begins with, and why the file is refused then.
_REFUSED_PARTS: Final = (
    ("xl/vbaproject", _MACROS),
    ("xl/macrosheets/", _MACROS),
    ("xl/dialogsheets/", _MACROS),
    ("xl/externallinks/", _LINKS),
    ("xl/connections", _LINKS),
    ("xl/querytables/", _LINKS),
    ("xl/embeddings/", _EMBEDDED),
    ("xl/activex/", _EMBEDDED),
)


def require_safe(content: bytes, name: str = "") -> None:
    """Make sure that a file is a workbook that may be parsed.

    Args:
        content: The file.
        name: What it was called.

    Raises:
        UnusableFileError: It may not; the message says why and what to do.
    """
    if not content:
        raise UnusableFileError("文件是空的，请重新选一个。")
    if len(content) > LARGEST_FILE:
        raise UnusableFileError("文件超过10 MB，请分成几个文件上传。")
    _require_workbook(content, name.lower())
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _require_modest(archive)
            _require_parts(archive)
            _require_honest(archive)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        OSError,
        ValueError,
    ):
        raise UnusableFileError(_DAMAGED) from None


def _require_workbook(content: bytes, name: str) -> None:
    if content.startswith(_OLD_OFFICE):
        if _ENCRYPTED_STREAM in content:
            raise UnusableFileError(
                "这个文件加了密码，打不开。请去掉密码，另存后再上传。"
            )
        raise UnusableFileError(
            "这是老格式（.xls）的文件。请用Excel或WPS打开，"
            "另存为“Excel工作簿（.xlsx）”再上传。"
        )
    if not content.startswith(b"PK\x03\x04"):
        if name.endswith(".csv"):
            raise UnusableFileError(
                "不收CSV文件：号码和日期容易变样。请下载模板，把内容粘到模板里再上传。"
            )
        if name.endswith(".xlsx"):
            raise UnusableFileError(
                "这个文件只是名字改成了.xlsx，里面不是工作簿。"
                "请用Excel或WPS打开原来的文件，另存为“Excel工作簿（.xlsx）”。"
            )
        raise UnusableFileError(_NOT_XLSX)
    if name.endswith((".xlsm", ".xltm", ".xlam")):
        raise UnusableFileError(_MACROS)
    if name and not name.endswith(".xlsx"):
        raise UnusableFileError(_NOT_XLSX)


def _require_modest(archive: zipfile.ZipFile) -> None:
    """Look at what the archive says about itself."""
    entries = archive.infolist()
    if len(entries) > _MOST_ENTRIES:
        raise UnusableFileError(_TOO_LARGE)
    if len({entry.filename for entry in entries}) != len(entries):
        raise UnusableFileError(_DAMAGED)
    if sum(entry.file_size for entry in entries) > _LARGEST_CONTENT:
        raise UnusableFileError(_TOO_LARGE)
    for entry in entries:
        if entry.flag_bits & 1:
            raise UnusableFileError(
                "这个文件加了密码，打不开。请去掉密码，另存后再上传。"
            )
        if entry.compress_type not in _DEFLATED:
            raise UnusableFileError(_DAMAGED)
        _require_ratio(entry, entry.file_size)


def _require_parts(archive: zipfile.ZipFile) -> None:
    """Look at what the parts are."""
    names = {name.lower() for name in archive.namelist()}
    for name in sorted(names):
        for start, reason in _REFUSED_PARTS:
            if name.startswith(start):
                raise UnusableFileError(reason)
    if "[content_types].xml" not in names or "xl/workbook.xml" not in names:
        raise UnusableFileError(_NOT_XLSX)
    types = archive.getinfo("[Content_Types].xml")
    with archive.open(types) as part:
        said = part.read(_SMALL).lower()
    if b"macroenabled" in said or b"vbaproject" in said:
        raise UnusableFileError(_MACROS)


def _require_honest(archive: zipfile.ZipFile) -> None:
    """Unpack everything, a piece at a time, and stop when it becomes too much."""
    total = tags = 0
    for entry in archive.infolist():
        own, tail = 0, b""
        is_xml = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
        with archive.open(entry) as part:
            while chunk := part.read(_CHUNK):
                own += len(chunk)
                total += len(chunk)
                if total > _LARGEST_CONTENT:
                    raise UnusableFileError(_TOO_LARGE)
                _require_ratio(entry, own)
                if not is_xml:
                    continue
                tags += chunk.count(b"<")
                if tags > _MOST_TAGS:
                    raise UnusableFileError(_TOO_LARGE)
                # Declared entities can multiply; in UTF-16 they could not be seen.
                if b"<!DOCTYPE" in tail + chunk or (not tail and b"\x00" in chunk[:4]):
                    raise UnusableFileError(_DAMAGED)
                tail = chunk[-16:]


def _require_ratio(entry: zipfile.ZipInfo, size: int) -> None:
    if size > _SMALL and size > entry.compress_size * _LARGEST_RATIO:
        raise UnusableFileError(_TOO_LARGE)
