"""Holds every conversation of the folders here, and checks every reply."""

from __future__ import annotations

from collections import Counter

import pytest

from knowledge import View
from tests.conversations.checks import Said, faults, misses
from tests.conversations.partner import Partner
from tests.conversations.talk import Conversation, Turn, read_conversations

CONVERSATIONS = list(read_conversations())
FEWEST = 100


@pytest.mark.parametrize("conversation", CONVERSATIONS, ids=lambda talk: talk.name)
def test_conversation(
    conversation: Conversation, partner: Partner, knowledge: View, sender: str
) -> None:
    hold(conversation, partner, knowledge, sender)


def hold(
    conversation: Conversation, partner: Partner, knowledge: View, sender: str
) -> None:
    """Hold a conversation; fail with its transcript if a reply is not as expected."""
    transcript = [conversation.name]
    wrong = 0
    said: Said | None = None
    for turn in conversation.turns:
        message = _message(turn, said)
        beside = {"location": turn.position} if turn.position else None
        said = partner.hears(sender, message, beside)
        found = [*faults(said, knowledge), *misses(said, turn.expected)]
        wrong += len(found)
        transcript += [f"> {message[:200]}", *_as_lines(said)]
        transcript += [f"  !! {fault}" for fault in found]
    assert not wrong, "\n".join(transcript)


def test_there_are_many_and_none_twice() -> None:
    names = Counter(conversation.name for conversation in CONVERSATIONS)
    assert len(names) >= FEWEST
    assert not [name for name, times in names.items() if times > 1]


def _message(turn: Turn, said: Said | None) -> str:
    if turn.tap is None:
        return turn.worker * turn.times
    buttons = said.buttons if said else []
    for number, button in enumerate(buttons, start=1):
        if turn.tap in (number, button["title"]):
            return button["payload"]
    offered = [button["title"] for button in buttons]
    raise AssertionError(f"no button {turn.tap!r} among {offered}")


def _as_lines(said: Said) -> list[str]:
    envelope = said.envelope
    keys = ("status", "service", "aspects", "region", "confidence")
    figures = [figure["id"] for figure in envelope.get("figures", ())]
    lines = [f"  {line}" for line in said.text.splitlines()]
    if said.buttons:
        lines.append(f"  [{' | '.join(b['title'] for b in said.buttons)}]")
    lines.append(f"  = {[envelope.get(key) for key in keys]} {figures}")
    return lines
