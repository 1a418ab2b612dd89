"""Reading and confirming imports in the background, with their progress kept."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from sqlalchemy.orm import Session

from knowledge.publishing.errors import PublishingError
from knowledge.spreadsheets.confirming import confirm
from knowledge.spreadsheets.errors import ChangedMeanwhileError, UnusableFileError
from knowledge.spreadsheets.preview import Preview, preview
from web.console.database import run
from web.console.excel import wording
from web.console.excel.store import Upload, UploadStore
from web.console.job_runner import JobRunner
from web.console.job_store import WAITING
from web.core.errors import UnavailableError
from web.core.logs import log_failure
from web.services import Services

_LOGGER = logging.getLogger(__name__)


class Jobs(JobRunner):
    """Reads files, and makes drafts of them."""

    def read(self, services: Services, store: UploadStore, upload: Upload) -> None:
        """Begin to read an upload; whoever uploaded it stands in ``actor_var``."""
        work = self._read(services, store, upload)
        self._start(upload, self._guarded(upload, store, work))

    def save(self, services: Services, store: UploadStore, upload: Upload) -> None:
        """Begin to make the drafts of a preview."""
        upload = store.keep(upload, status="saving", what=WAITING, done=0, total=0)
        work = self._save(services, store, upload)
        self._start(upload, self._guarded(upload, store, work))

    async def _guarded(
        self, upload: Upload, store: UploadStore, work: Coroutine[Any, Any, None]
    ) -> None:
        try:
            async with self._one_at_a_time:
                await work
        except PublishingError as error:
            store.keep(upload, status="failed", message=error.message)
        except UnavailableError:
            store.keep(upload, status="failed", message=wording.FAILED)
        except Exception as error:
            log_failure(_LOGGER, "an import", error)
            store.keep(upload, status="failed", message=wording.FAILED)
        finally:
            work.close()

    async def _read(
        self, services: Services, store: UploadStore, upload: Upload
    ) -> None:
        content = await asyncio.to_thread(store.content, upload)
        tell = store.teller(upload)

        def work(session: Session) -> Preview:
            return preview(session, content, upload.name, tell)

        try:
            found = await run(services, work, write=False)
        except UnusableFileError as error:
            store.keep(upload, status="unusable", message=error.message)
            return
        await asyncio.to_thread(store.keep_preview, upload, found)
        store.keep(upload, status="ready")

    async def _save(
        self, services: Services, store: UploadStore, upload: Upload
    ) -> None:
        found = await asyncio.to_thread(store.preview, upload)
        tell = store.teller(upload)

        def work(session: Session) -> tuple[int, int]:
            batch = confirm(
                session,
                found.plan,
                lambda done: tell(wording.SAVING, done, len(found.plan)),
                upload.name,
            )
            return batch.drafts, batch.id

        tell(wording.SAVING, 0, len(found.plan))
        try:
            made, batch = await run(services, work)
        except ChangedMeanwhileError as error:
            reasons = tuple(error.reasons)
            store.keep(
                upload, status="conflict", message=error.message, reasons=reasons
            )
            return
        store.keep(upload, status="saved", made=made, batch=batch)
