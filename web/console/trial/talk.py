"""A trial talk, said from its beginning each time: so nothing of it need be kept."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from actions.understanding.memory import Memory
from actions.understanding.turn import Turn
from web.console.trial.bot_api import Reading, read_all
from web.console.trial.contents import Content
from web.console.trial.stand_ins import Spoken, corrected, spoken
from web.services import Services

if TYPE_CHECKING:
    from actions.envelope import Reply


@dataclass(frozen=True)
class Step:
    """What was said, and what a worker would be told.

    Attributes:
        said: The sentence as it was typed.
        spoken: The sentence as it was said to the bot.
        reading: What the bot makes of it, told what the drafts say.
        turn: The same, as the actions take it.
        reply: The answer.
    """

    said: str
    spoken: Spoken
    reading: Reading
    turn: Turn
    reply: Reply

    @property
    def envelope(self) -> dict[str, Any]:
        """The answer's envelope."""
        return self.reply.envelope.as_dict()


async def hold(
    services: Services, content: Content, sentences: Sequence[str]
) -> list[Step]:
    """Say sentences one after another, as one talk.

    Args:
        services: Where the bot is.
        content: What to answer from.
        sentences: What is said, in order.

    Raises:
        BotDownError: The bot cannot be reached.
    """
    said = [spoken(sentence, content.names) for sentence in sentences]
    readings = await read_all(services, [each.text for each in said])
    told = [
        corrected(reading, each, content.names, content.view)
        for reading, each in zip(readings, said, strict=True)
    ]

    def answers() -> list[Step]:
        # Imported with the first trial: it takes seconds that no start shall wait for.
        from web.console.trial.composing import answer

        memory, steps = Memory(), []
        for sentence, each, reading in zip(sentences, said, told, strict=True):
            found = answer(reading, memory, content.view)
            memory = found.memory
            steps.append(Step(sentence, each, reading, found.turn, found.reply))
        return steps

    return await asyncio.to_thread(answers)
