"""Hand a worker over to a person."""

from __future__ import annotations

from actions.compose.places import PROVINCE
from actions.envelope import Envelope, Reply, Status
from actions.wording import answers, talk
from knowledge.queries.view import View

_HOTLINE = "hotline"


def compose_handoff(knowledge: View) -> Reply:
    """Name the hotline with its published hours."""
    return _hotline(talk.HANDOFF, "handoff", "contact", knowledge)


def compose_handoff_again(knowledge: View) -> Reply:
    """Say in other words what a worker does now who did not understand the hand-off."""
    return _hotline(talk.HANDOFF_AGAIN, "handoff", "contact", knowledge)


def compose_complaint(knowledge: View) -> Reply:
    """Say who takes complaints where no service is meant."""
    return _hotline(talk.COMPLAINT, "answered", "complaint", knowledge)


def _hotline(head: str, status: Status, aspect: str, knowledge: View) -> Reply:
    """Say something, then what is published about the hotline."""
    answer = knowledge.answer_for(_HOTLINE, aspect, PROVINCE)
    lines = [head]
    if answer:
        lines += [answer.text, answers.sources_line(answer.sources)]
    return Reply(
        "\n".join(lines),
        Envelope(
            status=status,
            service=_HOTLINE,
            aspects=[aspect],
            region=answer.region.name if answer else None,
            sources=answer.sources if answer else (),
        ),
    )
