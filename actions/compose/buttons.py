"""Choices that a worker can tap, or name by their number."""

from __future__ import annotations

from actions.compose.places import programme_name
from actions.envelope import Button
from actions.wording.common import ASPECT_NAMES, MORE, MORE_PAYLOAD, aspect_question
from knowledge.queries.view import View


def service_button(programme_id: str, knowledge: View) -> Button:
    """Offer a service as such."""
    name = programme_name(programme_id, knowledge)
    return Button(name, programme=programme_id, aspect="intro")


def aspect_button(programme_id: str, aspect: str, knowledge: View) -> Button:
    """Offer an aspect of the service that the talk is about."""
    question = aspect_question(programme_name(programme_id, knowledge), aspect)
    return Button(ASPECT_NAMES[aspect], question, programme_id, aspect)


def question_button(programme_id: str, aspect: str, knowledge: View) -> Button:
    """Offer a whole question, service and aspect."""
    question = aspect_question(programme_name(programme_id, knowledge), aspect)
    return Button(question, question, programme_id, aspect)


def choice_button(programme_id: str, aspect: str, knowledge: View) -> Button:
    """Offer a service for an aspect that was asked without one."""
    name = programme_name(programme_id, knowledge)
    return Button(name, aspect_question(name, aspect), programme_id, aspect)


def more_button() -> Button:
    """Offer the rest of a long answer."""
    return Button(MORE, MORE_PAYLOAD)
