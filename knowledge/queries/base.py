"""What every family of queries has at hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from knowledge.queries.snapshot import Snapshot


@dataclass(frozen=True)
class Queries:
    """Queries over one unchanging state, as seen on one day.

    What they look up often they index at first need. That may happen twice, when two
    threads need it at once: both get the same.

    Attributes:
        today: The day that validity and age are judged by.
    """

    snapshot: Snapshot
    today: date

    def version(self) -> int:
        """Give the number of this state."""
        return self.snapshot.version
