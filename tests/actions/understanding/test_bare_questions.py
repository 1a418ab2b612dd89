"""Questions of one word, of nobody's matter by name, and amid an outburst."""

from __future__ import annotations

import pytest

from actions.understanding.memory import Memory
from actions.understanding.resolve import resolve
from knowledge import View
from tests.actions.messages import turn

TALKED = Memory(service="recuperation", aspect="eligibility")


@pytest.mark.parametrize(
    ("words", "intent", "topic"),
    [
        ("几天", "ask_time", "signpost:labour_law"),
        ("电话", "ask_contact", "programme:hotline"),
        ("啥手续", "ask_howto", "signpost:government"),
    ],
)
def test_one_word_asks_of_the_service_in_hand(
    words: str, intent: str, topic: str, view: View
) -> None:
    read = turn(words, intent, sure=0.99, topics={topic: 0.95})

    question = resolve(read, TALKED, view)

    assert question.programme == "recuperation"
    assert question.signpost is None


def test_one_word_that_names_a_matter_changes_it(view: View) -> None:
    read = turn(
        "驿站", "ask_location", ("programme", "rest_station", "驿站"), sure=0.99
    )

    assert resolve(read, TALKED, view).programme == "rest_station"


def test_one_word_without_a_talk_is_what_it_sounds_like(view: View) -> None:
    read = turn("电话", "ask_contact", sure=0.99, topics={"programme:hotline": 0.95})

    assert resolve(read, Memory(), view).programme == "hotline"


@pytest.mark.parametrize(
    ("named", "signpost"),
    [((), None), ((("signpost", "unemployment", "失业金"),), "unemployment")],
)
def test_who_asks_for_all_there_is_names_an_agency_or_gets_the_finder(
    named: tuple[tuple[str, str, str], ...], signpost: str | None, view: View
) -> None:
    read = turn(
        "失业金这类我能领些啥",
        "ask_finder",
        *named,
        sure=0.99,
        topics={"signpost:unemployment": 0.95},
    )

    assert resolve(read, Memory(), view).signpost == signpost


@pytest.mark.parametrize(
    ("chance", "intent"), [(0.3, "ask_finder"), (0.05, "ask_intro")]
)
def test_who_says_what_they_are_and_names_no_service_asks_for_all(
    chance: float, intent: str, view: View
) -> None:
    read = turn(
        "俺爸是环卫工,有啥好处",
        "ask_intro",
        ("group", "sanitation", "环卫工"),
        sure=0.6,
        intents={"ask_finder": chance},
        topics={"programme:breakfast": 0.3},
    )

    assert resolve(read, Memory(), view).intent == intent


@pytest.mark.parametrize(
    ("certain", "faq"), [(0.99, "job_loan"), (0.8, None)], ids=["certain", "likely"]
)
def test_what_is_published_of_others_matters_is_told(
    certain: float, faq: str | None, view: View
) -> None:
    read = turn(
        "创业贷款归哪儿管",
        "out_of_scope",
        topics={"programme:employment": 0.98},
        faqs={"job_loan": (certain, 0.6)},
    )

    assert resolve(read, Memory(), view).faq == faq


@pytest.mark.parametrize(
    ("likeness", "faq"), [(1.0, "job_loan"), (0.9, None)], ids=["same", "near"]
)
def test_a_published_wording_is_heard_word_for_word(
    likeness: float, faq: str | None, view: View
) -> None:
    read = turn(
        "那块绿牌牌弄没了",
        "complain",
        sure=0.9,
        topics={"none": 0.9},
        faqs={"job_loan": (0.99, likeness)},
    )

    assert resolve(read, Memory(), view).faq == faq


def test_a_plain_agency_comes_before_a_published_question(view: View) -> None:
    read = turn(
        "没合同就撵我走,能赔几个月",
        "ask_eligibility",
        sure=0.49,
        topics={"signpost:labour_law": 0.99},
        faqs={"wage_no_contract": (0.92, 0.43)},
    )

    assert resolve(read, Memory(), view).signpost == "labour_law"


def test_a_complaint_amid_an_outburst_is_heard(view: View) -> None:
    read = turn(
        "烦死了,工钱拖着不给,气人",
        "smalltalk",
        sure=0.65,
        clauses=[("smalltalk", 0.9), ("complain", 0.7), ("smalltalk", 0.9)],
        topics={"programme:legal_aid": 0.5},
    )

    question = resolve(read, Memory(), view)

    assert (question.intent, question.programme) == ("complain", "legal_aid")


@pytest.mark.parametrize(
    ("words", "programme"),
    [
        ("拿会员卡坐地铁单位给不给补钱呀", "green_travel"),
        ("会员卡坐地铁", "member_card"),
    ],
)
def test_a_service_named_in_passing_is_not_what_a_sentence_is_about(
    words: str, programme: str, view: View
) -> None:
    read = turn(
        words,
        "ask_amount",
        ("programme", "member_card", "会员卡"),
        topics={"programme:green_travel": 0.97, "programme:member_card": 0.01},
    )

    assert resolve(read, Memory(), view).programme == programme


@pytest.mark.parametrize(
    ("metrics", "aspects"),
    [({"union_new": 0.4}, ["eligibility"]), ({"union_new": 0.9}, ["figure"])],
    ids=["told", "asked for"],
)
def test_a_number_that_is_told_is_not_asked_for(
    metrics: dict[str, float], aspects: list[str], view: View
) -> None:
    read = turn(
        "俺们厂刚满30人,得建会不",
        "ask_figure",
        ("programme", "union_membership", "建会"),
        sure=0.33,
        intents={"ask_eligibility": 0.32},
        metrics=metrics,
    )

    assert list(resolve(read, Memory(), view).aspects) == aspects


@pytest.mark.parametrize(
    ("sure", "intent"), [(0.45, "ask_eligibility"), (0.9, "ask_finder")]
)
def test_one_service_plainly_meant_is_not_all_that_there_is(
    sure: float, intent: str, view: View
) -> None:
    read = turn(
        "恁能帮俺讨薪不",
        "ask_finder",
        ("programme", "legal_aid", "讨薪"),
        sure=sure,
        intents={"ask_eligibility": 0.3},
        topics={"programme:legal_aid": 0.97},
    )

    assert resolve(read, Memory(), view).intent == intent
