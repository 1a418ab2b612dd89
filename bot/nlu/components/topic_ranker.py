"""Seventh step: what the message is about, also where it names nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.lexicon.live import live_lexicon
from bot.lexicon.reader import Entry
from bot.nlu import memory
from bot.nlu.components.base import TrainedComponent
from bot.nlu.components.sentence_encoder import SENTENCES
from bot.nlu.encoder import sentence_encoder
from bot.nlu.general_questions import general_questions
from bot.nlu.phrasing_index import Ranking
from bot.nlu.topic_model import ELSEWHERE, NONE, TopicModel, Topics

_MODEL = "topics"
_SENTENCES = "sentences.json"
_VECTORS = "vectors.npz"
_ASKING = "ask_"
# Of what workers say, so many texts stay encoded; a message has a handful.
_LATEST_TEXTS = 2000
_LONG_STORY = 40
_LAST_CLAUSES = 2


class Sentences(NamedTuple):
    """What training data adds to the lexicon.

    Attributes:
        elsewhere: Sentences about nothing that the bot knows.
        general: What is asked about any service.
    """

    elsewhere: list[str]
    general: list[str]


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True
)
class TopicRanker(TrainedComponent):
    """Ranks programmes, signposts, metrics and FAQ entries, live from the lexicon.

    Training only collects the sentences that are about nothing of the kind, what is
    asked about any service, and the vectors that the start would else spend seconds
    on; the rankings themselves are learnt from the lexicon whenever it changes.
    """

    def train(self, training_data: TrainingData) -> Resource:
        """Collect the sentences that the lexicon does not have."""
        examples = training_data.intent_examples
        lexicon = live_lexicon().current
        sentences = Sentences(
            elsewhere=[
                example.get(TEXT)
                for example in examples
                if example.get_full_intent() in ELSEWHERE
            ],
            general=general_questions(
                [
                    example.get(TEXT)
                    for example in examples
                    if example.get(INTENT).startswith(_ASKING)
                ],
                lexicon.matcher,
            ),
        )
        texts = TopicModel.texts(lexicon.entries, *sentences)
        with self._model_storage.write_to(self._resource) as folder:
            text = json.dumps(sentences._asdict(), ensure_ascii=False)
            (folder / _SENTENCES).write_text(text, encoding="utf-8")
            sentence_encoder().save(texts, folder / _VECTORS)
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TopicRanker:
        """Learn the rankings from the lexicon of now."""
        with model_storage.read_from(resource) as folder:
            text = (folder / _SENTENCES).read_text(encoding="utf-8")
            sentence_encoder().prime(folder / _VECTORS)
        sentences = Sentences(**json.loads(text))
        sentence_encoder().remember_at_most(_LATEST_TEXTS)
        live_lexicon().register(_MODEL, lambda entries: _learn(entries, sentences))
        return cls(config, model_storage, resource)

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the rankings."""
        lexicon = live_lexicon().current
        model: TopicModel = lexicon.derived[_MODEL]
        for message in messages:
            text = message.get(TEXT)
            found = model.rank(text, ending=_ending(message))
            found = found.with_wordings(lexicon.unlearnt.said(text))
            topics = [_topic(label, chance) for label, chance in found.topics]
            message.set("topic_ranking", topics, add_to_output=True)
            message.set("metric_ranking", _rows(found.metrics), add_to_output=True)
            message.set("faq_ranking", _faqs(found), add_to_output=True)
        return messages


def _learn(entries: Sequence[Entry], sentences: Sentences) -> TopicModel:
    """Learn the rankings, encoding only what was not known before."""
    sentence_encoder().keep(TopicModel.texts(entries, *sentences))
    model = TopicModel(entries, *sentences)
    memory.release()
    return model


def _topic(label: str, chance: float) -> dict[str, Any]:
    kind, _, target = label.partition(":")
    return {"kind": kind, "id": None if kind == NONE else target, "confidence": chance}


def _ending(message: Message) -> str:
    """Return the last clauses of a long story, nothing of a shorter message."""
    clauses = message.get(SENTENCES)[1:]
    if len(message.get(TEXT)) < _LONG_STORY or not clauses:
        return ""
    return ",".join(clause.text for clause in clauses[-_LAST_CLAUSES:])


def _faqs(found: Topics) -> list[dict[str, Any]]:
    """Return the FAQ entries that are likely or near, with both measures."""
    chances, similarities = dict(found.faqs), dict(found.nearest)
    return [
        {
            "id": faq,
            "confidence": chances.get(faq, 0.0),
            "similarity": similarities.get(faq, 0.0),
        }
        for faq in dict.fromkeys([*chances, *similarities])
    ]


def _rows(ranking: Ranking) -> list[dict[str, Any]]:
    return [{"id": target, "confidence": score} for target, score in ranking]
