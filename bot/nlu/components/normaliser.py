"""First step: canonical writing."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.components.base import StatelessComponent
from bot.nlu.text import normalise


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False
)
class ChineseNormaliser(StatelessComponent):
    """Replaces the message's text by its canonical writing.

    It runs before everything else, also before Rasa's handler of ``/intent``
    messages, which therefore never sees a leading slash.
    """

    def process(self, messages: list[Message]) -> list[Message]:
        """Normalise the messages in place."""
        for message in messages:
            message.set(TEXT, normalise(message.get(TEXT) or ""))
        return messages
