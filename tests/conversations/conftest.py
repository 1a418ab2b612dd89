"""The bot that the conversations are held with."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from datetime import date

import pytest

from knowledge import View
from settings import load_settings
from tests.conversations.partner import Partner
from tests.running_bot import start_bot

# 今年 and 去年 in the conversations count from here.
TODAY = date(2026, 5, 1)


@pytest.fixture(scope="session")
def partner() -> Iterator[Partner]:
    """One bot for all conversations.

    To try conversations quickly, start a bot, name its webhook in ``TALK_TO`` and
    its database in ``DATABASE_URL``: then none is started.
    """
    url = os.environ.get("TALK_TO")
    if url:
        yield Partner(url, load_settings())
        return
    with start_bot(today=TODAY) as bot:
        yield Partner(bot.url, bot.settings)


@pytest.fixture(scope="session")
def knowledge(partner: Partner) -> View:
    """The knowledge that the bot answers from."""
    return partner.knowledge()


@pytest.fixture
def sender() -> str:
    """A worker whom the bot has not met."""
    return f"talk-{uuid.uuid4().hex}"
