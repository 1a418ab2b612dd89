"""First step: canonical writing."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.lexicon.live import live_lexicon
from bot.lexicon.reader import Entry
from bot.nlu.components.base import StatelessComponent
from bot.nlu.pinyin_decoder import PinyinDecoder
from bot.nlu.text import normalise

_DECODER = "pinyin_decoder"


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False
)
class ChineseNormaliser(StatelessComponent):
    """Replaces the message's text by its canonical writing.

    It runs before everything else, also before Rasa's handler of ``/intent``
    messages, which therefore never sees a leading slash.
    """

    def __init__(self, config: dict[str, Any]) -> None:
        """Have a pinyin decoder kept current with the lexicon."""
        super().__init__(config)
        self._lexicon = live_lexicon()
        self._lexicon.register(_DECODER, _decoder)

    def process(self, messages: list[Message]) -> list[Message]:
        """Normalise the messages in place."""
        decoder: PinyinDecoder = self._lexicon.current.derived[_DECODER]
        for message in messages:
            text = normalise(message.get(TEXT) or "")
            message.set(TEXT, decoder.decode(text))
        return messages


def _decoder(entries: tuple[Entry, ...]) -> PinyinDecoder:
    return PinyinDecoder(entry.text for entry in entries)
