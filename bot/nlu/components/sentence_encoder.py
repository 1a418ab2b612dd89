"""Fifth step: encode the message, its masked form and its clauses in one go."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.clauses import split_clauses
from bot.nlu.components.base import StatelessComponent
from bot.nlu.encoder import sentence_encoder
from bot.nlu.masking import mask

MASKED_TEXT = "masked_text"
CLAUSES = "clauses"


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False
)
class SentenceEncoderStep(StatelessComponent):
    """Encodes all that the later steps need at once, which costs half as much.

    The vectors stay in the encoder's cache, where the classifiers find them.
    """

    def process(self, messages: list[Message]) -> list[Message]:
        """Add masked text and clauses; encode them."""
        for message in messages:
            text = message.get(TEXT)
            masked = mask(text, message.get(ENTITIES, []))
            clauses = split_clauses(masked)
            message.set(MASKED_TEXT, masked)
            message.set(CLAUSES, clauses)
            sentence_encoder().encode([text, masked, *clauses])
        return messages
