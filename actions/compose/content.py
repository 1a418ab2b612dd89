"""Choose the published content that answers one aspect of one programme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actions.compose.places import COUNTRY, PROVINCE, place_name
from actions.understanding import thresholds
from actions.understanding.family import family_ids
from actions.understanding.question import Question
from knowledge.queries.records import AnswerInfo, FaqInfo
from knowledge.queries.view import View

_SHOWN_PLACES = 2
# An answer to the one often holds the other.
_NEIGHBOURS = {
    "contact": ("howto",),
    "howto": ("contact",),
    "materials": ("howto",),
    "location": ("howto", "contact"),
}


@dataclass(frozen=True)
class Found:
    """Content for one aspect.

    Attributes:
        programme: Id of the programme that the content belongs to.
        aspect: The aspect that was asked for.
        faq: A published question that fits better than the aspect's answer.
        answers: The answer; or several places' answers, where none holds for all.
        wider: The answer holds for a wider region than the one asked for.
        local_only: The answers hold for single places, none of which was asked for.
        elsewhere: Names of other places that have an answer of their own.
        missing: What is known to be missing, if anything.
    """

    programme: str
    aspect: str
    faq: FaqInfo | None = None
    answers: Sequence[AnswerInfo] = ()
    wider: bool = False
    local_only: bool = False
    elsewhere: Sequence[str] = ()
    missing: str = ""

    @property
    def is_gap(self) -> bool:
        """Whether nothing answers the aspect."""
        return self.faq is None and not self.answers


def find(question: Question, aspect: str, knowledge: View) -> Found:
    """Find the content for one aspect of a question's programme."""
    assert question.programme is not None
    programme = question.programme
    faq = _faq(question, aspect, knowledge, thresholds.FAQ_SURE)
    if faq:
        return Found(faq.programme_id or programme, aspect, faq=faq)
    family = family_ids(programme, knowledge)
    for member in family:
        found = _answers(member, aspect, question.region, knowledge)
        if found:
            return found
    faq = _faq(question, aspect, knowledge, thresholds.FAQ_OF_SERVICE)
    if faq:
        return Found(faq.programme_id or programme, aspect, faq=faq)
    gap = next(
        (
            gap
            for member in family
            if (gap := knowledge.known_gap(member, aspect, question.region))
        ),
        None,
    )
    return Found(
        programme,
        aspect,
        missing=gap.text if gap else "",
        elsewhere=_places(programme, aspect, question.region, knowledge),
    )


def neighbour(question: Question, aspect: str, knowledge: View) -> Found | None:
    """Find content of a related aspect, for a gap."""
    for other in _NEIGHBOURS.get(aspect, ()):
        assert question.programme is not None
        for member in family_ids(question.programme, knowledge):
            found = _answers(member, other, question.region, knowledge)
            if found:
                return found
    return None


def _faq(
    question: Question, aspect: str, knowledge: View, least: float
) -> FaqInfo | None:
    """Return the nearest published question of the programme, if near enough."""
    assert question.programme is not None
    family = family_ids(question.programme, knowledge)
    for faq_id, score in question.turn.faq_ranking:
        faq = knowledge.faq(faq_id)
        if faq is None or faq.programme_id not in family:
            continue
        if not _holds_for(faq.region.id, question.region, knowledge):
            continue
        # A question of the same aspect needs less likeness than one of another.
        bonus = 0.05 if faq.aspect == aspect else 0.0
        if score + bonus >= least:
            return faq
    return None


def _holds_for(region: str, asked: str | None, knowledge: View) -> bool:
    """Whether content of a region may be told to one who asks for another.

    Without a place in the question it may, since the reply names the place.
    """
    return asked is None or asked == region or region in [r.id for r in knowledge.ancestors(asked)]


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
        local = _fresh_first(knowledge.answers(programme, aspect))[:_SHOWN_PLACES]
        if local:
            return Found(programme, aspect, answers=local, local_only=True)
    return None


def _places(
    programme: str, aspect: str, besides: str | None, knowledge: View
) -> Sequence[str]:
    """Return names of single places with an answer of their own."""
    names = []
    for answer in knowledge.answers(programme, aspect):
        region = answer.region
        if region.id not in (besides, PROVINCE, COUNTRY):
            names.append(place_name(region, knowledge))
    return list(dict.fromkeys(names))[:4]


def _fresh_first(answers: Sequence[AnswerInfo]) -> Sequence[AnswerInfo]:
    return sorted(answers, key=lambda answer: answer.as_of, reverse=True)
