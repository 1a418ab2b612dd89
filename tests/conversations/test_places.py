"""Holds the talks about places with sites in the bot's database."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator

import pytest
import yaml
from sqlalchemy import delete
from sqlalchemy.orm import Session

from actions.understanding.location import LOCATION_MESSAGE
from knowledge import View
from knowledge.database import create_engine
from knowledge.models import Site
from tests.conversations.partner import Partner
from tests.conversations.talk import FOLDER, Conversation, read_conversations
from tests.conversations.test_conversations import hold

CONVERSATIONS = list(read_conversations(FOLDER / "places"))
FEWEST = 8
SOURCE = "grrb-2024-06-14"
MOTHERS = "爱心母婴室"
PATIENCE = 30.0


@pytest.fixture(scope="module", autouse=True)
def sites(partner: Partner) -> Iterator[None]:
    """The test's own sites in the bot's database, gone afterwards."""
    rows = yaml.safe_load((FOLDER / "sites.yml").read_text("utf-8"))
    engine = create_engine(partner.settings)
    with Session(engine) as session, session.begin():
        for position, row in enumerate(rows):
            place = {f"{key}_id": row.pop(key) for key in ("programme", "region")}
            session.add(Site(**row, **place, source_id=SOURCE, position=position))
    _wait_until_told(partner)
    yield
    with Session(engine) as session, session.begin():
        session.execute(delete(Site))
    engine.dispose()


def _wait_until_told(partner: Partner) -> None:
    """Wait until the running bot knows the sites: it looks four times a second."""
    here = {"location": {"lat": 34.76, "lon": 113.66, "datum": "gcj02"}}
    began = time.monotonic()
    told: list[str] = []
    while MOTHERS not in told:
        assert time.monotonic() - began < PATIENCE, told
        said = partner.hears(f"sites-{uuid.uuid4().hex}", LOCATION_MESSAGE, here)
        told = [button["title"] for button in said.buttons]


@pytest.mark.parametrize("conversation", CONVERSATIONS, ids=lambda talk: talk.name)
def test_conversation_about_places(
    conversation: Conversation, partner: Partner, knowledge: View, sender: str
) -> None:
    hold(conversation, partner, knowledge, sender)


def test_there_are_some() -> None:
    assert len(CONVERSATIONS) >= FEWEST
