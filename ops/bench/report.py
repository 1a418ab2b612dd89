"""What was measured, as numbers side by side."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ops.bench.load import Sample


@dataclass(frozen=True)
class Result:
    """All that was measured of one bot.

    Attributes:
        name: What it is called.
        startup_seconds: From the start of its processes to its first reply.
        megabytes: Memory by process, after the last question.
        samples: By number of clients, one sample a round.
        busy: Milliseconds of processor time a message, by process.
    """

    name: str
    startup_seconds: float
    megabytes: Mapping[str, float]
    samples: dict[int, list[Sample]] = field(default_factory=dict)
    busy: Mapping[str, float] = field(default_factory=dict)

    def rates(self, clients: int) -> list[float]:
        """Messages a second, round by round."""
        return [len(s.latencies) / s.seconds for s in self.samples[clients]]

    def rate(self, clients: int) -> float:
        """Messages a second over all rounds."""
        rounds = self.samples[clients]
        return sum(len(s.latencies) for s in rounds) / sum(s.seconds for s in rounds)

    def percentile(self, clients: int, share: float) -> float:
        """Milliseconds that this share of all replies stayed below."""
        took = sorted(t for s in self.samples[clients] for t in s.latencies)
        return 1000 * took[min(len(took) - 1, int(share * len(took)))]

    def errors(self) -> int:
        """Replies that say that something went wrong."""
        return sum(s.errors for rounds in self.samples.values() for s in rounds)

    def replies(self) -> int:
        """How many replies were timed."""
        return sum(len(s.latencies) for r in self.samples.values() for s in r)


def table(ours: Result, others: Sequence[Result]) -> str:
    """Return everything in Markdown; the first of the others is stock Rasa."""
    stock = others[0]
    lines = [
        "| clients | bot | messages/s | p50 ms | p99 ms | ×messages/s | ×p50 |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for clients in ours.samples:
        for result in (ours, *others):
            lines.append(_load_row(result, stock, clients))
    lines += [
        "",
        "| bot | start-up s | memory MB: bot + actions | processor ms a message: "
        "bot + actions |",
        "| --- | --- | --- | --- |",
    ]
    for result in (ours, *others):
        memory = " + ".join(f"{result.megabytes[p]:.0f}" for p in ("bot", "actions"))
        busy = " + ".join(f"{result.busy[p]:.1f}" for p in ("bot", "actions"))
        lines.append(
            f"| {result.name} | {result.startup_seconds:.0f} | {memory} | {busy} |"
        )
    lines += ["", *_sentences(ours, others)]
    return "\n".join(lines)


def _load_row(result: Result, stock: Result, clients: int) -> str:
    p50 = result.percentile(clients, 0.5)
    return (
        f"| {clients} | {result.name} | {result.rate(clients):.1f} | {p50:.1f} "
        f"| {result.percentile(clients, 0.99):.1f} "
        f"| {result.rate(clients) / stock.rate(clients):.2f} "
        f"| {p50 / stock.percentile(clients, 0.5):.2f} |"
    )


def _sentences(ours: Result, others: Sequence[Result]) -> list[str]:
    stock = others[0]
    spans = []
    for clients in ours.samples:
        ratios = [
            mine / theirs
            for mine, theirs in zip(
                ours.rates(clients), stock.rates(clients), strict=True
            )
        ]
        spans.append(
            f"{min(ratios):.1f} to {max(ratios):.1f} at {clients} "
            f"(median {statistics.median(ratios):.1f})"
        )
    worked = [s.client_seconds for r in ours.samples.values() for s in r]
    client = 1000 * sum(worked) / ours.replies()
    errors = ", ".join(f"{r.name} {r.errors()}" for r in (ours, *others))
    return [
        f"× is the ratio to {stock.name}. Round by round it was "
        + ", ".join(spans)
        + ".",
        f"Each bot got the same {ours.replies()} sentences, none twice and none of them"
        f" trained on. The client took {client:.1f} ms of processor time a message."
        f" Replies with status `error`: {errors}.",
    ]


def verdict(ours: Result, stock: Result) -> list[str]:
    """Return what misses the aim: 5 times the messages, a third of the p50."""
    missed = []
    for clients in ours.samples:
        faster = ours.rate(clients) / stock.rate(clients)
        sooner = ours.percentile(clients, 0.5) / stock.percentile(clients, 0.5)
        if faster < 5:
            missed.append(f"{faster:.2f} × the messages at {clients} clients, not 5")
        if sooner > 1 / 3:
            missed.append(f"{sooner:.2f} of the p50 at {clients} clients, not 0.33")
    return missed
