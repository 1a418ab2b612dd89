"""The audit's page and its export; there is no way to change it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import AsyncIterator, Sequence
from functools import partial
from typing import Any

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from knowledge.publishing import audit
from web.console.access import page, require, services
from web.console.audit_pages import entries
from web.console.audit_pages.entries import AuditFilter
from web.console.audit_pages.lines import AuditLine, read_lines
from web.console.audit_pages.spreadsheet_text import harmless
from web.console.audit_pages.wording import EVENTS, KIND_LABELS
from web.console.database import run
from web.console.errors import NotFoundError
from web.console.listing import Listing
from web.console.pages import local_time
from web.console.wording import HOME
from web.services import Services

_COLUMNS = (
    "编号",
    "时间（北京）",
    "账号",
    "姓名",
    "来自",
    "操作",
    "种类",
    "对象",
    "对象编号",
    "字段",
    "原来",
    "后来",
)


def routes() -> list[BaseRoute]:
    """Return the routes, relative to ``/console``."""
    return [
        Route("/audit", show, methods=["GET"]),
        Route("/audit/export", export, methods=["POST"]),
        Route("/audit/{number:int}", detail, methods=["GET"]),
    ]


async def show(request: Request) -> Response:
    """Show the entries, the latest first."""
    require(request, "audit")
    wanted = AuditFilter.read(request.query_params)
    problems = wanted.problems()
    listing = Listing.of(request, entries.SORTS, "at", descending=True)

    def read(session: Session) -> tuple[Sequence[AuditLine], Listing]:
        rows, shown = entries.one_page(session, wanted, listing)
        return read_lines(session, rows), shown

    lines, listing = await run(services(request), read, write=False)
    return page(
        request,
        "audit/list.html",
        status=422 if problems else 200,
        breadcrumbs=[HOME, ("操作记录", None)],
        errors=problems,
        lines=lines,
        listing=listing,
        wanted=wanted,
        events=list(EVENTS.items()),
        kinds=list(KIND_LABELS.items()),
    )


async def detail(request: Request) -> Response:
    """Show one entry with all that it keeps, ids as well."""
    require(request, "audit")
    number: int = request.path_params["number"]

    def read(session: Session) -> tuple[AuditLine, dict[str, str]]:
        row = entries.one_entry(session, number) if number < 2**53 else None
        if row is None:
            raise NotFoundError
        [line] = read_lines(session, [row])
        return line, {
            "账号编号": str(row.staff_id or ""),
            "操作代码": row.event,
            "种类代码": row.kind or "",
            "对象编号": row.item_id or "",
            "原来（原文）": _raw(row.old),
            "后来（原文）": _raw(row.new),
        }

    line, kept = await run(services(request), read, write=False)
    return page(
        request,
        "audit/entry.html",
        breadcrumbs=[HOME, ("操作记录", "/console/audit"), ("一条记录", None)],
        line=line,
        kept=kept,
    )


def _raw(value: Any) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False, indent=2)


async def export(request: Request) -> Response:
    """Send the entries as CSV; that, too, is written down."""
    require(request, "audit")
    wanted = AuditFilter.read(request.query_params)

    def begin(session: Session) -> int:
        audit.record(session, "audit.export")
        return entries.last_number(session)

    until = await run(services(request), begin)
    return StreamingResponse(
        _lines(services(request), wanted, until),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="audit.csv"'},
    )


async def _lines(
    services: Services, wanted: AuditFilter, until: int
) -> AsyncIterator[str]:
    # Without the mark, Excel takes UTF-8 for the machine's old encoding.
    yield "\ufeff" + _csv([_COLUMNS])
    last = 0
    while True:
        read = partial(_some_after, wanted=wanted, last=last, until=until)
        lines = await run(services, read, write=False)
        if not lines:
            return
        last = lines[-1].number
        yield _csv([_cells(line) for line in lines])


def _some_after(
    session: Session, wanted: AuditFilter, last: int, until: int
) -> Sequence[AuditLine]:
    return read_lines(session, entries.some_after(session, wanted, last, until))


def _cells(line: AuditLine) -> Sequence[str]:
    return [
        str(line.number),
        local_time(line.at),
        line.login,
        line.who,
        line.address,
        line.event,
        line.kind,
        line.title,
        line.item_id,
        line.field,
        line.old,
        line.new,
    ]


def _csv(rows: Sequence[Sequence[str]]) -> str:
    written = io.StringIO()
    csv.writer(written).writerows([harmless(cell) for cell in row] for row in rows)
    return written.getvalue()
