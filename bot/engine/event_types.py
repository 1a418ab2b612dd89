"""In place of ``Event.resolve_by_type`` of Rasa 3.6.21.

Rasa looks through all subclasses of ``Event`` for each event that it reads.
"""

from __future__ import annotations

from typing import cast

import rasa.shared.utils.common
from rasa.shared.core.events import Event

from bot.engine.replacement import Replacement

_search = Event.resolve_by_type
_found: dict[str, type[Event]] = {}


def resolve_by_type(
    type_name: str, default: type[Event] | None = None
) -> type[Event] | None:
    """Return the class of an event, searched for at its first time only.

    Raises:
        ValueError: There is no such event and no default.
    """
    known = _found.get(type_name)
    if known is not None:
        return known
    event_class = _search(type_name, default)
    if event_class is not None and event_class.type_name == type_name:
        _found[type_name] = event_class
    return cast("type[Event] | None", event_class)


EVENT_TYPES = Replacement(
    Event,
    "resolve_by_type",
    staticmethod(resolve_by_type),
    known=(
        (Event.resolve_by_type, "b5cf570fa7f286c7"),
        (rasa.shared.utils.common.all_subclasses, "28c2e6df9c15daea"),
    ),
)
