"""Where an answer holds: never more is told than that."""

from __future__ import annotations

import pytest

from actions.envelope import Reply
from knowledge import View
from tests.actions.content import answer_of, with_answers
from tests.actions.messages import Named, turn
from tests.actions.replies import reply_to

CARE: Named = ("programme", "childcare", "托管")


def _how_to_join(view: View, *place: Named) -> Reply:
    where = place[0][2] if place else ""
    return reply_to(turn(f"{where}托管咋报名", "ask_howto", CARE, *place), view)


def test_a_city_has_its_own_answer(view: View) -> None:
    own = answer_of(view, "childcare", "howto", "zhengzhou")
    reply = _how_to_join(view, ("region", "zhengzhou", "郑州"))
    assert own.text in reply.text
    assert "郑州市" in reply.text.splitlines()[0]
    assert reply.envelope.as_dict()["region"] == "郑州市"
    assert answer_of(view, "childcare", "howto", "henan").text not in reply.text


def test_a_county_has_its_citys_answer_and_reads_so(view: View) -> None:
    own = answer_of(view, "childcare", "howto", "zhengzhou")
    reply = _how_to_join(view, ("region", "zhengzhou_jinshui", "金水区"))
    assert own.text in reply.text
    assert reply.envelope.as_dict()["region"] == "郑州市"
    before = reply.text[: reply.text.index(own.text)]
    assert "郑州市金水区单独的规定我这儿没有" in before
    assert "郑州市的" in before


def test_a_city_without_one_has_the_provinces_and_reads_so(view: View) -> None:
    wider = answer_of(view, "childcare", "howto", "henan")
    reply = _how_to_join(view, ("region", "luohe", "漯河"))
    assert wider.text in reply.text
    assert reply.envelope.as_dict()["region"] == "河南省"
    before = reply.text[: reply.text.index(wider.text)]
    assert "漯河市单独的规定我这儿没有" in before
    assert "河南省的" in before


def test_a_city_is_not_told_another_citys(view: View) -> None:
    cities = [
        answer_of(view, "childcare", "howto", "henan"),
        answer_of(view, "childcare", "howto", "zhengzhou"),
    ]
    only_zhengzhou = with_answers(view, "childcare", "howto", cities[1:])
    reply = _how_to_join(only_zhengzhou, ("region", "luohe", "漯河"))
    assert reply.envelope.status == "gap"
    assert cities[1].text not in reply.text + reply.more
    assert "目前只有郑州市的内容，不能当成漯河市的规定" in reply.text
    assert reply.envelope.as_dict()["region"] == "漯河市"


def test_no_place_means_the_province(view: View) -> None:
    wider = answer_of(view, "childcare", "howto", "henan")
    reply = _how_to_join(view)
    assert wider.text in reply.text
    assert reply.envelope.as_dict()["region"] == "河南省"
    assert "单独的规定" not in reply.text


def test_the_province_points_to_cities_with_their_own(view: View) -> None:
    reply = _how_to_join(view)
    assert "另有郑州市自己的做法" in reply.text
    assert answer_of(view, "childcare", "howto", "zhengzhou").text not in reply.text


@pytest.mark.parametrize("place", [[], [("region", "henan", "河南")]])
def test_where_only_cities_have_one_each_is_told_as_its_own(
    view: View, place: list[Named]
) -> None:
    own = answer_of(view, "childcare", "howto", "zhengzhou")
    reply = _how_to_join(with_answers(view, "childcare", "howto", [own]), *place)
    assert reply.envelope.status == "answered"
    assert f"郑州市：{own.text}" in reply.text.replace(":", "：")
    before = reply.text[: reply.text.index(own.text)]
    assert "全省的统一说法我这儿没有" in before
    assert "别处可能不一样" in before
    assert reply.envelope.as_dict()["region"] == "郑州市"


def test_a_systems_rule_is_not_a_citys(view: View) -> None:
    own = answer_of(view, "green_travel", "intro", "henan_kejiaowenwei")
    read = turn(
        "洛阳绿色出行是啥",
        "ask_intro",
        ("programme", "green_travel", "绿色出行"),
        ("region", "luoyang", "洛阳"),
    )
    reply = reply_to(read, view)
    assert own.text not in reply.text + reply.more


def test_a_countys_name_that_holds_its_city_is_said_once(view: View) -> None:
    read = turn(
        "新乡高新区法律援助几点上班",
        "ask_time",
        ("programme", "legal_aid", "法律援助"),
        ("region", "xinxiang_gaoxin", "新乡高新区"),
    )
    reply = reply_to(read, view)
    own = answer_of(view, "legal_aid", "time", "xinxiang_gaoxin")
    assert own.text in reply.text
    assert "新乡市新乡市" not in reply.text


def test_a_law_of_the_country_is_told_as_holding_in_the_city(view: View) -> None:
    named: Named = ("programme", "nursing_room", "哺乳")
    place: Named = ("region", "luoyang", "洛阳")
    reply = reply_to(turn("洛阳哺乳时间多久", "ask_time", place, named), view)
    law = answer_of(view, "nursing_room", "time", "china")
    assert f"这是全国统一的规定，洛阳市也适用：\n{law.text}" in reply.text
    assert "单独的规定" not in reply.text


def test_figures_of_the_country_are_not_told_as_law(view: View) -> None:
    named: Named = ("programme", "rest_station", "驿站")
    place: Named = ("region", "luoyang", "洛阳")
    only = [answer_of(view, "rest_station", "intro", "china")]
    content = with_answers(view, "rest_station", "intro", only)
    reply = reply_to(turn("洛阳驿站是啥", "ask_intro", place, named), content)
    assert "也适用" not in reply.text
    assert "洛阳市单独的规定我这儿没有，下面是全国的" in reply.text


def test_a_published_question_about_other_cities_reads_well(view: View) -> None:
    named: Named = ("programme", "medical_aid", "惠工保")
    place: Named = ("region", "nanyang", "南阳")
    faqs = {"medical_other_city": (0.99, 0.8)}
    read = turn("南阳能参加惠工保吗", "ask_eligibility", place, named, faqs=faqs)
    reply = reply_to(read, view)
    assert "专门说南阳市的我这儿没有，下面这条是说河南省的" in reply.text
    assert "单独的规定" not in reply.text
