"""What somebody should look at today."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from knowledge.publishing.documents import live_document
from knowledge.publishing.live_rows import write_live
from knowledge.publishing.staleness import (
    Part,
    Reason,
    StaleItem,
    grouped,
    stale,
    upcoming,
    within,
)
from tests.knowledge.publishing.people import EDITOR, OF_CHILDCARE, OF_ZHENGZHOU


@pytest.mark.parametrize(
    ("today", "max_age", "found"),
    [
        (date(2021, 3, 1), 730, {("什么时间（全国）", "undated")}),
        (
            date(2022, 12, 1),
            3650,
            {("什么时间（郑州市）", "ending"), ("什么时间（全国）", "undated")},
        ),
        (date(2022, 12, 31), 3650,
         {("什么时间（郑州市）", "ending"), ("什么时间（全国）", "undated")}),
        (date(2023, 1, 1), 3650,
         {("什么时间（郑州市）", "over"), ("什么时间（全国）", "undated")}),
        (
            date(2024, 6, 1),
            730,
            {
                ("什么时间（郑州市）", "over"),
                ("什么时间（全国）", "undated"),
                ("是什么（河南省）", "old"),
                ("怎么办理（洛阳市）", "old"),
                ("怎么办理（学校系统）", "old"),
                ("常见问题“驿站的水要钱吗”", "old"),
            },
        ),
    ],
)  # fmt: skip
def test_what_is_stale(
    today: date, max_age: int, found: set[tuple[str, str]], readable: Engine
) -> None:
    with Session(readable) as session:
        items = stale(session, today, max_age)
    assert {(item.path_zh, item.reason) for item in items} == found
    order = ["over", "ending", "undated", "old"]
    assert [i.reason for i in items] == sorted(
        (i.reason for i in items), key=order.index
    )


def test_what_begins_by_itself(seeded: Engine) -> None:
    with Session(seeded) as session, session.begin():
        dossier = live_document(session, "programme", "childcare") or {}
        answer = dossier["answers"][0] | {"valid_from": "2026-07-01"}
        write_live(
            session, {("programme", "childcare"): dossier | {"answers": [answer]}}
        )
        (item,) = upcoming(session, date(2026, 6, 30))
        assert (item.title, item.path_zh, item.day) == (
            "职工子女爱心托管",
            "是什么（河南省）",
            date(2026, 7, 1),
        )
        assert upcoming(session, date(2026, 7, 1)) == []


def _place(
    item_id: str, reason: Reason, day: date | None, part: Part = "answers"
) -> StaleItem:
    return StaleItem(item_id, item_id, "", reason, "", day, part, "henan")


def test_groups_begin_with_what_is_over_and_then_with_the_oldest() -> None:
    places = [
        _place("young", "old", date(2023, 5, 1)),
        _place("unknown", "undated", None),
        _place("mixed", "old", date(2019, 1, 1)),
        _place("ancient", "old", date(2018, 1, 1)),
        _place("mixed", "over", date(2025, 1, 1)),
        _place("mixed", "old", date(2010, 1, 1), "faqs"),
        _place("ended", "over", date(2024, 1, 1)),
        _place("ancient", "undated", None),
    ]
    groups = grouped(places)
    assert [(group.item_id, group.part, group.total) for group in groups] == [
        ("ended", "answers", 1),
        ("mixed", "answers", 2),
        ("mixed", "faqs", 1),
        ("ancient", "answers", 2),
        ("young", "answers", 1),
        ("unknown", "answers", 1),
    ]
    assert groups[1].reasons == {"over": 1, "old": 1}
    assert groups[1].first.reason == "over"


def test_only_what_lies_within_somebodys_limits_is_listed(readable: Engine) -> None:
    with Session(readable) as session:
        every = stale(session, date(2024, 6, 1), 730)
        near = within(session, OF_ZHENGZHOU, every)
        assert within(session, EDITOR, every) == every
        assert within(session, OF_CHILDCARE, every) == [
            item for item in every if item.item_id == "childcare"
        ]
    assert near and {item.region for item in near} == {"zhengzhou"}
