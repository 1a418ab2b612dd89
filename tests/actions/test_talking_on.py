"""Turns that live on the turn before."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from actions import clock
from knowledge import View
from knowledge.dates import HENAN
from tests.actions.content import answer_of, faq_of
from tests.actions.messages import Named, message
from tests.actions.talk import Talk
from tests.conversations.checks import Said, faults

CARE: Named = ("programme", "childcare", "托管")
STATION: Named = ("programme", "rest_station", "驿站")
HOW = message("托管咋报名", "ask_howto", CARE)


def _again(kind: str) -> dict[str, Any]:
    return message("再来", "again", kind=f"again/{kind}")


def _pick(text: str) -> dict[str, Any]:
    return message(text, "pick")


def test_a_place_asks_the_same_again(talk: Talk, view: View) -> None:
    talk.hears(HOW)
    said = talk.hears(message("郑州呢", "inform", ("region", "zhengzhou", "郑州")))
    assert answer_of(view, "childcare", "howto", "zhengzhou").text in said.text


def test_a_service_answers_the_question_back(talk: Talk, view: View) -> None:
    asked = talk.hears(message("谁能去", "ask_eligibility", topics={"none": 0.9}))
    assert asked.envelope["status"] == "clarify"
    said = talk.hears(message("托管", "inform", CARE))
    assert answer_of(view, "childcare", "eligibility", "henan").text in said.text


def test_the_place_of_a_question_back_is_kept(talk: Talk, view: View) -> None:
    place: Named = ("region", "zhengzhou", "郑州")
    talk.hears(message("郑州谁能去", "ask_eligibility", place, topics={"none": 0.9}))
    said = talk.hears(message("托管", "inform", CARE))
    own = answer_of(view, "childcare", "eligibility", "zhengzhou")
    assert own.text in said.text


def test_a_tapped_service_keeps_the_place_of_the_question(
    talk: Talk, view: View
) -> None:
    place: Named = ("region", "zhengzhou", "郑州")
    topics = {"none": 0.7, "programme:childcare": 0.3}
    asked = talk.hears(message("郑州谁能去", "ask_eligibility", place, topics=topics))
    said = talk.hears(_tapped(asked.buttons[0], "ask_eligibility", "childcare"))
    own = answer_of(view, "childcare", "eligibility", "zhengzhou")
    assert own.text in said.text


def test_a_tapped_aspect_keeps_the_place(talk: Talk, view: View) -> None:
    """The same service, named by its button, is no new matter."""
    place: Named = ("region", "zhengzhou", "郑州")
    first = talk.hears(message("郑州托管咋报名", "ask_howto", place, CARE))
    button = next(b for b in first.buttons if b["title"] == "谁能享受")
    said = talk.hears(_tapped(button, "ask_eligibility", "childcare"))
    own = answer_of(view, "childcare", "eligibility", "zhengzhou")
    assert own.text in said.text


def test_a_year_asks_for_the_same_figure(talk: Talk) -> None:
    first = message(
        "2020年新建驿站多少家",
        "ask_figure",
        ("year", 2020, "2020年"),
        STATION,
        metrics={"station_new": 0.9},
    )
    assert _figures(talk.hears(first)) == ["r20_station"]
    said = talk.hears(message("那第二年呢", "inform", ("shift", 1, "第二年")))
    assert _figures(said) == ["t21_station"]


def test_the_second_choice_is_answered(talk: Talk, view: View) -> None:
    asked = talk.hears(message("咋报名", "ask_howto", topics={"none": 0.9}))
    said = talk.hears(_pick("第二个"))
    programme = next(
        p.id for p in view.programmes() if p.name == asked.buttons[1]["title"]
    )
    assert said.envelope["service"] == programme
    assert "howto" in said.envelope["aspects"]


def test_a_choice_keeps_place_and_service(talk: Talk) -> None:
    place: Named = ("region", "zhengzhou", "郑州")
    first = talk.hears(message("郑州托管咋报名", "ask_howto", place, CARE))
    titles = [button["title"] for button in first.buttons]
    said = talk.hears(_pick(f"第{len(titles)}个"))
    assert said.envelope["service"] == "childcare"
    assert talk.slots["region"] == "zhengzhou"


def test_a_choice_too_many_is_offered_again(talk: Talk) -> None:
    asked = talk.hears(message("咋报名", "ask_howto", topics={"none": 0.9}))
    said = talk.hears(_pick("第九个"))
    assert said.envelope["status"] == "clarify"
    titles = [button["title"] for button in said.buttons]
    assert titles == [button["title"] for button in asked.buttons]
    said = talk.hears(_pick("第一个"))
    assert "howto" in said.envelope["aspects"]


def test_a_choice_of_nothing_offers_services(talk: Talk, view: View) -> None:
    said = talk.hears(_pick("第二个"))
    assert said.envelope["status"] == "clarify"
    assert not list(faults(said, view))


def test_the_person_among_the_choices_is_a_person(talk: Talk) -> None:
    vague = message("啥啥", "nlu_fallback", topics={"none": 0.9})
    talk.hears(vague)
    talk.hears(vague)
    said = talk.hears(_pick("最后一个"))
    assert said.envelope["status"] == "handoff"


def test_who_one_is_can_be_picked(talk: Talk, view: View) -> None:
    """The finder offers answers, which are no services."""
    asked = talk.hears(message("我能享受啥", "ask_finder"))
    said = talk.hears(_pick("第一个"))
    assert said.envelope["status"] == "clarify"
    assert "finder" in said.envelope["aspects"]
    assert asked.buttons[0]["title"] in said.text
    assert not list(faults(said, view))


def test_what_the_form_offers_is_no_word_of_despair(talk: Talk) -> None:
    """跳过 sounds like somebody who wants to jump, but is a button here."""
    skip = message("跳过", "crisis", sure=0.9)
    assert talk.hears(skip).envelope["status"] == "signpost"
    talk.hears(message("我能享受啥", "ask_finder"))
    assert talk.hears(skip).envelope["status"] == "clarify"


def test_thanks_leave_the_form_waiting(talk: Talk) -> None:
    talk.hears(message("我能享受啥", "ask_finder"))
    talk.hears(message("谢谢", "smalltalk", kind="smalltalk/thank"))
    said = talk.hears(message("跑外卖", "inform"))
    assert said.envelope["status"] == "clarify"
    assert "送外卖的" in said.text


def test_more_is_told_once_it_is_asked_for(talk: Talk, view: View) -> None:
    intro = answer_of(view, "childcare", "intro", "henan")
    assert intro.more
    first = talk.hears(message("托管是啥", "ask_intro", CARE))
    assert intro.more not in first.text
    said = talk.hears(_again("more"))
    assert intro.more in said.text
    assert said.envelope == first.envelope


def test_more_can_be_counted_out(talk: Talk, view: View) -> None:
    intro = answer_of(view, "childcare", "intro", "henan")
    first = talk.hears(message("托管是啥", "ask_intro", CARE))
    assert first.buttons[0]["title"] == "更多"
    assert intro.more
    assert intro.more in talk.hears(_pick("第一个")).text


def test_the_last_answer_is_said_again(talk: Talk) -> None:
    first = talk.hears(HOW)
    talk.hears(message("谢谢", "smalltalk", kind="smalltalk/thank"))
    said = talk.hears(_again("repeat"))
    assert (said.text, said.envelope) == (first.text, first.envelope)


def test_sources_are_told_in_full(talk: Talk, view: View) -> None:
    talk.hears(HOW)
    said = talk.hears(_again("source"))
    for source in answer_of(view, "childcare", "howto", "henan").sources:
        assert source.publisher in said.text
        assert source.date in said.text


def test_not_understood_twice_is_counted_in_a_row_only(talk: Talk) -> None:
    vague = message("啥啥", "nlu_fallback", topics={"none": 0.9})
    assert "12351" not in talk.hears(vague).text
    talk.hears(HOW)
    assert "12351" not in talk.hears(vague).text
    assert "12351" in talk.hears(vague).text


@pytest.mark.parametrize("other", [STATION, CARE])
def test_a_correction_replaces_the_service(
    talk: Talk, view: View, other: Named
) -> None:
    talk.hears(
        message("母婴室是啥", "ask_intro", ("programme", "nursing_room", "母婴室"))
    )
    said = talk.hears(message(f"不是，是{other[2]}", "correct", other))
    assert said.envelope["service"] == other[1]
    assert answer_of(view, other[1], "intro", "henan").text in said.text


def _tapped(button: dict[str, str], intent: str, programme: str) -> dict[str, Any]:
    payload = button["payload"]
    return message(payload, intent, ("programme", programme, payload[:4]))


def _figures(said: Said) -> list[str]:
    return [figure["id"] for figure in said.envelope["figures"]]


def test_a_correction_may_be_of_what_is_asked(talk: Talk, view: View) -> None:
    talk.hears(message("托管谁能报", "ask_eligibility", CARE))
    said = talk.hears(
        message(
            "不对，我问的是怎么报名",
            "correct",
            clauses=[("correct", 0.9), ("ask_howto", 0.9)],
            topics={"none": 0.9},
        )
    )
    assert answer_of(view, "childcare", "howto", "henan").text in said.text


def test_a_bare_no_ends_the_matter(talk: Talk) -> None:
    talk.hears(HOW)
    said = talk.hears(message("不对", "correct", topics={"none": 0.9}))
    assert said.envelope["status"] == "smalltalk"


def test_the_talk_tells_of_which_service_a_published_question_is_asked(
    talk: Talk, view: View
) -> None:
    """退休了还能不能 is near questions of several services."""
    aid: Named = ("programme", "medical_aid", "惠工保")
    zhengzhou: Named = ("region", "zhengzhou", "惠工保")
    talk.hears(message("惠工保谁能参加", "ask_eligibility", aid, zhengzhou))
    faqs = {"green_travel_age": (0.5, 0.6), "medical_retired_zz": (0.4, 0.6)}
    said = talk.hears(message("退休了还能不能", "ask_eligibility", faqs=faqs))
    assert faq_of(view, "medical_retired_zz").text in said.text


def test_one_far_fetched_question_of_the_service_is_not_asked(
    talk: Talk, view: View
) -> None:
    aid: Named = ("programme", "medical_aid", "惠工保")
    talk.hears(message("惠工保谁能参加", "ask_eligibility", aid))
    faqs = {"green_travel_age": (0.9, 0.6), "medical_retired_zz": (0.05, 0.6)}
    said = talk.hears(message("外地户口能不能", "ask_eligibility", faqs=faqs))
    assert faq_of(view, "medical_retired_zz").text not in said.text


@pytest.mark.parametrize(("minutes", "goes_on"), [(29, True), (31, False)])
def test_after_half_an_hour_of_silence_a_talk_starts_afresh(
    talk: Talk,
    monkeypatch: pytest.MonkeyPatch,
    minutes: int,
    goes_on: bool,
) -> None:
    noon = datetime(2026, 5, 1, 12, 0, tzinfo=HENAN)
    monkeypatch.setattr(clock, "now", lambda: noon)
    here = {"location": {"lat": 34.76, "lon": 113.66, "datum": "gcj02"}}
    talk.hears({**HOW, "metadata": here})
    later = noon + timedelta(minutes=minutes)
    monkeypatch.setattr(clock, "now", lambda: later)
    said = talk.hears(message("啥时候", "ask_time", topics={"none": 0.9}))
    assert said.envelope["service"] == ("childcare" if goes_on else None)
    assert (talk.slots["dialogue"]["position"] is not None) == goes_on


def test_a_position_is_kept_coarsely_and_never_logged(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    here = {"location": {"lat": 34.7612345, "lon": 113.6654321, "datum": "gcj02"}}
    with caplog.at_level("DEBUG"):
        talk.hears({**HOW, "metadata": here})
        talk.hears(message("谢谢", "smalltalk", kind="smalltalk/thank"))
        broken = {"location": {"lat": 34.7612345, "lon": "113.6654321", "datum": 1}}
        talk.hears({**message("我的位置", "ask_location"), "metadata": broken})
    assert list(talk.slots["dialogue"]["position"]) == [34.761, 113.665]
    assert "34.76" not in caplog.text
    assert "113.66" not in caplog.text


def test_the_same_answer_to_another_question_says_that_there_is_no_more(
    talk: Talk, view: View
) -> None:
    talk.hears(message("托管谁能报", "ask_eligibility", CARE))
    own = answer_of(view, "childcare", "eligibility", "henan").text
    other = message("退休了还能不能", "ask_eligibility", topics={"none": 0.9})
    said = talk.hears(other)
    assert said.text.startswith("查到的还是刚才这些，更细的打12351问：")
    assert own in said.text
    assert talk.hears(other).text == said.text
    assert talk.hears(_again("repeat")).text == said.text


def test_another_answer_does_not_say_so(talk: Talk) -> None:
    talk.hears(HOW)
    said = talk.hears(message("托管谁能报", "ask_eligibility", CARE))
    assert "刚才" not in said.text


def test_a_bare_place_stays_with_the_service(talk: Talk) -> None:
    """What is published of a place most must not be taken for the matter."""
    talk.hears(HOW)
    place: Named = ("region", "zhengzhou_jinshui", "金水区")
    topics = {"programme:rest_station": 0.8, "none": 0.1}
    said = talk.hears(message("金水区", "inform", place, topics=topics))
    assert said.envelope["service"] == "childcare"
