"""What is exchanged in Rasa when our bot starts."""

from __future__ import annotations

from bot.engine.action_calls import ACTION_CALL
from bot.engine.action_client import REQUEST
from bot.engine.action_connection import SESSION
from bot.engine.action_lookup import ACTION_LOOKUP
from bot.engine.action_results import VALIDATION
from bot.engine.debug_copies import DEBUG_COPIES, LOG_SLOTS
from bot.engine.domain_check import DOMAIN_CHECK
from bot.engine.event_types import EVENT_TYPES
from bot.engine.graph_run import GRAPH_RUN
from bot.engine.replacement import Replacement, install
from bot.engine.rule_matching import RULE_KEYS, RULE_WORDS
from bot.engine.rule_predictions import RULE_PREDICTIONS
from bot.engine.slot_copies import SLOT_COPIES
from bot.engine.slot_extraction import SLOT_EXTRACTION
from bot.engine.tracker_copies import TRACKER_COPIES

REPLACEMENTS: tuple[Replacement, ...] = (
    VALIDATION,
    ACTION_CALL,
    SESSION,
    REQUEST,
    EVENT_TYPES,
    GRAPH_RUN,
    DEBUG_COPIES,
    LOG_SLOTS,
    DOMAIN_CHECK,
    RULE_KEYS,
    RULE_WORDS,
    SLOT_COPIES,
    RULE_PREDICTIONS,
    SLOT_EXTRACTION,
    ACTION_LOOKUP,
    TRACKER_COPIES,
)


def install_all() -> list[str]:
    """Exchange all of it; return what was left as it is."""
    return install(REPLACEMENTS)
