"""How the rows of each kind become documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from sqlalchemy.orm import Session

from knowledge.publishing.normal import Document
from knowledge.publishing.reading.figures import read_figures
from knowledge.publishing.reading.plain import (
    read_groups,
    read_lookalikes,
    read_metrics,
    read_regions,
    read_signposts,
    read_sites,
    read_sources,
)
from knowledge.publishing.reading.programmes import read_programmes
from knowledge.publishing.reading.questions import read_questions

READERS: Final[dict[str, Callable[[Session, Sequence[Any]], dict[str, Document]]]] = {
    "programme": read_programmes,
    "figure": read_figures,
    "metric": read_metrics,
    "signpost": read_signposts,
    "lookalike": read_lookalikes,
    "region": read_regions,
    "group": read_groups,
    "site": read_sites,
    "source": read_sources,
    "finder": read_questions,
}
"""By kind: from rows of its main table, in order, to documents by id, in order."""
