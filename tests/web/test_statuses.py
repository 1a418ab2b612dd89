"""Channels and statuses are the same lists on all sides."""

from __future__ import annotations

import json
from typing import get_args

from knowledge.vocabulary import ANSWER_STATUSES, CHANNELS
from settings import ROOT
from web.core.incoming import Channel

_SCHEMA = ROOT / "tests" / "conversations" / "answer.schema.json"


def test_stored_statuses_are_those_of_the_envelope() -> None:
    schema = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    assert list(ANSWER_STATUSES) == schema["properties"]["status"]["enum"]


def test_channels_are_those_of_the_core() -> None:
    assert get_args(Channel) == CHANNELS
