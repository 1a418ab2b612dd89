"""Keep help at hand for a while after words of self-harm."""

from __future__ import annotations

from dataclasses import replace

from actions.envelope import Envelope, Reply
from actions.understanding.memory import Memory
from actions.wording import talk
from actions.wording.common import HELPLINE

# What is cheerful or baffled after such words would hurt.
_LIGHT = ("smalltalk", "not_understood", "refused")


def gently(reply: Reply, memory: Memory) -> Reply:
    """Return a reply as it is said in the turns after words of self-harm, if it is one.

    What rests on content is said, with the numbers behind it; talk gives way to care.
    """
    if not memory.care or HELPLINE in reply.text:
        return reply
    light = isinstance(reply.envelope, Envelope) and reply.envelope.status in _LIGHT
    if _asks_back(reply):
        return Reply(talk.GENTLE, Envelope(status="smalltalk"), remember=reply.remember)
    if light and reply.text != talk.BOT:
        return replace(reply, text=talk.GENTLE, buttons=())
    return replace(reply, text=f"{reply.text}\n\n{talk.STILL_AT_HAND}")


def _asks_back(reply: Reply) -> bool:
    """Whether nothing but a service is asked back for (想问哪项服务“怎么办理”？).

    我该咋办 after such words asks for no procedure.
    """
    envelope = reply.envelope
    if not isinstance(envelope, Envelope) or envelope.status != "clarify":
        return False
    return envelope.service is None and "finder" not in envelope.aspects
