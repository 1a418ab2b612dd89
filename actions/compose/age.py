"""Say how old content is, where a worker must know."""

from __future__ import annotations

from datetime import date

from actions.wording import answers as wording
from knowledge.dates import start_of
from settings import load_settings


def age_note(as_of: str, valid_to: date | None, today: date) -> str:
    """Return the warning that content needs, or nothing.

    Args:
        as_of: Day from which the content is, as exact as known; maybe empty.
        valid_to: Last day on which it holds, if one is known.
        today: The day of the answer.
    """
    if valid_to is not None and valid_to < today:
        return wording.expired_content(valid_to.isoformat())
    since = start_of(as_of)
    if since is None:
        return wording.undated_content()
    if (today - since).days > load_settings().answer_max_age_days:
        return wording.old_content(since.year)
    return ""
