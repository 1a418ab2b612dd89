"""What a turn is about: services of the union, or another agency's matter."""

from __future__ import annotations

from collections.abc import Sequence

from actions.understanding import thresholds
from actions.understanding.aspects import ASPECT_OF_INTENT
from actions.understanding.family import family_ids
from actions.understanding.memory import Memory
from actions.understanding.naming import named_programmes
from actions.understanding.topics import likeliest
from actions.understanding.turn import Turn
from actions.understanding.who_may import asks_who_may
from knowledge.queries.view import View

# 刷会员卡坐地铁给报不: long enough to name one service and be about another.
_HOLDS_TWO_MATTERS = 15
# 几天, 打啥电话: too short to hold a matter that has no name.
_ONE_WORD = 4
# No content holds outside Henan, whatever service is named.
_OTHER_PROVINCE = "other_province"
EMERGENCY = "emergency"
_CRISIS = "crisis"


def is_emergency(turn: Turn) -> bool:
    """Tell whether somebody is in danger now, rather than tired of life.

    宿舍着火了 sounds as desperate, but needs the fire brigade and no consolation.
    """
    likely = turn.topic_chance(f"signpost:{EMERGENCY}") >= thresholds.DANGER
    return _CRISIS not in turn.signposts and (EMERGENCY in turn.signposts or likely)


def _switch(turn: Turn) -> float:
    """Return how likely another service must be to leave the one in hand.

    A short turn is more often about the service in hand than it sounds. What a bare
    place or year sounds like is only what was published of it most.
    """
    if turn.bare:
        return thresholds.OVER_NAME
    short = len(turn.text) < thresholds.SHORT_TURN
    return thresholds.TOPIC_SWITCH if short else thresholds.TOPIC_SWITCH_LONG


def agency_of(turn: Turn, memory: Memory, held: bool) -> str | None:
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


def programmes_of(
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
