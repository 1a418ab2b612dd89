"""What a worker said of themselves, and how they felt, is kept in mind."""

from __future__ import annotations

from typing import Any

import pytest

from actions.understanding.memory import Memory
from knowledge import View
from tests.actions.messages import Named, message, turn
from tests.actions.replies import reply_to
from tests.actions.talk import Talk

CARE: Named = ("programme", "childcare", "托管")
AID: Named = ("programme", "school_aid", "金秋助学")
ANYANG: Named = ("region", "anyang", "安阳")
ZHENGZHOU: Named = ("region", "zhengzhou", "郑州")
HOW = message("托管咋报", "ask_howto", CARE)
WHEN = message("金秋助学啥时候发", "ask_time", AID)
SUICIDE = message("不想活了", "crisis")
FINDER = message("我能享受啥", "ask_finder")


def test_where_one_is_holds_for_a_new_matter(talk: Talk) -> None:
    assert "你在安阳市" in talk.hears(message("我在安阳", "inform", ANYANG)).text
    assert "安阳市单独的规定我这儿没有" in talk.hears(HOW).text
    assert talk.hears(WHEN).envelope["region"] == "安阳市"


def test_where_one_asks_about_does_not(talk: Talk) -> None:
    talk.hears(message("安阳的托管咋报", "ask_howto", ANYANG, CARE))
    member: Named = ("programme", "member_card", "会员卡")
    assert "安阳" not in talk.hears(message("会员卡咋办", "ask_howto", member)).text


def test_a_place_asked_about_goes_before_ones_own(talk: Talk) -> None:
    talk.hears(message("我在安阳", "inform", ANYANG))
    talk.hears(HOW)
    asked = talk.hears(message("那郑州呢", "inform", ZHENGZHOU))
    assert asked.envelope["region"] == "郑州市"
    goes_on = message("谁能报", "ask_eligibility", topics={"none": 0.9})
    assert talk.hears(goes_on).envelope["region"] == "郑州市"
    assert talk.hears(WHEN).envelope["region"] == "安阳市"


@pytest.mark.parametrize(
    ("aspect", "asked_about", "region"),
    [
        ("howto", None, None),
        ("howto", "zhengzhou", "zhengzhou"),
        ("figure", None, None),
    ],
)
def test_a_choice_keeps_apart_where_one_is_and_what_one_asks_about(
    view: View, aspect: str, asked_about: str | None, region: str | None
) -> None:
    option = {"title": "驿站", "programme": "rest_station", "aspect": aspect}
    memory = Memory(home="anyang", region=asked_about, options=[option])
    reply = reply_to(turn("第一个", "pick"), view, memory)
    assert reply.remember["region"] == region
    assert ("安阳市" in reply.text) is (aspect == "howto" and asked_about is None)


def test_the_finder_s_place_is_where_one_is(talk: Talk) -> None:
    talk.hears(FINDER)
    talk.hears(message("我在安阳上班", "inform", ANYANG))
    assert talk.hears(WHEN).envelope["region"] == "安阳市"


def test_the_finder_does_not_ask_where_one_is_known_to_be(talk: Talk) -> None:
    talk.hears(message("我在安阳", "inform", ANYANG))
    assert "安阳市" in talk.hears(FINDER).text


def test_figures_stay_the_province_s(talk: Talk) -> None:
    talk.hears(message("我在安阳", "inform", ANYANG))
    station: Named = ("programme", "rest_station", "驿站")
    asked = message(
        "2020年新建多少驿站",
        "ask_figure",
        ("year", 2020, "2020"),
        station,
        metrics={"station_new": 0.9},
    )
    said = talk.hears(asked)
    assert said.envelope["status"] == "answered"
    assert "安阳" not in said.text


@pytest.mark.parametrize(
    "light",
    [
        message("你好", "smalltalk", kind="smalltalk/greet"),
        message("阿巴阿巴", "nlu_fallback"),
        message("滚", "unusable", kind="unusable/abuse"),
    ],
)
def test_talk_after_words_of_self_harm_is_care(
    talk: Talk, light: dict[str, Any]
) -> None:
    talk.hears(SUICIDE)
    for _ in range(2):
        said = talk.hears(light)
        assert said.text.startswith("我在，不着急")
        assert "12356" in said.text
        assert not said.buttons
    assert "12356" not in talk.hears(light).text


def test_a_question_after_them_is_answered_with_the_numbers(talk: Talk) -> None:
    usual = talk.hears(HOW).text
    talk.hears(SUICIDE)
    for _ in range(2):
        said = talk.hears(HOW)
        assert usual in said.text
        assert "12356" in said.text
        assert "120" in said.text
    assert "12356" not in talk.hears(HOW).text


def test_whether_it_is_a_robot_is_told_even_then(talk: Talk) -> None:
    talk.hears(SUICIDE)
    said = talk.hears(message("你是人吗", "ask_bot"))
    assert "不是真人" in said.text
    assert "12356" in said.text


def test_a_question_within_the_form_is_answered_and_the_form_goes_on(
    talk: Talk,
) -> None:
    waiting = (
        talk.hears(FINDER).text.splitlines()[-1].removeprefix("再问一句，好挑得更准：")
    )
    said = talk.hears(HOW)
    assert said.envelope["status"] == "answered"
    assert said.text.splitlines()[-1] == f"接着刚才的：{waiting}"
    assert {"跳过", "直接看结果"} <= {button["title"] for button in said.buttons}
    rider: Named = ("group", "food_delivery", "外卖")
    taken = talk.hears(message("跑外卖", "inform", rider))
    assert "送外卖的" in taken.text


def test_the_form_is_not_put_again_for_ever(talk: Talk) -> None:
    talk.hears(FINDER)
    asked = ["接着刚才的" in talk.hears(each).text for each in (HOW, WHEN) * 2]
    assert asked == [True, True, True, False]
    assert "接着来" in talk.hears(message("继续", "again", kind="again/more")).text


def test_danger_is_no_time_for_the_form(talk: Talk) -> None:
    talk.hears(FINDER)
    fire: Named = ("signpost", "emergency", "着火")
    assert "接着刚才的" not in talk.hears(message("着火了", "crisis", fire)).text


def test_no_leaves_the_form_until_it_is_wanted_again(talk: Talk) -> None:
    talk.hears(FINDER)
    said = talk.hears(message("算了", "correct"))
    assert said.envelope["status"] == "smalltalk"
    assert "继续" in said.text
    assert "没入会" not in talk.hears(message("没有", "correct")).text
    assert "接着来" in talk.hears(message("继续", "again", kind="again/more")).text


def test_a_no_that_answers_some_question_does_not_leave_the_form(talk: Talk) -> None:
    """没有 is an answer, if not to what was asked: nobody wants to leave with it."""
    talk.hears(FINDER)
    said = talk.hears(message("没有", "correct"))
    assert "想接着看就说" not in said.text


def test_what_to_do_after_them_is_no_question_for_a_procedure(talk: Talk) -> None:
    """同事说他想死, and then 我该咋办: no list of services is offered to that."""
    talk.hears(SUICIDE)
    said = talk.hears(message("我该咋办", "ask_howto", topics={"none": 0.5}))
    assert said.text.startswith("我在，不着急")
    assert not said.buttons
