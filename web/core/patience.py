"""How long the core waits for what."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Patience:
    """Spans of time in seconds.

    Attributes:
        reply: What a widget waits before it gets the calm wait message; so much less
            than 4 s that the message itself is there within them.
        answer: From the message to the answer; after it the turn is an error.
        grace: After that, a turn that nobody finished counts as abandoned.
        closing: What turns under way get when the process is told to stop.
        look: Between two looks at a turn that another process answers.
        housekeeping: Between two looks for abandoned turns.
    """

    reply: float = 3.7
    answer: float = 30.0
    grace: float = 5.0
    closing: float = 6.0
    look: float = 0.2
    housekeeping: float = 5.0
