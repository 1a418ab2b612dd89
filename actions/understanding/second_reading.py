"""Read a turn again where its first intent is not what it asks."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.understanding import thresholds
from actions.understanding.aspects import (
    ASPECT_OF_INTENT,
    CONTENT_INTENTS,
    is_story,
)
from actions.understanding.memory import Memory
from actions.understanding.topics import likeliest
from actions.understanding.turn import Turn
from knowledge.queries.view import View

# Intents that a longer question about a service may begin like.
_POLITE_OPENINGS = ("smalltalk", "ask_bot")
_LAST_CLAUSES = 2
_ASKED_AT_THE_END = frozenset(ASPECT_OF_INTENT) - {"complain", "ask_figure"} | {
    "ask_finder",
    "ask_list",
}
_LONGER_THAN_A_GREETING = 10
_TELLS_SOMETHING = 2
_ONE_WORD = 4
# Of what this likely there is no talk.
_HARDLY = 0.05
# where can I rest in (Zhengzhou)
_FOREIGN = re.compile(r"(?=(?:.*[A-Za-z]){8})[A-Za-z\s\d'’,.?!-]+")


def hear_the_end(turn: Turn) -> Turn:
    """Take the question of a long story from its last clause that asks anything."""
    if not is_story(turn) or turn.intent not in CONTENT_INTENTS:
        return turn
    for intent, chance in reversed(turn.clause_intents[-_LAST_CLAUSES:]):
        if chance >= thresholds.CLAUSE and intent in _ASKED_AT_THE_END:
            return replace(turn, intent=intent, confidence=chance)
    return turn


def hear_a_name(turn: Turn, knowledge: View) -> Turn:
    """Take a part of a service's name that is all that was said for the service.

    大病 was read as abuse, 困难 as talk.
    """
    ranked, chance = likeliest(turn, "programme")
    short = _TELLS_SOMETHING <= len(turn.text) <= _ONE_WORD and turn.names_nothing
    programme = knowledge.programme(ranked) if chance >= thresholds.OVER_NAME else None
    if not short or programme is None or turn.intent in CONTENT_INTENTS:
        return turn
    if not any(turn.text in name for name in (programme.name, *programme.aliases)):
        return turn
    return replace(turn, intent="ask_intro", confidence=chance, programmes=[ranked])


def hear_content(turn: Turn, memory: Memory) -> Turn:
    """Take a turn as a question where small talk or no sense was read by mistake."""
    if turn.intent in CONTENT_INTENTS and _FOREIGN.fullmatch(turn.unnamed):
        # A place is the one word of it that was read.
        return replace(turn, intent="smalltalk", kind="smalltalk/foreign")
    if _only_holds_a_number(turn) or _names_one_help(turn) or _is_no_cry(turn):
        return _second_reading(turn)
    if turn.intent in CONTENT_INTENTS or turn.intent == "crisis":
        return turn
    if turn.intent == "smalltalk" and _complains_besides(turn):
        return replace(turn, intent="complain", confidence=turn.confidence)
    if not _asks_after_all(turn, memory):
        return turn
    for intent, score in turn.intents:
        if intent in ASPECT_OF_INTENT and score >= 0.05:
            return replace(turn, intent=intent, confidence=score)
    return replace(turn, intent="inform", confidence=turn.confidence)


def _only_holds_a_number(turn: Turn) -> bool:
    """Whether a number is told rather than asked for (俺们厂刚满30人,得建会不)."""
    half_read = turn.confidence < thresholds.WEAK_INTENT
    counted = (
        turn.metric_ranking and turn.metric_ranking[0][1] >= thresholds.METRIC_SURE
    )
    named = turn.years or turn.metrics or counted
    return turn.intent == "ask_figure" and half_read and not named


def _names_one_help(turn: Turn) -> bool:
    """Whether one service is plainly meant where all were half read (能帮我讨薪不)."""
    half_read = turn.confidence < thresholds.WEAK_INTENT
    _, about = likeliest(turn, "programme")
    plain = about >= thresholds.TOPIC_SWITCH
    return turn.intent == "ask_finder" and half_read and plain


def _is_no_cry(turn: Turn) -> bool:
    """Whether despair is but the first of many faint readings of a service's matter.

    我对象是环卫工,天不亮就出门,有没有管早饭的 is about breakfast and nothing else.
    """
    faint = turn.intent == "crisis" and turn.confidence < thresholds.CRISIS
    near = turn.topic_chance("signpost:crisis") >= _HARDLY
    _, about = likeliest(turn, "programme")
    return faint and not near and about >= thresholds.OVER_NAME


def _second_reading(turn: Turn) -> Turn:
    for intent, chance in turn.intents:
        if intent in ASPECT_OF_INTENT and intent != turn.intent:
            return replace(turn, intent=intent, confidence=chance)
    return turn


def _complains_besides(turn: Turn) -> bool:
    """Whether a clause amid an outburst complains (累死了,工资不给,烦死了)."""
    complains = any(
        intent == "complain" and chance >= thresholds.CLAUSE
        for intent, chance in turn.clause_intents
    )
    _, about = likeliest(turn, "programme")
    return complains and about >= thresholds.TOPIC


def _asks_after_all(turn: Turn, memory: Memory) -> bool:
    named = bool(turn.programmes or turn.signposts)
    if turn.intent == "again":
        # Of what was not talked about yet nothing can be said again.
        return bool(turn.programmes) and memory.service not in turn.programmes
    if len(turn.text) < _TELLS_SOMETHING and not named:
        # 停: one character is about nothing, whatever it mostly stands in.
        return False
    label, chance = turn.topics[0] if turn.topics else ("none", 0.0)
    near_agency = label.startswith("signpost:") and (
        chance >= thresholds.SIGNPOST_OVER_SCOPE
    )
    if turn.intent == "out_of_scope" and near_agency:
        # Its number does no harm, even if it is not quite the agency's matter.
        return True
    half_read = turn.confidence < thresholds.WEAK_INTENT
    if turn.intent in _POLITE_OPENINGS and not half_read:
        long = len(turn.text) >= _LONGER_THAN_A_GREETING
        return long and (
            named or (chance >= thresholds.TOPIC_SWITCH and label != "none")
        )
    loosely_read = turn.confidence < thresholds.TALK_OVER_TOPIC
    least = thresholds.TOPIC_SWITCH_LONG if half_read else thresholds.TOPIC_SWITCH
    about_something = label != "none" and chance >= least
    return loosely_read and (named or about_something)
