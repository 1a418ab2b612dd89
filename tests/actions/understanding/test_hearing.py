"""What a worker types is heard by rows, and other questions are left alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from actions.understanding.form import Form
from actions.understanding.hearing import begin_form, go_on
from knowledge import View
from tests.actions.messages import Named, turn

OFFERED = ("送外卖的", "出来打工的", "在单位上班", "跳过", "直接看结果")


def _waits(question: str, **rest: Any) -> Form:
    return Form(asked=question, count=1, **rest)


def _heard(
    view: View, form: Form, text: str, *named: Named, **rest: Any
) -> Form | None:
    intent = rest.pop("intent", "inform")
    return go_on(turn(text, intent, *named, **rest), form, view, in_hand=True)


@pytest.mark.parametrize(
    ("asked", "text", "answers"),
    [
        ("member", "入了", {"member": ["yes"]}),
        ("member", "入了呀！", {"member": ["yes"]}),
        ("member", "没有", {"member": ["no"]}),
        ("member", "还没入会呢", {"member": ["no"]}),
        ("member", "单位没工会", {"member": ["no"]}),
        ("children", "没有", {"children": ["none"]}),
        ("children", "两个", {"children": ["child"]}),
        ("children", "俩娃上小学", {"children": ["primary"]}),
        ("children", "没有孩子", {"children": ["none"]}),
        (
            "children",
            "一个上小学一个上高中",
            {"children": ["primary", "senior"]},
        ),
        ("hardship", "没得大病", None),
        ("hardship", "还行", {"hardship": ["none"]}),
        ("member", "嗯，没入", {"member": ["no"]}),
        ("children", "有俩，都上小学", {"children": ["primary"]}),
        ("member", "说错了,入了", {"member": ["yes"]}),
        ("member", "加入工会", None),
        ("hardship", "家里得了大病", {"hardship": ["illness"]}),
        ("who", "跑外卖", {"who": ["food_delivery"]}),
        ("who", "跑外卖,没入会", {"who": ["food_delivery"], "member": ["no"]}),
        ("who", "没有", None),
        ("member", "我是保洁，没入会", {"who": ["housekeeper"], "member": ["no"]}),
        ("hardship", "我是不是会员", None),
        ("member", "俩娃上小学", {"children": ["primary"]}),
    ],
)
def test_words_of_the_rows_are_answers(
    view: View, asked: str, text: str, answers: dict[str, list[str]] | None
) -> None:
    heard = _heard(view, _waits(asked), text)
    if answers is None:
        assert heard is None
        return
    assert heard is not None
    assert heard.step == "answer"
    found = {key: sorted(value) for key, value in heard.answers.items()}
    assert found == {key: sorted(value) for key, value in answers.items()}


def test_names_of_groups_and_places_are_answers(view: View) -> None:
    heard = _heard(view, _waits("who"), "骑手啊", ("group", "food_delivery", "骑手"))
    assert heard is not None
    assert heard.answers == {"who": ["food_delivery"]}
    heard = _heard(view, _waits("where"), "南阳的", ("region", "nanyang", "南阳"))
    assert heard is not None
    assert heard.region == "nanyang"


def test_a_henan_city_is_an_answer_though_it_sounds_like_another_province(
    view: View,
) -> None:
    heard = _heard(
        view,
        _waits("where"),
        "郑州",
        ("region", "zhengzhou", "郑州"),
        topics={"signpost:other_province": 0.95},
    )
    assert heard is not None
    assert heard.region == "zhengzhou"


def test_one_group_may_answer_two_questions(view: View) -> None:
    named: Named = ("group", "student_parent", "俺")
    heard = begin_form(turn("俺能享受啥", "ask_finder", named), view)
    assert heard.answers == {"children": ["senior"], "hardship": ["poor"]}


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("跳过", "skip"),
        ("不知道啊", "skip"),
        ("不想说。", "skip"),
        ("直接看结果", "stop"),
        ("不问了", "stop"),
        ("别问了,看结果吧", "stop"),
        ("不知道 跳过", "skip"),
    ],
)
def test_commands_leave_the_question_out(view: View, text: str, step: str) -> None:
    heard = _heard(view, _waits("member"), text, intent="smalltalk")
    assert heard is not None
    assert (heard.step, heard.skipped) == (step, ["member"])


def test_from_the_beginning_is_understood_at_any_time(view: View) -> None:
    form = replace(_waits("", answers={"who": ["courier"]}), skipped=["member"])
    assert _heard(view, form, "从头来", intent="again") == Form()


@pytest.mark.parametrize(
    ("text", "option"),
    [("2", "migrant"), ("第一个", "food_delivery"), ("选3吧", "workplace")],
)
def test_a_number_means_a_button(view: View, text: str, option: str) -> None:
    heard = _heard(view, _waits("who", offered=OFFERED), text, intent="pick")
    assert heard is not None
    assert heard.answers == {"who": [option]}


@pytest.mark.parametrize("text", ["6", "第九个"])
def test_a_number_of_no_button_is_no_answer(view: View, text: str) -> None:
    assert _heard(view, _waits("who", offered=OFFERED), text, intent="pick") is None


def test_a_question_that_names_a_service_is_no_answer(view: View) -> None:
    care: Named = ("programme", "childcare", "托管")
    form = _waits("children")
    assert _heard(view, form, "娃上小学托管咋报名", care, intent="ask_howto") is None


def test_a_sure_question_is_no_answer_whatever_it_mentions(view: View) -> None:
    form = _waits("hardship")
    text = "家里困难的话去哪儿申请补助啊"
    assert _heard(view, form, text, intent="ask_howto", sure=0.95) is None
    vague = _heard(view, form, text, intent="ask_howto", sure=0.5)
    assert vague is not None


def test_another_agency_s_matter_is_no_answer(view: View) -> None:
    form = _waits("hardship")
    text = "家里困难想问问低保去哪儿办"
    assert _heard(view, form, text, topics={"signpost:subsistence": 0.9}) is None


def test_a_message_that_is_all_answer_is_one_whatever_it_sounds_like(
    view: View,
) -> None:
    read = turn("有俩，都上小学", "inform", topics={"signpost:school": 0.95})
    assert go_on(read, _waits("children"), view, in_hand=True) is not None


def test_without_a_form_in_hand_nothing_is_an_answer(view: View) -> None:
    form = Form(answers={"who": ["courier"]})
    read = turn("没入会", "inform")
    assert go_on(read, form, view, in_hand=False) is None
    heard = go_on(read, form, view, in_hand=True)
    assert heard is not None
    assert heard.answers == {"who": ["courier"], "member": ["no"]}


def test_what_is_told_anew_replaces_what_was(view: View) -> None:
    form = _waits("member", answers={"who": ["courier"]})
    heard = _heard(view, form, "说错了,跑外卖", intent="correct")
    assert heard is not None
    assert heard.answers == {"who": ["food_delivery"]}
