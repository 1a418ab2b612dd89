"""What is counted and timed, in a registry of its own for each app."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30)


class Metrics:
    """Counters and histograms of the chat core.

    Attributes:
        registry: Where they can be read.
        turns: Finished turns by ``channel`` and ``status``.
        seconds: Time of a turn by ``step``: queue, bot, store, total.
        queue: Messages that wait for an earlier one of their conversation, or for
            the bot to have room.
        running: Messages that were taken and are not answered yet.
        errors: Failures by ``kind``.
        refused: Messages that were not taken, by the error's ``code``.
    """

    def __init__(self) -> None:
        """Start at zero."""
        self.registry = CollectorRegistry()
        self.turns = Counter(
            "gxn_turns",
            "Finished turns.",
            ("channel", "status"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "gxn_turn_seconds",
            "Time of a turn by step.",
            ("step",),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.queue = Gauge(
            "gxn_queue_length",
            "Messages that wait for their turn.",
            registry=self.registry,
        )
        self.running = Gauge(
            "gxn_turns_running",
            "Messages that were taken and are not answered yet.",
            registry=self.registry,
        )
        self.errors = Counter(
            "gxn_errors", "Failures by kind.", ("kind",), registry=self.registry
        )
        self.refused = Counter(
            "gxn_refused",
            "Messages that were not taken.",
            ("code",),
            registry=self.registry,
        )
