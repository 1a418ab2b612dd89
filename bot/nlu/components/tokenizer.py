"""Second step: one token a character, by spaCy's Chinese tokeniser."""

from __future__ import annotations

from typing import Any

import spacy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False
)
class SpacyCharTokenizer(Tokenizer):
    """Splits Chinese into characters, so that no entity can cross a token."""

    def __init__(self, config: dict[str, Any]) -> None:
        """Create spaCy's blank Chinese pipeline, which needs no model."""
        super().__init__(config)
        self._nlp = spacy.blank("zh")

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the settings that Rasa's tokenisers share."""
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            "prefix_separator_symbol": None,
        }

    @staticmethod
    def supported_languages() -> list[str]:
        """Return the languages that it can split."""
        return ["zh"]

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Split one attribute of a message."""
        doc = self._nlp.make_doc(message.get(attribute))
        message.set(f"{attribute}_doc", doc)
        return [Token(token.text, token.idx) for token in doc if not token.is_space]
