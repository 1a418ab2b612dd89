"""What the bot takes a wording for, in short: asked while somebody writes it."""

from __future__ import annotations

from typing import Any

from actions.understanding import thresholds
from actions.understanding.turn import Turn, read_turn
from knowledge.queries.view import View
from web.console.trial import wording
from web.console.trial.bot_api import Reading
from web.console.trial.names import thing


def reading_of(reading: Reading, view: View) -> dict[str, Any]:
    """Say what a wording means to the bot now.

    Args:
        reading: The bot's reading of it.
        view: What is live.

    Returns:
        ``programme``, ``signpost``, ``metric`` and ``faq`` (id and title, or null),
        ``intent``, its ``confidence``, and all of it as a sentence (``says_zh``).
    """
    turn = read_turn(reading)
    intent = str(reading["intent"].get("name"))
    found = {
        "programme": _topic("programme", turn.programmes, thresholds.TOPIC, turn),
        "signpost": _topic("signpost", turn.signposts, thresholds.SIGNPOST, turn),
        "metric": next(iter(turn.metrics), None) or _metric(turn),
        "faq": next(
            (
                near.id
                for near in turn.faqs
                if near.similarity >= thresholds.FAQ_SURE
                and near.confidence >= thresholds.FAQ_SHARE
            ),
            None,
        ),
    }
    things = {
        kind: thing(view, kind, item_id) if item_id else None
        for kind, item_id in found.items()
    }
    parts = [f"{t.label}“{t.title}”" for t in things.values() if t is not None]
    asked = wording.INTENTS.get(intent, intent)
    about = "、".join(parts) if parts else "说不准是哪一项"
    return {
        **{
            kind: {"id": t.item_id, "title": t.title} if t else None
            for kind, t in things.items()
        },
        "intent": intent,
        "confidence": round(turn.confidence, 3),
        "says_zh": f"机器人现在这样理解这句话：{about}；意思是{asked}。",
    }


def _topic(kind: str, named: Any, least: float, turn: Turn) -> str | None:
    """Give what is named, else what the sentence is about."""
    for item_id in named:
        return str(item_id)
    for label, chance in turn.topics[:1]:
        about, _, item_id = label.partition(":")
        if about == kind and chance >= least:
            return item_id
    return None


def _metric(turn: Turn) -> str | None:
    for item_id, chance in turn.metric_ranking[:1]:
        if chance >= thresholds.METRIC_ALONE:
            return item_id
    return None
