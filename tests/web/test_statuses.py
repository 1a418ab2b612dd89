"""Channels, statuses and envelopes are the same lists on all sides."""

from __future__ import annotations

from typing import get_args

from actions.envelope import STATUSES
from knowledge.vocabulary import ANSWER_STATUSES, CHANNELS
from web.core.incoming import Channel


def test_statuses_are_those_of_the_actions() -> None:
    assert ANSWER_STATUSES == STATUSES


def test_channels_are_those_of_the_core() -> None:
    assert get_args(Channel) == CHANNELS
