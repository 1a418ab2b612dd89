"""Differences read like a sentence, and entries are told by what they are about."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from knowledge.publishing.comparing import Change, compare, difference
from knowledge.publishing.documents import live_document


def _answer(aspect: str, region: str, text: str, **more: Any) -> dict[str, Any]:
    return {"aspect": aspect, "region": region, "text": text, **more}


_NAMES = {("region", "zz"): "郑州市", ("source", "s"): "一份报纸"}


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        (
            {"answers": [_answer("howto", "hn", "甲"), _answer("howto", "zz", "乙")]},
            {"answers": [_answer("howto", "zz", "丙"), _answer("howto", "hn", "甲")]},
            [("怎么办理（郑州市）·正文", "乙", "丙"),
             ("回答·顺序", ["怎么办理（hn）", "怎么办理（郑州市）"],
              ["怎么办理（郑州市）", "怎么办理（hn）"])],
        ),
        (
            {"answers": [_answer("howto", "zz", "甲", sources=["s"])]},
            {"answers": [_answer("howto", "zz", "甲", sources=["t"])]},
            [("怎么办理（郑州市）·出处", "一份报纸", None),
             ("怎么办理（郑州市）·出处", None, "t")],
        ),
        (
            {"answers": []},
            {"answers": [_answer("time", "zz", "甲", valid_from="2026-01-01")]},
            [("什么时间（郑州市），2026-01-01起·方面", None, "什么时间"),
             ("什么时间（郑州市），2026-01-01起·地区", None, "郑州市"),
             ("什么时间（郑州市），2026-01-01起·正文", None, "甲"),
             ("什么时间（郑州市），2026-01-01起·生效日期", None, "2026-01-01")],
        ),
        (
            {"faqs": [{"id": "a", "question": "问"}]},
            {"faqs": [{"id": "a", "question": "再问"}]},
            [("常见问题“再问”·问题", "问", "再问")],
        ),
        (
            {"aliases": ["甲", "乙"]},
            {"aliases": ["乙", "丙"]},
            [("别名", "甲", None), ("别名", None, "丙")],
        ),
        (
            {"aliases": ["甲", "乙"]},
            {"aliases": ["乙", "甲"]},
            [("别名·顺序", ["甲", "乙"], ["乙", "甲"])],
        ),
        ({"kind": "target"}, {"kind": "result"}, [("类别", "目标", "完成")]),
        ({"official": False}, {"official": True}, [("属于八大群体", "否", "是")]),
        ({"lat": 0.0}, {"lat": None}, [("纬度", 0.0, None)]),
        (
            {"gaps": [{"aspect": "time", "region": "zz", "text": "缺"}]},
            {"gaps": []},
            [("暂缺说明：什么时间（郑州市）·方面", "什么时间", None),
             ("暂缺说明：什么时间（郑州市）·地区", "郑州市", None),
             ("暂缺说明：什么时间（郑州市）·正文", "缺", None)],
        ),
        ({"note": None, "aliases": []}, {"note": "", "required": False}, []),
        (None, {"title": "新"}, [("标题", None, "新")]),
        ({"title": "旧"}, None, [("标题", "旧", None)]),
        ({"answers": "乱写"}, {"answers": ["乱", "写"]},
         [("回答", "乱写", ["乱", "写"])]),
    ],
)  # fmt: skip
def test_changes(old: Any, new: Any, changes: list[tuple[Any, ...]]) -> None:
    assert compare(old, new, _NAMES) == [Change(*change) for change in changes]


def test_names_are_looked_up(readable: Engine) -> None:
    with Session(readable) as session:
        old = live_document(session, "programme", "rest_station") or {}
        answers = [dict(answer) for answer in old["answers"]]
        answers[1] |= {"text": "九点开门。", "sources": ["undated"]}
        found = difference(session, old, old | {"answers": answers})
    assert found == [
        Change("什么时间（郑州市）·正文", "郑州的驿站八点开门。", "九点开门。"),
        Change("什么时间（郑州市）·出处", "一份报纸", None),
        Change("什么时间（郑州市）·出处", None, "没有日期的网页"),
    ]


def test_a_condition_is_told_by_what_its_question_asks(readable: Engine) -> None:
    with Session(readable) as session:
        old = live_document(session, "programme", "childcare")
        assert old is not None
        [condition] = old["conditions"]
        changed = condition | {"reason": "换了说法"}
        found = difference(session, old, old | {"conditions": [changed]})
    assert [change.path_zh for change in found] == ["条件“你入会了没？”（郑州市）·理由"]


def test_a_conditions_options_are_told_by_name(readable: Engine) -> None:
    with Session(readable) as session:
        old = live_document(session, "programme", "childcare")
        assert old is not None
        [condition] = old["conditions"]
        changed = condition | {"options": ["no", "unheard_of"]}
        found = difference(session, old, old | {"conditions": [changed]})
    where = "条件“你入会了没？”（郑州市）·选项"
    told = [(one.old, one.new) for one in found if one.path_zh == where]
    assert told == [(None, "没入会"), (None, "unheard_of"), ("入会了", None)]
