"""Answer what a service is, who may have it, how, when, where and for how much."""

from __future__ import annotations

from dataclasses import replace

from actions.base import AnswerAction, Context
from actions.compose.besides import joined, number_besides, without_the_number
from actions.compose.clarify import compose_which_service
from actions.compose.figures import compose_figures
from actions.compose.published_questions import sure_faq
from actions.compose.service import compose_service
from actions.compose.whether import compose_whether
from actions.envelope import Reply
from actions.understanding import thresholds


class AnswerService(AnswerAction):
    """Looks up the published answer to each aspect that was asked."""

    intents = (
        "ask_intro",
        "ask_eligibility",
        "ask_howto",
        "ask_materials",
        "ask_amount",
        "ask_location",
        "ask_time",
        "ask_contact",
        "ask_basis",
    )

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_answer_service"

    def compose(self, context: Context) -> Reply:
        """Answer, or ask which service is meant."""
        question = context.question
        if not question.aspects:
            raise ValueError("a question about a service has an aspect")
        if not question.programmes:
            failures = context.memory.failures
            return compose_which_service(question, context.knowledge, failures)
        if question.aspects == ["figure"]:
            found = compose_figures(question, context.knowledge)
            if found:
                return found
        counted = number_besides(question, context.knowledge)
        if counted:
            question = without_the_number(question, counted, context.knowledge)
        # A list of one service asks for what the aspect tells (所有驿站的地址名单).
        sure = question.turn.confidence + question.turn.chance("ask_list")
        guessed = sure < thresholds.INTRODUCE
        if guessed and not sure_faq(question, context.knowledge):
            # Rather the whole than an aspect that nobody may have asked for.
            question = replace(question, aspects=["intro"])
        # What only touches on it must not look like a yes.
        told = compose_whether(question, context.knowledge, context.today)
        if not told:
            told = compose_service(question, context.knowledge, context.today)
        return joined(counted, told, question) if counted else told
