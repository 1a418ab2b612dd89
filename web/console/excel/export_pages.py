"""Templates and exports."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable
from typing import IO, Any

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from knowledge.publishing import audit
from knowledge.publishing.documents import titles
from knowledge.publishing.kinds import kind_of
from knowledge.publishing.reading.lists import LISTS
from knowledge.spreadsheets.errors import SpreadsheetError
from knowledge.spreadsheets.exporting import export_dossier, export_list
from knowledge.spreadsheets.templates import write_template
from web.console.access import require, services
from web.console.database import run
from web.console.errors import ConflictError
from web.console.excel.responses import workbook_response

_NO_YEAR = -1


class ExportPages:
    """What is downloaded; long lists are written one at a time."""

    def __init__(self) -> None:
        self._one_at_a_time = asyncio.Semaphore(1)

    async def template(self, request: Request) -> Response:
        """Send the template of a kind, to those who may fill it in."""
        require(request, "import")
        kind = kind_of(request.path_params["kind"])
        require(request, "import", kind.name)
        content = await self._written(
            request,
            lambda session, target: write_template(session, kind.name, target),
        )
        return workbook_response(content, f"{kind.label_zh}-模板.xlsx")

    async def listed(self, request: Request) -> Response:
        """Send a list, narrowed as its page was."""
        require(request, "export")
        kind = kind_of(request.path_params["kind"])
        search = _asked(request, "search")
        filters = _filters(request, kind.name)
        content = await self._written(
            request,
            lambda session, target: export_list(
                session, kind.name, target, search=search, **filters
            ),
        )
        narrowed = {"search": search, **filters}
        await self._record(request, kind.name, None, what=narrowed)
        return workbook_response(content, f"{kind.label_zh}.xlsx")

    async def dossier(self, request: Request) -> Response:
        """Send one whole dossier."""
        require(request, "export")
        item_id = _asked(request, "id")
        names: dict[str, str] = {}

        def write(session: Session, target: IO[bytes]) -> None:
            export_dossier(session, item_id, target)
            names.update(titles(session, "programme", [item_id]))

        content = await self._written(request, write)
        await self._record(request, "programme", item_id, names.get(item_id))
        return workbook_response(content, f"{names.get(item_id, item_id)}.xlsx")

    async def _written(
        self, request: Request, write: Callable[[Session, IO[bytes]], object]
    ) -> bytes:
        def work(session: Session) -> bytes:
            target = io.BytesIO()
            write(session, target)
            return target.getvalue()

        try:
            async with self._one_at_a_time:
                return await run(services(request), work, write=False)
        except SpreadsheetError as error:
            raise ConflictError(error.message) from None

    async def _record(
        self,
        request: Request,
        kind: str,
        item_id: str | None,
        title: str | None = None,
        what: Any = None,
    ) -> None:
        await run(
            services(request),
            lambda session: audit.record(
                session,
                "export",
                kind=kind,
                item_id=item_id,
                title=title,
                new=what,
            ),
        )


def _asked(request: Request, name: str) -> str:
    return request.query_params.get(name, "").replace("\0", "").strip()


def _filters(request: Request, kind: str) -> dict[str, Any]:
    """Read what the list was narrowed by."""
    found: dict[str, Any] = {}
    for name in LISTS[kind].filters:
        value = _asked(request, name)
        if not value:
            continue
        is_year = value.isascii() and value.isdecimal() and len(value) <= 4
        # A year that is none narrows to nothing, as on the list's page.
        number = int(value) if is_year else _NO_YEAR
        found[name] = number if name == "period" else value
    return found
