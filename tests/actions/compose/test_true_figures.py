"""Nothing is said to be missing that is on record, and nothing else passed off."""

from __future__ import annotations

import pytest

from actions.envelope import Reply
from knowledge import View
from tests.actions.figure_questions import faults_of_figures, figures_in, how_many
from tests.actions.messages import turn
from tests.actions.replies import reply_to


def test_a_target_whose_result_is_known_is_not_said_to_have_none(view: View) -> None:
    read = how_many("计划动员多少劳模", "model_people", "rural_models", year=2021)
    reply = reply_to(read, view)
    assert figures_in(reply) == ["t21_models"]
    assert "完成多少我这儿没有公布数" not in reply.text


def test_a_target_without_result_still_says_so_beside_another_result(
    view: View,
) -> None:
    read = how_many(
        "新建了多少家,驿站总数多少个", "station_new", "rest_station", year=2021
    )
    reply = reply_to(read, view)
    assert figures_in(reply) == ["t21_station", "x_2021_station_total"]
    assert "2021年“新建驿站”的是目标，完成多少我这儿没有公布数" in reply.text


def test_the_countrys_figure_is_told_as_the_countrys(view: View) -> None:
    read = how_many("有多少驿站", "station_total", "rest_station", region="china")
    reply = reply_to(read, view)
    assert figures_in(reply) == ["x_2024_china_station"]
    assert reply.envelope.as_dict()["region"] == "全国"


def test_what_only_one_place_has_is_told_with_the_place(view: View) -> None:
    read = how_many("设了几个送餐点", "breakfast_points", "breakfast")
    reply = reply_to(read, view)
    assert figures_in(reply) == ["x_2024_zhongyuan_bf_points"]
    assert reply.text.startswith(
        "全省“早餐送餐点数”的数字我这儿没有，有的是郑州市中原区的"
    )
    assert not list(faults_of_figures(reply, view))


@pytest.mark.parametrize("region", ["zhoukou", "henan"])
def test_a_place_is_not_told_another_metric(view: View, region: str) -> None:
    read = how_many("24小时驿站几个", "station_24h", "rest_station", region=region)
    reply = reply_to(read, view)
    assert reply.envelope.status == "gap"
    assert figures_in(reply) == ["x_2024_china_station_24h"]
    assert "24小时驿站数”的数字我这儿没有" in reply.text.splitlines()[0]


def test_the_provinces_figure_is_not_the_countrys(view: View) -> None:
    read = how_many("赔了多少人", "aid_paid_people", "medical_aid", region="china")
    assert "不能当成全国的" in reply_to(read, view).text


def test_a_figure_quoted_for_another_year_is_told_with_its_own(view: View) -> None:
    read = how_many("是建了3707家吧", "station_new", "rest_station", year=2021)
    reply = reply_to(read, view)
    assert figures_in(reply) == ["r20_station", "t21_station"]


def test_a_number_quoted_of_something_else_is_told_beside_it(view: View) -> None:
    read = how_many(
        "有848万家企业签了", "contract_firms", "collective_bargaining", year=2020
    )
    figures = figures_in(reply_to(read, view))
    assert set(figures) == {"r20_bargain_worker", "r20_bargain_firm"}


def test_all_years_on_record_are_named_for_one_that_is_not(view: View) -> None:
    read = how_many("筹了多少钱", "school_fund", "school_aid", year=2018)
    first = reply_to(read, view).text.splitlines()[0]
    assert first.endswith("有的是2017年、2020年的，其中2020年的：")


def test_where_only_a_result_is_known_the_target_is_said_to_be_missing(
    view: View,
) -> None:
    read = how_many("目标是多少", "breakfast_fund", "breakfast", year=2020)
    assert reply_to(read, view).text.startswith("2020年目标定的是多少我这儿没有公布数")


@pytest.mark.parametrize("year", [None, 2017])
def test_a_target_on_record_is_not_said_to_be_missing(
    view: View, year: int | None
) -> None:
    """The result of 2020 is later than the target of 2017."""
    read = how_many("目标是帮多少学生", "school_people", "school_aid", year=year)
    reply = reply_to(read, view)
    assert "x_2017_school_people" in figures_in(reply)
    assert "没有公布数，下面是完成的" not in reply.text


def test_a_number_of_another_service_is_not_said_to_be_missing(view: View) -> None:
    """How many joined in 2021 is on record, though not as a matter of stations."""
    read = how_many(
        "新建了多少家,新会员多少人", "station_new", "rest_station", year=2021
    )
    assert view.figures(metric_ids=["member_new"], period=2021)
    reply = reply_to(read, view)
    assert "“户外劳动者驿站”在河南省的数字里我这儿没有" in reply.text


def test_targets_are_told_where_no_number_is_asked_for_by_name(view: View) -> None:
    read = how_many("的目标", "rural_fund", "rural_models", year=2021)
    assert set(figures_in(reply_to(read, view))) == {"t21_models", "t21_collect"}


def test_the_service_that_owns_the_named_metric_answers(view: View) -> None:
    read = turn(
        "建会企业协商的建制率2020年多少",
        "ask_figure",
        ("programme", "union_membership", "建会"),
        ("metric", "bargain_rate", "建制率"),
        ("year", 2020, "2020年"),
        metrics={"bargain_rate": 0.95},
        topics={"programme:bargaining_offer": 0.5, "programme:union_membership": 0.4},
    )
    assert figures_in(reply_to(read, view)) == ["r20_bargain_rate"]


def test_a_service_is_not_told_anothers_figure(view: View) -> None:
    read = turn(
        "会员卡满意度多少",
        "ask_figure",
        ("metric", "hotline_satisfaction", "满意度"),
        metrics={"hotline_satisfaction": 0.99},
        topics={"programme:member_card": 0.99},
    )
    reply = reply_to(read, view)
    assert reply.envelope.status == "gap"
    assert not figures_in(reply)


def test_a_share_of_a_fund_is_answered_of_the_fund(view: View) -> None:
    read = turn(
        "两亿里给早餐的有多少",
        "ask_figure",
        metrics={"special_fund": 0.7, "breakfast_fund": 0.1},
        topics={"programme:breakfast": 0.95},
        faqs={"programme_fund_split": (0.99, 0.6)},
    )
    assert "没有拆到每件事" in reply_to(read, view).text


def test_a_quoted_figure_is_told_beside_the_kind_that_it_is_taken_for(
    view: View,
) -> None:
    """1.8万是目标吧 would else read as if the target were all there is."""
    read = how_many("1.8万是目标吧", "model_people", "rural_models", year=2021)
    assert set(_printed(reply_to(read, view), view)) == {"1.8万名", "1万名以上"}


def test_a_number_of_people_is_none_of_households(view: View) -> None:
    read = how_many("10万人都有谁", None)
    assert _printed(reply_to(read, view), view) == ["10万名"]


def _printed(reply: Reply, view: View) -> list[str]:
    figures = [view.figure(name) for name in figures_in(reply)]
    return [figure.printed for figure in figures if figure is not None]


def test_who_asks_for_money_is_not_told_how_many_elsewhere(view: View) -> None:
    read = how_many("一共花了多少钱", "nursing_new", "nursing_room")
    assert view.figures(metric_ids=["nursing_new"])
    reply = reply_to(read, view)
    assert reply.envelope.status == "gap"
    assert not figures_in(reply)


def test_a_number_that_one_service_has_tells_which_is_meant(view: View) -> None:
    read = how_many("3707家是不是都在这儿", None, region="zhengzhou")
    reply = reply_to(read, view)
    assert "3707家" in _printed(reply, view)
    assert reply.envelope.as_dict()["service"] == "rest_station"


def test_all_groups_are_told_where_the_sum_is_asked(view: View) -> None:
    """260名劳模 alone would pass for the 1000 that are asked for."""
    read = how_many("疗休养一共1000人对吧", "rest_model", "recuperation", year=2020)
    assert set(_printed(reply_to(read, view), view)) == {"260名", "540名", "200名"}
