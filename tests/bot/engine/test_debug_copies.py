"""Copies for debug messages are made when those are wanted."""

from __future__ import annotations

import inspect
import logging
import re

import pytest
import rasa.core.processor as processor

from bot.engine.debug_copies import CopiesForDebugging


def test_nothing_is_copied_when_nobody_debugs(
    caplog: pytest.LogCaptureFixture,
) -> None:
    thing = {"slots": [1, 2]}
    with caplog.at_level(logging.INFO, logger=processor.logger.name):
        assert CopiesForDebugging.deepcopy(thing) is thing


def test_a_debug_message_gets_a_copy(caplog: pytest.LogCaptureFixture) -> None:
    thing = {"slots": [1, 2]}
    with caplog.at_level(logging.DEBUG, logger=processor.logger.name):
        copied = CopiesForDebugging.deepcopy(thing)
    assert copied == thing
    assert copied["slots"] is not thing["slots"]


def test_rasa_copies_for_debug_messages_only() -> None:
    source = inspect.getsource(processor)
    uses = len(re.findall(r"\bcopy\.\w", source))
    logged = re.findall(r"structlogger\.debug\((?:[^()]|\([^()]*\))*\)", source)
    assert uses == sum(len(re.findall(r"\bcopy\.deepcopy\(", c)) for c in logged) > 0
