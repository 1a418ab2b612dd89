"""The bot behind Rasa's REST channel."""

import asyncio
from dataclasses import dataclass
from typing import Any, Final

import httpx

from knowledge.vocabulary import ANSWER_STATUSES
from web.core.incoming import Position
from web.core.turn_store import Choice

_CONNECT_SECONDS: Final = 2.0
AT_ONCE: Final = 32
"""How many messages the bot is asked at the same time.

More it does not answer sooner, only in no order: some not for half a minute. So the
others wait here, first come, first served.
"""
# About 100 m: docs/decisions/0010-locations.md.
_DECIMALS: Final = 3


class BotDownError(Exception):
    """The bot cannot be reached, or sends what is no answer."""


class BotSilentError(Exception):
    """The bot has nothing to say: it reaches no action server."""


@dataclass(frozen=True, slots=True)
class BotReply:
    """The bot's messages as one reply."""

    texts: tuple[str, ...]
    choices: tuple[Choice, ...]
    envelope: dict[str, Any] | None
    status: str


class BotClient:
    """Asks the bot; keeps its connections open between questions.

    Attributes:
        free: To be held while asking: one of the places that the bot has.
    """

    def __init__(
        self, webhook: str, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        """Prepare; nothing is connected yet.

        Args:
            webhook: Address of the REST channel.
            transport: How it is reached; by the network if left out.
        """
        self.free = asyncio.Semaphore(AT_ONCE)
        self._webhook = webhook
        self._client = httpx.AsyncClient(
            transport=transport,
            # How long an answer may take is the caller's to decide.
            timeout=httpx.Timeout(None, connect=_CONNECT_SECONDS),
            limits=httpx.Limits(
                max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE
            ),
            # The bot is on loopback: a proxy of the machine must not come between.
            trust_env=False,
        )

    async def ask(
        self, sender: str, message: str, position: Position | None = None
    ) -> BotReply:
        """Send a message and take the reply.

        Raises:
            BotDownError: There is no bot, or no sense in what it sends.
            BotSilentError: It sends an empty list.
        """
        body: dict[str, Any] = {"sender": sender, "message": message}
        if position is not None:
            body["metadata"] = {
                "location": {
                    "lat": round(position.lat, _DECIMALS),
                    "lon": round(position.lon, _DECIMALS),
                    "datum": position.datum,
                }
            }
        try:
            response = await self._client.post(self._webhook, json=body)
            response.raise_for_status()
            messages = response.json()
        except (httpx.HTTPError, ValueError, RecursionError) as error:
            raise BotDownError(type(error).__name__) from None
        return read_reply(messages)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()


def read_reply(messages: object) -> BotReply:
    """Join the messages of Rasa's REST channel.

    Raises:
        BotDownError: It is no list of messages.
        BotSilentError: The list says nothing.
    """
    if not isinstance(messages, list) or not all(
        isinstance(message, dict) for message in messages
    ):
        raise BotDownError("not a list of messages")
    texts = tuple(
        message["text"]
        for message in messages
        if isinstance(message.get("text"), str) and message["text"].strip()
    )
    if not texts:
        raise BotSilentError
    envelope: dict[str, Any] | None = None
    for message in messages:
        custom = message.get("custom")
        answer = custom.get("answer") if isinstance(custom, dict) else None
        if isinstance(answer, dict):
            envelope = answer
    return BotReply(texts, _choices(messages), envelope, _status(envelope))


def _choices(messages: list[dict[str, Any]]) -> tuple[Choice, ...]:
    found = []
    for message in messages:
        buttons = message.get("buttons")
        for button in buttons if isinstance(buttons, list) else ():
            title = button.get("title") if isinstance(button, dict) else None
            if isinstance(title, str) and title.strip():
                payload = button.get("payload")
                said = payload if isinstance(payload, str) and payload else title
                found.append(Choice(title, said))
    return tuple(found)


def _status(envelope: dict[str, Any] | None) -> str:
    status = "answered" if envelope is None else envelope.get("status")
    # A status of a newer version of the actions must not cost the worker the answer.
    return status if status in ANSWER_STATUSES else "answered"
