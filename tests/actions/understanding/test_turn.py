"""Reading a turn out of Rasa's message."""

from __future__ import annotations

from typing import Any

import pytest

from actions.understanding.turn import NearFaq, read_turn
from tests.actions.messages import Named, message, turn

STATION: Named = ("programme", "rest_station", "驿站")
ROOM: Named = ("programme", "nursing_room", "母婴室")


def test_an_empty_message_is_not_understood() -> None:
    read = read_turn({})
    assert read.intent == "nlu_fallback"
    assert read.confidence == 0
    assert read.text == ""
    assert read.names_nothing


def test_the_likeliest_intent_counts_and_not_the_fallback() -> None:
    read = read_turn(
        {
            "text": "嗯那个",
            "intent_ranking": [
                {"name": "nlu_fallback", "confidence": 0.7},
                {"name": "ask_time", "confidence": 0.2},
                {"name": "ask_intro", "confidence": 0.1},
            ],
        }
    )
    assert (read.intent, read.confidence) == ("ask_time", 0.2)
    assert read.chance("ask_intro") == 0.1
    assert read.chance("nlu_fallback") == 0


def test_without_a_kind_the_intent_is_the_kind() -> None:
    assert turn("你好", "smalltalk", kind="smalltalk/greet").kind == "smalltalk/greet"
    assert turn("托管咋报名", "ask_howto").kind == "ask_howto"


def test_everything_that_is_named_is_read_in_the_order_of_the_words() -> None:
    read = turn(
        "快递员在洛阳，郑州的菜鸟驿站、工伤和托管，2021年2020年驿站数",
        "ask_figure",
        ("region", "zhengzhou", "郑州"),
        ("region", "luoyang", "洛阳"),
        ("group", "courier", "快递员"),
        ("lookalike", "菜鸟驿站", "菜鸟驿站"),
        ("signpost", "work_injury", "工伤"),
        ("programme", "childcare", "托管"),
        ("year", 2021, "2021年"),
        ("year", 2020, "2020年"),
        ("metric", "station_new", "驿站数"),
    )
    assert read.regions == ["luoyang", "zhengzhou"]
    assert read.groups == ["courier"]
    assert read.lookalikes == ["菜鸟驿站"]
    assert read.signposts == ["work_injury"]
    assert read.programmes == ["childcare"]
    assert read.years == [2021, 2020]
    assert read.metrics == ["station_new"]
    assert read.shift is None


def test_what_is_named_twice_counts_once() -> None:
    read = turn(
        "托管，就是爱心托管班",
        "ask_intro",
        ("programme", "childcare", "托管"),
        ("programme", "childcare", "爱心托管班"),
    )
    assert read.programmes == ["childcare"]


def test_a_shift_is_no_year() -> None:
    read = turn("那第二年呢", "inform", ("shift", 1, "第二年"))
    assert read.shift == 1
    assert read.years == []


@pytest.mark.parametrize(
    ("named", "regions"),
    [
        ([("region", "zhengzhou", "惠工保")], ["zhengzhou"]),
        (
            [("region", "zhengzhou", "惠工保"), ("region", "luoyang", "洛阳")],
            ["luoyang"],
        ),
    ],
)
def test_a_place_that_a_name_implies_gives_way_to_a_named_one(
    named: list[Named], regions: list[str]
) -> None:
    read = turn(
        "洛阳有惠工保没有",
        "ask_intro",
        ("programme", "medical_aid", "惠工保"),
        *named,
    )
    assert read.regions == regions


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("驿站和母婴室在哪", True),
        ("驿站、母婴室在哪", True),
        ("驿站还有母婴室在哪", True),
        ("驿站，还有母婴室在哪", True),
        ("驿站服务跟母婴室在哪", True),
        ("驿站里的母婴室在哪", False),
        ("驿站不去，想问母婴室在哪", False),
    ],
)
def test_names_side_by_side(text: str, joined: bool) -> None:
    assert turn(text, "ask_location", STATION, ROOM).joined is joined


def test_one_programme_named_twice_is_not_two_side_by_side() -> None:
    read = turn(
        "托管和暑托班",
        "ask_intro",
        ("programme", "childcare", "托管"),
        ("programme", "childcare", "暑托班"),
    )
    assert not read.joined


def test_rankings_keep_ids_and_chances() -> None:
    read = turn(
        "驿站多少家",
        "ask_figure",
        topics={"none": 0.1, "programme:rest_station": 0.7, "signpost:wages": 0.2},
        metrics={"station_new": 0.4, "station_total": 0.6},
        clauses=[("ask_figure", 0.9)],
        faqs={"station_water": (0.8, 0.5)},
    )
    assert read.topics == [
        ("programme:rest_station", 0.7),
        ("signpost:wages", 0.2),
        ("none", 0.1),
    ]
    assert read.topic_chance("none") == 0.1
    assert read.topic_chance("programme:childcare") == 0
    assert read.metric_ranking == [("station_total", 0.6), ("station_new", 0.4)]
    assert read.clause_intents == [("ask_figure", 0.9)]
    assert read.faqs == [NearFaq("station_water", 0.8, 0.5)]


@pytest.mark.parametrize("kind", ["programme", "signpost", "lookalike"])
def test_a_matter_is_something(kind: str) -> None:
    assert not turn("那个", "inform", (kind, "x", "那个")).names_nothing


@pytest.mark.parametrize("kind", ["region", "group", "metric"])
def test_a_place_alone_is_no_matter(kind: str) -> None:
    assert turn("那个", "inform", (kind, "x", "那个")).names_nothing


def test_rasa_sends_null_for_what_is_empty() -> None:
    sent: dict[str, Any] = {**message("x", "inform"), "entities": None, "text": None}
    sent["topic_ranking"] = sent["faq_ranking"] = sent["clauses"] = None
    read = read_turn(sent)
    assert (read.text, read.topics, read.faqs) == ("", [], [])


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("驿站和早餐咋领", "after"),
        ("早餐、驿站咋找", "before"),
        ("驿站咋找", ""),
        ("早餐在驿站领不", ""),
    ],
)
def test_something_beside_the_one_name(text: str, side: str) -> None:
    assert turn(text, "ask_howto", STATION).joined_to == side


def test_two_names_have_nothing_else_beside_them() -> None:
    assert turn("驿站和母婴室和早餐", "ask_howto", STATION, ROOM).joined_to == ""


@pytest.mark.parametrize(
    ("text", "bare"),
    [("金水区", True), ("那金水区呢", True), ("金水区早餐呢", False), ("那呢", False)],
)
def test_a_place_and_nothing_else(text: str, bare: bool) -> None:
    named = [("region", "zhengzhou_jinshui", "金水区")] if "区" in text else []
    assert turn(text, "inform", *named).bare is bare
