"""How figures are presented: as printed, with year, kind and scope."""

from __future__ import annotations

from collections.abc import Sequence

from actions.wording.common import HOTLINE
from knowledge.queries.records import FigureInfo

KIND_NAMES = {"target": "目标", "result": "完成"}


def line(figure: FigureInfo, place: str) -> str:
    """Return one figure with its year, kind, what it counts and for whom."""
    where = place if place in figure.scope else figure.scope or place
    return (
        f"{figure.period}年（{KIND_NAMES[figure.kind]}）："
        f"{figure.definition} {figure.printed}（{where}）"
    )


def no_figure_for_year(
    name: str, year: int, known: Sequence[int], shown: Sequence[int]
) -> str:
    """Say that a year has no figure, which ones have and which are shown."""
    others = _years(known)
    if list(known) != list(shown):
        others = f"{others}的，其中{_years(shown)}"
    return f"{year}年“{name}”的数字我这儿没有（可打{HOTLINE}问），有的是{others}的："


def _years(years: Sequence[int]) -> str:
    return "、".join(f"{year}年" for year in years)


def no_such_year(name: str, year: int) -> str:
    """Say that something asked besides has no figure of the year."""
    return f"{year}年“{name}”的数字我这儿没有，可打{HOTLINE}问。"


def unknown_amount(name: str, place: str) -> str:
    """Say that another number that was asked for is none of a service's.

    Of another service it may well be on record.
    """
    return (
        f"你还问到的别的数，“{name}”在{place}的数字里我这儿没有，不敢编，"
        f"可打{HOTLINE}问。"
    )


def only_elsewhere(name: str, places: Sequence[str]) -> str:
    """Say that only some places have a figure."""
    return f"全省“{name}”的数字我这儿没有，有的是{'、'.join(places)}的："


def no_target(year: int | None) -> str:
    """Say that no target is on record, of a year if one was asked for."""
    of_year = f"{year}年" if year else ""
    return f"{of_year}目标定的是多少我这儿没有公布数，下面是完成的："


def no_figure_for_region(name: str, place: str) -> str:
    """Say that a region has no figure."""
    return f"{place}“{name}”的数字我这儿没有，可打{HOTLINE}问。"


def wider_figures(place: str) -> str:
    """Announce the figures of a wider region."""
    return f"{place}的数字是（不能当成下面地方的）："


def narrower_figures(place: str, asked: str) -> str:
    """Announce the figures of a part of the place that was asked for."""
    return f"{place}的数字是（不能当成{asked}的）："


def no_figure(name: str) -> str:
    """Say that there is no figure at all."""
    return f"“{name}”我这儿没有公布过的数字，不敢编。想知道可以打{HOTLINE}问。"


def no_such_figure(name: str) -> str:
    """Say that there are figures, but none that is surely the one asked for."""
    return (
        f"“{name}”有公布的数字，但没有一项我能认定就是你问的，不敢乱报。"
        f"换个说法再问一次，或者打{HOTLINE}问。"
    )


def no_result(year: int, names: Sequence[str] = ()) -> str:
    """Say that only the target of a year is on record.

    Args:
        year: The year.
        names: What the targets are of, where other figures of the year stand beside.
    """
    of_what = "、".join(f"“{name}”" for name in names)
    return f"{year}年{of_what}的是目标，完成多少我这儿没有公布数。"


def not_comparable(reason: str) -> str:
    """Warn that two figures must not be set against each other."""
    return f"注意：{reason.rstrip('。')}，不能直接比高低，也不能相加。"


NOT_COMPARABLE = "注意：各数口径、性质不一定相同，不能直接比高低，也不能相加。"
