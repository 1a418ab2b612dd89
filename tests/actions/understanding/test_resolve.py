"""A turn and the conversation before it make one question."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from actions.understanding.memory import Memory
from actions.understanding.question import Question
from actions.understanding.resolve import resolve
from actions.understanding.turn import FALLBACK_INTENT, Turn
from knowledge import View
from tests.actions.messages import Named, turn

CARE: Named = ("programme", "childcare", "托管")
STATION: Named = ("programme", "rest_station", "驿站")
ROOM: Named = ("programme", "nursing_room", "母婴室")
MEMBERSHIP: Named = ("programme", "union_membership", "入会")
GROUPS: Named = ("programme", "eight_groups", "八大群体")
ZHENGZHOU: Named = ("region", "zhengzhou", "郑州")
LUOYANG: Named = ("region", "luoyang", "洛阳")
OUTSIDE: Named = ("signpost", "other_province", "河北")
INJURY: Named = ("signpost", "work_injury", "工伤")
IN_ZHENGZHOU = Memory(
    service="childcare", aspect="howto", region="zhengzhou", period=2021
)
FIGURES = Memory(
    service="rest_station",
    aspect="figure",
    region="henan",
    period=2020,
    metrics=["station_new"],
)
NEW = Memory()

Case = tuple[Turn, Memory, dict[str, Any]]
CASES: dict[str, Case] = {
    "a full question": (
        turn(
            "郑州2025年托管怎么报名",
            "ask_howto",
            ZHENGZHOU,
            ("year", 2025, "2025"),
            CARE,
        ),
        NEW,
        {
            "intent": "ask_howto",
            "programmes": ["childcare"],
            "aspects": ["howto"],
            "region": "zhengzhou",
            "year": 2025,
            "signpost": None,
            "carried": False,
        },
    ),
    "what is left out is carried over": (
        turn("要带啥材料", "ask_materials", topics={"none": 0.8}),
        IN_ZHENGZHOU,
        {
            "programmes": ["childcare"],
            "aspects": ["materials"],
            "region": "zhengzhou",
            "year": 2021,
            "carried": True,
        },
    ),
    "without a talk nothing is carried over": (
        turn("要带啥材料", "ask_materials", topics={"none": 0.8}),
        NEW,
        {"programmes": [], "aspects": ["materials"], "region": None, "carried": False},
    ),
    "another service, the same question and place": (
        turn("那驿站呢", "inform", STATION),
        IN_ZHENGZHOU,
        {
            "programmes": ["rest_station"],
            "aspects": ["howto"],
            "region": "zhengzhou",
            "year": 2021,
        },
    ),
    "another place, the same service and question": (
        turn("洛阳呢", "inform", LUOYANG),
        IN_ZHENGZHOU,
        {
            "programmes": ["childcare"],
            "aspects": ["howto"],
            "region": "luoyang",
            "carried": True,
        },
    ),
    "a correction replaces the place": (
        turn("不是郑州，是洛阳", "correct", ZHENGZHOU, LUOYANG),
        IN_ZHENGZHOU,
        {"programmes": ["childcare"], "region": "luoyang"},
    ),
    "another year, the same figure": (
        turn("2021年呢", "inform", ("year", 2021, "2021年")),
        FIGURES,
        {
            "programmes": ["rest_station"],
            "aspects": ["figure"],
            "region": "henan",
            "year": 2021,
        },
    ),
    "the year after": (
        turn("那第二年呢", "inform", ("shift", 1, "第二年")),
        FIGURES,
        {"programmes": ["rest_station"], "aspects": ["figure"], "year": 2021},
    ),
    "the year before": (
        turn("前一年呢", "inform", ("shift", -1, "前一年")),
        FIGURES,
        {"year": 2019},
    ),
    "a shift from no year is no year": (
        turn("那第二年呢", "inform", ("shift", 1, "第二年")),
        replace(FIGURES, period=None),
        {"programmes": ["rest_station"], "year": None},
    ),
    "a named year beats a shift": (
        turn(
            "第二年2023年呢", "inform", ("shift", 1, "第二年"), ("year", 2023, "2023年")
        ),
        FIGURES,
        {"year": 2023},
    ),
    "a new matter that is named drags no place or year along": (
        turn("驿站几点开门", "ask_time", STATION),
        IN_ZHENGZHOU,
        {
            "programmes": ["rest_station"],
            "aspects": ["time"],
            "region": None,
            "year": None,
            "carried": False,
        },
    ),
    "a new matter that is only told drags none along either": (
        turn(
            "跑单累了哪能歇会", "ask_location", topics={"programme:rest_station": 0.9}
        ),
        IN_ZHENGZHOU,
        {"programmes": ["rest_station"], "region": None, "year": None},
    ),
    "a likely topic does not end the talk": (
        turn("在哪", "ask_location", topics={"programme:rest_station": 0.5}),
        IN_ZHENGZHOU,
        {"programmes": ["childcare"], "carried": True},
    ),
    "a likely topic opens one": (
        turn(
            "跑单累了哪能歇会", "ask_location", topics={"programme:rest_station": 0.5}
        ),
        NEW,
        {"programmes": ["rest_station"], "carried": False},
    ),
    "an unlikely topic opens none": (
        turn("哪能弄这个", "ask_location", topics={"programme:rest_station": 0.3}),
        NEW,
        {"programmes": []},
    ),
    "what belongs to the service in hand does not switch": (
        turn(
            "八大群体能不能", "ask_eligibility", topics={"programme:eight_groups": 0.9}
        ),
        Memory(service="union_membership", region="luoyang"),
        {"programmes": ["union_membership"], "region": "luoyang", "carried": True},
    ),
    "two services side by side": (
        turn("驿站和母婴室都是干啥的", "ask_intro", STATION, ROOM),
        NEW,
        {"programmes": ["rest_station", "nursing_room"], "aspects": ["intro"]},
    ),
    "a service in passing": (
        turn(
            "在驿站听说有母婴室，在哪",
            "ask_location",
            STATION,
            ROOM,
            topics={"programme:nursing_room": 0.9, "programme:rest_station": 0.05},
        ),
        NEW,
        {"programmes": ["nursing_room"]},
    ),
    "side by side they keep their order": (
        turn(
            "驿站和母婴室在哪",
            "ask_location",
            STATION,
            ROOM,
            topics={"programme:nursing_room": 0.9, "programme:rest_station": 0.05},
        ),
        NEW,
        {"programmes": ["rest_station", "nursing_room"]},
    ),
    "of one family only the likeliest": (
        turn(
            "八大群体入会咋办",
            "ask_howto",
            GROUPS,
            MEMBERSHIP,
            topics={"programme:union_membership": 0.8, "programme:eight_groups": 0.2},
        ),
        NEW,
        {"programmes": ["union_membership"]},
    ),
    "the whole programme is only the frame": (
        turn(
            "十件实事里的托管是啥",
            "ask_intro",
            ("programme", "programme", "十件实事"),
            CARE,
            topics={"programme:programme": 0.8, "programme:childcare": 0.2},
        ),
        NEW,
        {"programmes": ["childcare"]},
    ),
    "another agency's matter that is named": (
        turn("工伤怎么认定", "ask_howto", INJURY),
        IN_ZHENGZHOU,
        {"signpost": "work_injury", "programmes": ()},
    ),
    "another agency's matter that is only told": (
        turn("腿摔断了厂里不管", "ask_howto", topics={"signpost:work_injury": 0.8}),
        NEW,
        {"signpost": "work_injury"},
    ),
    "another agency's matter that is hardly likely": (
        turn("厂里不管", "ask_howto", topics={"signpost:work_injury": 0.3}),
        NEW,
        {"signpost": None},
    ),
    "another agency's matter in passing": (
        turn(
            "工伤后家里困难，能补多少",
            "ask_amount",
            INJURY,
            topics={"programme:hardship_aid": 0.8, "signpost:work_injury": 0.1},
        ),
        NEW,
        {"signpost": None, "programmes": ["hardship_aid"]},
    ),
    "a service named with another agency's matter in passing": (
        turn(
            "工伤了能进托管吗",
            "ask_eligibility",
            INJURY,
            CARE,
            topics={"programme:childcare": 0.7, "signpost:work_injury": 0.2},
        ),
        NEW,
        {"signpost": None, "programmes": ["childcare"]},
    ),
    "a service in passing of another agency's matter": (
        turn(
            "接托管的孩子路上摔了算工伤吗",
            "ask_howto",
            INJURY,
            CARE,
            topics={"signpost:work_injury": 0.8},
        ),
        NEW,
        {"signpost": "work_injury"},
    ),
    "another province": (
        turn("河北的托管怎么报名", "ask_howto", OUTSIDE, CARE),
        NEW,
        {"signpost": "other_province"},
    ),
    "another province that is not named": (
        turn("俺那儿托管咋报名", "ask_howto", topics={"signpost:other_province": 0.9}),
        NEW,
        {"signpost": None},
    ),
    "an emergency that sounds desperate": (
        turn("宿舍着火了", "crisis", ("signpost", "emergency", "着火")),
        NEW,
        {"signpost": "emergency"},
    ),
    "another agency's matter during a talk": (
        turn(
            "对了我腿在厂里摔断了厂里不管我咋办",
            "ask_howto",
            topics={"signpost:work_injury": 0.6},
        ),
        IN_ZHENGZHOU,
        {"signpost": "work_injury"},
    ),
    "another agency's matter during a talk, hardly likely": (
        turn("那厂里不管", "ask_howto", topics={"signpost:work_injury": 0.6}),
        IN_ZHENGZHOU,
        {"signpost": None, "programmes": ["childcare"]},
    ),
    "another matter in a longer turn during a talk": (
        turn(
            "另外我天天在外面跑单哪儿能进去歇会儿",
            "ask_location",
            topics={"programme:rest_station": 0.6},
        ),
        IN_ZHENGZHOU,
        {"programmes": ["rest_station"], "region": None},
    ),
    "neither what is asked nor of what can be told": (
        turn("那个啥嘛", "ask_howto", sure=0.2, topics={"none": 0.9}),
        NEW,
        {"intent": "nlu_fallback", "programmes": ()},
    ),
    "another province, after a talk": (
        turn("河北呢", "inform", OUTSIDE),
        IN_ZHENGZHOU,
        {"signpost": "other_province"},
    ),
    "from another province to a city of ours": (
        turn("河北人在郑州能上托管吗", "ask_eligibility", OUTSIDE, ZHENGZHOU, CARE),
        NEW,
        {"signpost": None, "programmes": ["childcare"], "region": "zhengzhou"},
    ),
    "what only looks like a service is none": (
        turn("小饭桌怎么报名", "ask_howto", ("lookalike", "小饭桌", "小饭桌")),
        NEW,
        {"programmes": [], "signpost": None},
    ),
    "thanks are no question, whatever was talked of": (
        turn("谢谢啊", "smalltalk"),
        IN_ZHENGZHOU,
        {"intent": "smalltalk", "programmes": (), "aspects": ()},
    ),
    "a greeting before a question": (
        turn(
            "你好，麻烦问一下托管咋报名呀",
            "smalltalk",
            CARE,
            intents={"ask_howto": 0.2},
            sure=0.8,
        ),
        NEW,
        {"intent": "ask_howto", "aspects": ["howto"], "programmes": ["childcare"]},
    ),
    "a joke with a service's name stays one": (
        turn("托管哈哈", "out_of_scope", CARE, sure=0.9),
        NEW,
        {"intent": "out_of_scope", "programmes": ()},
    ),
    "no sense was read, but a service is named": (
        turn("托管", "unusable", CARE, sure=0.5),
        NEW,
        {"intent": "inform", "programmes": ["childcare"]},
    ),
    "a year and a metric ask for a figure": (
        turn(
            "2020年驿站建得咋样",
            "ask_howto",
            ("year", 2020, "2020年"),
            STATION,
            sure=0.4,
            metrics={"station_new": 0.8},
        ),
        NEW,
        {"aspects": ["figure"], "programmes": ["rest_station"], "year": 2020},
    ),
    "a figure without a service is its metric's": (
        turn("新建驿站多少家", "ask_figure", metrics={"station_new": 0.9}),
        NEW,
        {"aspects": ["figure"], "programmes": ["rest_station"]},
    ),
    "a vague figure without a service stays open": (
        turn("搞了多少", "ask_figure", metrics={"station_new": 0.2}),
        NEW,
        {"aspects": ["figure"], "programmes": []},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_resolve(name: str, view: View) -> None:
    read, memory, expected = CASES[name]
    question = resolve(read, memory, view)
    found: dict[str, Any] = {key: _plain(question, key) for key in expected}
    assert found == {key: _listed(value) for key, value in expected.items()}


def test_a_carried_metric_is_asked_again(view: View) -> None:
    year: Named = ("year", 2021, "2021年")
    question = resolve(turn("2021年呢", "inform", year), FIGURES, view)
    assert question.metrics[0][0] == "station_new"


def test_a_named_metric_replaces_the_carried_one(view: View) -> None:
    named: Named = ("metric", "station_total", "总数")
    read = turn("总数呢", "ask_figure", named, metrics={"station_total": 0.9})
    question = resolve(read, FIGURES, view)
    assert [metric for metric, _ in question.metrics] == ["station_total"]


def test_a_guessed_service_is_no_surer_than_its_topic(view: View) -> None:
    told = turn("累了歇哪", "ask_location", topics={"programme:rest_station": 0.5})
    assert resolve(told, NEW, view).confidence == 0.5
    named = turn("驿站在哪", "ask_location", STATION)
    assert resolve(named, NEW, view).confidence == named.confidence


def test_a_published_question_tells_the_service(view: View) -> None:
    faqs = {"rest_station_who": (0.9, 0.9)}
    read = turn("那儿让进不", "ask_eligibility", topics={"none": 0.02}, faqs=faqs)
    assert resolve(read, NEW, view).programmes == ["rest_station"]


def test_half_read_small_talk_about_a_service_asks_about_it(view: View) -> None:
    topics = {"programme:rest_station": 0.99}
    read = turn("外头热死个人", "smalltalk", sure=0.1, topics=topics)
    assert resolve(read, NEW, view).programmes == ["rest_station"]


def test_small_talk_that_is_read_stays_small_talk(view: View) -> None:
    topics = {"programme:rest_station": 0.99}
    read = turn("外头热死个人", "smalltalk", sure=0.9, topics=topics)
    assert resolve(read, NEW, view).intent == "smalltalk"


@pytest.mark.parametrize("intent", ["smalltalk", "out_of_scope", "unusable"])
def test_an_emergency_is_heard_whatever_it_is_read_as(view: View, intent: str) -> None:
    read = turn("手指断了", intent, topics={"signpost:emergency": 0.9})
    assert resolve(read, NEW, view).signpost == "emergency"


def test_what_only_sounds_like_despair_is_no_matter_of_anybody(view: View) -> None:
    topics = {"signpost:crisis": 0.8}
    read = turn("算了", "correct", sure=0.999, topics=topics)
    assert resolve(read, NEW, view).signpost is None


def test_half_read_abuse_is_not_understood(view: View) -> None:
    assert (
        resolve(turn("丢了呢", "unusable", sure=0.3), NEW, view).intent
        == FALLBACK_INTENT
    )
    assert resolve(turn("滚", "unusable", sure=0.9), NEW, view).intent == "unusable"


def test_a_far_published_question_tells_nothing(view: View) -> None:
    faqs = {"rest_station_who": (0.9, 0.2)}
    read = turn("那儿让进不", "ask_eligibility", topics={"none": 0.02}, faqs=faqs)
    assert resolve(read, NEW, view).programmes == []


def _plain(question: Question, key: str) -> Any:
    return _listed(getattr(question, key))


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, (list, tuple)) else value


def test_half_read_small_talk_is_not_greeted(view: View) -> None:
    """你们能帮我要到吗, in a talk about wages, was answered with 你好."""
    read = turn("你们能帮我要到吗", "smalltalk", sure=0.16, kind="smalltalk/greet")
    assert resolve(read, NEW, view).intent == FALLBACK_INTENT


def test_one_character_is_about_nothing(view: View) -> None:
    topics = {"signpost:government": 0.94}
    read = turn("停", "smalltalk", sure=0.35, topics=topics)
    assert resolve(read, NEW, view).signpost is None


def test_foreign_words_with_a_place_are_foreign_words(view: View) -> None:
    zhengzhou: Named = ("region", "zhengzhou", "郑州")
    read = turn("wherecanirestin郑州", "inform", zhengzhou)
    question = resolve(read, NEW, view)
    assert (question.intent, question.turn.kind) == ("smalltalk", "smalltalk/foreign")


def test_a_bare_place_is_about_no_service(view: View) -> None:
    """我在金水区 sounds like the one station that was published of there."""
    jinshui: Named = ("region", "zhengzhou_jinshui", "我在金水区")
    topics = {"programme:rest_station": 0.5}
    read = turn("我在金水区", "inform", jinshui, topics=topics)
    assert resolve(read, NEW, view).programmes == []


@pytest.mark.parametrize("intent", ["ask_eligibility", "out_of_scope"])
@pytest.mark.parametrize("text", ["退休了还能参加吗", "家属能参加吗", "70岁能买吗"])
def test_whether_somebody_may_is_asked_of_the_service_in_hand(
    view: View, text: str, intent: str
) -> None:
    topics = {"programme:union_membership": 0.97}
    talk = Memory(service="medical_aid", aspect="amount")
    question = resolve(turn(text, intent, topics=topics), talk, view)
    assert question.programmes == ["medical_aid"]
    assert question.aspects == ["eligibility"]


def test_whether_one_may_have_something_else_is_a_new_matter(view: View) -> None:
    read = turn(
        "没入会能报销工资吗", "ask_eligibility", topics={"programme:legal_aid": 0.97}
    )
    talk = Memory(service="medical_aid", aspect="amount")
    assert resolve(read, talk, view).programmes == ["legal_aid"]


@pytest.mark.parametrize("talk", [NEW, IN_ZHENGZHOU])
def test_a_part_of_a_name_that_is_all_that_was_said_is_the_service(
    view: View, talk: Memory
) -> None:
    """大病 was read as abuse."""
    topics = {"programme:medical_aid": 0.99}
    read = turn("大病", "unusable", sure=0.99, kind="unusable/abuse", topics=topics)
    assert resolve(read, talk, view).programmes == ["medical_aid"]


def test_abuse_that_is_no_part_of_a_name_stays_so(view: View) -> None:
    topics = {"programme:medical_aid": 0.99}
    read = turn("骗子", "unusable", sure=0.99, kind="unusable/abuse", topics=topics)
    assert resolve(read, NEW, view).intent == "unusable"


FAINT_CRY = "我对象是环卫工天不亮就出门有没有管早饭的"


def test_a_faint_reading_is_no_cry_for_help_where_a_service_is_plain(
    view: View,
) -> None:
    topics = {"programme:breakfast": 0.99, "signpost:crisis": 0.01}
    read = turn(
        FAINT_CRY, "crisis", sure=0.14, intents={"ask_eligibility": 0.1}, topics=topics
    )
    assert resolve(read, NEW, view).programmes == ["breakfast"]


@pytest.mark.parametrize(("sure", "near"), [(0.14, 0.1), (0.3, 0.01)])
def test_a_cry_for_help_is_heard_beside_a_service(
    view: View, sure: float, near: float
) -> None:
    topics = {"programme:breakfast": 0.99, "signpost:crisis": near}
    read = turn(FAINT_CRY, "crisis", sure=sure, topics=topics)
    assert resolve(read, NEW, view).intent == "crisis"


def test_a_list_of_another_year_is_no_question_for_a_sum(view: View) -> None:
    read = turn(
        "2025年的十件实事",
        "inform",
        ("year", 2025, "2025年"),
        ("programme", "programme", "十件实事"),
        metrics={"special_fund": 0.82},
        faqs={"programme_other_years": (1.0, 0.84)},
    )
    talk = Memory(service="programme", aspect="intro", period=2024)
    assert "figure" not in resolve(read, talk, view).aspects
