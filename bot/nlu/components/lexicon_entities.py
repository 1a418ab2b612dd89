"""Third step: names out of the live lexicon."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.lexicon.live import live_lexicon
from bot.nlu.components.base import StatelessComponent
from bot.nlu.entities import name_entity


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False
)
class LexiconEntityExtractor(StatelessComponent):
    """Finds programmes, metrics, regions, groups and other agencies' matters."""

    def __init__(self, config: dict[str, Any]) -> None:
        """Start to follow the lexicon."""
        super().__init__(config)
        self._lexicon = live_lexicon()
        self._lexicon.start()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entities to the messages."""
        matcher = self._lexicon.current.matcher
        for message in messages:
            doc = message.get(f"{TEXT}_doc") or matcher.tokenize(message.get(TEXT))
            found = [name_entity(match) for match in matcher.find(doc)]
            entities = [*message.get(ENTITIES, []), *found]
            message.set(ENTITIES, entities, add_to_output=True)
        return messages
