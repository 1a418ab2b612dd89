"""In place of ``copy`` and ``_log_slots`` in ``rasa.core.processor`` of Rasa 3.6.21.

Rasa copies each event deeply, and writes every slot out, for debug messages that are
then thrown away. The module copies for nothing else.
"""

from __future__ import annotations

import copy
import logging
from typing import TypeVar

import rasa.core.processor as processor
from rasa.core.processor import MessageProcessor
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine.replacement import Replacement

_Thing = TypeVar("_Thing")
_log_slots = MessageProcessor._log_slots


class CopiesForDebugging:
    """What the module knows as ``copy``."""

    @staticmethod
    def deepcopy(thing: _Thing) -> _Thing:
        """Copy a thing if debug messages are wanted, else give it itself."""
        return copy.deepcopy(thing) if _debugging() else thing


def log_slots(tracker: DialogueStateTracker) -> None:
    """Log the values of the slots if debug messages are wanted."""
    if _debugging():
        _log_slots(tracker)


def _debugging() -> bool:
    return bool(processor.logger.isEnabledFor(logging.DEBUG))


DEBUG_COPIES = Replacement(
    processor, "copy", CopiesForDebugging, known=((processor, "f42dfbf26e2ffcb6"),)
)
LOG_SLOTS = Replacement(
    MessageProcessor,
    "_log_slots",
    staticmethod(log_slots),
    known=((MessageProcessor._log_slots, "cfc60d6857d3466d"),),
)
