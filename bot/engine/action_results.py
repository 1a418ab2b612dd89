"""In place of ``RemoteAction._validate_action_result`` of Rasa 3.6.21.

Rasa reads its schema of a result anew with each reply: it checks the schema against
the schema of schemas, and then the result. That took four fifths of a reply's time.
Here the schema is read once, and a result that obviously fits is not held against it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from jsonschema.exceptions import best_match
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.shared.constants import DOCS_BASE_URL
from rasa.shared.utils.schemas import events as schemas

from bot.engine.replacement import Replacement

_ADVICE = (
    ". Failed to validate Action server response from API, make sure your response "
    "from the Action endpoint is valid. For more information about the format visit "
    f"{DOCS_BASE_URL}/custom-actions"
)


def validate_action_result(self: RemoteAction, result: Any) -> bool:
    """Check what an action server answered.

    Raises:
        ValidationError: The result does not fit Rasa's schema.
    """
    if obviously_fits(result):
        return True
    error = best_match(_validator().iter_errors(result))
    if error is not None:
        error.message += _ADVICE
        raise error
    return True


def obviously_fits(result: Any) -> bool:
    """Whether a result is made of slots and responses alone, as ours are.

    True only for what Rasa's schema accepts. False says nothing.
    """
    if not isinstance(result, dict):
        return False
    events, responses = result.get("events", []), result.get("responses", [])
    return (
        isinstance(events, list)
        and isinstance(responses, list)
        and all(map(_sets_a_slot, events))
        and all(isinstance(response, dict) for response in responses)
    )


def _sets_a_slot(event: Any) -> bool:
    return (
        isinstance(event, dict)
        and event.get("event") == "slot"
        and isinstance(event.get("name"), str)
        and "value" in event
        and isinstance(event.get("metadata"), (dict, type(None)))
        # The schema tells numbers from truth values; isinstance does not.
        and type(event.get("timestamp")) in (int, float, type(None))
    )


@lru_cache(maxsize=1)
def _validator() -> Any:
    schema = RemoteAction.action_response_format_spec()
    validator = validator_for(schema)
    validator.check_schema(schema)
    return validator(schema)


VALIDATION = Replacement(
    RemoteAction,
    "_validate_action_result",
    validate_action_result,
    known=(
        (RemoteAction._validate_action_result, "f8cdb4be68123961"),
        (RemoteAction.action_response_format_spec, "091b74aa3738d126"),
        (schemas, "b7898d66fc1a53bf"),
    ),
)
