"""First step: canonical writing, and what was probably meant."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.lexicon.live import live_lexicon
from bot.lexicon.reader import Entry
from bot.nlu.components.base import TrainedComponent
from bot.nlu.decoder import Decoder
from bot.nlu.language_model import Habits, LanguageModel
from bot.nlu.text import normalise

_DECODER = "decoder"
_HABITS = "habits.json"


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True
)
class ChineseNormaliser(TrainedComponent):
    """Replaces the message's text by its canonical writing.

    It runs before everything else, also before Rasa's handler of ``/intent``
    messages, which therefore never sees a leading slash.
    """

    def train(self, training_data: TrainingData) -> Resource:
        """Learn how workers write, to tell the usual from the mistyped."""
        texts = [e.get(TEXT) for e in training_data.intent_examples if e.get(TEXT)]
        habits = Habits.learn(normalise(text) for text in texts)
        with self._model_storage.write_to(self._resource) as folder:
            habits.save(folder / _HABITS)
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ChineseNormaliser:
        """Have a decoder kept current with the lexicon."""
        with model_storage.read_from(resource) as folder:
            habits = Habits.load(folder / _HABITS)
        live_lexicon().register(_DECODER, lambda entries: _decoder(habits, entries))
        return cls(config, model_storage, resource)

    def process(self, messages: list[Message]) -> list[Message]:
        """Normalise the messages in place."""
        lexicon = live_lexicon().current
        decoder: Decoder = lexicon.derived[_DECODER]
        for message in messages:
            typed = message.get(TEXT) or ""
            # What is repeated shrinks; a limit on length counts what was typed.
            message.set("typed_characters", len(typed), add_to_output=True)
            text = normalise(typed)
            if not lexicon.unlearnt.stands_in(text):
                text = decoder.decode(text)
            message.set(TEXT, text)
        return messages


def _decoder(habits: Habits, entries: tuple[Entry, ...]) -> Decoder:
    texts = (normalise(entry.text) for entry in entries)
    return Decoder(LanguageModel(habits, texts))
