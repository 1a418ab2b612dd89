"""A question with its answer, as every channel sees it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

PENDING: Final = "pending"
ERROR: Final = "error"


@dataclass(frozen=True, slots=True)
class Option:
    """A choice that the worker may tap.

    Attributes:
        id: Opaque, at most 64 ASCII characters, good in this conversation only.
        title: What the worker reads.
    """

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What the bot said.

    Attributes:
        texts: The messages in order.
        options: The choices of the last message.
        envelope: The answer's data (service, region, figures, sources) as
            `actions` sends it; None if the reply has none.
    """

    texts: tuple[str, ...]
    options: tuple[Option, ...] = ()
    envelope: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of a conversation.

    Attributes:
        number: Grows within the conversation, and over all conversations.
        message_id: The channel's id of the message.
        channel: The door that it came through.
        asked_at: When the message came, with a time zone.
        question: The cleaned and masked text; an option's title if one was tapped.
        reply: The answer; None only in a history, while it is awaited.
        status: "pending" or the envelope's status.
        feedback: "up", "down" or None.
    """

    number: int
    message_id: str
    channel: str
    asked_at: datetime
    question: str
    reply: Reply | None
    status: str
    feedback: str | None = None
