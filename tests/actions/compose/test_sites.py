"""Places to go to: in a region, near a position, or honestly none."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from actions.envelope import Reply
from actions.understanding.location import LOCATION_MESSAGE, Location
from actions.understanding.memory import Memory
from actions.understanding.turn import Turn
from actions.wording.sites import distance
from knowledge import View
from tests.actions.content import site_of, with_answers, with_sites
from tests.actions.messages import Named, turn
from tests.actions.replies import EMPTY, remembered, reply_to

HERE = Location(34.76, 113.66)
STATION: Named = ("programme", "rest_station", "驿站")
ROOM: Named = ("programme", "nursing_room", "母婴室")
JINSHUI: Named = ("region", "zhengzhou_jinshui", "金水区")
ERQI: Named = ("region", "zhengzhou_erqi", "二七区")
XINXIANG: Named = ("region", "xinxiang", "新乡")


@pytest.fixture
def furnished(view: View) -> View:
    """The real content with a few places."""
    return with_sites(
        view,
        site_of(view, "甲", "zhengzhou_jinshui", (34.77, 113.68), hours="8:00—20:00"),
        site_of(view, "乙", "zhengzhou_jinshui", (34.765, 113.665)),
        site_of(view, "丙", "zhengzhou", hours="全天"),
        site_of(view, "丁", "luoyang", (34.62, 112.45), source="zzz-2021-03-16"),
    )


def _where(*named: Named, location: Location | None = None) -> Turn:
    words = "".join(name[2] for name in named)
    return replace(turn(f"{words}在哪", "ask_location", *named), location=location)


def _located(location: Location | None = HERE, **rest: Any) -> Turn:
    return Turn(
        text=LOCATION_MESSAGE,
        intent="inform",
        confidence=1.0,
        location=location,
        only_locates=True,
        **rest,
    )


def _region(reply: Reply) -> Any:
    return reply.envelope.as_dict()["region"]


def test_those_of_a_county_with_address_hours_source_and_date(furnished: View) -> None:
    reply = reply_to(_where(JINSHUI, STATION), furnished)
    assert (reply.envelope.status, _region(reply)) == ("answered", "金水区")
    assert "甲：甲路1号；开放时间：8:00—20:00" in reply.text
    assert "乙：乙路1号；开放时间没登记" in reply.text
    assert "丙" not in reply.text
    assert "工人日报" in reply.text
    assert "2024-06-14" in reply.text


def test_a_county_without_any_has_its_citys_and_reads_so(furnished: View) -> None:
    reply = reply_to(_where(ERQI, STATION), furnished)
    assert (reply.envelope.status, _region(reply)) == ("answered", "郑州市")
    assert "二七区我这儿还没有登记的，下面是郑州市的" in reply.text
    assert "甲路1号" in reply.text
    assert "丁" not in reply.text


def test_a_city_without_any_is_a_gap_with_the_known_way(furnished: View) -> None:
    reply = reply_to(_where(XINXIANG, STATION), furnished)
    assert reply.envelope.status == "gap"
    assert "新乡市的“户外劳动者驿站”具体在哪条路，我这儿没有登记" in reply.text
    assert "高德" in reply.text
    assert "12351" in reply.text
    assert "路1号" not in reply.text + reply.more


def test_a_position_sorts_by_distance(furnished: View) -> None:
    reply = reply_to(_where(STATION, location=HERE), furnished)
    first, second = (
        reply.text.index("乙（约700米）"),
        reply.text.index("甲（约2.1公里）"),
    )
    assert first < second
    assert "丁" not in reply.text
    assert _region(reply) is None


def test_a_region_comes_before_a_position(furnished: View) -> None:
    reply = reply_to(
        _where(("region", "luoyang", "洛阳"), STATION, location=HERE), furnished
    )
    assert "丁（约112公里）" in reply.text
    assert "乙" not in reply.text


def test_in_a_region_those_of_unknown_position_come_last(furnished: View) -> None:
    named: Named = ("region", "zhengzhou", "郑州")
    reply = reply_to(_where(named, STATION, location=HERE), furnished)
    assert "丙：丙路1号" in reply.text
    order = [reply.text.index(f"▪ {name}") for name in "乙甲丙"]
    assert order == sorted(order)


def test_nothing_near_is_a_gap(furnished: View) -> None:
    far = Location(32.13, 114.07)
    reply = reply_to(_where(STATION, location=far), furnished)
    assert reply.envelope.status == "gap"
    assert "你附近" in reply.text
    assert "路1号" not in reply.text


def test_a_bare_position_asks_what_kind_of_place(furnished: View) -> None:
    asked = reply_to(_located(), furnished)
    assert asked.envelope.status == "clarify"
    assert [button.programme for button in asked.buttons] == ["rest_station"]
    memory = remembered(asked).located(HERE)
    reply = reply_to(turn("驿站", "inform", STATION), furnished, memory)
    assert "乙（约700米）" in reply.text


def test_a_bare_position_answers_for_the_service_in_hand(furnished: View) -> None:
    talk = Memory(service="rest_station", aspect="time", region="luoyang")
    reply = reply_to(_located(), furnished, talk)
    assert "乙（约700米）" in reply.text
    assert "丁" not in reply.text


def test_a_service_without_places_does_not_hide_those_of_others(
    furnished: View,
) -> None:
    reply = reply_to(_located(), furnished, Memory(service="childcare"))
    assert reply.envelope.status == "clarify"
    assert [button.programme for button in reply.buttons] == ["rest_station"]


def test_without_any_places_a_bare_position_is_a_gap(view: View) -> None:
    reply = reply_to(_located(), view)
    assert reply.envelope.status == "gap"
    assert "没有登记" in reply.text
    assert "高德" in reply.text
    assert "12351" in reply.text


def test_without_a_place_it_is_asked_for(furnished: View) -> None:
    reply = reply_to(_where(STATION), furnished)
    assert reply.envelope.status == "answered"
    assert "高德" in reply.text
    assert "我这儿登记了4处" in reply.text
    assert reply.buttons[0].title == "郑州市金水区"


def test_where_nothing_else_is_known_only_the_place_is_asked_for(view: View) -> None:
    room = site_of(view, "戊", "zhengzhou_jinshui", programme="nursing_room")
    reply = reply_to(_where(ROOM), with_sites(view, room))
    assert reply.envelope.status == "clarify"
    assert [button.title for button in reply.buttons] == ["郑州市金水区"]
    assert "没有查到" not in reply.text


def test_many_places_fit_a_screen_and_the_rest_is_more(view: View) -> None:
    sites = [
        site_of(
            view,
            f"第{n}号户外劳动者爱心驿站",
            "zhengzhou_jinshui",
            hours="工作日8:00—20:00，周末10:00—18:00",
        )
        for n in range(1, 9)
    ]
    reply = reply_to(_where(JINSHUI, STATION), with_sites(view, *sites))
    assert len(reply.text) <= 300
    assert "登记的有8处" in reply.text
    told = (reply.text + reply.more).count("▪")
    assert told == 5
    assert 1 <= reply.text.count("▪") < 5
    assert reply.buttons[0].title == "更多"


def test_old_records_say_their_age(furnished: View) -> None:
    reply = reply_to(_where(("region", "luoyang", "洛阳"), STATION), furnished)
    assert "这是2021年的说法" in reply.text


def test_what_is_published_in_words_is_still_told(view: View) -> None:
    site = site_of(view, "丙", "zhengzhou_zhongyuan")
    place: Named = ("region", "zhengzhou_zhongyuan", "中原区")
    reply = reply_to(_where(place, STATION), with_sites(view, site))
    own = view.answer_for("rest_station", "location", "zhengzhou_zhongyuan")
    assert own is not None
    assert own.text in reply.more


@pytest.mark.parametrize("trouble", ["unreadable", "abroad"])
def test_a_useless_position_is_answered_kindly(view: View, trouble: Any) -> None:
    reply = reply_to(_located(None, trouble=trouble), view)
    assert reply.envelope.status == "not_understood"
    assert "区县" in reply.text
    assert "12351" in reply.text


def test_a_useless_position_does_not_spoil_another_question(view: View) -> None:
    care: Named = ("programme", "childcare", "托管")
    read = replace(turn("托管咋报名", "ask_howto", care), trouble="unreadable")
    assert reply_to(read, view, EMPTY).envelope.status == "answered"


def test_a_known_place_for_all_is_no_gap(view: View) -> None:
    """Only where the knowledge base notes that a list is missing is there a gap."""
    answer = view.answer_for("rest_station", "location", "henan")
    assert answer is not None
    told = replace(answer, programme_id="culture", text="都在文化宫。")
    content = with_answers(view, "culture", "location", [told])
    named: Named = ("programme", "culture", "万场文化活动")
    reply = reply_to(_where(XINXIANG, named), content)
    assert reply.envelope.status == "answered"


@pytest.mark.parametrize(
    ("km", "said"),
    [
        (0.0, "不到100米"),
        (0.049, "不到100米"),
        (0.051, "约100米"),
        (0.94, "约900米"),
        (0.96, "约1.0公里"),
        (1.24, "约1.2公里"),
        (9.94, "约9.9公里"),
        (9.96, "约10公里"),
        (112.4, "约112公里"),
    ],
)
def test_distances(km: float, said: str) -> None:
    assert distance(km) == said


@pytest.mark.parametrize(
    ("position", "region"),
    [((34.77, 113.66), "郑州市"), ((34.20, 113.90), "河南省")],
)
def test_a_position_tells_the_city_for_other_matters_where_a_place_is_close(
    furnished: View, position: tuple[float, float], region: str
) -> None:
    care: Named = ("programme", "childcare", "托管")
    asked = turn("托管怎么报名", "ask_howto", care)
    assert _region(reply_to(asked, furnished, Memory(position=position))) == region
