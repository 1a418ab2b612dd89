"""List the yearly programme or the services."""

from __future__ import annotations

from dataclasses import replace

from actions.base import AnswerAction, Context
from actions.compose.asked_figures import counts_clearly
from actions.compose.figures import compose_figures
from actions.compose.lists import compose_list
from actions.compose.published_questions import sure_faq
from actions.compose.service import compose_faq
from actions.envelope import Reply


class ListProgrammes(AnswerAction):
    """Reads out 五大行动, 十件实事 or the services."""

    intents = ("ask_list",)

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_list_programmes"

    def compose(self, context: Context) -> Reply:
        """List what was asked for; a published question about it comes first."""
        question, view = context.question, context.knowledge
        named = question.turn.programmes or question.turn.years
        faq = sure_faq(question, view) if named else None
        if faq:
            # What the text lists can be counted out next, whoever worded it.
            listed = compose_list(question, view).remember.get("options", ())
            reply = compose_faq(question, faq, view, context.today)
            return replace(reply, remember={**reply.remember, "options": listed})
        if counts_clearly(question, view) and "figure" in question.aspects:
            found = compose_figures(question, view)
            if found:
                return found
        return compose_list(question, view)
