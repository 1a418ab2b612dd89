"""How places to go to are told."""

from __future__ import annotations

from actions.wording.common import HOTLINE

NEARBY = "你附近"
WHICH_KIND = "位置收到了。你想找哪种地方？点一个，或者直接打名字："
UNREADABLE = (
    f"这个位置我没读出来。直接打字说你在哪个市、哪个区县就行，急着用就打{HOTLINE}问。"
)
ABROAD = (
    "这个位置不在国内，我这儿只有河南的内容。直接打字说你在河南哪个市、哪个区县就行，"
    f"也可以打{HOTLINE}问。"
)
NO_SITES_AT_ALL = (
    "位置收到了，不过各处站点的具体地址我这儿还没有登记，没法按远近给你找，"
    f"不敢乱指路。可以打{HOTLINE}问。"
)


def line(name: str, address: str, hours: str | None, distance_km: float | None) -> str:
    """Tell one place: name, distance, address, hours."""
    away = f"（{distance(distance_km)}）" if distance_km is not None else ""
    opened = f"开放时间：{hours}" if hours else "开放时间没登记"
    return f"▪ {name}{away}：{address}；{opened}"


def distance(km: float) -> str:
    """Say a distance that is known to about 100 m."""
    hundreds = round(km * 10)
    if hundreds < 1:
        return "不到100米"
    if hundreds < 10:
        return f"约{hundreds * 100}米"
    return f"约{hundreds / 10:.1f}公里" if hundreds < 100 else f"约{round(km)}公里"


def head(total: int, shown: int, sorted_by_distance: bool) -> str:
    """Say how many places are on record, how many follow and in which order."""
    order = "由近到远，直线距离" if sorted_by_distance else ""
    if total > shown:
        first = "离得近的" if sorted_by_distance else "先说"
        return f"登记的有{total}处，{first}{shown}处{_bracketed(order)}："
    return f"登记的有{total}处{_bracketed(order)}："


def near_head(shown: int) -> str:
    """Say that places near a position follow."""
    return f"离你最近的{shown}处（登记过的，直线距离）："


def in_wider_area(asked: str, wider: str) -> str:
    """Say that a county has no places on record and its city's follow."""
    return f"{asked}我这儿还没有登记的，下面是{wider}的。"


def none_in(place: str, programme: str) -> str:
    """Say that no places are on record where they were asked for."""
    return (
        f"{place}的“{programme}”具体在哪条路，我这儿没有登记，不敢乱指路。"
        f"找不到就打{HOTLINE}问。"
    )


def say_where(programme: str, total: int) -> str:
    """Ask for a place where none was said."""
    return (
        f"“{programme}”我这儿登记了{total}处。说一下你在哪个市、哪个区县，"
        "我把地址报给你。"
    )


def places_question(region: str, programme: str) -> str:
    """Return the question that a button with a region's name asks."""
    return f"{region}的{programme}在哪儿"


def _bracketed(text: str) -> str:
    return f"（{text}）" if text else ""
