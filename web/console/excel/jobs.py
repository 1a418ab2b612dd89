"""Reading and confirming imports in the background, with their progress kept."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from typing import Any, Final

from sqlalchemy.orm import Session

from knowledge.publishing.errors import PublishingError
from knowledge.spreadsheets.confirming import confirm
from knowledge.spreadsheets.errors import ChangedMeanwhileError, UnusableFileError
from knowledge.spreadsheets.preview import Preview, preview
from web.console.database import run
from web.console.excel import wording
from web.console.excel.store import Upload, UploadStore
from web.core.errors import UnavailableError
from web.core.logs import log_failure
from web.services import Services

_LOGGER = logging.getLogger(__name__)
_TOLD_EVERY: Final = 0.2
"""Seconds between two notes on the progress."""
_SILENT: Final = 600.0
"""Seconds after which a job of another process counts as gone."""


class Jobs:
    """Runs imports, one at a time: the pages need the machine as well."""

    def __init__(self) -> None:
        self._one_at_a_time = asyncio.Semaphore(1)
        self._running: dict[str, asyncio.Task[None]] = {}

    def read(self, services: Services, store: UploadStore, upload: Upload) -> None:
        """Begin to read an upload; whoever uploaded it stands in ``actor_var``."""
        upload = store.keep(upload, status="reading", what=wording.WAITING)
        self._start(upload, store, self._read(services, store, upload))

    def save(self, services: Services, store: UploadStore, upload: Upload) -> None:
        """Begin to make the drafts of a preview."""
        upload = store.keep(
            upload, status="saving", what=wording.WAITING, done=0, total=0
        )
        self._start(upload, store, self._save(services, store, upload))

    def is_lost(self, services: Services, upload: Upload) -> bool:
        """Tell whether nobody works on an upload any more."""
        if not upload.running or upload.import_id in self._running:
            return False
        return services.clock().timestamp() - upload.touched > _SILENT

    def _start(
        self, upload: Upload, store: UploadStore, work: Coroutine[Any, Any, None]
    ) -> None:
        task = asyncio.create_task(self._guarded(upload, store, work))
        self._running[upload.import_id] = task
        task.add_done_callback(lambda _: self._running.pop(upload.import_id, None))

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
        tell = _teller(store, upload)

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
        tell = _teller(store, upload)

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


def _teller(store: UploadStore, upload: Upload) -> Callable[[str, int, int], None]:
    """Give what writes down the progress, now and then."""
    last = 0.0

    def tell(what: str, done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last >= _TOLD_EVERY:
            last = time.monotonic()
            store.keep(upload, what=what, done=done, total=total)

    return tell
