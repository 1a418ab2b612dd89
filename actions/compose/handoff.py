"""Hand a worker over to a person."""

from __future__ import annotations

from actions.compose.places import PROVINCE
from actions.envelope import Envelope, Reply
from actions.wording import answers, talk
from knowledge.queries.view import View

_HOTLINE = "hotline"


def compose_handoff(knowledge: View) -> Reply:
    """Name the hotline with its published hours."""
    answer = knowledge.answer_for(_HOTLINE, "contact", PROVINCE)
    lines = [talk.HANDOFF]
    if answer:
        lines += [answer.text, answers.sources_line(answer.sources)]
    return Reply(
        "\n".join(lines),
        Envelope(
            status="handoff",
            service=_HOTLINE,
            aspects=["contact"],
            region=answer.region.name if answer else None,
            sources=answer.sources if answer else (),
        ),
    )


def compose_complaint(knowledge: View) -> Reply:
    """Say who takes complaints where no service is meant."""
    answer = knowledge.answer_for(_HOTLINE, "complaint", PROVINCE)
    lines = [talk.COMPLAINT]
    if answer:
        lines += [answer.text, answers.sources_line(answer.sources)]
    return Reply(
        "\n".join(lines),
        Envelope(
            status="answered",
            service=_HOTLINE,
            aspects=["complaint"],
            region=answer.region.name if answer else None,
            sources=answer.sources if answer else (),
        ),
    )
