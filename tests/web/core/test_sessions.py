"""Tokens and names."""

from __future__ import annotations

import uuid

import pytest

from web.core.sessions import Names, Sessions

SESSIONS = Sessions("s" * 32)
NAMES = Names("s" * 32)


def test_a_token_holds_its_session() -> None:
    session = SESSIONS.new()
    assert SESSIONS.session(SESSIONS.token(session)) == session
    assert SESSIONS.new() != session


@pytest.mark.parametrize(
    "token", ["", "x", "a.b.c", "é", "x" * 10_000, Sessions("t" * 32).token("me")]
)
def test_other_tokens_are_not_believed(token: str) -> None:
    assert SESSIONS.session(token) is None


def test_names_say_nothing_and_do_not_meet() -> None:
    name = NAMES.sender_id("wechat", "oOPENID")
    assert len(name) == 64
    assert "oOPENID" not in name
    others = {
        NAMES.sender_id("widget", "oOPENID"),
        NAMES.sender_id("wechat", "oOPENIE"),
        Names("t" * 32).sender_id("wechat", "oOPENID"),
    }
    assert name not in others
    assert NAMES.sender_id("wechat", "\ud800") != name


def test_only_a_uuid_stays_as_it_is() -> None:
    own = str(uuid.uuid4())
    assert NAMES.message_id("c", own) == own
    assert NAMES.message_id("c", own.upper()) == own
    hashed = NAMES.message_id("c", "oOPENID-13812345678")
    assert "oOPENID" not in hashed
    assert "13812345678" not in hashed
    assert hashed == NAMES.message_id("c", "oOPENID-13812345678")
