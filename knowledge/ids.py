"""Ids that follow from what a row is about: they stay the same when reloaded."""

from __future__ import annotations

from datetime import date


def answer_id(
    programme_id: str, aspect: str, region_id: str, valid_from: date | None = None
) -> str:
    """Name an answer: childcare/howto/henan, with its first day if it has one."""
    parts = [programme_id, aspect, region_id]
    if valid_from is not None:
        parts.append(valid_from.isoformat())
    return "/".join(parts)


def condition_id(
    programme_id: str, question_id: str | None, region_id: str, place: int
) -> str:
    """Name a condition: childcare/member/zhengzhou/1, childcare/all/henan/1.

    Args:
        programme_id: Whose condition it is.
        question_id: The finder's question that it depends on, if any.
        region_id: Where it holds.
        place: Its place, from 1, among those that are alike in all of this.
    """
    return f"{programme_id}/{question_id or 'all'}/{region_id}/{place}"
