"""Which service or agency a turn is likeliest about where none is named."""

from __future__ import annotations

from actions.understanding.turn import Turn


def likeliest(turn: Turn, kind: str) -> tuple[str, float]:
    """Return id and probability of the likeliest programme or signpost."""
    for label, chance in turn.topics:
        if label.startswith(f"{kind}:"):
            return label.removeprefix(f"{kind}:"), chance
    return "", 0.0
