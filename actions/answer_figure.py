"""Answer with figures of the yearly programme, as published."""

from __future__ import annotations

from dataclasses import replace

from actions.base import AnswerAction, Context
from actions.compose.asked_figures import (
    counts_clearly,
    owner_of_another,
    quotes_no_figure,
)
from actions.compose.besides import with_other_aspects
from actions.compose.clarify import compose_which_service
from actions.compose.figures import compose_figures, compose_no_figure
from actions.compose.metric_choice import quotes
from actions.compose.published_questions import repeated_faq
from actions.compose.service import compose_faq, compose_service, has_content
from actions.envelope import Reply
from actions.understanding import thresholds
from actions.understanding.amounts import asked_amounts
from actions.understanding.aspects import OF_NUMBERS
from actions.understanding.family import WHOLE
from actions.understanding.turn import Turn
from actions.understanding.units import asked_units
from knowledge.queries.records import FaqInfo


class AnswerFigure(AnswerAction):
    """Looks up figures by programme, metric, year and region."""

    intents = ("ask_figure",)

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_answer_figure"

    def compose(self, context: Context) -> Reply:
        """Answer with figures, then what else is asked."""
        context = _about_what_is_quoted(context)
        question, view = context.question, context.knowledge
        counted = self._counted(context)
        if counted.envelope.status not in ("answered", "gap"):
            return counted
        return with_other_aspects(counted, question, view, context.today)

    def _counted(self, context: Context) -> Reply:
        """Answer with figures; a number that is a rule's is told as such."""
        question, view = context.question, context.knowledge
        turn = question.turn
        several_years = len(turn.years) > 1
        weak = turn.confidence < thresholds.WEAK_INTENT
        faq = repeated_faq(question, view)
        # 2021的目标都完成了没 asks of the whole, not for one number.
        sure = (
            bool(question.metrics) and question.metrics[0][1] >= thresholds.METRIC_SURE
        )
        if faq and quotes_no_figure(question, view):
            return compose_faq(question, faq, view, context.today)
        unnamed = not (turn.years or turn.programmes or turn.metrics)
        if faq and unnamed and _certainly_counts(faq, turn):
            # 现在全省多少会员 was asked before, and answered that nobody published it.
            return compose_faq(question, faq, view, context.today)
        if faq and not sure and (weak or question.programme == WHOLE):
            return compose_faq(question, faq, view, context.today)
        owner = owner_of_another(question, view)
        if owner or not counts_clearly(question, view):
            # 近2亿里早餐分了多少: the sum is another's, and so is what is said of it.
            of_sum = replace(question, programmes=[owner or WHOLE])
            told = repeated_faq(of_sum, view)
            if told:
                return compose_faq(question, told, view, context.today)
        if counts_clearly(question, view) or turn.years:
            found = compose_figures(question, view, compare=several_years)
            if found:
                return found
        if turn.years and question.programmes:
            # No published question but one about numbers tells how many.
            if faq and (faq.aspect in OF_NUMBERS or not asked_amounts(turn.text)):
                return compose_faq(question, faq, view, context.today)
            return compose_no_figure(question, view)
        if len(question.programmes) > 1:
            # What one of them has besides figures says nothing of the others.
            found = compose_figures(question, view)
            if found:
                return found
        if has_content(question, view):
            return compose_service(question, view, context.today)
        found = compose_figures(question, view)
        if found:
            return found
        if not question.programmes:
            return compose_which_service(question, view, context.memory.failures)
        rule = replace(question, aspects=["amount"])
        units = asked_units(turn.text)
        may_be_rule = (
            question.year is None and not owner and (not units or units[0]("元"))
        )
        if may_be_rule and has_content(rule, view):
            return compose_service(rule, view, context.today)
        return compose_no_figure(question, view)


def _certainly_counts(faq: FaqInfo, turn: Turn) -> bool:
    """Whether a published question about a number is asked beyond doubt."""
    nearest = turn.faqs[:1]
    asked = any(near.id == faq.id and near.is_certain for near in nearest)
    return faq.aspect == "figure" and asked


def _about_what_is_quoted(context: Context) -> Context:
    """Take the service whose figure alone is quoted, where none is known.

    3707家是不是都在郑州 names nothing but a number that only one service has.
    """
    question = context.question
    if question.programmes:
        return context
    quoted = [f for f in context.knowledge.figures() if quotes(question, f)]
    owners = {figure.programme_id for figure in quoted}
    if len(owners) != 1:
        return context
    return replace(context, question=replace(question, programmes=sorted(owners)))
