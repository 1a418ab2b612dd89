"""Reading what the bot sends."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.fake_bot import envelope, messages
from web.core.bot_client import BotDownError, BotSilentError, read_reply
from web.core.turn_store import Choice


def test_texts_options_and_envelope() -> None:
    reply = read_reply(messages("好的", ("更多", "再详细点"), status="gap"))
    assert reply.texts == ("好的",)
    assert reply.choices == (Choice("更多", "再详细点"),)
    assert reply.status == "gap"
    assert reply.envelope == envelope(status="gap")


@pytest.mark.parametrize("content", [{}, None, "text", 1, [1], ["text"]])
def test_what_is_no_list_of_messages(content: Any) -> None:
    with pytest.raises(BotDownError):
        read_reply(content)


@pytest.mark.parametrize(
    "content", [[], [{}], [{"text": " "}], [{"text": 1}], [{"custom": {"answer": {}}}]]
)
def test_nothing_said(content: Any) -> None:
    with pytest.raises(BotSilentError):
        read_reply(content)


@pytest.mark.parametrize(
    "odd",
    [
        {"buttons": None},
        {"buttons": [1, {}, {"title": 2}, {"title": " "}]},
        {"custom": "text"},
        {"custom": {"answer": []}},
        {"custom": {"answer": {"status": "brand_new"}}},
        {"custom": {"answer": {"status": ["x"]}}},
    ],
)
def test_odd_parts_do_not_cost_the_text(odd: dict[str, Any]) -> None:
    reply = read_reply([{"text": "好的", **odd}])
    assert reply.texts == ("好的",)
    assert reply.choices == ()
    assert reply.status == "answered"
