"""Ask back: which service, which matter; or admit that nothing was understood."""

from __future__ import annotations

from collections.abc import Sequence

from actions.compose.buttons import choice_button, question_button, service_button
from actions.compose.places import name_of
from actions.compose.popular import popular_services
from actions.envelope import Button, Envelope, Reply
from actions.understanding.aspects import ASPECT_OF_INTENT
from actions.understanding.memory import Memory
from actions.understanding.question import Question
from actions.wording import clarify as wording
from actions.wording import talk
from actions.wording.common import HUMAN
from knowledge.queries.view import View
from knowledge.vocabulary import ASPECTS

MOST_OPTIONS = 5
_NEAREST = 3
_ASK_ABOUT = 0.15


def compose_which_service(question: Question, knowledge: View, failures: int) -> Reply:
    """Ask which service an aspect is asked of, the nearest ones as buttons.

    Args:
        question: What is asked, of nothing that could be told.
        knowledge: Published content.
        failures: Turns in a row without an answer; after one a person is offered too.
    """
    # A list or the finder was talked of, and is nothing to ask of a service.
    aspect = next((a for a in question.aspects if a in ASPECTS), "intro")
    options = [
        choice_button(programme, aspect, knowledge)
        for programme in _likely_services(question, aspect, knowledge)
    ]
    text = wording.which_service(aspect)
    if question.turn.home and not question.aspects:
        place = name_of(question.turn.home, knowledge)
        text = f"{wording.noted(place)}{wording.WHICH_SERVICE}"
    if failures:
        text = f"{text}\n{wording.PERSON}"
        options.append(Button(HUMAN))
    return Reply(
        text,
        Envelope(
            status="clarify",
            aspects=question.aspects,
            confidence=question.confidence,
        ),
        buttons=options,
        remember={
            "pending": list(question.aspects),
            "region": question.asked_region,
            "period": question.year,
            "failures": failures + 1,
        },
    )


def compose_not_understood(question: Question, knowledge: View, failures: int) -> Reply:
    """Offer what is nearest, or say that nothing is; the second time a person."""
    options = _nearest(question, knowledge)
    remember = {"failures": failures + 1}
    if failures:
        text = talk.NOT_UNDERSTOOD_AGAIN
        options = [*options, Button(HUMAN)]
    else:
        text = talk.NOT_UNDERSTOOD
    return Reply(
        text,
        Envelope(status="not_understood", confidence=question.confidence),
        buttons=options,
        remember=remember,
    )


def compose_offer_again(memory: Memory, knowledge: View) -> Reply:
    """Offer the last choices once more, or the services where there were none."""
    options = [
        Button(
            option["title"],
            programme=option["programme"],
            aspect=option["aspect"],
        )
        for option in memory.options
    ]
    services = popular_services(knowledge)[:MOST_OPTIONS]
    return Reply(
        wording.WHICH_MATTER if options else wording.WHICH_SERVICE,
        Envelope(status="clarify"),
        buttons=options or [service_button(s, knowledge) for s in services],
        remember={"pending": memory.pending},
    )


def _likely_services(question: Question, aspect: str, knowledge: View) -> Sequence[str]:
    """Return services, by likelihood, then those that have content on the aspect."""
    ranked = [
        label.removeprefix("programme:")
        for label, _ in question.turn.topics
        if label.startswith("programme:")
    ]
    services = popular_services(knowledge)
    with_content = [
        service
        for service in services
        if aspect in knowledge.available_aspects(service)
    ]
    likely = [programme for programme in ranked if programme in with_content]
    return list(dict.fromkeys([*likely, *with_content, *services]))[:_NEAREST]


def _nearest(question: Question, knowledge: View) -> list[Button]:
    """Return the nearest readings as buttons, the services one could ask for else."""
    aspect = next(
        (
            ASPECT_OF_INTENT[intent]
            for intent, _ in question.turn.intents
            if intent in ASPECT_OF_INTENT
        ),
        "intro",
    )
    found = []
    for label, chance in question.turn.topics:
        if label.startswith("programme:") and chance >= _ASK_ABOUT:
            programme = label.removeprefix("programme:")
            found.append(question_button(programme, aspect, knowledge))
    if not found:
        services = popular_services(knowledge)
        found = [service_button(service, knowledge) for service in services]
    return found[:_NEAREST]
