"""What was decided on a whole import, and how far it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from web.console.job_store import Job, JobStore, new_job_id

Step = Literal["submit", "publish", "send-back", "discard"]
Status = Literal["running", "done", "stopped", "failed"]


@dataclass(frozen=True, kw_only=True)
class Decision(Job):
    """One step with a whole import.

    Attributes:
        batch: Number of the import.
        step: What is done.
        status: What has become of it; ``stopped``: some drafts keep it back.
    """

    decision_id: str
    batch: int
    step: Step
    status: Status = "running"

    @property
    def job_id(self) -> str:
        """Its name, which nobody can guess."""
        return self.decision_id

    @property
    def running(self) -> bool:
        """Whether something is still to be done."""
        return self.status == "running"


class DecisionStore(JobStore[Decision]):
    """Keeps decisions.

    Args:
        folder: Where; made when it is needed.
        clock: The time.
    """

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        super().__init__(folder, clock, Decision)

    def add(self, owner: int, batch: int, step: Step) -> Decision:
        """Begin one; those that are too old go."""
        made = self._begin(owner, decision_id=new_job_id(), batch=batch, step=step)
        return self.keep(made)

    def find(self, decision_id: str, batch: int, owner: int) -> Decision | None:
        """Give somebody's decision on an import; None if it is not theirs, or gone."""
        found = self._find(decision_id)
        if found is None or (found.batch, found.owner) != (batch, owner):
            return None
        return found

    def under_way(self, batch: int) -> bool:
        """Tell whether somebody's decision on an import is being carried out."""
        return any(
            one.batch == batch and one.running and not self.is_silent(one)
            for one in self._all()
        )
