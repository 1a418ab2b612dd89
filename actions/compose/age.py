"""Say how old content is, where a worker must know."""

from __future__ import annotations

from datetime import date

from actions.knowledge_access import settings
from actions.wording import answers as wording
from knowledge.dates import start_of
from knowledge.queries.records import AnswerInfo, FaqInfo

_LAWMAKERS = ("国务院", "全国人大常委会", "河南省人大常委会")


def ended_note(content: AnswerInfo | FaqInfo, today: date) -> str:
    """Return what has to come before content that has run out, nothing else.

    Before it, since many read no further than the first line.
    """
    if content.valid_to is None or not content.validity.over_on(today):
        return ""
    return wording.ended(content.valid_to)


def age_note(content: AnswerInfo | FaqInfo, today: date) -> str:
    """Return the warning that the age of content calls for, or nothing.

    What has run out was announced as such already.
    """
    if content.validity.over_on(today):
        return ""
    note = dated_note(content.as_of, today)
    since = start_of(content.as_of)
    if note and since and is_law(content):
        # A law does not grow stale like a report, but may have been revised.
        return wording.text_of_law(since.year)
    return note


def dated_note(as_of: str, today: date) -> str:
    """Return the warning that a date calls for, or nothing."""
    since = start_of(as_of)
    if since is None:
        return wording.undated_content()
    fresh = (today - since).days <= settings().answer_max_age_days
    return "" if fresh else wording.old_content(since.year)


def is_law(content: AnswerInfo | FaqInfo) -> bool:
    """Tell whether content rests on the text of a law."""
    sources = content.sources
    return bool(sources) and (
        wording.leading_source(sources, content.as_of).publisher in _LAWMAKERS
    )
