"""What a question about a number counts in: 多少钱, 多少人次, 几家."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_HOW_MANY = r"(?:多少|好多|几|多大)"
_MONEY = re.compile(
    rf"{_HOW_MANY}个?(?:钱|资金|经费|款|元|块|万元|亿元|银子|费用)|资金|经费"
)
_PEOPLE = re.compile(
    rf"{_HOW_MANY}个?(?:人|名|位|会员|孩子|学生|职工(?!之家|驿站))|人数"
)
# Units that say themselves what is counted.
_COUNTED = re.compile(
    rf"{_HOW_MANY}(?:万|千)?(?P<unit>人次|户次|户|家|场|项|份|座|处|班|件|村|个家庭|个班)"
)
# 人次呢: a unit alone, in a talk about figures.
_ALONE = re.compile(
    r"^那?(?P<unit>人次|户次|人数|钱数?|金额|资金|场次|场数|项数|家数)"
    r"(?:呢|嘞|是?多少)?[?？。]?$"
)
_MEANT_BY = {"人数": "人", "场次": "场", "场数": "场", "项数": "项", "家数": "家"}
_PERSONS = ("人", "名", "位", "职工", "会员")
_PEOPLE_UNITS = (*_PERSONS, "户", "个家庭")

# 多少企业: a noun may stand for the unit.
_THINGS = re.compile(rf"{_HOW_MANY}个?(?:企业|公司|厂|单位|集体|驿站|站点|工程|基地)")

Fits = Callable[[str], bool]


def asked_units(text: str) -> Sequence[Fits]:
    """Return tests for the units that a question counts in, the strictest first.

    Args:
        text: The worker's message.

    Returns:
        Functions that tell whether a figure's unit fits; none where the question
        does not say what it counts in.
    """
    alone = _ALONE.match(text.strip())
    if alone:
        unit = alone["unit"]
        text = f"多少{_MEANT_BY.get(unit, unit.removesuffix('数'))}"
    counted = _COUNTED.search(text)
    if counted:
        wanted = counted["unit"]
        people = wanted.startswith(_PEOPLE_UNITS)
        return [
            lambda unit: unit.startswith(wanted) or unit.endswith(f"{wanted}庭"),
            is_people if people else is_thing,
        ]
    if _PEOPLE.search(text):
        return [lambda unit: unit.startswith(_PERSONS), is_people]
    if _THINGS.search(text):
        return [is_thing]
    return [is_money] if _MONEY.search(text) else []


def is_money(unit: str) -> bool:
    """Tell whether a unit counts money."""
    return "元" in unit


def is_people(unit: str) -> bool:
    """Tell whether a unit counts people or households."""
    return unit.startswith(_PEOPLE_UNITS)


def is_share(unit: str) -> bool:
    """Tell whether a unit is a part of a hundred."""
    return unit == "%"


def is_thing(unit: str) -> bool:
    """Tell whether a unit counts neither money nor people."""
    return not (is_money(unit) or is_people(unit) or is_share(unit))


_TARGET = re.compile(r"目标|计划|指标|任务|打算|准备|要建|力争")
_RESULT = re.compile(r"完成|实际|结果|成果|落实|做到|真正|已经")


def asked_kind(text: str) -> str | None:
    """Return whether a question asks for ``target`` or ``result``, if it says so."""
    target, result = _TARGET.search(text), _RESULT.search(text)
    if bool(target) == bool(result):
        return None
    return "target" if target else "result"
