"""An action is found as Rasa finds it."""

from __future__ import annotations

import pytest
from rasa.core.actions.action import ActionListen, RemoteAction
from rasa.shared.core.domain import ActionNotFoundException, Domain
from rasa.utils.endpoints import EndpointConfig

from bot.engine import action_lookup
from bot.engine.action_lookup import action_for_name_or_text

DOMAIN = Domain.from_yaml(
    """
version: "3.1"
intents: [ask]
actions: [action_answer, action_restart]
responses: {utter_hello: [{text: hello}]}
forms: {a_form: {required_slots: []}}
"""
)
OVERRIDDEN = Domain.from_yaml(
    """
version: "3.1"
intents: [ask]
actions: [action_listen, action_extract_slots]
"""
)
ENDPOINT = EndpointConfig("http://localhost/webhook")


@pytest.mark.parametrize("domain", [DOMAIN, OVERRIDDEN], ids=["usual", "overridden"])
def test_it_is_of_the_same_kind_and_name_as_in_rasa(domain: Domain) -> None:
    for name in domain.action_names_or_texts:
        theirs = action_lookup._find(name, domain, ENDPOINT)
        ours = action_for_name_or_text(name, domain, ENDPOINT)
        assert type(ours) is type(theirs)
        assert ours.name() == theirs.name() == name
        for attribute in ("action_endpoint", "_action_endpoint"):
            assert getattr(ours, attribute, 0) is getattr(theirs, attribute, 0)


def test_what_a_message_needs_is_found_without_making_all_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(action_lookup, "_find", None)
    found = action_for_name_or_text("action_answer", DOMAIN, ENDPOINT)
    assert isinstance(found, RemoteAction)
    found = action_for_name_or_text("action_listen", DOMAIN, ENDPOINT)
    assert isinstance(found, ActionListen)


def test_an_action_that_the_domain_does_not_have_is_not_found() -> None:
    with pytest.raises(ActionNotFoundException):
        action_for_name_or_text("action_unheard_of", DOMAIN, ENDPOINT)
