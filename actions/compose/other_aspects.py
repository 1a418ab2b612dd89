"""What is asked may be published, but under another aspect than the one read."""

from __future__ import annotations

import re

from actions.understanding import thresholds
from actions.understanding.family import family_ids
from actions.understanding.question import Question
from actions.understanding.turn import NearFaq
from knowledge.queries.records import AnswerInfo, FaqInfo
from knowledge.queries.view import View

# 标准 is what one gets, and what a thing has to be like.
_MADE_SO = re.compile(r"标准|要求|规格|面积|多大|尺寸|平方")
# A year or 12351 is no number that an answer has to hold.
_NUMBER = re.compile(r"(?<![\d.])\d{3,}(?:\.\d+)?(?![\d.年])")


def told_as_standard(
    question: Question, aspect: str, knowledge: View
) -> AnswerInfo | None:
    """Return the introduction where it holds the standard that is asked for.

    Args:
        question: What is asked.
        aspect: The aspect that was read and has no answer.
        knowledge: Published content.
    """
    if aspect != "amount" or not _MADE_SO.search(question.turn.text):
        return None
    assert question.programme is not None
    for member in family_ids(question.programme, knowledge):
        intro = knowledge.answer_for(member, "intro", question.region)
        if intro and not knowledge.is_over(intro) and _MADE_SO.search(intro.text):
            return intro
    return None


def tells_the_number(question: Question, answer: str, near: NearFaq, text: str) -> bool:
    """Tell whether a near published question holds the number that a turn names.

    每人能发500吗 is not answered by what does not say 500.

    Args:
        question: What is asked.
        answer: What the aspect's answer says.
        near: The published question, as near as it is.
        text: Its answer.
    """
    named = set(_NUMBER.findall(question.turn.unnamed)) - set(
        map(str, question.turn.years)
    )
    near_enough = near.similarity >= thresholds.FAQ_SURE
    told = any(number in text and number not in answer for number in named)
    return near_enough and told


def is_likely(faq: FaqInfo, question: Question) -> bool:
    """Tell whether one published question is meant rather than any other of all."""
    return any(
        near.id == faq.id and near.confidence >= thresholds.FAQ_LIKELY
        for near in question.turn.faqs
    )
