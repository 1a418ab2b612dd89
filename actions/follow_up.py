"""Go on with the talk where the worker only names a service, a place or a year."""

from __future__ import annotations

from dataclasses import replace

from actions.base import AnswerAction, Context
from actions.compose.clarify import compose_not_understood, compose_which_service
from actions.compose.figures import compose_figures, compose_no_figure
from actions.compose.finder import compose_finder
from actions.compose.lists import compose_list
from actions.compose.service import compose_service
from actions.compose.sites import compose_which_kind, programme_with_sites
from actions.compose.talk import compose_talk
from actions.compose.whether import compose_whether
from actions.envelope import Reply
from actions.understanding import thresholds
from actions.understanding.family import WHOLE
from actions.understanding.question import Question
from actions.understanding.turn import Turn
from actions.wording import talk
from knowledge.queries.view import View


class FollowUp(AnswerAction):
    """Asks again what was asked before, with what the worker now names."""

    intents = ("inform", "correct")

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_follow_up"

    def compose(self, context: Context) -> Reply:
        """Answer the carried aspect of what is named."""
        question, view = context.question, context.knowledge
        turn = question.turn
        only_denies = question.elliptic or not question.aspects
        if question.intent == "correct" and only_denies and _names_nothing_new(turn):
            return compose_talk(talk.DENY, view, suggest=True)
        if turn.only_locates and _asks_what_kind(question, view):
            return compose_which_kind(question, view)
        if not question.programmes:
            finder = question.aspect == "finder"
            if turn.groups or (finder and turn.regions):
                return compose_finder(question, view)
            if turn.regions or (question.aspects and not finder):
                return compose_which_service(question, view, context.memory.failures)
            return compose_not_understood(question, view, context.memory.failures)
        aspect = question.aspect
        if aspect == "list" or (question.programme == WHOLE and aspect is None):
            return compose_list(question, view)
        if aspect == "figure" or (aspect is None and turn.years):
            found = compose_figures(question, view)
            return found or compose_no_figure(question, view)
        if aspect in (None, "finder", "compare"):
            question = replace(question, aspects=["intro"])
        told = compose_whether(question, view, context.today)
        return told or compose_service(question, view, context.today)


def _asks_what_kind(question: Question, view: View) -> bool:
    """Whether a bare position does not tell what kind of place is looked for.

    A service in hand tells it, unless only others have places.
    """
    if question.programme is None:
        return True
    own = programme_with_sites(question.programme, view)
    return own is None and bool(view.sites())


def _names_nothing_new(turn: Turn) -> bool:
    """Whether a worker says no without saying what they mean instead."""
    named = turn.regions or turn.groups or turn.metrics or turn.years
    about = any(
        label != "none" and chance >= thresholds.TOPIC for label, chance in turn.topics
    )
    return turn.names_nothing and not named and not about
