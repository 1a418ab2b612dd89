"""Answer for where a worker is, where they ask about no place."""

from __future__ import annotations

from dataclasses import replace

from actions.understanding.location import Location
from actions.understanding.memory import Memory
from actions.understanding.question import Question
from knowledge.queries.view import View

# So near to each other two places are hardly ever in two cities.
_CLOSE_KM = 5.0


def _city_of(here: Location | None, knowledge: View) -> str | None:
    """Return the city in which a position lies, as far as a place close by tells."""
    if here is None:
        return None
    near = knowledge.sites_near(here.lat, here.lon, limit=1, within_km=_CLOSE_KM)
    for found in near:
        for region in knowledge.ancestors(found.site.region.id):
            if region.kind == "city":
                return region.id
    return None


def at_home(question: Question, memory: Memory, knowledge: View) -> Question:
    """Answer for where the worker is, where no place is asked about.

    What somebody says of themselves holds for every matter. A position is nearer than
    a name; figures are counted where they are published.
    """
    home = memory.home or _city_of(memory.location, knowledge)
    question = replace(question, home=home, location=memory.location)
    found_by_position = question.location is not None and "location" in question.aspects
    counts = "figure" in question.aspects or question.intent == "ask_compare"
    if question.region or not home or found_by_position or counts:
        return question
    return replace(question, region=home, at_home=True)
