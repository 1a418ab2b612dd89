"""The worker's answer, composed by the very code that composes it for workers.

Only the trial imports this, and only when something is tried: it brings the SDK of
the action server along.
"""

from __future__ import annotations

import importlib
import logging
import pkgutil
from dataclasses import dataclass

import actions
from actions.base import action_for, care_first, remember, reply_to
from actions.envelope import Envelope, Reply
from actions.fallback import Fallback
from actions.understanding.memory import Memory
from actions.understanding.turn import Turn, read_turn
from actions.wording import talk
from knowledge.queries.view import View
from web.console.trial.bot_api import Reading

_LOGGER = logging.getLogger(__name__)

# As the action server does: an action is found once its module is there.
for _module in pkgutil.iter_modules(actions.__path__, f"{actions.__name__}."):
    if not _module.ispkg:
        importlib.import_module(_module.name)


@dataclass(frozen=True)
class Answered:
    """One turn of a trial talk.

    Attributes:
        turn: How the message was read.
        reply: What a worker would get.
        memory: What the talk keeps.
    """

    turn: Turn
    reply: Reply
    memory: Memory


def answer(reading: Reading, memory: Memory, view: View) -> Answered:
    """Answer a message as the bot would; whatever fails, there is a reply.

    Args:
        reading: What Rasa makes of the message.
        memory: The talk so far.
        view: The content to answer from.
    """
    turn = Turn()
    try:
        turn = read_turn(reading)
        memory = memory.heard(turn)
        # The rules have one action for each intent.
        action = action_for(str(reading["intent"]["name"]), Fallback())
        reply = care_first(turn, memory) or reply_to(
            turn, memory, view, view.today, action
        )
        after = remember(memory, reply)
    except Exception:
        _LOGGER.exception("a trial failed")
        error = Reply(talk.ERROR, Envelope(status="error"))
        return Answered(turn, error, memory)
    return Answered(turn, reply, after)
