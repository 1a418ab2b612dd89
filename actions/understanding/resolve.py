"""Join a turn with the conversation: one question comes out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.understanding import thresholds
from actions.understanding.aspects import ASPECT_OF_INTENT, aspects_of, is_story
from actions.understanding.counted import (
    owner_of_named_metric,
    ranked_metrics,
    settle_figures,
)
from actions.understanding.family import WHOLE, family_ids
from actions.understanding.form import read_form
from actions.understanding.hearing import go_on
from actions.understanding.home import at_home
from actions.understanding.memory import Memory
from actions.understanding.naming import named_programmes, own_aspects
from actions.understanding.ordinals import counts_out
from actions.understanding.published import (
    certainly_published,
    holds_the_talk,
    plainly_published,
    sounds_like_talk,
)
from actions.understanding.question import Question
from actions.understanding.topics import likeliest
from actions.understanding.turn import FALLBACK_INTENT, Turn
from actions.understanding.who_may import asks_who_may
from actions.understanding.years import with_bare_year
from knowledge.queries.view import View

# Intents that ask for content; what they are about comes from the topic.
CONTENT_INTENTS = frozenset(ASPECT_OF_INTENT) | {
    "ask_list",
    "ask_finder",
    "ask_compare",
    "inform",
    "correct",
}
# Intents that a longer question about a service may begin like.
_POLITE_OPENINGS = ("smalltalk", "ask_bot")
_LAST_CLAUSES = 2
_ASKED_AT_THE_END = frozenset(ASPECT_OF_INTENT) - {"complain", "ask_figure"} | {
    "ask_finder",
    "ask_list",
}
_LONGER_THAN_A_GREETING = 10
# 刷会员卡坐地铁给报不: long enough to name one service and be about another.
_HOLDS_TWO_MATTERS = 15
# 几天, 打啥电话: too short to hold a matter that has no name.
_ONE_WORD = 4
_TELLS_SOMETHING = 2
# No content holds outside Henan, whatever service is named.
_OTHER_PROVINCE = "other_province"
_EMERGENCY = "emergency"
# As what a cry for help may be read: somebody is in danger, whatever it sounds like.
_ALARMED = ("crisis", "smalltalk", "unusable", "out_of_scope", FALLBACK_INTENT)
_CRISIS = "crisis"
# where can I rest in (Zhengzhou)
_FOREIGN = re.compile(r"(?=(?:.*[A-Za-z]){8})[A-Za-z\s\d'’,.?!-]+")


def resolve(turn: Turn, memory: Memory, knowledge: View) -> Question:
    """Resolve what a turn asks.

    What the worker leaves out is carried over from the conversation, what they name
    replaces it; a new matter does not drag an old place or year along, but where they
    themselves are still holds.

    Args:
        turn: The reading of the message.
        memory: The conversation so far.
        knowledge: Published content.
    """
    memory = memory.heard(turn)
    turn = with_bare_year(turn, memory)
    question = _resolve(turn, memory, knowledge)
    return at_home(question, memory, knowledge)


def _resolve(turn: Turn, memory: Memory, knowledge: View) -> Question:
    if turn.only_locates:
        return _located(turn, memory)
    if turn.intent in _ALARMED and is_emergency(turn):
        return Question(turn, "inform", signpost=_EMERGENCY, confidence=1.0)
    form = read_form(memory.form)
    in_hand = memory.aspect == "finder"
    heard = go_on(turn, form, knowledge, in_hand=in_hand) if form else None
    if heard is not None:
        return Question(turn, "ask_finder", form=heard, confidence=turn.confidence)
    if memory.options and turn.names_nothing and counts_out(turn.text):
        return Question(turn, "pick", confidence=turn.confidence)
    if memory.service and asks_who_may(turn):
        turn = replace(turn, intent="ask_eligibility")
    held = holds_the_talk(turn, memory, knowledge)
    unclear = turn.intent in ("out_of_scope", "unusable", FALLBACK_INTENT)
    if unclear and memory.service and (turn.regions or turn.years):
        # 永城有几座: the place alone says that the talk goes on.
        turn = replace(turn, intent="inform")
    elif (
        (held and (unclear or sounds_like_talk(turn)))
        or plainly_published(turn, memory, knowledge)
        or certainly_published(turn, knowledge)
    ):
        near = turn.faqs[0]
        return Question(turn, "inform", faq=near.id, confidence=near.confidence)
    turn = _hear_content(_hear_the_end(turn), memory)
    if turn.intent == "unusable" and turn.confidence < thresholds.WEAK_INTENT:
        # 丢了呢: rather not understood than taken for abuse.
        return Question(turn, FALLBACK_INTENT, confidence=turn.confidence)
    if turn.intent == "smalltalk" and turn.confidence < thresholds.INTENT:
        # 你们能帮我要到吗: nor is who tells of wages greeted as if they had just come.
        return Question(turn, FALLBACK_INTENT, confidence=turn.confidence)
    if turn.intent not in CONTENT_INTENTS:
        return Question(turn, turn.intent, confidence=turn.confidence)
    signpost = _signpost(turn, memory, held)
    if signpost:
        return Question(
            turn,
            turn.intent,
            signpost=signpost,
            confidence=max(turn.topic_chance(f"signpost:{signpost}"), 0.5),
        )
    programmes, carried = _programmes(turn, memory, knowledge, held)
    if not carried:
        programmes = owner_of_named_metric(programmes, turn, knowledge)
    if not programmes and _is_guesswork(turn):
        return Question(turn, FALLBACK_INTENT, confidence=turn.confidence)
    if not programmes and _asks_what_there_is(turn):
        return Question(turn, "ask_finder", aspects=(), confidence=turn.confidence)
    elliptic = turn.intent in ("inform", "correct")
    keep = carried or (elliptic and bool(memory.service))
    asked = aspects_of(turn, memory)
    question = Question(
        turn=turn,
        intent=turn.intent,
        aspects=asked.aspects,
        elliptic=asked.elliptic,
        programmes=programmes,
        own_aspects=own_aspects(turn, programmes, asked.aspects, knowledge),
        region=_region(
            turn, memory, keep or _same_matter(programmes, memory, knowledge)
        ),
        year=_year(turn, memory, keep),
        metrics=ranked_metrics(turn, memory, carried),
        carried=carried,
        confidence=_confidence(turn, programmes, carried),
    )
    if question.programme == WHOLE and question.intent == "ask_intro":
        # 十件实事是什么 asks for the list.
        question = replace(question, intent="ask_list", aspects=())
    return settle_figures(question, memory, knowledge)


def _located(turn: Turn, memory: Memory) -> Question:
    """Take a bare position for the question where the service in hand is offered."""
    return Question(
        turn,
        turn.intent,
        aspects=["location"],
        programmes=[memory.service] if memory.service else [],
        carried=memory.service is not None,
        confidence=turn.confidence,
    )


def _same_matter(programmes: Sequence[str], memory: Memory, knowledge: View) -> bool:
    """Whether a place that was named before still holds.

    It does for the service that it was named for, and for the one that was asked
    back for.
    """
    if memory.pending:
        return True
    if memory.service is None or not programmes:
        return False
    return programmes[0] in family_ids(memory.service, knowledge)


def is_emergency(turn: Turn) -> bool:
    """Tell whether somebody is in danger now, rather than tired of life.

    宿舍着火了 sounds as desperate, but needs the fire brigade and no consolation.
    """
    likely = turn.topic_chance(f"signpost:{_EMERGENCY}") >= thresholds.DANGER
    return _CRISIS not in turn.signposts and (_EMERGENCY in turn.signposts or likely)


def _asks_what_there_is(turn: Turn) -> bool:
    """Whether somebody says who they are and asks for nothing by name (有啥好处)."""
    likely = turn.chance("ask_finder") >= thresholds.SECOND_TOPIC
    return turn.intent == "ask_intro" and bool(turn.groups) and likely


def _is_guesswork(turn: Turn) -> bool:
    """Whether neither what is asked nor what it is about can be told."""
    named = turn.regions or turn.groups or turn.metrics or turn.lookalikes
    return turn.confidence < thresholds.INTENT and not named


def _hear_the_end(turn: Turn) -> Turn:
    """Take the question of a long story from its last clause that asks anything."""
    if not is_story(turn) or turn.intent not in CONTENT_INTENTS:
        return turn
    for intent, chance in reversed(turn.clause_intents[-_LAST_CLAUSES:]):
        if chance >= thresholds.CLAUSE and intent in _ASKED_AT_THE_END:
            return replace(turn, intent=intent, confidence=chance)
    return turn


def _hear_content(turn: Turn, memory: Memory) -> Turn:
    """Take a turn as a question where small talk or no sense was read by mistake."""
    if turn.intent in CONTENT_INTENTS and _FOREIGN.fullmatch(turn.unnamed):
        # A place is the one word of it that was read.
        return replace(turn, intent="smalltalk", kind="smalltalk/foreign")
    if _only_holds_a_number(turn) or _names_one_help(turn):
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


def _switch(turn: Turn) -> float:
    """Return how likely another service must be to leave the one in hand.

    A short turn is more often about the service in hand than it sounds. What a bare
    place or year sounds like is only what was published of it most.
    """
    if turn.bare:
        return thresholds.OVER_NAME
    short = len(turn.text) < thresholds.SHORT_TURN
    return thresholds.TOPIC_SWITCH if short else thresholds.TOPIC_SWITCH_LONG


def _signpost(turn: Turn, memory: Memory, held: bool) -> str | None:
    """Return another agency's matter that a turn is about, if it is."""
    if memory.service and _only_asks(turn):
        return None
    ranked, chance = likeliest(turn, "signpost")
    _, about_service = likeliest(turn, "programme")
    if _OTHER_PROVINCE in turn.signposts and not turn.regions:
        return _OTHER_PROVINCE
    if ranked in (_OTHER_PROVINCE, _CRISIS):
        # Only a name tells another province; a Henan city sounds much the same. And
        # what sounded like despair was told from it before anything else.
        ranked, chance = "", 0.0
    if turn.intent == "ask_finder" and not turn.signposts and _is_sure(turn):
        # 看看我能领啥 asks for all that there is, whatever one mostly 领s.
        return None
    if turn.programmes:
        sure = chance >= thresholds.SIGNPOST_OVER_NAME
        return ranked if sure and turn.signposts else None
    if turn.signposts:
        if chance > about_service:
            return ranked
        named = turn.signposts[0]
        # A word in passing: the story as a whole is about a service.
        in_passing = turn.topic_chance(f"signpost:{named}") < thresholds.ASIDE
        return None if in_passing and about_service >= thresholds.TOPIC else named
    if memory.service:
        short = len(turn.text) < thresholds.SHORT_TURN
        least = thresholds.SIGNPOST_SWITCH if short else thresholds.TOPIC_SWITCH_LONG
        return ranked if chance >= least and not held else None
    return ranked if chance >= thresholds.SIGNPOST else None


def _programmes(
    turn: Turn, memory: Memory, knowledge: View, held: bool
) -> tuple[Sequence[str], bool]:
    """Return what a turn is about and whether that was carried over."""
    if turn.programmes and not _named_in_passing(turn):
        return named_programmes(turn, knowledge), False
    if memory.service and _only_asks(turn):
        return [memory.service], True
    ranked, chance = likeliest(turn, "programme")
    if memory.service:
        family = family_ids(memory.service, knowledge)
        if held or ranked in family or chance < _switch(turn):
            return [memory.service], True
        return [ranked], False
    # 我在金水区: as in _switch, a bare place sounds like what was published of it.
    bare_place = turn.bare and bool(turn.regions)
    if chance >= (thresholds.OVER_NAME if bare_place else thresholds.TOPIC):
        return [ranked], False
    faq = _asked_by_faq(turn, knowledge)
    return ([faq], False) if faq else ([], False)


def _only_asks(turn: Turn) -> bool:
    """Whether a turn is nothing but a word that asks (几天, 电话).

    What such a word is mostly asked of says nothing about this talk; nor does whether
    somebody may (家属能参加吗).
    """
    if asks_who_may(turn):
        return True
    short = len(turn.text) <= _ONE_WORD
    asked = turn.intent in ASPECT_OF_INTENT and _is_sure(turn)
    return short and asked and turn.names_nothing


def _is_sure(turn: Turn) -> bool:
    return turn.confidence >= thresholds.INTENT_OVER_SHORT


def _named_in_passing(turn: Turn) -> bool:
    """Whether a turn names a service but is plainly about another."""
    _, chance = likeliest(turn, "programme")
    named = max(turn.topic_chance(f"programme:{p}") for p in turn.programmes)
    long = len(turn.text) >= _HOLDS_TWO_MATTERS
    return long and chance >= thresholds.OVER_NAME and named < thresholds.ASIDE


def _asked_by_faq(turn: Turn, knowledge: View) -> str | None:
    """Return the programme of the published question that is asked, if one is."""
    for near in turn.faqs[:1]:
        faq = knowledge.faq(near.id)
        likely = near.confidence >= thresholds.FAQ_ALONE > turn.topic_chance("none")
        if faq is not None and likely and near.similarity >= thresholds.FAQ_SURE:
            return faq.programme_id
    return None


def _region(turn: Turn, memory: Memory, keep: bool) -> str | None:
    if turn.regions:
        return turn.regions[-1]
    return memory.region if keep else None


def _year(turn: Turn, memory: Memory, keep: bool) -> int | None:
    if turn.years:
        return turn.years[0]
    if turn.shift is not None and memory.period is not None:
        return memory.period + turn.shift
    return memory.period if keep and turn.shift is None else None


def _confidence(turn: Turn, programmes: Sequence[str], carried: bool) -> float:
    if turn.programmes or carried:
        return turn.confidence
    if programmes:
        return min(turn.confidence, turn.topic_chance(f"programme:{programmes[0]}"))
    return turn.confidence
