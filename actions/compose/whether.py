"""Answer a yes-or-no question with the published sentence that says it, or say that
none does; never with what only sounds like a yes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from actions.compose.content import Found, find
from actions.compose.places import COUNTRY, PROVINCE
from actions.compose.service import compose_part
from actions.envelope import Envelope, Reply
from actions.understanding import thresholds
from actions.understanding.aspects import is_story
from actions.understanding.family import family_ids
from actions.understanding.question import Question
from actions.understanding.whether import (
    asks_whether,
    longest_common,
    what_about,
    what_there_is,
)
from actions.wording import answers as wording
from knowledge.queries.records import AnswerInfo, FaqInfo
from knowledge.queries.view import View
from knowledge.vocabulary import ASPECTS

_SENTENCE = re.compile(r"[^。！？；]*[。！？；]?")
_MOST = 0.6
"""Share of what is asked that a sentence must hold in one run."""
_SHORTEST = 2
_LONGEST = 12
"""With more characters, what does not even name a service tells of a worker's life."""
_PLENTY = 3
"""So many characters in one run are enough of however much (购物卡)."""
_INTRO = "intro"
_ELIGIBILITY = "eligibility"
_LOCATION = "location"


def compose_whether(question: Question, knowledge: View, today: date) -> Reply | None:
    """Answer a question that asks whether something is so; None for any other.

    Args:
        question: What is asked, an aspect of a service.
        knowledge: Published content.
        today: The day on which content may have run out.
    """
    words = _asked_about(question, knowledge)
    if not words or len(question.programmes) != 1 or len(question.aspects) != 1:
        return None
    reply = _about(words, question, knowledge, today)
    if reply is None:
        return None
    # 那郑州呢 asks the same again, of whatever aspect the answer was.
    kept = {"aspect": question.aspect, "whether": words}
    return replace(reply, remember={**reply.remember, **kept})


def _asked_about(question: Question, knowledge: View) -> Sequence[str]:
    """Return the words that a text must hold to answer a question for yes or no.

    The first of them is what is asked, empty where it is of groups whether they may at
    all; the others are the names of those.
    """
    turn = question.turn
    if question.elliptic:
        return question.whether
    special = what_about(_without_name(turn.unnamed, question, knowledge))
    if is_story(turn) or not special or not asks_whether(turn.text):
        return ()
    if _is_the_service(what_there_is(turn.unnamed), question, knowledge):
        return ()
    if len(special) > _LONGEST and not turn.programmes and not question.carried:
        return ()
    about = what_about(_without_name(turn.ungrouped, question, knowledge))
    return [about, *_names_of_groups(question, knowledge)]


def _told_by(words: Sequence[str]) -> Sequence[str]:
    """Return the words of which a text must hold one.

    骑手能洗澡吗 is about bathing: that riders are named tells nothing of it.
    """
    about, *names = words
    return [about] if about else names


def _about(
    words: Sequence[str], question: Question, knowledge: View, today: date
) -> Reply | None:
    (aspect,) = question.aspects
    if aspect == _LOCATION:
        # 附近有驿站吗: the places that are registered, or that none is, say it.
        return None
    usual = find(question, aspect, knowledge)
    # An introduction is only what is asked where nothing else was read.
    vague = question.elliptic or question.turn.confidence < thresholds.TALK_OVER_TOPIC
    unsure = aspect == _INTRO or vague
    if usual.is_gap and aspect != _INTRO:
        return None
    if usual.faqs and (not unsure or _answered_by(usual.faqs, question, words)):
        return None
    aspects: Sequence[str] = ASPECTS if unsure else (aspect,)
    said = _saying(question, words, aspects, knowledge)
    if said is not None:
        part = _part(said, words, question)
        return compose_part(part, question, knowledge, today)
    if aspect == _ELIGIBILITY:
        # A rule names no single group or case: who it is for holds for all of them.
        return None
    nearest = _nearest(question, usual, words, knowledge)
    reply = compose_part(nearest, question, knowledge, today)
    envelope = reply.envelope
    if unsure and isinstance(envelope, Envelope):
        envelope = replace(envelope, status="gap")
    return replace(reply, text=f"{wording.NOT_SAID}\n{reply.text}", envelope=envelope)


def _without_name(text: str, question: Question, knowledge: View) -> str:
    """Return a text without names, nor the part of the service's that it begins with.

    会员卡 alone is no name, but tells nothing that the card would have to say.
    """
    if question.turn.programmes or question.carried:
        return text
    names = _names(question, knowledge)
    lengths = range(len(text), _SHORTEST - 1, -1)
    begun = (n for n in lengths if any(text[:n] in name for name in names))
    return text[next(begun, 0) :]


def _is_the_service(words: str, question: Question, knowledge: View) -> bool:
    """Whether what is asked to be there is the service itself, by part of its name.

    有没有管早饭的 asks for 免费早饭 as a whole, not for something about it.
    """
    shared = max(
        (longest_common(words, name) for name in _names(question, knowledge)), default=0
    )
    return shared >= _SHORTEST > len(words) - shared


def _names(question: Question, knowledge: View) -> Sequence[str]:
    service = knowledge.programme(question.programme or "")
    return (service.name, *service.aliases) if service else ()


def _answered_by(
    faqs: Sequence[FaqInfo], question: Question, words: Sequence[str]
) -> bool:
    """Whether published questions are about what is asked, not only of its kind.

    Of what a station holds one question sounds like the other; whether one may bathe
    in it, that one may drink there does not tell.
    """
    near = {faq.id: faq.similarity for faq in question.turn.faqs}
    alike = any(near.get(f.id, 0.0) >= thresholds.FAQ_OVER_ASPECT for f in faqs)
    texts = [text for faq in faqs for text in _texts(faq)]
    return alike or any(
        longest_common(word, text) >= _SHORTEST
        for word in _told_by(words)
        for text in texts
    )


def _names_of_groups(question: Question, knowledge: View) -> Iterator[str]:
    """Give all names of the groups that are named: 骑手 is told as 外卖员."""
    for name in question.turn.groups:
        group = knowledge.group(name)
        if group is not None:
            yield from (group.name, *group.aliases)


def _saying(
    question: Question,
    words: Sequence[str],
    aspects: Sequence[str],
    knowledge: View,
) -> AnswerInfo | FaqInfo | None:
    """Find the published text that holds most of what is asked, the nearest place's."""
    reach = [r.id for r in knowledge.ancestors(question.region or PROVINCE)]
    best: AnswerInfo | FaqInfo | None = None
    most = (0, 0)
    for content in _contents(question, aspects, knowledge):
        place = content.region.id
        length = max(_held(words, text) for text in _texts(content))
        near = -reach.index(place) if place in reach else -len(reach)
        out_of_reach = place not in reach and question.region is not None
        if length and not out_of_reach and (length, near) > most:
            best, most = content, (length, near)
    return best


def _contents(
    question: Question, aspects: Sequence[str], knowledge: View
) -> Iterator[AnswerInfo | FaqInfo]:
    """Give what is published of a service and still holds."""
    assert question.programme is not None
    for member in family_ids(question.programme, knowledge):
        faqs = [f for f in knowledge.faqs_of(member) if f.aspect in aspects]
        answers = [a for aspect in aspects for a in knowledge.answers(member, aspect)]
        contents: list[AnswerInfo | FaqInfo] = [*faqs, *answers]
        for content in contents:
            if not knowledge.is_over(content):
                yield content


def _held(words: Sequence[str], text: str) -> int:
    """Return how many characters of what is asked a text holds in one run, if enough.

    Of what is asked most will do; a name must stand there as a whole.
    """
    about, *names = words
    if not about:
        return max((len(name) for name in names if name in text), default=0)
    length = longest_common(about, text)
    enough = length >= min(_PLENTY, max(_SHORTEST, _MOST * len(about)))
    return length if enough else 0


def _texts(content: AnswerInfo | FaqInfo) -> Sequence[str]:
    if isinstance(content, FaqInfo):
        # Whoever wrote a phrasing meant the answer to tell it.
        return [content.text, content.question, *content.phrasings]
    return [content.text]


def _part(
    content: AnswerInfo | FaqInfo, words: Sequence[str], question: Question
) -> Found:
    programme, aspect = content.programme_id, content.aspect
    if isinstance(content, FaqInfo):
        return Found(programme, aspect, faqs=[content])
    told = replace(content, text=_first(content.text, lambda s: _held(words, s)))
    general = content.region.id in (PROVINCE, COUNTRY)
    return Found(
        programme,
        aspect,
        answers=[told],
        wider=question.region not in (None, content.region.id),
        local_only=question.region is None and not general,
    )


def _nearest(
    question: Question, usual: Found, words: Sequence[str], knowledge: View
) -> Found:
    """Return the answer that comes nearest, which is not what is asked."""

    def touches(text: str) -> int:
        return len(set("".join(_told_by(words))) & set(text))

    if usual.faqs or question.aspects != [_INTRO]:
        return usual
    reach = [r.id for r in knowledge.ancestors(question.region or PROVINCE)]
    own = list(usual.answers)
    others = [
        content
        for content in _contents(question, ASPECTS, knowledge)
        if isinstance(content, AnswerInfo) and content.region.id in reach
    ]
    best = max([*own, *others], key=lambda a: touches(a.text), default=None)
    if best is None or touches(best.text) < _SHORTEST:
        return usual
    part = _part(best, words, question)
    told = replace(best, text=_first(best.text, touches))
    return replace(part, answers=[told])


def _first(text: str, rank: Callable[[str], int]) -> str:
    """Put the sentence that ranks highest before the others."""
    sentences = [sentence for sentence in _SENTENCE.findall(text) if sentence]
    best = max(sentences, key=rank)
    return "".join([best, *(s for s in sentences if s is not best)])
