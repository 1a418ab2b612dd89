"""Ids that follow from what a row is about: they stay the same when reloaded."""

from __future__ import annotations

from datetime import date

from knowledge.vocabulary import EVERYONE


def answer_id(
    programme_id: str, aspect: str, region_id: str, valid_from: date | None = None
) -> str:
    """Name an answer: childcare/howto/henan, with its first day if it has one."""
    parts = [programme_id, aspect, region_id]
    if valid_from is not None:
        parts.append(valid_from.isoformat())
    return "/".join(parts)


def audience_id(programme_id: str, group_id: str | None) -> str:
    """Name an audience: childcare/courier, or childcare/all."""
    return f"{programme_id}/{group_id or EVERYONE}"
