"""Take 第二个 for the second of the choices that were offered."""

from __future__ import annotations

from dataclasses import replace

from actions.base import AnswerAction, Context
from actions.compose.clarify import compose_offer_again
from actions.compose.figures import compose_figures
from actions.compose.handoff import compose_handoff
from actions.compose.service import compose_service
from actions.compose.talk import compose_more
from actions.envelope import Reply
from actions.understanding.aspects import aspects_of
from actions.understanding.home import at_home
from actions.understanding.memory import Memory
from actions.understanding.ordinals import picked_index
from actions.wording.common import HUMAN, MORE


class PickOption(AnswerAction):
    """Answers the choice that the worker counted out."""

    intents = ("pick",)

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_pick_option"

    def compose(self, context: Context) -> Reply:
        """Answer what was picked, or offer the choices once more."""
        memory, view = context.memory, context.knowledge
        place = picked_index(context.question.turn.text, len(memory.options))
        if place is None:
            return compose_offer_again(memory, view)
        option = memory.options[place]
        if option["title"] == HUMAN:
            return compose_handoff(view)
        if option["title"] == MORE:
            return compose_more(memory)
        if option["programme"] is None:
            return compose_offer_again(memory, view)
        asked = aspects_of(context.question.turn, Memory()).aspects
        picked = replace(
            context.question,
            programmes=[option["programme"]],
            aspects=asked or [option["aspect"] or "intro"],
            region=option.get("region") or memory.region,
            at_home=False,
            year=memory.period,
            elliptic=not asked,
        )
        question = at_home(picked, memory, view)
        if question.aspects == ["figure"]:
            found = compose_figures(question, view)
            if found:
                return found
        return compose_service(question, view, context.today)
