"""Figures are told as their source prints them."""

from __future__ import annotations

import pytest

from knowledge import View
from tests.actions.content import figure_of
from tests.actions.figure_questions import faults_of_figures, figures_in, how_many
from tests.actions.messages import Named, turn
from tests.actions.replies import reply_to


def test_a_result_is_told_with_year_kind_and_unit(view: View) -> None:
    reply = reply_to(
        how_many("新建驿站多少家", "station_new", "rest_station", year=2020), view
    )
    assert figures_in(reply) == ["r20_station"]
    assert "2020年（完成）" in reply.text
    assert "3707家" in reply.text
    envelope = reply.envelope.as_dict()
    assert envelope["status"] == "answered"
    assert envelope["service"] == "rest_station"
    assert envelope["region"] == "河南省"
    assert envelope["aspects"] == ["figure"]


def test_a_target_is_no_result(view: View) -> None:
    reply = reply_to(
        how_many("建了多少驿站", "station_new", "rest_station", year=2021), view
    )
    assert figures_in(reply) == ["t21_station"]
    assert "2021年（目标）" in reply.text
    assert "2021年的是目标，完成多少我这儿没有公布数" in reply.text
    assert "（完成）" not in reply.text


def test_a_qualifier_is_printed(view: View) -> None:
    reply = reply_to(how_many("专项资金多少", "special_fund", year=2021), view)
    assert "近2亿元" in reply.text
    sent = reply.envelope.as_dict()["figures"][0]
    assert (sent["value"], sent["unit"], sent["qualifier"]) == (
        "200000000",
        "元",
        "近",
    )


def test_the_reservation_of_a_figure_is_told(view: View) -> None:
    caveat = figure_of(view, "r20_med_money").caveat
    assert caveat
    read = how_many("赔了多少钱", "aid_paid_money", "medical_aid", year=2020)
    assert caveat.rstrip("。") in reply_to(read, view).text


@pytest.mark.parametrize(
    ("text", "figure", "metric"),
    [
        ("赔付了多少钱", "r20_med_money", "aid_paid_people"),
        ("赔了多少人", "r20_med_people", "aid_paid_money"),
    ],
)
def test_the_unit_asked_for_beats_the_ranking(
    view: View, text: str, figure: str, metric: str
) -> None:
    reply = reply_to(how_many(text, metric, "medical_aid", year=2020), view)
    assert figures_in(reply) == [figure]


def test_a_question_about_money_is_not_told_a_number_of_people(view: View) -> None:
    assert view.figures(programme_ids=["culture"])
    reply = reply_to(how_many("花了多少钱", None, "culture", year=2020), view)
    assert reply.envelope.status == "gap"
    assert "没有" in reply.text
    assert "12351" in reply.text


def test_where_other_figures_are_none_is_not_said_to_be_published(view: View) -> None:
    """No sum of money is on record, but how many events there were is."""
    reply = reply_to(how_many("花了多少钱", None, "culture", year=2020), view)
    assert "没有公布过的数字" not in reply.text


def test_a_city_has_its_own_figure(view: View) -> None:
    reply = reply_to(
        how_many("托管班多少个", "care_classes", "childcare", region="anyang"), view
    )
    assert figures_in(reply) == ["x_2021_anyang_care_class"]
    assert reply.envelope.status == "answered"
    assert reply.envelope.as_dict()["region"] == "安阳市"
    assert "安阳市" in reply.text


def test_a_rule_is_not_a_figure(view: View) -> None:
    """How much is paid is told by the answer, where no metric is meant."""
    answer = view.answer_for("breakfast", "amount")
    assert answer is not None
    named: Named = ("programme", "breakfast", "早餐")
    reply = reply_to(turn("早餐多少钱一份", "ask_amount", named), view)
    assert answer.text in reply.text
    assert figures_in(reply) == []


def test_a_service_without_figures_says_so(view: View) -> None:
    assert not view.figures(programme_ids=["member_card"])
    reply = reply_to(how_many("发了多少张", None, "member_card", year=2020), view)
    assert reply.envelope.status == "gap"
    assert "没有公布过的数字" in reply.text
    assert "12351" in reply.text


def test_a_count_of_people_is_not_answered_with_a_sum_of_money(view: View) -> None:
    assert not view.figures(programme_ids=["member_card"])
    reply = reply_to(how_many("发给了多少人", None, "member_card"), view)
    for answer in view.answers("member_card", "amount"):
        assert answer.text not in reply.text
    assert reply.envelope.status == "gap"


def test_a_service_without_figures_says_so_of_a_place(view: View) -> None:
    read = how_many("发了多少张", None, "member_card", region="luohe")
    reply = reply_to(read, view)
    assert reply.envelope.status == "gap"
    assert "漯河市" in reply.text
    assert "12351" in reply.text
    assert reply.envelope.as_dict()["region"] == "漯河市"


def test_no_service_and_no_metric_is_asked_back(view: View) -> None:
    reply = reply_to(how_many("一共多少", None), view)
    assert reply.envelope.status == "clarify"
    assert reply.buttons


def test_figures_are_told_faultlessly(view: View) -> None:
    read = how_many("新建驿站多少家", "station_new", "rest_station")
    assert not list(faults_of_figures(reply_to(read, view), view))


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("省总投了多少钱", "t21_fund"),
        ("省总工会掏了多少", "t21_fund"),
        ("各级工会投了多少钱", "x_2019_2021_fund"),
        ("一共投了多少钱", "x_2019_2021_fund"),
    ],
)
def test_the_figure_of_the_body_that_is_named(
    view: View, text: str, figure: str
) -> None:
    """The words hardly tell the two metrics apart, the body does."""
    reply = reply_to(how_many(text, "fund_total", year=2021), view)
    assert figures_in(reply) == [figure]


def test_a_body_without_a_figure_is_answered_with_whose_there_is(view: View) -> None:
    read = how_many("省总新发展了多少会员", "member_new", year=2020)
    reply = reply_to(read, view)
    assert figures_in(reply) == ["r20_member"]
    assert "（全省）" in reply.text
