"""In place of ``RemoteAction._action_call_format`` of Rasa 3.6.21.

Rasa sends the whole domain and every event of the conversation with each call. Our
actions read the slots and the latest message, and nothing else.
"""

from __future__ import annotations

from typing import Any

import rasa
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity

from bot.engine.replacement import Replacement


def action_call(
    self: RemoteAction, tracker: DialogueStateTracker, domain: Domain
) -> dict[str, Any]:
    """Return the body of a call, its domain and its list of events empty.

    An empty domain is given and not left out: without any, the action server
    refuses and wants the call again.
    """
    return {
        "next_action": self._name,
        "sender_id": tracker.sender_id,
        "tracker": {**tracker.current_state(EventVerbosity.NONE), "events": []},
        "domain": {},
        "version": rasa.__version__,
    }


ACTION_CALL = Replacement(
    RemoteAction,
    "_action_call_format",
    action_call,
    known=(
        (RemoteAction._action_call_format, "428795b944f22edb"),
        (DialogueStateTracker.current_state, "a9f1526ceddf7a28"),
    ),
)
