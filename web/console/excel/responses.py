"""Workbooks as responses."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from starlette.responses import Response

_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_response(content: bytes, name: str) -> Response:
    """Send a workbook to be saved.

    Args:
        content: The file.
        name: What it shall be called; may be Chinese.
    """
    disposition = (
        f"attachment; filename=\"export.xlsx\"; filename*=UTF-8''{quote(name, safe='')}"
    )
    headers = {"Content-Disposition": disposition}
    return Response(content, media_type=_TYPE, headers=headers)
