"""Tables and numbers as the page writes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def cell(text: str, longest: int = 40) -> str:
    """Return a worker's words so that they fit into a cell."""
    short = text if len(text) <= longest else text[: longest - 1] + "…"
    return short.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


def number(value: float, places: int = 3) -> str:
    """Return a share as ``.821``."""
    return f"{value:.{places}f}".removeprefix("0")


def percent(share: float) -> str:
    """Return a share as ``82.1 %``."""
    return f"{100 * share:.1f} %"


def points(share: float) -> str:
    """Return a difference of shares in points, with its sign."""
    return f"{100 * share:+.1f}"
