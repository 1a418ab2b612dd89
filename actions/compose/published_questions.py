"""Choose the published question that a turn asks, if it asks one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.compose.other_aspects import is_likely, tells_the_number
from actions.compose.places import COUNTRY, PROVINCE
from actions.understanding import thresholds
from actions.understanding.aspects import is_story
from actions.understanding.family import family_ids
from actions.understanding.question import Question
from actions.understanding.turn import NearFaq, Turn
from knowledge.queries.records import AnswerInfo, FaqInfo
from knowledge.queries.view import View

# 谁能申请: so many characters beside the name say no more than the aspect.
_HARDLY_MORE = 4


def faqs_with_the_number(
    answer: AnswerInfo, question: Question, knowledge: View
) -> Sequence[FaqInfo]:
    """Return the near published question that holds the number a turn names.

    Args:
        answer: What answers the aspect, and does not hold it.
        question: What is asked.
        knowledge: Published content.
    """
    family = family_ids(answer.programme_id, knowledge)
    for near in question.turn.faqs[:1]:
        faq = knowledge.faq(near.id)
        if faq is None or faq.programme_id not in family:
            continue
        told = tells_the_number(question, answer.text, near, faq.text)
        if told and _fits_place(faq, question, knowledge):
            return [faq]
    return []


def likely_faqs(question: Question, knowledge: View) -> Sequence[FaqInfo]:
    """Return a near published question of whatever aspect that is likely asked."""
    if question.elliptic or len(question.aspects) > 1:
        return []
    faqs = asked_faqs(question, "", knowledge, thresholds.FAQ_OF_SERVICE)
    return faqs if faqs and is_likely(faqs[0], question) else []


def repeated_faq(question: Question, knowledge: View) -> FaqInfo | None:
    """Return the published question of the programme that a turn all but repeats."""
    for near in question.turn.faqs:
        faq = knowledge.faq(near.id)
        if faq is None or question.programme is None:
            continue
        if not is_repeated(faq, question, knowledge):
            continue
        family = family_ids(question.programme, knowledge)
        if faq.programme_id in family and _fits_place(faq, question, knowledge):
            return faq
    return None


def _all_but_repeated(near: NearFaq, long: bool, open_to_it: bool) -> bool:
    # A story is never like a phrasing as a whole, however plainly it asks for it.
    if long:
        likely, least = thresholds.FAQ_ALONE, thresholds.FAQ_IN_STORY
    elif open_to_it and near.confidence >= thresholds.FAQ_CERTAIN:
        likely, least = thresholds.FAQ_CERTAIN, thresholds.FAQ_OF_SERVICE
    else:
        likely, least = thresholds.FAQ_REPEATED, thresholds.FAQ_SURE
    return near.confidence >= likely and near.similarity >= least


def is_repeated(faq: FaqInfo, question: Question, knowledge: View) -> bool:
    """Tell whether a turn all but repeats a published question."""
    long = is_story(question.turn)
    # Where another aspect is asked, to be certain among the questions is not enough.
    open_to_it = question.elliptic or faq.aspect in question.aspects
    return any(
        near.id == faq.id and _all_but_repeated(near, long, open_to_it)
        for near in _within_the_talk(question, knowledge)
    )


def _within_the_talk(question: Question, knowledge: View) -> Sequence[NearFaq]:
    """Return the published questions that may be asked, given what the talk is about.

    退休了还能不能 is asked of many services; the talk tells of which.
    """
    nearest = question.turn.faqs
    if not question.carried or question.programme is None:
        return nearest
    family = family_ids(question.programme, knowledge)
    own = [
        near
        for near in nearest
        if (faq := knowledge.faq(near.id)) is not None and faq.programme_id in family
    ]
    total = sum(near.confidence for near in own)
    if total < thresholds.FAQ_OF_TALK:
        return nearest
    return [replace(near, confidence=near.confidence / total) for near in own]


def sure_faq(
    question: Question, knowledge: View, least: float | None = None
) -> FaqInfo | None:
    """Return the published question that a turn asks, whatever its aspect.

    Args:
        question: What is asked.
        knowledge: Published content.
        least: Likeness that is enough; by default it depends on how sure the
            aspect is.
    """
    if question.programme is None:
        return None
    faqs = asked_faqs(question, "", knowledge, least or nearness(question))
    return faqs[0] if faqs else None


def nearness(question: Question) -> float:
    """Return how near a published question must be to come before the aspect."""
    weak = question.turn.confidence < thresholds.WEAK_INTENT
    return thresholds.FAQ_OF_SERVICE if weak else thresholds.FAQ_SURE


def asked_faqs(
    question: Question, aspect: str, knowledge: View, least: float
) -> Sequence[FaqInfo]:
    """Return the published question of the programme that is asked, if one is.

    Where the aspect is not sure either and two questions stand out together, both
    are returned.

    Args:
        question: What is asked.
        aspect: Aspect that is asked for, empty if any will do.
        knowledge: Published content.
        least: Likeness that its nearest phrasing must have.
    """
    assert question.programme is not None
    family = family_ids(question.programme, knowledge)
    own = [
        (faq, near)
        for near in question.turn.faqs
        if (faq := knowledge.faq(near.id)) is not None
        and faq.programme_id in family
        and _fits_place(faq, question, knowledge)
    ]
    total = sum(near.confidence for _, near in own)
    if not total:
        return []
    own.sort(key=lambda pair: -pair[1].confidence)
    shares = [near.confidence / total for _, near in own]
    weak = question.turn.confidence < thresholds.WEAK_INTENT
    # What was carried over, or is one of several things asked, is not asked anew.
    bound = (
        len(question.aspects) > 1
        or (question.elliptic and _names_something(question.turn))
        or (
            question.turn.confidence >= thresholds.TALK_OVER_TOPIC
            and bool(aspect and knowledge.known_gap(question.programme, aspect))
        )
    )
    near_enough = [
        near.similarity >= least or is_repeated(faq, question, knowledge)
        if aspect in ("", faq.aspect) or (weak and not bound)
        else not bound
        and is_repeated(faq, question, knowledge)
        and near.similarity >= _over_aspect(question, aspect, knowledge)
        for faq, near in own
    ]
    if shares[0] >= thresholds.FAQ_SHARE and near_enough[0]:
        return [own[0][0]]
    if weak and sum(shares[:2]) >= thresholds.FAQ_PAIR and all(near_enough[:2]):
        return [faq for faq, _ in own[:2]]
    return []


def _over_aspect(question: Question, aspect: str, knowledge: View) -> float:
    """Return how near a question of another aspect must be to be asked instead.

    郑州托管谁能报 surely asks for whom it is, and just that is published for just that
    place; 大病互助咋理赔 says nothing but the name and the aspect: what is only near
    (大病互助一人赔7000吗) must be nearly the same.
    """
    assert question.programme is not None
    turn = question.turn
    # A clause may ask plainly what the whole message blurs.
    asking = [chance for intent, chance in turn.clause_intents if intent == turn.intent]
    sure = max([turn.confidence, *asking]) >= thresholds.INTENT_OVER_SHORT
    told = knowledge.answer_for(question.programme, aspect, question.region)
    own = told is not None and question.region == told.region.id
    general = question.turn.beside_names <= _HARDLY_MORE
    return thresholds.FAQ_OVER_ASPECT if sure and (own or general) else 0.0


def _names_something(turn: Turn) -> bool:
    """Whether a turn names what the talk goes on with, rather than asks anew."""
    return bool(turn.programmes or turn.regions or turn.years or turn.groups)


def _fits_place(faq: FaqInfo, question: Question, knowledge: View) -> bool:
    """Whether a published question holds where it is asked.

    It gives way to an answer of the same aspect that is nearer to the place: the
    place's own, or the province's where the question is a single city's; a rule of the
    whole country that is asked beyond doubt (仲裁多久) does so only where the place was
    just named. Once it has run out it gives way to any that holds and is no older:
    that took its place.
    """
    reach = [r.id for r in knowledge.ancestors(question.region or PROVINCE)]
    answer = knowledge.answer_for(faq.programme_id, faq.aspect, question.region)
    ended = knowledge.is_over(faq) and answer and not knowledge.is_over(answer)
    if ended and answer and answer.as_of >= faq.as_of:
        return False
    if faq.region.id not in reach:
        # Without a place in the question a city's may stand in, named as such.
        return question.region is None and answer is None
    if question.region is None or answer is None:
        return True
    carried_along = not question.turn.regions
    if carried_along and faq.region.id == COUNTRY and _is_certain(faq, question.turn):
        return True
    return reach.index(faq.region.id) <= reach.index(answer.region.id)


def _is_certain(faq: FaqInfo, turn: Turn) -> bool:
    return any(near.id == faq.id and near.is_certain for near in turn.faqs[:1])
