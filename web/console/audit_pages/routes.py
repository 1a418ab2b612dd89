"""The audit's page and its export; there is no way to change it."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator, Sequence

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from knowledge.models.audit import Audit
from knowledge.publishing import audit
from knowledge.publishing.kinds import KINDS
from web.console.access import page, require, services
from web.console.audit_pages import entries
from web.console.audit_pages.entries import AuditFilter
from web.console.audit_pages.spreadsheet_text import harmless
from web.console.audit_pages.wording import (
    EVENTS,
    event_label,
    kind_label,
    value_text,
)
from web.console.database import run
from web.console.listing import Listing
from web.console.pages import local_time
from web.console.people.trail import KIND as STAFF
from web.console.wording import HOME
from web.services import Services

_COLUMNS = (
    "编号",
    "时间（北京）",
    "账号",
    "来自",
    "操作",
    "种类",
    "对象",
    "字段",
    "原来",
    "后来",
)


def routes() -> list[BaseRoute]:
    """Return the routes, relative to ``/console``."""
    return [
        Route("/audit", show, methods=["GET"]),
        Route("/audit/export", export, methods=["POST"]),
    ]


async def show(request: Request) -> Response:
    """Show the entries, the latest first."""
    require(request, "audit")
    wanted = AuditFilter.read(request.query_params)
    problems = wanted.problems()
    listing = Listing.of(request, entries.SORTS, "at", descending=True)
    rows, listing = await run(
        services(request),
        lambda session: entries.one_page(session, wanted, listing),
        write=False,
    )
    return page(
        request,
        "audit/list.html",
        status=422 if problems else 200,
        breadcrumbs=[HOME, ("操作记录", None)],
        errors=problems,
        rows=rows,
        listing=listing,
        wanted=wanted,
        events=list(EVENTS.items()),
        kinds=[(STAFF, "人员"), *((key, kind.label_zh) for key, kind in KINDS.items())],
        event_label=event_label,
        kind_label=kind_label,
        value_text=value_text,
    )


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
        rows = await run(
            services,
            lambda session, last=last: entries.some_after(  # type: ignore[misc]
                session, wanted, last, until
            ),
            write=False,
        )
        if not rows:
            return
        last = rows[-1].id
        yield _csv([_cells(row) for row in rows])


def _cells(row: Audit) -> Sequence[str]:
    return [
        str(row.id),
        local_time(row.at),
        row.login,
        row.address,
        event_label(row.event),
        kind_label(row.kind),
        row.item_id or "",
        row.field or "",
        value_text(row.old),
        value_text(row.new),
    ]


def _csv(rows: Sequence[Sequence[str]]) -> str:
    written = io.StringIO()
    csv.writer(written).writerows([harmless(cell) for cell in row] for row in rows)
    return written.getvalue()
