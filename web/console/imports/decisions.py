"""What was decided on a whole import, and how far it is: kept for an hour.

Files below the var directory, as for uploads: every process of this machine finds them.
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

from web.console.whole_files import write_at_once

KEPT: Final = timedelta(hours=1)
_SILENT: Final = timedelta(minutes=10)
_ID: Final = re.compile(r"[A-Za-z0-9_-]{32}")
_STATE: Final = "state.json"

Step = Literal["submit", "publish", "send-back", "discard"]
Status = Literal["running", "done", "stopped", "failed"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One step with a whole import.

    Attributes:
        decision_id: Its name, which nobody can guess.
        owner: Number of the person who decided.
        batch: Number of the import.
        step: What is done.
        created: When that was decided, as a timestamp.
        touched: When it last got on.
        status: What has become of it; ``stopped``: some drafts keep it back.
        what: What is being done.
        done: How much of that is.
        total: Of how much; 0 if nobody knows.
        message: What became of it, for people.
        reasons: Which drafts keep it back, and why.
    """

    decision_id: str
    owner: int
    batch: int
    step: Step
    created: float
    touched: float
    status: Status = "running"
    what: str = ""
    done: int = 0
    total: int = 0
    message: str = ""
    reasons: tuple[str, ...] = ()


class DecisionStore:
    """Keeps decisions.

    Args:
        folder: Where; made when it is needed.
        clock: The time.
    """

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        self._folder = folder
        self._clock = clock

    def add(self, owner: int, batch: int, step: Step, what: str) -> Decision:
        """Begin one; those that are too old go."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for old in self._all():
            if self._age(old.created) > KEPT:
                shutil.rmtree(self._folder / old.decision_id, ignore_errors=True)
        now = self._clock().timestamp()
        decision = Decision(
            secrets.token_urlsafe(24), owner, batch, step, now, now, what=what
        )
        (self._folder / decision.decision_id).mkdir(mode=0o700)
        return self.keep(decision)

    def find(self, decision_id: str, batch: int, owner: int) -> Decision | None:
        """Give somebody's decision on an import; None if it is not theirs, or gone."""
        found = self._read(decision_id) if _ID.fullmatch(decision_id) else None
        if found is None or self._age(found.created) > KEPT:
            return None
        return found if (found.batch, found.owner) == (batch, owner) else None

    def running(self, batch: int) -> bool:
        """Tell whether somebody's decision on an import is being carried out."""
        return any(
            one.batch == batch and one.status == "running" and not self.is_silent(one)
            for one in self._all()
        )

    def is_silent(self, decision: Decision) -> bool:
        """Tell whether a running one has not got on for so long that it is gone."""
        return self._age(decision.touched) > _SILENT

    def keep(self, decision: Decision, **changes: Any) -> Decision:
        """Write down how far one is."""
        kept = replace(decision, touched=self._clock().timestamp(), **changes)
        text = json.dumps(asdict(kept), ensure_ascii=False)
        write_at_once(self._folder / kept.decision_id / _STATE, text.encode())
        return kept

    def _all(self) -> list[Decision]:
        if not self._folder.is_dir():
            return []
        names = sorted(path.name for path in self._folder.iterdir())
        found = (self._read(name) for name in names)
        return [decision for decision in found if decision is not None]

    def _read(self, decision_id: str) -> Decision | None:
        try:
            text = (self._folder / decision_id / _STATE).read_text("utf-8")
        except (FileNotFoundError, NotADirectoryError):
            return None
        value = json.loads(text)
        return Decision(**{**value, "reasons": tuple(value["reasons"])})

    def _age(self, moment: float) -> timedelta:
        return timedelta(seconds=self._clock().timestamp() - moment)
