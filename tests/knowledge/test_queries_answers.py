"""Queries about answers: never beyond the region and the days they hold for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.engine import Engine

from knowledge import Knowledge, View
from knowledge.models import Answer
from knowledge.queries.records import Validity

TODAY = date(2024, 6, 1)


def _with_answers(engine: Engine, *rows: tuple[str | None, ...]) -> View:
    """Add answers to childcare/howto: text, first and last day, place (Henan)."""
    with engine.begin() as connection:
        for text, first, last, *place in rows:
            connection.execute(
                insert(Answer).values(
                    id=text,
                    programme_id="childcare",
                    aspect="howto",
                    region_id=place[0] if place else "henan",
                    text=text,
                    as_of="2024",
                    valid_from=date.fromisoformat(first) if first else None,
                    valid_to=date.fromisoformat(last) if last else None,
                )
            )
    return Knowledge(engine, TODAY).current_blocking()


def test_an_answer_is_complete(view: View) -> None:
    answer = view.answer_for("rest_station", "intro", "henan")
    assert answer is not None
    assert answer.text == "驿站能歇脚。"
    assert (answer.more, answer.caveat) == ("还能热饭。", "各站不同。")
    assert answer.as_of == "2024-05"
    assert answer.region.name == "河南省"
    assert [source.id for source in answer.sources] == ["post-2024", "paper-2021"]
    assert (answer.validity.valid_from, answer.valid_to) == (None, None)


@pytest.mark.parametrize(
    ("aspect", "region_id", "holds_for"),
    [
        # The region itself, then what lies around it.
        ("intro", "henan", "henan"),
        ("intro", "zhengzhou_zhongyuan", "henan"),
        ("intro", None, "henan"),
        ("intro", "henan_schools", "henan"),
        ("time", "zhengzhou", "china"),
        ("time", "zhengzhou_zhongyuan", "china"),
        ("time", "luoyang", "china"),
        ("time", None, "china"),
        # Never a neighbour's, nor a part's.
        ("howto", "luoyang", "luoyang"),
        ("howto", "zhengzhou", None),
        ("howto", "henan", None),
        ("howto", None, None),
        ("howto", "china", None),
        ("intro", "china", None),
        ("intro", "mars", None),
        ("howto", "henan_schools", "henan_schools"),
    ],
)
def test_answer_for(
    view: View, aspect: str, region_id: str | None, holds_for: str | None
) -> None:
    answer = view.answer_for("rest_station", aspect, region_id)
    assert (answer.region.id if answer else None) == holds_for


def test_answers_of_all_regions(view: View) -> None:
    found = view.answers("rest_station", "howto")
    assert [answer.region.id for answer in found] == ["luoyang", "henan_schools"]
    assert view.answers("rest_station", "materials") == ()
    assert view.answers("nothing", "howto") == ()


def test_what_is_past_its_end_is_given_and_says_so(seeded: Engine) -> None:
    view = _with_answers(seeded, ("已过", None, "2024-05-31"))
    answer = view.answer_for("childcare", "howto", "zhengzhou")
    assert answer is not None
    assert answer.valid_to == date(2024, 5, 31)
    assert view.is_over(answer)
    fresh = view.answer_for("rest_station", "intro")
    assert fresh is not None
    assert not view.is_over(fresh)


@pytest.mark.parametrize(
    ("last_day_of_city", "told"),
    [("2024-05-31", "全省的"), ("2024-06-01", "郑州的"), (None, "郑州的")],
)
def test_what_is_over_gives_way_to_what_holds_around_it(
    seeded: Engine, last_day_of_city: str | None, told: str
) -> None:
    view = _with_answers(
        seeded, ("全省的", None, None), ("郑州的", None, last_day_of_city, "zhengzhou")
    )
    answer = view.answer_for("childcare", "howto", "zhengzhou")
    assert answer is not None
    assert answer.text == told


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([("将来", "2024-06-02", None)], None),
        ([("今起", "2024-06-01", None)], "今起"),
        ([("到今天", None, "2024-06-01")], "到今天"),
        ([("已过", None, "2024-05-31")], "已过"),
        ([("旧", None, None), ("新", "2024-01-01", None)], "新"),
        ([("旧", None, None), ("将来", "2025-01-01", None)], "旧"),
        ([("常年", None, None), ("已过", "2024-01-01", "2024-02-01")], "常年"),
        (
            [
                ("更早", "2022-01-01", "2022-12-31"),
                ("早", "2023-01-01", "2023-12-31"),
            ],
            "早",
        ),
        ([("已过", "2023-01-01", "2023-12-31"), ("将来", "2025-01-01", None)], "已过"),
    ],
)
def test_of_several_days_the_one_that_holds(
    seeded: Engine, rows: list[tuple[str, str | None, str | None]], told: str | None
) -> None:
    view = _with_answers(seeded, *rows)
    answer = view.answer_for("childcare", "howto")
    assert (answer.text if answer else None) == told
    assert len(view.answers("childcare", "howto")) == (told is not None)


@pytest.mark.parametrize(
    ("validity", "begun", "over"),
    [
        (Validity(), True, False),
        (Validity(valid_from=TODAY), True, False),
        (Validity(valid_from=TODAY + timedelta(1)), False, False),
        (Validity(valid_to=TODAY), True, False),
        (Validity(valid_to=TODAY - timedelta(1)), True, True),
    ],
)
def test_both_days_are_inclusive(validity: Validity, begun: bool, over: bool) -> None:
    assert (validity.begun_by(TODAY), validity.over_on(TODAY)) == (begun, over)


def test_available_aspects(view: View) -> None:
    assert view.available_aspects("rest_station") == ("intro", "time", "figure")
    in_luoyang = view.available_aspects("rest_station", "luoyang")
    assert in_luoyang == ("intro", "howto", "time", "figure")
    assert view.available_aspects("childcare") == ("intro",)
    assert view.available_aspects("nothing") == ()


@pytest.mark.parametrize(
    ("region_id", "text"),
    [
        (None, "没有查到全省统一的电话。"),
        ("zhengzhou_zhongyuan", "没有查到全省统一的电话。"),
        ("china", None),
    ],
)
def test_known_gap(view: View, region_id: str | None, text: str | None) -> None:
    gap = view.known_gap("rest_station", "contact", region_id)
    assert (gap.text if gap else None) == text
    assert view.known_gap("rest_station", "amount", region_id) is None
