"""What all actions share: read, resolve, compose, send one envelope, remember."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions import clock
from actions.compose.care import gently
from actions.compose.finder import ask_again
from actions.compose.guards import guard, speaks_of_death
from actions.compose.signpost import compose_crisis
from actions.envelope import Envelope, PastEnvelope, Reply
from actions.knowledge_access import knowledge
from actions.understanding.form import read_form
from actions.understanding.memory import Memory, as_slots, read_memory
from actions.understanding.question import Question
from actions.understanding.resolve import resolve
from actions.understanding.turn import Turn, read_turn
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
            turn = read_turn(tracker.latest_message)
            memory = memory.heard(turn)
            reply = await self._reply(turn, memory)
        except Exception:
            logger.exception("%s failed on %s", self.name(), tracker.sender_id)
            reply = gently(Reply(talk.ERROR, Envelope(status="error")), memory)
        _send(dispatcher, reply)
        if reply.envelope.status == "error":
            # The talk stands where it stood: the worker will try again.
            return []
        slots = as_slots(remember(memory, reply), moment)
        return [SlotSet(name, value) for name, value in slots.items()]

    async def _reply(self, turn: Turn, memory: Memory) -> Reply:
        care = care_first(turn, memory)
        if care is not None:
            return care
        view = await knowledge().current()
        return reply_to(turn, memory, view, clock.today(), self)


def care_first(turn: Turn, memory: Memory) -> Reply | None:
    """Answer words of self-harm; None for all else.

    Care needs no knowledge base and must not wait for one.
    """
    if speaks_of_death(turn) and not _taps(turn, memory):
        return compose_crisis(turn.chance("crisis"))
    return None


def reply_to(
    turn: Turn, memory: Memory, view: View, today: date, default: AnswerAction
) -> Reply:
    """Resolve a turn and compose the reply.

    Args:
        turn: The reading of the message.
        memory: The conversation so far.
        view: Published content.
        today: The day on which content may have run out.
        default: The action that the rules chose.
    """
    question = resolve(turn, memory, view)
    reply = guard(question, memory, view)
    if reply is None:
        context = Context(question, memory, view, today)
        composed = action_for(question.intent, default).compose(context)
        reply = _told_again(composed, memory)
    return gently(ask_again(reply, question, memory.form, view), memory)


def _told_again(reply: Reply, memory: Memory) -> Reply:
    """Say so where a new question finds nothing but the answer just given.

    退休了还能不能 after 谁能享受 would otherwise read as if it was not heard.
    """
    asked_for = isinstance(reply.envelope, PastEnvelope)
    content = reply.envelope.status in ("answered", "gap")
    if asked_for or not content or not memory.text.endswith(reply.text):
        return reply
    return replace(reply, text=f"{answer_wording.SAME_AS_BEFORE}\n{reply.text}")


def remember(memory: Memory, reply: Reply) -> Memory:
    """Return what the talk keeps after a reply."""
    kept = _waiting_form(memory, reply)
    return memory.updated({**_last_said(reply), **kept, **reply.remember})


def action_for(intent: str, default: AnswerAction) -> AnswerAction:
    """Return the action that serves an intent, else the default.

    It finds those whose modules have been imported.
    """
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


def _taps(turn: Turn, memory: Memory) -> bool:
    """Whether a message is, word for word, a choice that the form has just offered.

    跳过 says skip there, whatever it sounds like elsewhere.
    """
    form = read_form(memory.form)
    return form is not None and turn.text in form.offered


def _waiting_form(memory: Memory, reply: Reply) -> dict[str, Any]:
    """Return the finder's form where its question still waits after a reply.

    Thanks, 再说一遍 and what was not understood change no matter.
    """
    still = isinstance(reply.envelope, PastEnvelope)
    aside = reply.envelope.status in ("smalltalk", "not_understood", "refused")
    return {"form": memory.form} if still or aside else {}


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
