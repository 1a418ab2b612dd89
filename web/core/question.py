"""What a message asks: its own text, or the option or place that it stands for."""

from dataclasses import dataclass
from typing import Final

from web.core import wording
from web.core.cleaning import cleaned
from web.core.errors import InvalidMessageError, UnknownOptionError
from web.core.incoming import Incoming, Position
from web.core.options import GREETING_NUMBER, OptionIds, typed_choice
from web.core.private_numbers import masked
from web.core.turn_store import Choice, TurnStore

GREETING_CHOICES: Final = tuple(Choice(q, q) for q in wording.GREETING_QUESTIONS)


@dataclass(frozen=True, slots=True)
class Question:
    """A question, harmless for the bot, the store and the logs.

    Attributes:
        shown: What is kept of it and shown.
        message: What is sent to the bot.
        position: The place that is sent with it; it is not kept.
    """

    shown: str
    message: str
    position: Position | None


class Questions:
    """Reads messages beside what their conversation was offered last."""

    def __init__(self, store: TurnStore, options: OptionIds) -> None:
        """Look up offers in this store, under these ids."""
        self._store = store
        self._options = options

    async def read(self, conversation: str, incoming: Incoming) -> Question:
        """Find out what is asked.

        Raises:
            ChatError: Nothing, or what cannot be asked.
        """
        position = incoming.position
        if position is not None and not position.is_on_earth:
            raise InvalidMessageError
        if incoming.option is not None:
            choice = await self._tapped(conversation, incoming.option)
            return Question(choice.title, choice.payload, position)
        if position is not None and not incoming.text:
            return Question(wording.OWN_POSITION, wording.OWN_POSITION, position)
        text = masked(cleaned(incoming.text))
        typed = typed_choice(text, await self._offered(conversation, incoming.channel))
        if typed is not None:
            return Question(typed.title, typed.payload, position)
        return Question(text, text, position)

    async def _tapped(self, conversation: str, option: str) -> Choice:
        read = self._options.read(conversation, option)
        if read is None:
            raise UnknownOptionError
        number, index = read
        choices = GREETING_CHOICES
        if number != GREETING_NUMBER:
            latest = await self._store.latest_answered(conversation)
            if latest is None or latest.number != number or latest.outcome is None:
                raise UnknownOptionError
            choices = latest.outcome.choices
        if index >= len(choices):
            raise UnknownOptionError
        return choices[index]

    async def _offered(self, conversation: str, channel: str) -> tuple[Choice, ...]:
        """The options that the worker sees last."""
        latest = await self._store.latest_answered(conversation)
        if latest is not None and latest.outcome is not None:
            return latest.outcome.choices
        return GREETING_CHOICES if channel == "widget" else ()
