"""Whether a published question is asked where neither intent nor name would tell."""

from __future__ import annotations

from actions.understanding import thresholds
from actions.understanding.amounts import asked_amounts
from actions.understanding.aspects import ASPECT_OF_INTENT, OF_NUMBERS
from actions.understanding.family import family_ids
from actions.understanding.memory import Memory
from actions.understanding.topics import likeliest
from actions.understanding.turn import Turn
from knowledge.queries.view import View

_WORD_FOR_WORD = 0.995
"""Likeness from which a message is a published wording, whatever else it resembles."""


def holds_the_talk(turn: Turn, memory: Memory, knowledge: View) -> bool:
    """Whether a published question of the service in hand is asked."""
    if memory.service is None or turn.programmes or turn.signposts:
        return False
    family = family_ids(memory.service, knowledge)
    for near in turn.faqs[:1]:
        faq = knowledge.faq(near.id)
        if faq is not None and faq.programme_id in family:
            sure = near.confidence >= thresholds.FAQ_REPEATED
            return sure and near.similarity >= thresholds.FAQ_OF_SERVICE
    return False


def sounds_like_talk(turn: Turn) -> bool:
    """Whether small talk is read where a published question is certain (生日呢)."""
    return turn.intent == "smalltalk" and turn.faqs[0].is_certain


def plainly_published(turn: Turn, memory: Memory, knowledge: View) -> bool:
    """Whether a published question is plain where the intent is not, or said in the
    very words that were published.

    During a talk that question must be about the service in hand.
    """
    near = turn.faqs[0] if turn.faqs else None
    faq = knowledge.faq(near.id) if near else None
    said = near is not None and near.similarity >= _WORD_FOR_WORD
    vague = turn.confidence < thresholds.WEAK_INTENT or said
    if (
        turn.intent == "crisis"
        or not vague
        or near is None
        or faq is None
        or turn.signposts
    ):
        return False
    if _counts_in_a_year(turn) or _asks_twice(turn):
        return False
    if likeliest(turn, "signpost")[1] >= thresholds.SIGNPOST_SWITCH:
        return False
    programme, chance = likeliest(turn, "programme")
    about = [memory.service] if memory.service else []
    if chance >= thresholds.TOPIC_SWITCH_LONG:
        about.append(programme)
    if any(faq.programme_id not in family_ids(p, knowledge) for p in about):
        return False
    elsewhere = turn.regions and faq.region.id not in turn.regions
    sure = near.confidence >= thresholds.FAQ_PLAIN
    return sure and near.similarity >= thresholds.FAQ_PLAIN_LIKENESS and not elsewhere


def certainly_published(turn: Turn, knowledge: View) -> bool:
    """Whether a published question and its service are certain where a turn reads as
    none of the union's matters.

    Who wrote 创业担保贷款归谁管 knew that it is not, and told whose it is.
    """
    if turn.intent != "out_of_scope" or turn.signposts:
        return False
    near = turn.faqs[0] if turn.faqs else None
    faq = knowledge.faq(near.id) if near else None
    if near is None or faq is None:
        return False
    about = turn.topic_chance(f"programme:{faq.programme_id}") >= thresholds.OVER_NAME
    return near.is_certain and about


def asks_no_number(turn: Turn, knowledge: View) -> bool:
    """Whether a published question is certain that is about no number."""
    near = turn.faqs[0] if turn.faqs else None
    faq = knowledge.faq(near.id) if near else None
    if near is None or faq is None or faq.aspect in OF_NUMBERS:
        return False
    return near.is_certain


def _counts_in_a_year(turn: Turn) -> bool:
    """Whether a year's number is asked for (2020年办了几项): figures tell that."""
    best = turn.metric_ranking[0][1] if turn.metric_ranking else 0.0
    counts = bool(turn.years) and bool(asked_amounts(turn.text))
    return counts and best >= thresholds.METRIC_SURE


def _asks_twice(turn: Turn) -> bool:
    """Whether clauses surely ask two things: a published question answers but one."""
    asked = {
        intent
        for intent, chance in turn.clause_intents
        if chance >= thresholds.TALK_OVER_TOPIC and intent in ASPECT_OF_INTENT
    }
    return len(asked) > 1
