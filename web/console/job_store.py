"""How far jobs in the background are: kept for an hour for whoever began them.

They are files below the var directory: every process of this machine finds them, and
no table has to hold what nobody needs the next day.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from web.console.whole_files import write_at_once

WAITING: Final = "正在排队"
_KEPT: Final = timedelta(hours=1)
_SILENT: Final = timedelta(minutes=10)
_ID: Final = re.compile(r"[A-Za-z0-9_-]{32}")
_STATE: Final = "state.json"
_TOLD_EVERY: Final = 0.2
"""Seconds between two notes on the progress of one step."""


@dataclass(frozen=True, kw_only=True)
class Job:
    """How far a job is.

    Attributes:
        owner: Number of the person who began it.
        created: When that was, as a timestamp.
        touched: When it last got on.
        what: What is being done.
        done: How much of that is.
        total: Of how much; 0 if nobody knows.
        message: What became of it, for people.
        reasons: What keeps it back.
    """

    owner: int
    created: float
    touched: float
    what: str = WAITING
    done: int = 0
    total: int = 0
    message: str = ""
    reasons: tuple[str, ...] = ()

    @property
    def job_id(self) -> str:
        """Its name, which nobody can guess."""
        raise NotImplementedError

    @property
    def running(self) -> bool:
        """Whether something is still to be done."""
        raise NotImplementedError


_Job = TypeVar("_Job", bound=Job)


class JobStore(Generic[_Job]):
    """Keeps jobs of one kind.

    Args:
        folder: Where; made when it is needed.
        clock: The time.
        kind: What is kept of each.
    """

    def __init__(
        self, folder: Path, clock: Callable[[], datetime], kind: type[_Job]
    ) -> None:
        self._folder = folder
        self._clock = clock
        self._kind = kind

    def keep(self, job: _Job, **changes: Any) -> _Job:
        """Write down how far a job is."""
        kept = replace(job, touched=self._now(), **changes)
        text = json.dumps(asdict(kept), ensure_ascii=False)
        self._write(kept, _STATE, text.encode())
        return kept

    def drop(self, job: _Job) -> None:
        """Forget a job."""
        shutil.rmtree(self._folder / job.job_id, ignore_errors=True)

    def is_silent(self, job: _Job) -> bool:
        """Tell whether a running one has not got on for so long that it is gone."""
        return self._age(job.touched) > _SILENT

    def teller(self, job: _Job) -> Callable[[str, int, int], None]:
        """Give what writes down the progress, now and then; a new step at once."""
        last, doing = 0.0, ""

        def tell(what: str, done: int, total: int) -> None:
            nonlocal last, doing
            if what != doing or time.monotonic() - last >= _TOLD_EVERY:
                last, doing = time.monotonic(), what
                self.keep(job, what=what, done=done, total=total)

        return tell

    def _begin(self, owner: int, **own: Any) -> _Job:
        """Keep a new job under a new name; those that are too old go."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for old in self._all(expired=True):
            if self._is_old(old):
                self.drop(old)
        now = self._now()
        job = self._kind(owner=owner, created=now, touched=now, **own)
        (self._folder / job.job_id).mkdir(mode=0o700)
        return job

    def _find(self, job_id: str) -> _Job | None:
        return self._read(job_id) if _ID.fullmatch(job_id) else None

    def _all(self, *, expired: bool = False) -> list[_Job]:
        if not self._folder.is_dir():
            return []
        names = sorted(path.name for path in self._folder.iterdir())
        found = (self._read(name, expired=expired) for name in names)
        return [job for job in found if job is not None]

    def _read(self, job_id: str, *, expired: bool = False) -> _Job | None:
        try:
            text = (self._folder / job_id / _STATE).read_text("utf-8")
        except (FileNotFoundError, NotADirectoryError):
            return None
        value = json.loads(text)
        job = self._kind(**{**value, "reasons": tuple(value["reasons"])})
        return None if self._is_old(job) and not expired else job

    def _write(self, job: _Job, name: str, content: bytes) -> None:
        write_at_once(self._folder / job.job_id / name, content)

    def _is_old(self, job: _Job) -> bool:
        return self._age(job.created) > _KEPT

    def _age(self, moment: float) -> timedelta:
        return timedelta(seconds=self._now() - moment)

    def _now(self) -> float:
        return self._clock().timestamp()


def new_job_id() -> str:
    """Give a name that nobody can guess."""
    return secrets.token_urlsafe(24)
