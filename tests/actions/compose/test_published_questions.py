"""When a published question is answered rather than the aspect."""

from __future__ import annotations

import pytest

from actions.understanding.memory import Memory
from knowledge import View
from tests.actions.content import answer_of, faq_of, with_answers
from tests.actions.messages import Named, turn
from tests.actions.replies import reply_to

CARE: Named = ("programme", "childcare", "托管")
ZHENGZHOU: Named = ("region", "zhengzhou", "郑州")
LUOHE: Named = ("region", "luohe", "漯河")
NEAR = (0.9, 0.6)


def test_a_near_one_of_the_aspect_comes_first(view: View) -> None:
    faq = faq_of(view, "childcare_grade_zz")
    read = turn(
        "郑州托管收几岁的", "ask_eligibility", CARE, ZHENGZHOU, faqs={faq.id: NEAR}
    )
    reply = reply_to(read, view)
    assert f"【{faq.question}】" in reply.text
    assert faq.text in reply.text
    own = answer_of(view, "childcare", "eligibility", "zhengzhou")
    assert own.text not in reply.text
    envelope = reply.envelope.as_dict()
    assert envelope["status"] == "answered"
    assert envelope["region"] == "郑州市"
    assert "faq" in envelope["aspects"]
    assert [source["title"] for source in envelope["sources"]] == [
        source.title for source in faq.sources
    ]


@pytest.mark.parametrize(
    ("likeness", "told"),
    [
        pytest.param(0.38, False, id="certain, but hardly alike"),
        pytest.param(0.95, True, id="nearly the same words"),
    ],
)
def test_one_of_another_aspect_must_be_alike(
    view: View, likeness: float, told: bool
) -> None:
    faq = faq_of(view, "childcare_signup_zz")
    text = "在郑州上班,孩子放假没人看,想托管,啥样的能报名"
    faqs = {faq.id: (0.99, likeness)}
    read = turn(text, "ask_eligibility", CARE, ZHENGZHOU, faqs=faqs)
    reply = reply_to(read, view)
    own = answer_of(view, "childcare", "eligibility", "zhengzhou")
    assert (faq.text in reply.text) is told
    assert (own.text in reply.text) is not told


def test_only_the_name_and_the_aspect_ask_no_special_question(view: View) -> None:
    faq = faq_of(view, "childcare_signup_zz")
    faqs = {faq.id: (0.99, 0.65)}
    read = turn("郑州托管谁能报", "ask_eligibility", CARE, ZHENGZHOU, sure=1, faqs=faqs)
    assert faq.text not in reply_to(read, view).text


@pytest.mark.parametrize(
    ("share", "likeness"),
    [
        pytest.param(0.9, 0.3, id="not near"),
        pytest.param(0.5, 0.9, id="another is as likely"),
    ],
)
def test_a_doubtful_one_gives_way_to_the_answer(
    view: View, share: float, likeness: float
) -> None:
    faqs = {
        "childcare_grade_zz": (share, likeness),
        "childcare_kindergarten_zz": (1 - share, likeness),
    }
    read = turn("郑州托管收啥人", "ask_eligibility", CARE, ZHENGZHOU, faqs=faqs)
    reply = reply_to(read, view)
    own = answer_of(view, "childcare", "eligibility", "zhengzhou")
    assert own.text in reply.text
    assert "faq" not in reply.envelope.as_dict()["aspects"]


@pytest.mark.parametrize(
    ("share", "likeness", "told"),
    [(0.7, 0.9, False), (0.95, 0.38, False), (0.95, 0.9, True)],
)
def test_one_of_another_aspect_has_to_be_all_but_repeated(
    view: View, share: float, likeness: float, told: bool
) -> None:
    faq = faq_of(view, "childcare_signup_zz")
    assert faq.aspect == "howto"
    faqs = {faq.id: (share, likeness)}
    read = turn("郑州托管谁能报", "ask_eligibility", CARE, ZHENGZHOU, faqs=faqs)
    reply = reply_to(read, view)
    assert (faq.text in reply.text) is told
    own = answer_of(view, "childcare", "eligibility", "zhengzhou")
    assert (own.text in reply.text) is not told


def test_one_of_another_aspect_does_not_replace_one_of_two_aspects(view: View) -> None:
    faqs = {"childcare_days_zz": (0.95, 0.9)}
    read = turn(
        "郑州托管谁能报,咋报",
        "ask_howto",
        CARE,
        ZHENGZHOU,
        clauses=[("ask_eligibility", 0.9), ("ask_howto", 0.9)],
        faqs=faqs,
    )
    text = reply_to(read, view).text
    assert answer_of(view, "childcare", "eligibility", "zhengzhou").text in text
    assert answer_of(view, "childcare", "howto", "zhengzhou").text in text


def test_one_of_another_aspect_does_not_replace_what_was_carried(view: View) -> None:
    talked = Memory(service="childcare", aspect="eligibility")
    faqs = {"childcare_signup_zz": (0.95, 0.9)}
    read = turn("郑州的呢", "inform", ZHENGZHOU, faqs=faqs)
    text = reply_to(read, view, talked).text
    assert answer_of(view, "childcare", "eligibility", "zhengzhou").text in text


def test_one_of_another_service_is_not_told(view: View) -> None:
    faq = faq_of(view, "rest_station_who")
    read = turn("托管谁能进", "ask_eligibility", CARE, faqs={faq.id: (0.9, 0.95)})
    assert faq.text not in reply_to(read, view).text


def test_one_of_another_city_is_not_told(view: View) -> None:
    faq = faq_of(view, "childcare_grade_zz")
    faqs = {faq.id: (0.9, 0.95)}
    read = turn("漯河托管收几岁的", "ask_eligibility", CARE, LUOHE, faqs=faqs)
    reply = reply_to(read, view)
    assert faq.text not in reply.text + reply.more
    assert answer_of(view, "childcare", "eligibility", "henan").text in reply.text


def test_a_citys_is_not_told_for_the_province(view: View) -> None:
    faq = faq_of(view, "childcare_grade_zz")
    faqs = {faq.id: (0.9, 0.95)}
    reply = reply_to(turn("托管收几岁的", "ask_eligibility", CARE, faqs=faqs), view)
    assert faq.text not in reply.text
    assert answer_of(view, "childcare", "eligibility", "henan").text in reply.text


def test_a_citys_alone_is_told_as_the_citys(view: View) -> None:
    faq = faq_of(view, "childcare_grade_zz")
    empty = with_answers(view, "childcare", "eligibility", [])
    faqs = {faq.id: (0.9, 0.95)}
    reply = reply_to(turn("托管收几岁的", "ask_eligibility", CARE, faqs=faqs), empty)
    before = reply.text[: reply.text.index(faq.text)]
    assert "全省的统一说法我这儿没有" in before
    assert "郑州市" in before.replace(f"【{faq.question}】", "")
    assert reply.envelope.as_dict()["region"] == "郑州市"


def test_a_citys_own_answer_beats_the_provinces_question(view: View) -> None:
    own = answer_of(view, "childcare", "howto", "zhengzhou")
    faq = faq_of(view, "childcare_free")
    assert faq.region.id == "henan"
    local = with_answers(view, "childcare", faq.aspect, [own])
    faqs = {faq.id: (0.9, 0.95)}
    read = turn("郑州托管要钱不", "ask_amount", CARE, ZHENGZHOU, faqs=faqs)
    reply = reply_to(read, local)
    assert own.text in reply.text
    assert faq.text not in reply.text


def test_the_provinces_is_told_to_a_city_as_the_provinces(view: View) -> None:
    faq = faq_of(view, "childcare_free")
    faqs = {faq.id: (0.9, 0.95)}
    read = turn("漯河托管要钱不", "ask_amount", CARE, LUOHE, faqs=faqs)
    reply = reply_to(read, view)
    assert faq.text in reply.text
    rest = reply.text.replace(faq.text, "")
    assert "漯河市" in rest
    assert "河南省的" in rest


def test_a_gap_is_filled_by_a_question_that_is_fairly_near(view: View) -> None:
    faq = faq_of(view, "childcare_free")
    assert not view.answers("childcare", "amount")
    read = turn("托管要钱不", "ask_amount", CARE, faqs={faq.id: (0.9, 0.4)})
    reply = reply_to(read, view)
    assert faq.text in reply.text
    # It tells more than the gap's own sentence, but 没有查到 stays a gap.
    assert reply.envelope.status == "gap"


def test_where_the_aspect_is_not_sure_two_may_be_told(view: View) -> None:
    first = faq_of(view, "childcare_grade_zz")
    second = faq_of(view, "childcare_kindergarten_zz")
    read = turn(
        "郑州托管娃能去不",
        "ask_eligibility",
        CARE,
        ZHENGZHOU,
        sure=0.4,
        faqs={first.id: (0.5, 0.6), second.id: (0.45, 0.6)},
    )
    text = reply_to(read, view).text
    assert 0 <= text.find(first.text) < text.find(second.text)


def test_a_clause_that_asks_plainly_counts_as_much_as_the_message(view: View) -> None:
    faq = faq_of(view, "childcare_signup_zz")
    own = answer_of(view, "childcare", "eligibility", "zhengzhou")
    read = turn(
        "在郑州上班,孩子放假没人看,想托管,啥样的能报名",
        "ask_eligibility",
        CARE,
        ZHENGZHOU,
        sure=0.9,
        clauses=[("inform", 1.0), ("ask_eligibility", 0.99)],
        faqs={faq.id: (0.98, 0.43)},
    )
    assert own.text in reply_to(read, view).text


def test_a_certain_question_about_a_number_is_told_in_a_talk_about_another(
    view: View,
) -> None:
    """现在全省多少工会会员 is no question for the new members of the year in hand."""
    read = turn(
        "现在全省多少工会会员",
        "ask_figure",
        ("region", "henan", "全省"),
        topics={"programme:union_membership": 0.62},
        metrics={"member_new": 0.91},
        faqs={"join_member_total": (0.99, 0.58)},
    )
    talk = Memory(
        service="union_membership",
        aspect="figure",
        region="henan",
        period=2021,
        metrics=["member_new"],
    )
    faq = view.faq("join_member_total")
    assert faq is not None
    assert faq.text in reply_to(read, view, talk).text


def test_a_rule_of_the_country_is_told_over_what_a_place_says_of_itself(
    view: View,
) -> None:
    """仲裁多久 is no question for the opening hours of the office of before."""
    talk = Memory(service="legal_aid", aspect="time", region="xinxiang_gaoxin")
    read = turn(
        "仲裁多久",
        "ask_time",
        topics={"programme:legal_aid": 0.99},
        faqs={"arb_duration": (1.0, 0.75)},
    )
    faq = view.faq("arb_duration")
    assert faq is not None
    assert faq.text in reply_to(read, view, talk).text
