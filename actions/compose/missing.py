"""Published texts that tell no more than what is missing."""

from __future__ import annotations

import re

from knowledge.queries.records import AnswerInfo, FaqInfo
from knowledge.queries.view import View

_NOT_FOUND = re.compile(r"没有?(?:查到|找到)")
_NOT_ALL_THERE = re.compile(r"没有?(?:查到|找到|收录)")


def tells_a_gap(content: AnswerInfo | FaqInfo, knowledge: View) -> bool:
    """Tell whether a text says that what it is about is not on record.

    Staff list as a known gap what is missing; a text on the same matter and place
    that says so is no answer to it, however much it tells besides.
    """
    return _is_known_to_lack(content, _NOT_FOUND, knowledge)


def leaves_open(content: AnswerInfo, knowledge: View) -> bool:
    """Tell whether an answer holds back what a published question may tell.

    Of places it does not: it tells how to find one.
    """
    lacks = _is_known_to_lack(content, _NOT_ALL_THERE, knowledge)
    return lacks and content.aspect != "location"


def _is_known_to_lack(
    content: AnswerInfo | FaqInfo, words: re.Pattern[str], knowledge: View
) -> bool:
    place = content.region.id
    gap = knowledge.known_gap(content.programme_id, content.aspect, place)
    own = gap is not None and gap.region.id == place
    return own and words.search(content.text) is not None
