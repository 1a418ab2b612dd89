"""Where the time of a turn goes, on the monotonic clock."""

import time


class Steps:
    """How long each step of a turn takes.

    Attributes:
        asked: When the bot was asked; None if it was not.
        told: When it was done with that.
        store: Seconds that the store has taken.
    """

    def __init__(self, began: float, store: float) -> None:
        """Queue from now on.

        Args:
            began: When the message came.
            store: Seconds that the store has taken so far.
        """
        self.began = began
        self.store = store
        self.queued = time.monotonic()
        self.asked: float | None = None
        self.told: float | None = None

    def seconds(self, now: float) -> dict[str, float]:
        """Seconds by step up to now; without the bot if it was not asked."""
        asked = self.asked or now
        return {
            "queue": asked - self.queued,
            "bot": (self.told or now) - asked,
            "store": self.store,
            "total": now - self.began,
        }

    def milliseconds(self, now: float) -> dict[str, int]:
        """The same in whole milliseconds, as the row keeps it."""
        return {step: round(1000 * spent) for step, spent in self.seconds(now).items()}
