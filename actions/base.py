"""What all actions share: read, resolve, compose, send one envelope, remember."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions import clock
from actions.compose.guards import guard, speaks_of_death
from actions.compose.signpost import compose_crisis
from actions.envelope import Envelope, Reply
from actions.knowledge_access import knowledge
from actions.understanding.memory import Memory, as_slots, read_memory
from actions.understanding.question import Question
from actions.understanding.resolve import resolve
from actions.understanding.turn import read_turn
from actions.wording import answers as answer_wording
from actions.wording import talk
from knowledge.queries.view import View

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Context:
    """Everything that a reply is composed from."""

    question: Question
    memory: Memory
    knowledge: View
    today: date


class AnswerAction(Action, ABC):
    """An action that answers one kind of question.

    Subclasses say which intents they serve and compose the reply. Where context
    turns the question into one of another kind, the action of that kind answers.
    """

    intents: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def compose(self, context: Context) -> Reply:
        """Compose the reply; the tracker and the channel are none of its business."""

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: DomainDict,
    ) -> list[EventType]:
        """Answer the latest message; whatever fails, the worker gets a reply."""
        moment = clock.now()
        memory = read_memory(tracker.slots, moment)
        try:
            reply = await self._reply(tracker, memory)
        except Exception:
            logger.exception("%s failed on %s", self.name(), tracker.sender_id)
            reply = Reply(talk.ERROR, Envelope(status="error"))
        _send(dispatcher, reply)
        if reply.envelope.status == "error":
            # The talk stands where it stood: the worker will try again.
            return []
        remembered = memory.updated({**_last_said(reply), **reply.remember})
        slots = as_slots(remembered, moment)
        return [SlotSet(name, value) for name, value in slots.items()]

    async def _reply(self, tracker: Tracker, memory: Memory) -> Reply:
        turn = read_turn(tracker.latest_message)
        if speaks_of_death(turn):
            # Care needs no knowledge base and must not wait for one.
            return compose_crisis(turn.chance("crisis"))
        view = await knowledge().current()
        question = resolve(turn, memory, view)
        context = Context(question, memory, view, clock.today())
        guarded = guard(question, memory, view)
        if guarded is not None:
            return guarded
        return _action_for(question.intent, self).compose(context)


def _action_for(intent: str, default: AnswerAction) -> AnswerAction:
    if intent in default.intents:
        return default
    # The action server has imported every module of the package by now.
    for kind in AnswerAction.__subclasses__():
        if intent in kind.intents:
            found: AnswerAction = kind()
            return found
    return default


def _send(dispatcher: CollectingDispatcher, reply: Reply) -> None:
    dispatcher.utter_message(
        text=reply.text, buttons=[button.as_dict() for button in reply.buttons]
    )
    dispatcher.utter_message(json_message={"answer": reply.envelope.as_dict()})


def _last_said(reply: Reply) -> dict[str, Any]:
    """Return what 再说一遍, 更多 and 出处 need of a reply."""
    names = [
        answer_wording.source_name(source)
        for source in dict.fromkeys(reply.envelope.sources)
    ]
    said: dict[str, Any] = {
        "options": [button.as_option() for button in reply.buttons],
        "more": reply.more,
    }
    if reply.envelope.status != "smalltalk":
        said |= {
            "text": reply.text,
            "sources": names,
            "envelope": reply.envelope.as_dict(),
        }
    return said
