"""Fifth step: encode the message, its masked form and its clauses in one go."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.aspect_model import Sentence
from bot.nlu.clauses import split_clauses
from bot.nlu.components.base import StatelessComponent
from bot.nlu.encoder import sentence_encoder
from bot.nlu.masking import mask, mask_span

SENTENCES = "sentences"


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False
)
class SentenceEncoderStep(StatelessComponent):
    """Encodes all that the later steps need at once, which costs half as much.

    The first of the sentences is the whole message, its clauses follow. The vectors
    stay in the encoder's cache, where the classifiers find them.
    """

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the canonical text and the sentences, plain and masked; encode them."""
        for message in messages:
            text, entities = message.get(TEXT), message.get(ENTITIES, [])
            whole = Sentence(text, mask(text, entities))
            clauses = [
                Sentence(text[start:end], mask_span(text, entities, start, end))
                for start, end in split_clauses(text)
            ]
            message.set(SENTENCES, [whole, *clauses])
            message.set("canonical_text", text, add_to_output=True)
            sentence_encoder().encode(
                [form for s in (whole, *clauses) for form in (s.text, s.masked)]
            )
        return messages
