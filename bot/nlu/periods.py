"""Years in a worker's words: 2021年, 二〇二一, 21年, 去年, 那第二年呢."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_DIGITS = {char: str(i) for i, char in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "○": "0",
    "幺": "1",
    "两": "2",
}
_HAN_DIGIT = "[零〇○一二三四五六七八九]"
# The day on which something happened to the worker is not a year asked about.
_NO_DATE = r"(?!(?:\d{1,2}|[一二三四五六七八九十]{1,2})月)"
# 2000元, 2024路: four digits that count or number something.
# A bare 2000 is an amount: no figure is as old as that.
_COUNTED = r"\s*(?:[元块人名个家万亿多余路号次场所户份分天岁米平层]|\.\d|,\d{3}(?!\d))"
# 干了21年, 工龄15年: how long, not when.
_LASTED = "了满龄过够干交缴作续少超近约有"
_NO_SPAN = r"(?!内|以上|以下|前|后|来|多|的?工龄|期)"
_ABSOLUTE = re.compile(
    rf"(?<!\d)(?P<full>(?:19|20)\d\d)(?!\d)(?:年度?{_NO_DATE}|(?<=20[1-4]\d)(?!年|{_COUNTED}))"
    rf"|(?P<han>[二两][零〇○]{_HAN_DIGIT}{{2}})(?:年度?)?{_NO_DATE}"
    rf"|(?<![\d.第{_LASTED}])(?P<short>[12]\d)年{_NO_DATE}{_NO_SPAN}"
    rf"|(?<![十百千几第{_LASTED}])(?P<hanshort>[一二]{_HAN_DIGIT})年{_NO_DATE}(?!级)"
)
_NAMED = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1}
_CALENDAR = re.compile(
    r"大前年|今年|本年(?!级)|(?<![过失])去年|(?<!以)上年(?![纪龄级])"
    r"|(?<![目以之])前年(?![级年])|明年"
)
# Relative to the year that the talk is about, not to the calendar.
_SHIFTS = re.compile(
    r"(?P<next>转过年|转年|下一?年(?!级)|第二年|(?<![以之])后一?年"
    r"|(?<![多每两几])次年(?!检)|(?<![本近后原起])来年(?![初底]))"
    r"|(?P<last>(?<!以)上一年(?!级)|(?<![以之])前一年|头一年)"
)


@dataclass(frozen=True)
class Period:
    """A year that was named.

    Attributes:
        start: Offset of its first character.
        end: Offset behind its last character.
        year: The year, or None for a shift.
        shift: Years from the one that the talk is about, 0 for an absolute year.
    """

    start: int
    end: int
    year: int | None
    shift: int = 0


def find_periods(text: str, today: date) -> list[Period]:
    """Find the years that a text names.

    Args:
        text: A text out of ``normalise``.
        today: The day from which 今年 and 去年 count.

    Returns:
        The periods in reading order; they do not overlap.
    """
    found = [
        Period(match.start(), match.end(), _year(match))
        for match in _ABSOLUTE.finditer(text)
    ]
    for match in _CALENDAR.finditer(text):
        offset = -3 if match.group() == "大前年" else _NAMED[match.group()]
        found.append(Period(match.start(), match.end(), today.year + offset))
    for match in _SHIFTS.finditer(text):
        shift = 1 if match.group("next") else -1
        found.append(Period(match.start(), match.end(), None, shift))
    return _without_overlaps(found)


def _year(match: re.Match[str]) -> int:
    if match["full"]:
        return int(match["full"])
    if match["short"]:
        return 2000 + int(match["short"])
    digits = "".join(_DIGITS[char] for char in match["han"] or match["hanshort"])
    return int(digits) if match["han"] else 2000 + int(digits)


def _without_overlaps(periods: list[Period]) -> list[Period]:
    kept: list[Period] = []
    for period in sorted(periods, key=lambda p: (p.start, -p.end)):
        if not kept or period.start >= kept[-1].end:
            kept.append(period)
    return kept
