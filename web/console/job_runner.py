"""Jobs that this process carries out in the background."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from web.console.job_store import Job, JobStore

_Job = TypeVar("_Job", bound=Job)


class JobRunner:
    """Runs jobs, one at a time: the pages need the machine as well.

    The work of each waits for ``_one_at_a_time`` and tells itself what became of it.
    """

    def __init__(self) -> None:
        self._one_at_a_time = asyncio.Semaphore(1)
        self._running: dict[str, asyncio.Task[None]] = {}

    def is_lost(self, store: JobStore[_Job], job: _Job) -> bool:
        """Tell whether nobody works on a job any more."""
        if not job.running or job.job_id in self._running:
            return False
        return store.is_silent(job)

    def progress(self, store: JobStore[_Job], job: _Job) -> dict[str, object]:
        """Say how far a job is, as pages read it."""
        return {
            "finished": not job.running or self.is_lost(store, job),
            "what": job.what,
            "done": job.done,
            "total": job.total,
        }

    def _start(self, job: Job, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._running[job.job_id] = task
        task.add_done_callback(lambda _: self._running.pop(job.job_id, None))
