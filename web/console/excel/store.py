"""Uploads and their previews, kept for an hour for whoever uploaded them.

They are files below the var directory: every process of this machine finds them, and
no table has to hold what nobody needs the next day.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, Literal

from knowledge.spreadsheets.preview import Preview
from web.console.whole_files import write_at_once

KEPT: Final = timedelta(hours=1)
_MOST_OF_A_PERSON: Final = 5
_ID: Final = re.compile(r"[A-Za-z0-9_-]{32}")

Status = Literal[
    "reading", "ready", "unusable", "saving", "saved", "conflict", "failed"
]
RUNNING: Final = frozenset({"reading", "saving"})


@dataclass(frozen=True, slots=True)
class Upload:
    """How far an import is.

    Attributes:
        import_id: Its name, which nobody can guess.
        owner: Number of the person who uploaded.
        name: What the file was called.
        created: When it was uploaded, as a timestamp.
        touched: When it last got on.
        status: What it has come to.
        what: What is being done.
        done: How much of that is.
        total: Of how much; 0 if nobody knows.
        message: Why it failed.
        reasons: What changed meanwhile.
        made: How many drafts were made.
        batch: Number of the import that they belong to; 0 before there is one.
    """

    import_id: str
    owner: int
    name: str
    created: float
    touched: float
    status: Status = "reading"
    what: str = ""
    done: int = 0
    total: int = 0
    message: str = ""
    reasons: tuple[str, ...] = ()
    made: int = 0
    batch: int = 0

    @property
    def running(self) -> bool:
        """Whether something is still being done."""
        return self.status in RUNNING


class UploadStore:
    """Keeps uploads.

    Args:
        folder: Where; made when it is needed.
        clock: The time.
    """

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        self._folder = folder
        self._clock = clock

    def add(self, owner: int, name: str, content: bytes) -> Upload:
        """Keep a file; what is too old, or too many, goes."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._tidy(owner)
        import_id = secrets.token_urlsafe(24)
        now = self._clock().timestamp()
        upload = Upload(import_id, owner, name, now, now)
        (self._folder / import_id).mkdir(mode=0o700)
        self._write(import_id, "upload.xlsx", content)
        self.keep(upload)
        return upload

    def find(self, import_id: str, owner: int) -> Upload | None:
        """Give somebody's upload; None if it is not theirs, or is gone."""
        upload = self._read(import_id) if _ID.fullmatch(import_id) else None
        return upload if upload is not None and upload.owner == owner else None

    def of(self, owner: int) -> list[Upload]:
        """Give somebody's uploads, the latest first."""
        found = [upload for upload in self._all() if upload.owner == owner]
        return sorted(found, key=lambda upload: upload.created, reverse=True)

    def keep(self, upload: Upload, **changes: Any) -> Upload:
        """Write down how far an upload is."""
        upload = replace(upload, touched=self._clock().timestamp(), **changes)
        self._write(
            upload.import_id,
            "state.json",
            json.dumps(asdict(upload), ensure_ascii=False).encode(),
        )
        return upload

    def content(self, upload: Upload) -> bytes:
        """Give the uploaded file."""
        return (self._folder / upload.import_id / "upload.xlsx").read_bytes()

    def keep_preview(self, upload: Upload, preview: Preview) -> None:
        """Keep what was previewed: just that is what a confirmation writes."""
        text = json.dumps(preview.packed(), ensure_ascii=False)
        self._write(upload.import_id, "preview.json", text.encode())

    def preview(self, upload: Upload) -> Preview:
        """Give what was previewed."""
        text = (self._folder / upload.import_id / "preview.json").read_text("utf-8")
        return Preview.unpacked(json.loads(text))

    def drop(self, upload: Upload) -> None:
        """Forget an upload."""
        shutil.rmtree(self._folder / upload.import_id, ignore_errors=True)

    def _tidy(self, owner: int) -> None:
        for upload in self._all(expired=True):
            if self._is_old(upload):
                self.drop(upload)
        for upload in self.of(owner)[_MOST_OF_A_PERSON - 1 :]:
            if not upload.running:
                self.drop(upload)

    def _all(self, *, expired: bool = False) -> list[Upload]:
        if not self._folder.is_dir():
            return []
        names = sorted(path.name for path in self._folder.iterdir())
        found = (self._read(name, expired=expired) for name in names)
        return [upload for upload in found if upload is not None]

    def _read(self, import_id: str, *, expired: bool = False) -> Upload | None:
        try:
            text = (self._folder / import_id / "state.json").read_text("utf-8")
        except (FileNotFoundError, NotADirectoryError):
            return None
        value = json.loads(text)
        upload = Upload(**{**value, "reasons": tuple(value["reasons"])})
        return None if self._is_old(upload) and not expired else upload

    def _is_old(self, upload: Upload) -> bool:
        return self._clock().timestamp() - upload.created > KEPT.total_seconds()

    def _write(self, import_id: str, name: str, content: bytes) -> None:
        write_at_once(self._folder / import_id / name, content)
