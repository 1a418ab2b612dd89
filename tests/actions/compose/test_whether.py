"""Yes or no only where a published sentence says it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge import View
from tests.actions.content import answer_of, with_answers
from tests.actions.messages import Named, turn
from tests.actions.replies import EMPTY, remembered, reply_to

STATION: Named = ("programme", "rest_station", "驿站")
CARE: Named = ("programme", "childcare", "托管")
NOT_SAID = "没找到直接的说法"


def _with_text(view: View, text: str, region: str = "henan") -> View:
    """Give content in which stations have one answer about their hours."""
    own = answer_of(view, "rest_station", "intro", "henan")
    place = view.region(region)
    assert place is not None
    told = replace(own, aspect="time", text=text, region=place, more=None)
    return with_answers(view, "rest_station", "time", [told])


def test_the_sentence_that_says_it_comes_first(view: View) -> None:
    content = _with_text(view, "各站不一样。站里能泡脚。冬天也开。")
    reply = reply_to(turn("驿站能泡脚不", "ask_intro", STATION), content)
    assert reply.envelope.status == "answered"
    assert "站里能泡脚。各站不一样。冬天也开。" in reply.text
    assert NOT_SAID not in reply.text


def test_where_no_text_says_it_the_reply_does(view: View) -> None:
    reply = reply_to(turn("驿站能泡脚不", "ask_intro", STATION), view)
    assert reply.envelope.status == "gap"
    assert reply.text.startswith("你问的这一点")
    assert NOT_SAID in reply.text
    assert "12351" in reply.text.splitlines()[0]
    assert reply.envelope.as_dict()["service"] == "rest_station"


def test_another_place_s_sentence_is_told_as_such(view: View) -> None:
    content = _with_text(view, "站里能泡脚。", "luoyang")
    reply = reply_to(turn("驿站能泡脚不", "ask_intro", STATION), content)
    assert "全省的统一说法我这儿没有" in reply.text
    assert "洛阳市：站里能泡脚" in reply.text


def test_and_is_not_told_to_who_is_elsewhere(view: View) -> None:
    content = _with_text(view, "站里能泡脚。", "luoyang")
    place: Named = ("region", "zhengzhou", "郑州")
    reply = reply_to(turn("郑州驿站能泡脚不", "ask_intro", place, STATION), content)
    assert NOT_SAID in reply.text
    assert "泡脚" not in reply.text


def test_the_province_s_sentence_is_told_as_the_province_s(view: View) -> None:
    content = _with_text(view, "站里能泡脚。")
    place: Named = ("region", "zhengzhou", "郑州")
    reply = reply_to(turn("郑州驿站能泡脚不", "ask_intro", place, STATION), content)
    assert "郑州市单独的规定我这儿没有，下面是河南省的" in reply.text
    assert "站里能泡脚" in reply.text


@pytest.mark.parametrize("text", ["有驿站吗", "驿站是啥", "驿站"])
def test_what_asks_for_nothing_special_is_introduced(view: View, text: str) -> None:
    intro = answer_of(view, "rest_station", "intro", "henan").text
    reply = reply_to(turn(text, "ask_intro", STATION), view)
    assert reply.envelope.status == "answered"
    assert intro in reply.text
    assert NOT_SAID not in reply.text


def test_an_aspect_that_was_read_is_told_with_the_reservation(view: View) -> None:
    reply = reply_to(turn("托管半夜开门不", "ask_time", CARE), view)
    assert reply.text.startswith("你问的这一点")
    assert reply.envelope.as_dict()["aspects"] == ["time"]


def test_a_rule_about_whom_it_is_for_holds_for_every_group(view: View) -> None:
    named: Named = ("programme", "union_membership", "入会")
    reply = reply_to(turn("翻译官能入会吗", "ask_eligibility", named), view)
    assert NOT_SAID not in reply.text


def test_a_group_is_found_by_its_other_names(view: View) -> None:
    """骑手 is told as 外卖员: another word for the same, no missing answer."""
    group = view.group("food_delivery")
    assert group is not None
    content = _with_text(view, f"早上开。{group.name}能进。")
    word: Named = ("group", "food_delivery", "跑单的小哥")
    read = turn("跑单的小哥能进驿站不", "ask_intro", word, STATION)
    reply = reply_to(read, content)
    assert f"{group.name}能进。早上开。" in reply.text


@pytest.mark.parametrize(("asked", "told"), [("洗澡", False), ("打牌", True)])
def test_that_a_group_is_named_says_nothing_of_what_it_may(
    view: View, asked: str, told: bool
) -> None:
    content = _with_text(view, "早上开。外卖员能进。谁都能打牌。")
    word: Named = ("group", "food_delivery", "骑手")
    read = turn(f"骑手能在驿站{asked}吗", "ask_intro", word, STATION)
    reply = reply_to(read, content)
    assert (NOT_SAID not in reply.text) is told
    assert (reply.envelope.status == "answered") is told


def test_a_long_story_is_no_question_for_yes_or_no(view: View) -> None:
    story = (
        "我在外头跑了一天又累又渴脚也疼得不行"
        "同事说前面路口有个驿站就是不知道里头能不能泡脚吗"
    )
    reply = reply_to(turn(story, "ask_intro", STATION), view, EMPTY)
    assert NOT_SAID not in reply.text


@pytest.mark.parametrize(
    ("asked", "likeness", "answered"),
    [("泡脚", 0.5, False), ("接热水", 0.5, True), ("泡脚", 0.8, True)],
)
def test_a_published_question_of_the_same_kind_does_not_answer_it(
    view: View, asked: str, likeness: float, answered: bool
) -> None:
    faqs = {"rest_station_drink_rest_toilet": (0.99, likeness)}
    read = turn(f"驿站能{asked}不", "ask_intro", STATION, faqs=faqs)
    reply = reply_to(read, view)
    assert (NOT_SAID not in reply.text) is answered
    assert (reply.envelope.status == "answered") is answered
    assert "驿站里能喝水、歇脚、上厕所吗" in reply.text


@pytest.mark.parametrize(("sure", "told"), [(0.5, True), (0.99, False)])
def test_another_aspect_may_say_it_where_the_one_that_was_read_is_not_sure(
    view: View, sure: float, told: bool
) -> None:
    named: Named = ("programme", "member_welfare", "慰问")
    read = turn("慰问能直接发购物卡不", "ask_basis", named, sure=sure)
    assert ("不得发现金、购物卡" in reply_to(read, view).text) is told


def test_nor_does_it_where_another_aspect_is_only_guessed(view: View) -> None:
    faqs = {"rest_station_drink_rest_toilet": (0.99, 0.38)}
    read = turn("驿站能泡脚不", "ask_contact", STATION, sure=0.4, faqs=faqs)
    reply = reply_to(read, view)
    assert NOT_SAID in reply.text
    assert reply.envelope.status == "gap"


def test_of_another_place_the_same_is_asked(view: View) -> None:
    """那郑州呢 after what no text says: an introduction would look like a yes."""
    memory = remembered(reply_to(turn("驿站能泡脚不", "ask_intro", STATION), view))
    place: Named = ("region", "zhengzhou", "郑州")
    reply = reply_to(turn("那郑州呢", "inform", place), view, memory)
    assert reply.text.startswith("你问的这一点")
    assert reply.envelope.status == "gap"
    assert reply.envelope.as_dict()["service"] == "rest_station"


def test_and_is_told_where_that_place_says_it(view: View) -> None:
    content = _with_text(view, "各站不一样。站里能泡脚。", "luoyang")
    elsewhere: Named = ("region", "zhengzhou", "郑州")
    first = turn("郑州驿站能泡脚不", "ask_intro", elsewhere, STATION)
    memory = remembered(reply_to(first, content))
    place: Named = ("region", "luoyang", "洛阳")
    reply = reply_to(turn("那洛阳呢", "inform", place), content, memory)
    assert reply.envelope.status == "answered"
    assert NOT_SAID not in reply.text
    assert "站里能泡脚。各站不一样。" in reply.text


def test_a_service_named_behind_it_is_introduced(view: View) -> None:
    memory = remembered(reply_to(turn("驿站能泡脚不", "ask_intro", STATION), view))
    reply = reply_to(turn("那托管呢", "inform", CARE), view, memory)
    assert reply.envelope.status == "answered"
    assert NOT_SAID not in reply.text


def test_what_is_asked_next_ends_it(view: View) -> None:
    memory = remembered(reply_to(turn("驿站能泡脚不", "ask_intro", STATION), view))
    asked = reply_to(turn("谁能用", "ask_eligibility"), view, memory)
    place: Named = ("region", "zhengzhou", "郑州")
    later = memory.updated(asked.remember)
    reply = reply_to(turn("那郑州呢", "inform", place), view, later)
    assert NOT_SAID not in reply.text
