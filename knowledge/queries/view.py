"""All queries over one state of the knowledge base."""

from __future__ import annotations

from knowledge.queries.faqs import FaqQueries
from knowledge.queries.figures import FigureQueries
from knowledge.queries.finder import FinderQueries
from knowledge.queries.groups import GroupQueries
from knowledge.queries.programmes import ProgrammeQueries
from knowledge.queries.signposts import SignpostQueries
from knowledge.queries.sites import SiteQueries


class View(
    ProgrammeQueries,
    FaqQueries,
    FigureQueries,
    FinderQueries,
    GroupQueries,
    SignpostQueries,
    SiteQueries,
):
    """What one turn of a conversation sees: all its answers fit together."""
