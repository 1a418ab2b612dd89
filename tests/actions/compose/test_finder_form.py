"""Finding what fits a person: answers refine, and nothing is asked in vain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from actions.envelope import Reply
from actions.understanding.form import read_form
from actions.understanding.memory import Memory
from knowledge import View
from tests.actions.messages import Named, turn
from tests.actions.replies import EMPTY, reply_to

COURIER: Named = ("group", "courier", "快递")
ZHENGZHOU: Named = ("region", "zhengzhou", "郑州")
LUOYANG: Named = ("region", "luoyang", "洛阳")


class _Talk:
    """Replies to one message after another, with the memory in between."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.memory: Memory = EMPTY

    def says(self, text: str, intent: str = "inform", *named: Named) -> Reply:
        reply = reply_to(turn(text, intent, *named), self.view, self.memory)
        kept: dict[str, Any] = {"more": reply.more, **reply.remember}
        self.memory = self.memory.updated(kept)
        return reply

    def says_all(self, texts: Sequence[str]) -> Reply:
        reply = self.says("送快递能享受啥", "ask_finder", COURIER)
        for text in texts:
            reply = self.says(text)
        return reply


@pytest.fixture
def talk(view: View) -> _Talk:
    return _Talk(view)


def test_an_answer_is_taken_down_with_the_next_question(talk: _Talk) -> None:
    reply = talk.says_all(["没入"])
    assert reply.envelope.status == "clarify"
    assert "没入会" in reply.text.splitlines()[0]
    assert reply.text.splitlines()[-1] == "家里有娃不？多大了？"
    assert len(reply.buttons) == 5


def test_the_last_reply_lists_with_reasons_and_what_is_not_written(
    talk: _Talk,
) -> None:
    reply = talk.says_all(["没入", "没娃", "没有难处"])
    assert reply.envelope.status == "answered"
    assert reply.envelope.sources
    assert "▪ 户外劳动者驿站：报道点名的服务对象就有快递员" in reply.text
    assert "要不要是会员没写明的：" in reply.text
    assert "12351" in reply.text
    assert "托管" not in reply.text + reply.more
    assert "困难职工帮扶" not in reply.text + reply.more
    assert all(button.programme for button in reply.buttons)


def test_members_get_what_is_theirs_and_need_not_join(talk: _Talk) -> None:
    reply = talk.says_all(["入了", "直接看结果"])
    told = reply.text + reply.more
    assert "▪ 会员福利慰问：" in told
    assert "▪ 加入工会" not in told
    assert "要不要是会员没写明" not in reply.text


def test_others_are_not_told_what_is_the_members(talk: _Talk) -> None:
    reply = talk.says_all(["没入", "直接看结果"])
    assert "▪ 会员福利慰问" not in reply.text + reply.more
    assert "▪ 加入工会：" in reply.text
    (line,) = [row for row in reply.text.splitlines() if "要是入会了" in row]
    assert "会员福利慰问" in line
    assert "加入工会" not in line


def test_a_city_s_demand_is_told_to_its_own_only(talk: _Talk) -> None:
    talk.says_all(["没入", "娃上小学"])
    reply = talk.says("郑州", "inform", ZHENGZHOU)
    assert "托管" not in reply.text
    assert talk.memory.form is not None
    elsewhere = talk.says("说错了,洛阳", "correct", LUOYANG)
    assert "职工子女爱心托管" in elsewhere.text
    last = talk.says("直接看结果")
    assert "郑州" not in last.text + last.more
    assert last.envelope.as_dict()["region"] == "河南省"


def test_what_is_left_out_is_told_as_unknown(talk: _Talk) -> None:
    reply = talk.says_all(["跳过", "不知道", "不想说", "跳过"])
    assert reply.envelope.status == "answered"
    assert "（你是不是工会会员还不知道" in reply.text + reply.more


@pytest.mark.parametrize("text", ["直接看结果", "不问了", "别问了"])
def test_the_questions_can_be_ended(talk: _Talk, text: str) -> None:
    reply = talk.says_all([text])
    assert reply.envelope.status == "answered"
    assert not reply.text.splitlines()[-1].endswith("？")


def test_choices_are_counted_out(talk: _Talk) -> None:
    assert "没入会" in talk.says_all(["第二个"]).text.splitlines()[0]
    assert "娃上小学" in talk.says("1").text.splitlines()[0]
    assert talk.says("4").text.startswith("好，这个不说。")


def test_a_count_with_a_question_means_a_listed_service(talk: _Talk) -> None:
    first = talk.says("送快递能享受啥", "ask_finder", COURIER)
    name = first.text.splitlines()[1].removeprefix("▪ ").split("：")[0]
    reply = talk.says("第一个咋办理啊", "ask_howto")
    assert f"【{name}·" in reply.text


def test_another_question_is_answered_and_the_form_goes_on_if_wanted(
    talk: _Talk,
) -> None:
    talk.says_all(["没入"])
    other = talk.says("托管咋报名", "ask_howto", ("programme", "childcare", "托管"))
    assert other.envelope.as_dict()["service"] == "childcare"
    assert talk.memory.form is not None
    assert talk.memory.form["asked"] == ""
    reply = talk.says("继续", "again")
    assert reply.text.startswith("接着来。")
    assert reply.text.splitlines()[-1] == "家里有娃不？多大了？"
    assert "没入会" in talk.says("没娃").text


def test_from_the_beginning_forgets_all(talk: _Talk) -> None:
    reply = talk.says_all(["没入", "从头来"])
    assert reply.envelope.status == "answered"
    assert reply.text.splitlines()[-1].endswith("你是做啥的？")


def test_what_is_not_understood_is_asked_once_more_only(talk: _Talk) -> None:
    talk.says_all([])
    again = talk.says("嘎嘎嘎嘎", "nlu_fallback")
    assert again.envelope.status == "clarify"
    assert again.text.splitlines()[-1] == "你入工会了没？"
    assert again.buttons
    assert talk.says("嘎嘎嘎嘎", "nlu_fallback").envelope.status == "not_understood"


def test_no_more_than_four_questions(talk: _Talk, view: View) -> None:
    reply = talk.says("我能享受啥", "ask_finder")
    asked = []
    while reply.text.endswith("？") or "打市名也行" in reply.text:
        form = read_form(talk.memory.form)
        assert form is not None
        asked.append(form.asked)
        reply = talk.says("跳过")
    assert len(asked) == len(set(asked)) == 4
    assert len(view.finder_questions()) == 5


def test_a_question_on_which_nothing_depends_is_not_asked(
    talk: _Talk, view: View
) -> None:
    answers = {"who": ["courier"], "member": ["no"]}
    assert view.finder_weights(view.fits(answers))["hardship"]
    without = view.fits({**answers, "children": ["none"], "hardship": ["none"]})
    assert not view.finder_weights(without)["where"]
    reply = talk.says_all(["没入", "没娃", "没有难处"])
    assert reply.envelope.status == "answered"


def test_the_list_is_refined_after_the_last_reply_too(talk: _Talk) -> None:
    talk.says_all(["不问了"])
    reply = talk.says("没入会")
    assert "没入会" in reply.text.splitlines()[0]


def test_a_new_wish_begins_anew(talk: _Talk) -> None:
    talk.says_all(["没入", "直接看结果"])
    female: Named = ("group", "nursing_mother", "喂奶期")
    reply = talk.says("俺媳妇在喂奶期能享受什么", "ask_finder", female)
    assert "送快递的" not in reply.text
    assert "爱心母婴室" in reply.text


def test_the_place_of_local_reasons_is_named(talk: _Talk) -> None:
    talk.says_all(["入了", "娃上小学"])
    talk.says("郑州", "inform", ZHENGZHOU)
    reply = talk.says("直接看结果")
    assert reply.envelope.as_dict()["region"] == "郑州市"
    assert "郑州2025年写的是家长为在职职工、工会会员" in reply.text


def test_a_listed_service_can_be_asked_for_by_its_name(talk: _Talk) -> None:
    """困难职工 is an answer as well, but not within the name."""
    last = talk.says_all(["没入", "没娃", "直接看结果"])
    assert "困难职工帮扶" in last.text
    named: Named = ("programme", "hardship_aid", "困难职工帮扶")
    reply = talk.says("困难职工帮扶", "inform", named)
    assert reply.envelope.as_dict()["service"] == "hardship_aid"


def test_a_question_after_the_last_reply_is_no_answer(talk: _Talk) -> None:
    talk.says_all(["没入", "直接看结果"])
    read = turn(
        "孩子放假没人看可咋办",
        "ask_howto",
        sure=0.8,
        topics={"programme:childcare": 0.9},
    )
    reply = reply_to(read, talk.view, talk.memory)
    assert reply.envelope.as_dict()["service"] == "childcare"


def test_where_nothing_is_for_everybody_a_question_comes_first(view: View) -> None:
    bare = _with_conditions(view, "rest_station")
    talk = _Talk(bare)
    first = talk.says("我能享受啥", "ask_finder")
    assert first.envelope.status == "clarify"
    assert first.text.endswith("你是做啥的？")
    assert "▪ 户外劳动者驿站" in talk.says("跑外卖").text


def test_where_nothing_fits_that_is_said(view: View) -> None:
    talk = _Talk(_with_conditions(view, "rest_station"))
    talk.says("我能享受啥", "ask_finder")
    reply = talk.says("在单位上班")
    assert reply.envelope.status == "gap"
    assert "12351" in reply.text


def _with_conditions(view: View, programme: str) -> View:
    """Give content in which only one service has conditions."""
    kept = {programme: view.conditions(programme)}
    return replace(view, snapshot=replace(view.snapshot, conditions=kept))
