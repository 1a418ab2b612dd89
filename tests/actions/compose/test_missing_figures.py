"""A year or a place without a figure is said to have none."""

from __future__ import annotations

import pytest

from knowledge import View
from tests.actions.figure_questions import faults_of_figures, figures_in, how_many
from tests.actions.messages import turn
from tests.actions.replies import reply_to


def test_a_missing_year_gets_the_latest_with_its_year(view: View) -> None:
    read = how_many("托管班多少", "care_classes", "childcare", year=2026)
    reply = reply_to(read, view)
    assert reply.envelope.status == "gap"
    assert "2026年" in reply.text
    assert "我这儿没有" in reply.text.splitlines()[0]
    assert figures_in(reply)
    assert not list(faults_of_figures(reply, view))


def test_the_latest_is_the_latest(view: View) -> None:
    read = how_many(
        "托管班多少", "care_classes", "childcare", year=2026, region="zhengzhou"
    )
    reply = reply_to(read, view)
    assert figures_in(reply)[-1] == "x_2025_zhengzhou_care_class"
    assert "2025年（目标）" in reply.text


def test_without_a_year_the_latest_is_told_with_its_year(view: View) -> None:
    read = how_many("热线服务多少人次", "hotline_served", "hotline")
    reply = reply_to(read, view)
    assert reply.envelope.status == "answered"
    assert "2024年（完成）" in reply.text


def test_a_target_is_shown_with_the_last_result(view: View) -> None:
    read = how_many("托管班多少", "care_classes", "childcare", region="zhengzhou")
    reply = reply_to(read, view)
    assert set(figures_in(reply)) == {
        "x_2025_zhengzhou_care_class",
        "x_2023_zhengzhou_care_class",
    }
    assert not list(faults_of_figures(reply, view))


def test_a_missing_place_gets_the_provinces_as_the_provinces(view: View) -> None:
    read = how_many("新建驿站多少", "station_new", "rest_station", region="luohe")
    reply = reply_to(read, view)
    assert reply.envelope.status == "gap"
    assert "漯河市" in reply.text.splitlines()[0]
    assert "河南省的数字是（不能当成下面地方的）" in reply.text
    assert "12351" in reply.text
    assert reply.envelope.as_dict()["region"] == "河南省"


def test_a_missing_place_never_gets_another_citys(view: View) -> None:
    read = how_many("托管班多少个", "care_classes", "childcare", region="luohe")
    reply = reply_to(read, view)
    assert reply.envelope.status == "gap"
    for figure_id in figures_in(reply):
        figure = view.figure(figure_id)
        assert figure is not None
        assert figure.region.id == "henan"
    assert "12351" in reply.text


def test_what_is_missing_is_remembered_as_asked(view: View) -> None:
    read = how_many(
        "新建驿站多少", "station_new", "rest_station", region="luohe", year=2026
    )
    reply = reply_to(read, view)
    assert reply.remember["region"] == "luohe"
    assert reply.remember["period"] == 2026
    assert "2026年" in reply.text
    assert "漯河市" in reply.text


@pytest.mark.parametrize(
    ("text", "chance"),
    [("2020年帮扶了多少困难职工", 0.52), ("2020年帮扶了多少户", 0.9)],
)
def test_a_service_beyond_doubt_is_not_left_for_a_metric_that_sounds_alike(
    view: View, text: str, chance: float
) -> None:
    """帮扶了多少困难职工 was said to have no figure, though one is published."""
    read = turn(
        text,
        "ask_figure",
        ("year", 2020, "2020年"),
        topics={"programme:hardship_aid": 0.99},
        metrics={"poverty_households": chance, "hardship_out": 0.05},
    )
    assert figures_in(reply_to(read, view)) == ["r20_poorworker"]
