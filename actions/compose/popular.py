"""The order in which services are offered when nothing tells which is meant."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.queries.view import View
from knowledge.vocabulary import ASPECTS


def popular_services(knowledge: View) -> Sequence[str]:
    """Return the ids of all services that go on, most published about first.

    What staff have written most about is what workers ask most.
    """

    def published(programme_id: str) -> int:
        answers = sum(len(knowledge.answers(programme_id, a)) for a in ASPECTS)
        return answers + len(knowledge.faqs_of(programme_id))

    services = [
        service.id
        for service in knowledge.programmes("service")
        if not knowledge.has_ended(service.id)
    ]
    return sorted(services, key=lambda service: -published(service))
