"""Choose the published content that answers one aspect of one programme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actions.compose.missing import leaves_open
from actions.compose.other_aspects import told_as_standard
from actions.compose.places import COUNTRY, PROVINCE, place_name
from actions.compose.published_questions import (
    asked_faqs,
    faqs_with_the_number,
    is_repeated,
    likely_faqs,
    nearness,
)
from actions.understanding import thresholds
from actions.understanding.family import family_ids
from actions.understanding.question import Question
from knowledge.queries.records import AnswerInfo, FaqInfo
from knowledge.queries.view import View

_SHOWN_PLACES = 2
# An answer to the one often holds the other.
_NEIGHBOURS = {
    "contact": ("howto",),
    "materials": ("howto",),
    "location": ("howto",),
}


@dataclass(frozen=True)
class Found:
    """Content for one aspect.

    Attributes:
        programme: Id of the programme that the content belongs to.
        aspect: The aspect that was asked for.
        faqs: Published questions that fit better than the aspect's answer.
        answers: The answer; or several places' answers, where none holds for all.
        wider: The answer holds for a wider region than the one asked for.
        named: Its heading names the region even if it is the province.
        local_only: The answers hold for single places, none of which was asked for.
        elsewhere: Names of other places that have an answer of their own.
        missing: What is known to be missing, if anything.
    """

    programme: str
    aspect: str
    faqs: Sequence[FaqInfo] = ()
    answers: Sequence[AnswerInfo] = ()
    wider: bool = False
    named: bool = False
    local_only: bool = False
    elsewhere: Sequence[str] = ()
    missing: str = ""

    @property
    def is_gap(self) -> bool:
        """Whether nothing answers the aspect."""
        return not self.faqs and not self.answers


def find(question: Question, aspect: str, knowledge: View) -> Found:
    """Find the content for one aspect of a question's programme."""
    assert question.programme is not None
    programme = question.programme
    weak = question.turn.confidence < thresholds.WEAK_INTENT
    faqs = asked_faqs(question, aspect, knowledge, nearness(question))
    if faqs and (weak or is_repeated(faqs[0], question, knowledge)):
        return Found(faqs[0].programme_id, aspect, faqs=faqs)
    family = family_ids(programme, knowledge)
    found = _of_family(family, aspect, question.region, knowledge)
    if found:
        faqs = faqs_with_the_number(found.answers[0], question, knowledge)
        if not faqs and leaves_open(found.answers[0], knowledge):
            faqs = likely_faqs(question, knowledge)
        return Found(faqs[0].programme_id, aspect, faqs=faqs) if faqs else found
    faqs = asked_faqs(question, aspect, knowledge, thresholds.FAQ_OF_SERVICE)
    if faqs:
        return Found(faqs[0].programme_id, aspect, faqs=faqs)
    gap = next(
        (
            gap
            for member in family
            if (gap := knowledge.known_gap(member, aspect, question.region))
        ),
        None,
    )
    other = None if gap else _of_another_aspect(question, aspect, knowledge)
    return other or Found(
        programme,
        aspect,
        missing=gap.text if gap else "",
        elsewhere=_places(programme, aspect, question.region, knowledge),
    )


def _of_another_aspect(
    question: Question, aspect: str, knowledge: View
) -> Found | None:
    """Return what is published of what is asked, though as another aspect.

    What was carried over is not in the turn's words: they cannot tell it.
    """
    if question.elliptic:
        return None
    intro = told_as_standard(question, aspect, knowledge)
    if intro is not None:
        wider = question.region not in (None, intro.region.id)
        return Found(intro.programme_id, intro.aspect, answers=[intro], wider=wider)
    faqs = likely_faqs(question, knowledge)
    return Found(faqs[0].programme_id, aspect, faqs=faqs) if faqs else None


def neighbour(question: Question, aspect: str, knowledge: View) -> Found | None:
    """Find content of a related aspect, for a gap."""
    for other in _NEIGHBOURS.get(aspect, ()):
        assert question.programme is not None
        family = family_ids(question.programme, knowledge)
        found = _of_family(family, other, question.region, knowledge)
        if found:
            return found
    return None


def _of_family(
    family: Sequence[str], aspect: str, region: str | None, knowledge: View
) -> Found | None:
    """Return the first member's answer that holds, else the first that held."""
    found = [
        one
        for member in family
        if (one := _answers(member, aspect, region, knowledge)) is not None
    ]
    holding = (one for one in found if not knowledge.is_over(one.answers[0]))
    return next(holding, found[0] if found else None)


def _answers(
    programme: str, aspect: str, region: str | None, knowledge: View
) -> Found | None:
    answer = knowledge.answer_for(programme, aspect, region or PROVINCE)
    if answer:
        return Found(
            programme,
            aspect,
            answers=[answer],
            wider=region is not None and answer.region.id != region,
            elsewhere=_places(programme, aspect, answer.region.id, knowledge)
            if region is None
            else (),
        )
    if region in (None, PROVINCE):
        local = knowledge.answers(programme, aspect)
        # One that has run out is told where no place's still holds.
        holding = [answer for answer in local if not knowledge.is_over(answer)]
        shown = _fresh_first(holding or local)[:_SHOWN_PLACES]
        if shown:
            return Found(programme, aspect, answers=shown, local_only=True)
    return None


def _places(
    programme: str, aspect: str, besides: str | None, knowledge: View
) -> Sequence[str]:
    """Return names of single places with an answer of their own."""
    names = []
    for answer in knowledge.answers(programme, aspect):
        region = answer.region
        if knowledge.is_over(answer):
            continue
        if region.id not in (besides, PROVINCE, COUNTRY):
            names.append(place_name(region, knowledge))
    return list(dict.fromkeys(names))[:4]


def _fresh_first(answers: Sequence[AnswerInfo]) -> Sequence[AnswerInfo]:
    return sorted(answers, key=lambda answer: answer.as_of, reverse=True)
