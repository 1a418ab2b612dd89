"""Upload, progress, preview and confirmation of an import."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from knowledge.publishing.actor import may
from knowledge.publishing.kinds import KINDS
from knowledge.spreadsheets.marking import marked
from knowledge.spreadsheets.preview import SHOWN
from knowledge.spreadsheets.safety import LARGEST_FILE
from settings import Settings
from web.console.access import current_actor, flash, form, page, require, services
from web.console.database import run
from web.console.errors import ConflictError, NotFoundError
from web.console.excel import wording
from web.console.excel.jobs import Jobs
from web.console.excel.limits import limits_of
from web.console.excel.responses import workbook_response
from web.console.excel.store import Upload, UploadStore
from web.console.problem import FieldProblem
from web.console.wording import HOME

_START = "/console/excel"
_LONGEST_NAME = 120


class ImportPages:
    """The pages of imports.

    Args:
        settings: Where uploads are kept.
    """

    def __init__(self, settings: Settings) -> None:
        self._folder = settings.var_dir / "imports"
        self._jobs = Jobs()

    async def start(self, request: Request) -> Response:
        """Show the forms for export, templates and import."""
        require(request, "view")
        return await self._start_page(request, [])

    async def upload(self, request: Request) -> Response:
        """Take a file and begin to read it."""
        actor = require(request, "import")
        store = self._store(request)
        sent = (await form(request)).get("file")
        if not isinstance(sent, UploadFile) or not sent.filename:
            return await self._refused(request, wording.NO_FILE)
        content = await sent.read()
        if len(content) > LARGEST_FILE:
            return await self._refused(request, "文件超过10 MB，请分成几个文件上传。")
        mine = await asyncio.to_thread(store.of, actor.id)
        if any(one.running and not self._jobs.is_lost(store, one) for one in mine):
            return await self._refused(request, wording.BUSY)
        name = sent.filename.replace("\\", "/").rsplit("/", 1)[-1][-_LONGEST_NAME:]
        upload = await asyncio.to_thread(store.add, actor.id, name, content)
        self._jobs.read(services(request), store, upload)
        return RedirectResponse(f"{_START}/import/{upload.import_id}", 303)

    async def show(self, request: Request) -> Response:
        """Show how far an import is, its preview, or what became of it."""
        upload = await self._upload(request)
        context: dict[str, Any] = {
            "breadcrumbs": [HOME, wording.CRUMB, (upload.name, None)],
            "upload": upload,
            "here": f"{_START}/import/{upload.import_id}",
        }
        if self._jobs.is_lost(self._store(request), upload):
            return page(
                request,
                "excel/ended.html",
                message=wording.INTERRUPTED,
                **context,
            )
        if upload.running:
            return page(request, "excel/progress.html", **context)
        if upload.status == "ready":
            preview = await asyncio.to_thread(self._store(request).preview, upload)
            return page(
                request,
                "excel/preview.html",
                preview=preview,
                most=SHOWN,
                **context,
            )
        if upload.status == "saved":
            return page(request, "excel/saved.html", **context)
        return page(request, "excel/ended.html", message=upload.message, **context)

    async def progress(self, request: Request) -> Response:
        """Say as JSON how far an import is."""
        upload = await self._upload(request)
        return JSONResponse(self._jobs.progress(self._store(request), upload))

    async def confirm(self, request: Request) -> Response:
        """Begin to make the drafts of a preview."""
        upload = await self._upload(request)
        store = self._store(request)
        if upload.status != "ready":
            raise ConflictError(wording.NOT_READY)
        preview = await asyncio.to_thread(store.preview, upload)
        # While the preview was read, a second click may have begun it.
        upload = await self._upload(request)
        if upload.status != "ready" or not preview.plan:
            raise ConflictError(wording.NOT_READY)
        self._jobs.save(services(request), store, upload)
        return RedirectResponse(f"{_START}/import/{upload.import_id}", 303)

    async def discard(self, request: Request) -> Response:
        """Forget an upload."""
        upload = await self._upload(request)
        if upload.running and not self._jobs.is_lost(self._store(request), upload):
            raise ConflictError(wording.BUSY)
        await asyncio.to_thread(self._store(request).drop, upload)
        flash(request, f"“{upload.name}”这次导入作废了，什么也没有写入。")
        return RedirectResponse(_START, 303)

    async def marked(self, request: Request) -> Response:
        """Give the user's own file back, with what is wrong marked."""
        upload = await self._upload(request)
        if upload.status != "ready":
            raise ConflictError(wording.NOT_READY)
        store = self._store(request)

        def make() -> bytes:
            return marked(store.content(upload), store.preview(upload).refusals)

        content = await asyncio.to_thread(make)
        stem = upload.name.rsplit(".", 1)[0]
        return workbook_response(content, f"{stem}-标出问题.xlsx")

    async def _start_page(
        self, request: Request, errors: list[FieldProblem]
    ) -> Response:
        actor = current_actor(request)
        limits = await run(
            services(request),
            lambda session: limits_of(session, actor),
            write=False,
        )
        return page(
            request,
            "excel/start.html",
            status=422 if errors else 200,
            breadcrumbs=[HOME, (wording.CRUMB[0], None)],
            errors=errors,
            kinds=list(KINDS.values()),
            can_import=may(actor, "import"),
            importable={name for name in KINDS if may(actor, "import", name)},
            can_export=may(actor, "export"),
            limits=limits if actor.limited else None,
            uploads=await asyncio.to_thread(self._store(request).of, actor.id),
        )

    async def _refused(self, request: Request, message: str) -> Response:
        return await self._start_page(request, [FieldProblem("file", message)])

    async def _upload(self, request: Request) -> Upload:
        actor = require(request, "import")
        import_id = request.path_params["import_id"]
        store = self._store(request)
        upload = await asyncio.to_thread(store.find, import_id, actor.id)
        if upload is None:
            raise NotFoundError(wording.GONE)
        return upload

    def _store(self, request: Request) -> UploadStore:
        return UploadStore(self._folder, services(request).clock)
