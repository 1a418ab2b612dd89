"""Years in a worker's words."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from bot.nlu.periods import find_periods

TODAY = date(2026, 5, 1)


@pytest.mark.parametrize(
    ("text", "named", "year"),
    [
        ("2021年新建多少", "2021年", 2021),
        ("2021年度目标", "2021年度", 2021),
        ("1998年入的会", "1998年", 1998),
        ("那2020呢", "2020", 2020),
        ("21年建了几个", "21年", 2021),
        ("二〇二一年的", "二〇二一年", 2021),
        ("二零二零年", "二零二零年", 2020),
        ("两零二一年", "两零二一年", 2021),
        ("二一年建了几个", "二一年", 2021),
        ("一九年的数", "一九年", 2019),
        ("今年目标", "今年", 2026),
        ("本年任务", "本年", 2026),
        ("去年完成多少", "去年", 2025),
        ("前年呢", "前年", 2024),
        ("大前年呢", "大前年", 2023),
        ("明年还办不", "明年", 2027),
    ],
)
def test_a_year_is_found(text: str, named: str, year: int) -> None:
    (period,) = find_periods(text, TODAY)
    assert text[period.start : period.end] == named
    assert (period.year, period.shift) == (year, 0)


@pytest.mark.parametrize(
    ("text", "shift"),
    [
        ("那第二年呢", 1),
        ("下一年呢", 1),
        ("转年呢", 1),
        ("次年呢", 1),
        ("上一年呢", -1),
        ("那前一年呢", -1),
    ],
)
def test_a_shift_is_found(text: str, shift: int) -> None:
    (period,) = find_periods(text, TODAY)
    assert (period.year, period.shift) == (None, shift)


@pytest.mark.parametrize(
    "text",
    [
        "打12351",
        "10年内有效",
        "三年以上",
        "21年工龄",
        "20年以上会员",
        "三十一年",
        "十二年",
        "第21年",
        "12个月",
        "编号20211",
        "每年都办吗",
        # Amounts, numbers, how long, school years, age
        "能领2000元吗",
        "自费了2000块",
        "2000多人",
        "公交2024路",
        "干了21年",
        "工龄15年",
        "交了15年",
        "娃上一二年级",
        "下一年级",
        "目前年龄45",
        "上年纪了",
        "以前年年发",
        "本来年初就该发",
        "多次年检",
        "托管怎么报名",
        "",
    ],
)
def test_what_is_no_year(text: str) -> None:
    assert find_periods(text, TODAY) == []


def test_several_years_come_in_reading_order() -> None:
    found = find_periods("去年和2020年比,前年呢", TODAY)
    assert [period.year for period in found] == [2025, 2020, 2024]


def test_periods_do_not_overlap() -> None:
    found = find_periods("大前年2021年上一年二〇二〇年", TODAY)
    assert [period.year for period in found] == [2023, 2021, None, 2020]
    assert all(one.end <= two.start for one, two in pairwise(found))


def test_the_calendar_decides_what_last_year_is() -> None:
    years = [find_periods("去年", date(y, 1, 1))[0].year for y in (2021, 2030)]
    assert years == [2020, 2029]


@pytest.mark.parametrize("text", ["每户2000对吧", "助学给2000对吧", "慰问1998对吧"])
def test_a_bare_amount_is_no_year(text: str) -> None:
    assert find_periods(text, TODAY) == []
