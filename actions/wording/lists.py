"""Lists of programmes and of benefits."""

from __future__ import annotations

from actions.wording.common import HOTLINE

LIST_NAMES = {"five": "五大行动", "ten": "十件实事"}
SERVICES = "我能答的工会服务有这些，点一个或打名字都行："


def edition(year: int, names: str) -> str:
    """Head the list of one year."""
    return f"【{year}年{names}】"


def no_list(year: int, years: str) -> str:
    """Say that a year's list is not on record."""
    return f"{year}年的清单我这儿没有（可打{HOTLINE}问），有的是{years}的："
