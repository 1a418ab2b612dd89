"""Sixth step: what is asked."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.lexicon.live import live_lexicon
from bot.nlu.aspect_model import AspectModel
from bot.nlu.components.base import TrainedComponent
from bot.nlu.components.sentence_encoder import SENTENCES

_RANKING_LENGTH = 6


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True
)
class AspectClassifier(TrainedComponent, IntentClassifier):
    """Classifies the masked message and each of its clauses."""

    _model: AspectModel | None = None

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the intent examples and write the model."""
        examples = [
            (example.get(TEXT), example.get_full_intent())
            for example in training_data.intent_examples
            if example.get(TEXT)
        ]
        matcher = live_lexicon().current.matcher
        self._model = AspectModel.fit(examples, matcher)
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> AspectClassifier:
        """Load the trained model (see parent class)."""
        with model_storage.read_from(resource) as folder:
            model = AspectModel.load(folder)
        classifier = cls(config, model_storage, resource)
        classifier._model = model
        return classifier

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent, ranking and the intents of the clauses."""
        assert self._model is not None
        for message in messages:
            sentences = message.get(SENTENCES)
            whole, *parts = self._model.rank(sentences)
            ranking = [
                {"name": name, "confidence": chance}
                for name, chance in whole.intents[:_RANKING_LENGTH]
            ]
            message.set("intent", ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
            message.set("intent_kind", whole.kind, add_to_output=True)
            message.set(
                "clauses",
                [
                    {"text": clause.text, "intent": name, "confidence": chance}
                    for clause, part in zip(sentences[1:], parts, strict=True)
                    for name, chance in part.intents[:1]
                ],
                add_to_output=True,
            )
        return messages
