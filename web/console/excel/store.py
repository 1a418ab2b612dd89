"""Uploads and their previews."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

from knowledge.spreadsheets.preview import Preview
from web.console.job_store import Job, JobStore, new_job_id

_MOST_OF_A_PERSON: Final = 5
_CONTENT: Final = "upload.xlsx"
_PREVIEW: Final = "preview.json"

Status = Literal[
    "reading", "ready", "unusable", "saving", "saved", "conflict", "failed"
]
_RUNNING: Final = frozenset({"reading", "saving"})


@dataclass(frozen=True, kw_only=True)
class Upload(Job):
    """How far an import is.

    Attributes:
        import_id: Its name, which nobody can guess.
        name: What the file was called.
        status: What it has come to.
        made: How many drafts were made.
        batch: Number of the import that they belong to; 0 before there is one.
    """

    import_id: str
    name: str
    status: Status = "reading"
    made: int = 0
    batch: int = 0

    @property
    def job_id(self) -> str:
        """Its name, which nobody can guess."""
        return self.import_id

    @property
    def running(self) -> bool:
        """Whether something is still being done."""
        return self.status in _RUNNING


class UploadStore(JobStore[Upload]):
    """Keeps uploads.

    Args:
        folder: Where; made when it is needed.
        clock: The time.
    """

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        super().__init__(folder, clock, Upload)

    def add(self, owner: int, name: str, content: bytes) -> Upload:
        """Keep a file; what is too old, or too many, goes."""
        for upload in self.of(owner)[_MOST_OF_A_PERSON - 1 :]:
            if not upload.running:
                self.drop(upload)
        upload = self._begin(owner, import_id=new_job_id(), name=name)
        self._write(upload, _CONTENT, content)
        return self.keep(upload)

    def find(self, import_id: str, owner: int) -> Upload | None:
        """Give somebody's upload; None if it is not theirs, or is gone."""
        upload = self._find(import_id)
        return upload if upload is not None and upload.owner == owner else None

    def of(self, owner: int) -> list[Upload]:
        """Give somebody's uploads, the latest first."""
        found = [upload for upload in self._all() if upload.owner == owner]
        return sorted(found, key=lambda upload: upload.created, reverse=True)

    def content(self, upload: Upload) -> bytes:
        """Give the uploaded file."""
        return (self._folder / upload.import_id / _CONTENT).read_bytes()

    def keep_preview(self, upload: Upload, preview: Preview) -> None:
        """Keep what was previewed: just that is what a confirmation writes."""
        text = json.dumps(preview.packed(), ensure_ascii=False)
        self._write(upload, _PREVIEW, text.encode())

    def preview(self, upload: Upload) -> Preview:
        """Give what was previewed."""
        text = (self._folder / upload.import_id / _PREVIEW).read_text("utf-8")
        return Preview.unpacked(json.loads(text))
