"""Slots are filled by Rasa where a message could fill one, and else left alone."""

from __future__ import annotations

import asyncio

import pytest
from rasa.core.actions.action import ActionExtractSlots
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine import slot_extraction
from bot.engine.slot_extraction import no_message_fills_a_slot, run
from settings import ROOT

_DOMAIN = """
version: "3.1"
intents: [ask]
entities: [region]
actions: [{actions}]
slots:
  region:
    type: any
    influence_conversation: false
    mappings: [{mapping}]
"""


def domain_of(mapping: str, actions: str = "action_answer") -> Domain:
    return Domain.from_yaml(_DOMAIN.format(mapping=mapping, actions=actions))


def extracted(domain: Domain) -> list[Event]:
    said = UserUttered("hi", {"name": "ask"}, [{"entity": "region", "value": "zz"}])
    tracker = DialogueStateTracker.from_events(
        "me", [ActionExecuted("action_listen"), said], domain.slots
    )
    channel, nlg = CollectingOutputChannel(), TemplatedNaturalLanguageGenerator({})
    return asyncio.run(run(ActionExtractSlots(None), channel, nlg, tracker, domain))


def test_our_own_domain_leaves_all_slots_to_the_actions() -> None:
    assert no_message_fills_a_slot(Domain.load(ROOT / "domain.yml"))


def test_rasa_is_not_asked_where_no_message_fills_a_slot(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    domain = domain_of("{type: custom}")
    assert asyncio.run(_theirs(domain)) == []
    monkeypatch.setattr(slot_extraction, "_run", None)
    assert extracted(domain) == extracted(domain) == []


async def _theirs(domain: Domain) -> list[Event]:
    tracker = DialogueStateTracker.from_events("me", [], domain.slots)
    channel, nlg = CollectingOutputChannel(), TemplatedNaturalLanguageGenerator({})
    found: list[Event] = await slot_extraction._run(
        ActionExtractSlots(None), channel, nlg, tracker, domain
    )
    return found


def test_a_slot_that_an_entity_fills_is_filled() -> None:
    domain = domain_of("{type: from_entity, entity: region}")
    assert extracted(domain) == [SlotSet("region", "zz")]


@pytest.mark.parametrize(
    "domain",
    [
        domain_of("{type: custom, action: action_answer}"),
        domain_of("{type: custom}", "action_validate_slot_mappings"),
    ],
    ids=["by an action of its own", "checked by an action"],
)
def test_an_action_that_has_a_say_is_asked(domain: Domain) -> None:
    assert not no_message_fills_a_slot(domain)
