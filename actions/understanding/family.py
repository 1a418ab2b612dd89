"""Programmes that belong together: a service and the campaigns that serve it."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.queries.view import View

WHOLE = "programme"
"""Id of the whole programme, the frame that all services are mentioned in."""


def family_ids(programme_id: str, knowledge: View) -> Sequence[str]:
    """Return the ids of a programme and all that belongs with it, itself first.

    Other than ``View.programme_family`` it goes on from a campaign's service to that
    service's other campaigns: a worker who asks on does not tell them apart.
    """
    found = [programme_id]
    for known in found:
        for relative in knowledge.programme_family(known):
            if relative.id not in found:
                found.append(relative.id)
    return found
