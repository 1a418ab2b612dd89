"""In place of ``ActionExtractSlots.run`` of Rasa 3.6.21.

Rasa goes through all slots with each message, to see whether the message fills one.
Ours are filled by the actions alone: that is seen once.
"""

from __future__ import annotations

from rasa.core.actions.action import ActionExtractSlots
from rasa.core.channels.channel import OutputChannel
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.shared.core.constants import (
    ACTION_VALIDATE_SLOT_MAPPINGS,
    DEFAULT_SLOT_NAMES,
    MAPPING_TYPE,
    SlotMappingType,
)
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine.replacement import Replacement

_run = ActionExtractSlots.run
_FILLS_NONE = "_no_message_fills_a_slot"


async def run(
    self: ActionExtractSlots,
    output_channel: OutputChannel,
    nlg: NaturalLanguageGenerator,
    tracker: DialogueStateTracker,
    domain: Domain,
) -> list[Event]:
    """Return the slots that the message fills: none in a domain like ours."""
    # Kept with the domain: as a key, it would be hashed as a whole each time.
    fills_none = domain.__dict__.get(_FILLS_NONE)
    if fills_none is None:
        fills_none = domain.__dict__[_FILLS_NONE] = no_message_fills_a_slot(domain)
    if fills_none:
        return []
    found: list[Event] = await _run(self, output_channel, nlg, tracker, domain)
    return found


def no_message_fills_a_slot(domain: Domain) -> bool:
    """Whether all slots are left to actions that the rules choose."""
    if ACTION_VALIDATE_SLOT_MAPPINGS in domain.user_actions:
        return False
    custom = str(SlotMappingType.CUSTOM)
    return all(
        mapping.get(MAPPING_TYPE) == custom and not mapping.get("action")
        for slot in domain.slots
        if slot.name not in DEFAULT_SLOT_NAMES
        for mapping in slot.mappings
    )


SLOT_EXTRACTION = Replacement(
    ActionExtractSlots,
    "run",
    run,
    known=((ActionExtractSlots, "9921512be3ac8f31"),),
)
