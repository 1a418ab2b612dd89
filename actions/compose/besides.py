"""Answer a number and another aspect that one message asks for together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from actions.compose.asked_figures import counts_surely
from actions.compose.figures import compose_figures
from actions.compose.service import compose_service
from actions.envelope import Envelope, Reply
from actions.understanding import thresholds
from actions.understanding.amounts import asked_amounts
from actions.understanding.aspects import OF_NUMBERS
from actions.understanding.question import Question
from knowledge.queries.records import FigureInfo
from knowledge.queries.view import View

_MOST_BUTTONS = 3
_COUNTS = frozenset({"figure", "compare"})


def with_other_aspects(
    counted: Reply, question: Question, knowledge: View, today: date
) -> Reply:
    """Put beside a reply about figures what else is asked (有几个,在哪).

    How much a number is, is no other aspect. What else is asked is told as well where
    no figure is on record.
    """
    own = {
        programme: [
            aspect
            for aspect in question.own_aspects.get(programme, question.aspects)
            if aspect not in OF_NUMBERS
        ]
        for programme in question.programmes
    }
    asked = [programme for programme in question.programmes if own[programme]]
    if not asked or not _only_counts(counted):
        return counted
    rest = replace(
        without_the_number(question, counted, knowledge),
        programmes=asked,
        aspects=own[asked[0]],
        own_aspects=own,
    )
    return joined(counted, compose_service(rest, knowledge, today), question)


def number_besides(question: Question, knowledge: View) -> Reply | None:
    """Return the reply about the number that a clause asks for, if one does."""
    asked = any(
        intent == "ask_figure" and chance >= thresholds.CLAUSE
        for intent, chance in question.turn.clause_intents
    )
    if not asked or not asked_amounts(question.turn.text):
        return None
    if not question.own_aspects and not counts_surely(question, knowledge):
        return None
    return compose_figures(question, knowledge)


def without_the_number(question: Question, counted: Reply, knowledge: View) -> Question:
    """Return what a question asks besides the number that is told on its own.

    Published questions that tell the same number are no answer to the rest.
    """
    figures = _figures_of(counted)
    faqs = [
        near
        for near in question.turn.faqs
        if (faq := knowledge.faq(near.id)) is not None
        and faq.aspect not in OF_NUMBERS
        and not any(figure.printed in faq.text for figure in figures)
    ]
    return replace(question, turn=replace(question.turn, faqs=faqs))


def _only_counts(reply: Reply) -> bool:
    """Whether a reply is about figures alone, be it that there are none."""
    return isinstance(reply.envelope, Envelope) and _COUNTS.issuperset(
        reply.envelope.aspects
    )


def _figures_of(reply: Reply) -> Sequence[FigureInfo]:
    return reply.envelope.figures if isinstance(reply.envelope, Envelope) else ()


def joined(counted: Reply, told: Reply, question: Question) -> Reply:
    """Join the two in the order in which they were asked for."""
    first_intent = next((i for i, _ in question.turn.clause_intents), "ask_figure")
    number_first = first_intent == "ask_figure"
    first, second = (counted, told) if number_first else (told, counted)
    numbers, texts = counted.envelope, told.envelope
    if not isinstance(numbers, Envelope) or not isinstance(texts, Envelope):
        return first
    answered = "answered" in (numbers.status, texts.status)
    envelope = replace(
        numbers,
        status="answered" if answered else numbers.status,
        service=question.programme,
        aspects=[*numbers.aspects, *texts.aspects],
        sources=[*numbers.sources, *texts.sources],
    )
    return replace(
        told,
        text=f"{first.text}\n\n{second.text}",
        envelope=envelope,
        buttons=told.buttons[:_MOST_BUTTONS],
        remember={**counted.remember, "aspect": told.remember.get("aspect")},
    )
