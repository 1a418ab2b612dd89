"""Published texts that tell no more than what is missing."""

from __future__ import annotations

import re

from knowledge.queries.records import AnswerInfo, FaqInfo
from knowledge.queries.view import View

_NOT_FOUND = re.compile(r"没有?(?:查到|找到|收录)")


def tells_a_gap(content: AnswerInfo | FaqInfo, knowledge: View) -> bool:
    """Tell whether a text says that what it is about is not on record.

    Staff list as a known gap what is missing; a text on the same matter and place
    that says so is no answer to it, however much it tells besides.
    """
    place = content.region.id
    gap = knowledge.known_gap(content.programme_id, content.aspect, place)
    own = gap is not None and gap.region.id == place
    return own and _NOT_FOUND.search(content.text) is not None
