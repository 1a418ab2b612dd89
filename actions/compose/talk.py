"""Small talk and limits."""

from __future__ import annotations

from actions.compose.buttons import service_button
from actions.compose.places import programme_name
from actions.compose.popular import popular_services
from actions.envelope import Envelope, PastEnvelope, Reply, Status
from actions.understanding.memory import Memory
from actions.wording import talk
from knowledge.queries.view import View

_SUGGESTED = 4


def compose_talk(text: str, knowledge: View, suggest: bool = False) -> Reply:
    """Say something that rests on no content.

    Args:
        text: What to say.
        knowledge: Published content.
        suggest: Whether to offer services as buttons.
    """
    services = popular_services(knowledge)[:_SUGGESTED] if suggest else ()
    return Reply(
        text,
        Envelope(status="smalltalk"),
        buttons=[service_button(service, knowledge) for service in services],
    )


def compose_talk_about(service: str, knowledge: View) -> Reply:
    """Offer first the service that what was told may have to do with."""
    others = [s for s in popular_services(knowledge) if s != service]
    return Reply(
        talk.perhaps_about(programme_name(service, knowledge)),
        Envelope(status="smalltalk"),
        buttons=[
            service_button(each, knowledge)
            for each in (service, *others[: _SUGGESTED - 1])
        ],
    )


def compose_limit(text: str, status: Status) -> Reply:
    """Say no, kindly; nothing of the message is echoed."""
    return Reply(text, Envelope(status=status))


def compose_again(memory: Memory) -> Reply:
    """Say the last reply once more."""
    return _from_memory(memory.text, memory, talk.NOTHING_TO_REPEAT)


def compose_more(memory: Memory) -> Reply:
    """Say what the last reply left out."""
    empty = talk.NO_MORE if memory.service else talk.NOTHING_TO_REPEAT
    text = "\n".join([memory.more, *memory.sources[:1]]) if memory.more else ""
    return _from_memory(text, memory, empty)


def compose_sources(memory: Memory) -> Reply:
    """Name the sources of the last reply."""
    text = "\n".join([talk.SOURCE_INTRO, *memory.sources]) if memory.sources else ""
    return _from_memory(text, memory, talk.NO_SOURCE)


def _from_memory(text: str, memory: Memory, empty: str) -> Reply:
    """Say a part of the last reply under its own envelope."""
    kept = {"more": memory.more}
    if not text or memory.envelope is None:
        return Reply(empty, Envelope(status="smalltalk"), remember=kept)
    return Reply(
        text,
        PastEnvelope(dict(memory.envelope)),
        remember={**kept, "text": memory.text, "sources": memory.sources},
    )
