"""A domain is empty if Rasa says so."""

from __future__ import annotations

import pytest
from rasa.shared.core.domain import Domain

from bot.engine.domain_check import is_empty


@pytest.mark.parametrize(
    "content",
    [
        "",
        "intents: [greet]",
        "entities: [region]",
        "actions: [action_answer_service]",
        "responses: {utter_hello: [{text: hello}]}",
    ],
)
def test_it_says_what_rasa_says(content: str) -> None:
    domain = Domain.from_yaml(f'version: "3.1"\n{content}\n')
    assert is_empty(domain) == domain.is_empty() == (not content)
