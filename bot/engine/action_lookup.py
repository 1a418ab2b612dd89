"""In place of ``action_for_name_or_text`` of Rasa 3.6.21.

Rasa makes a dozen actions of its own to find one by its name, three times a message.
Here only the one is made that is asked for.
"""

from __future__ import annotations

from rasa.core.actions import action as actions
from rasa.core.actions.action import Action, ActionExtractSlots, ActionListen
from rasa.shared.constants import UTTER_PREFIX
from rasa.shared.core.constants import (
    ACTION_EXTRACT_SLOTS,
    ACTION_LISTEN_NAME,
    DEFAULT_ACTION_NAMES,
)
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig

from bot.engine.replacement import Replacement

_find = actions.action_for_name_or_text


def action_for_name_or_text(
    action_name_or_text: str, domain: Domain, action_endpoint: EndpointConfig | None
) -> Action:
    """Return the action of a name, or the one that says a text.

    Raises:
        ActionNotFoundException: The domain has no such action.
    """
    name = action_name_or_text
    if name in domain.action_names_or_texts:
        is_users = name in domain.user_actions
        if name == ACTION_LISTEN_NAME and not is_users:
            return ActionListen()
        if name == ACTION_EXTRACT_SLOTS and not is_users:
            return ActionExtractSlots(action_endpoint)
        if (
            is_users
            and name not in DEFAULT_ACTION_NAMES
            and not name.startswith(UTTER_PREFIX)
            and name not in domain.action_texts
            and name not in domain.form_names
        ):
            return actions.RemoteAction(name, action_endpoint)
    return _find(action_name_or_text, domain, action_endpoint)


ACTION_LOOKUP = Replacement(
    actions,
    "action_for_name_or_text",
    action_for_name_or_text,
    known=(
        (_find, "a63fb2d066efa0bc"),
        (actions.default_actions, "6fa4896f3667a20e"),
        (ActionListen, "b93080d4e4a888a7"),
        (ActionExtractSlots, "9921512be3ac8f31"),
    ),
)
