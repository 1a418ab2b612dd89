"""Old content says how old it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from actions.envelope import Reply
from actions.knowledge_access import settings
from knowledge import View
from knowledge.queries.records import AnswerInfo, Validity
from tests.actions.content import (
    answer_of,
    faq_of,
    retired,
    until,
    with_answers,
    with_faq,
)
from tests.actions.messages import Named, turn
from tests.actions.replies import TODAY, reply_to

CARE: Named = ("programme", "childcare", "托管")
OLD = "年的说法，办之前请打12351核实"
YESTERDAY = TODAY - timedelta(days=1)
ENDED = (
    "这条2026年4月30日已经到期，新的我这儿还没有，办之前先打12351问一声。"
    "到期前是这样的："
)


def _told(view: View, as_of: str, validity: Validity | None = None) -> Reply:
    changed = _dated(view, as_of, validity)
    content = with_answers(view, "childcare", "howto", [changed])
    return reply_to(turn("托管咋报名", "ask_howto", CARE), content)


def _dated(view: View, as_of: str, validity: Validity | None) -> AnswerInfo:
    answer = answer_of(view, "childcare", "howto", "henan")
    return replace(answer, as_of=as_of, validity=validity or Validity())


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        ("2026-04-30", False),
        ("2024-05-01", False),
        ("2024-04-30", True),
        ("2024-04", True),
        ("2024", True),
        ("2025", False),
        ("2019", True),
    ],
)
def test_what_is_older_than_two_years_says_its_year(
    view: View, as_of: str, said: bool
) -> None:
    text = _told(view, as_of).text
    assert (f"这是{as_of[:4]}{OLD}" in text) is said
    assert (OLD in text) is said


@pytest.fixture
def _settings_of_now() -> Iterator[None]:
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.mark.usefixtures("_settings_of_now")
def test_the_limit_is_a_setting(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GXN_ANSWER_MAX_AGE_DAYS", "30")
    assert f"这是2026{OLD}" in _told(view, "2026-03-01").text


def test_a_law_names_its_version_instead(view: View) -> None:
    law = view.snapshot.sources["qgrdcwh-2021-12-24"]
    answer = replace(_dated(view, "2021-12-24", None), sources=(law,))
    content = with_answers(view, "childcare", "howto", [answer])
    text = reply_to(turn("托管咋报名", "ask_howto", CARE), content).text
    assert OLD not in text
    assert "2021年的法规条文" in text
    assert "12351" in text


def test_what_has_no_date_says_so(view: View) -> None:
    text = _told(view, "").text
    # Staff may have left the date out; what the source says is another matter.
    assert "这条没写日期" in text
    assert "12351" in text


@pytest.mark.parametrize(
    ("last_day", "over"), [(YESTERDAY, True), (TODAY, False), (date(2030, 1, 1), False)]
)
def test_what_has_run_out_says_so(view: View, last_day: date, over: bool) -> None:
    text = _told(view, "2026-04-01", until(last_day)).text
    assert (text.splitlines()[0] == ENDED) is over
    assert ("到期" in text) is over


def test_what_has_not_begun_is_not_told(view: View) -> None:
    coming = Validity(valid_from=TODAY + timedelta(days=1))
    reply = _told(view, "2026-04-01", coming)
    assert answer_of(view, "childcare", "howto", "henan").text not in reply.text
    assert reply.envelope.status == "gap"


def test_a_published_question_that_has_run_out_says_so(view: View) -> None:
    faq = replace(faq_of(view, "childcare_free"), validity=until(YESTERDAY))
    faqs = {faq.id: (0.9, 0.95)}
    read = turn("托管要钱不", "ask_amount", CARE, faqs=faqs)
    text = reply_to(read, with_faq(_over(view, "amount"), faq)).text
    assert text.splitlines()[:2] == [ENDED, f"【{faq.question}】"]
    assert faq.text in text


def test_a_published_question_that_has_run_out_gives_way_to_what_holds(
    view: View,
) -> None:
    faq = replace(faq_of(view, "childcare_free"), validity=until(YESTERDAY))
    faqs = {faq.id: (0.9, 0.95)}
    read = turn("托管要钱不", "ask_amount", CARE, faqs=faqs)
    holds = replace(
        answer_of(view, "childcare", "howto", "henan"), aspect="amount", text="不收钱"
    )
    content = with_answers(with_faq(view, faq), "childcare", "amount", [holds])
    text = reply_to(read, content).text
    assert holds.text in text
    assert faq.text not in text
    assert "到期" not in text


def test_what_took_its_place_is_told_instead(view: View) -> None:
    new = replace(
        answer_of(view, "childcare", "howto", "henan"),
        id="new",
        text="新的办法",
        validity=Validity(valid_from=TODAY),
    )
    old = _dated(view, "2026-04-01", until(YESTERDAY))
    content = with_answers(view, "childcare", "howto", [old, new])
    text = reply_to(turn("托管咋报名", "ask_howto", CARE), content).text
    assert new.text in text
    assert old.text not in text
    assert "到期" not in text


def test_single_places_that_still_hold_are_told_and_others_left_out(view: View) -> None:
    over = replace(
        answer_of(view, "childcare", "intro", "zhengzhou"), validity=until(YESTERDAY)
    )
    holds = answer_of(view, "childcare", "intro", "anyang")
    asked = turn("托管是啥", "ask_intro", CARE)
    content = with_answers(view, "childcare", "intro", [over, holds])
    text = reply_to(asked, content).text
    assert holds.text in text
    assert over.text not in text
    content = with_answers(view, "childcare", "intro", [over])
    text = reply_to(asked, content).text
    assert "都已经到期" in text.splitlines()[0]
    assert "▪ 郑州市（2026年4月30日已经到期）：" in text
    assert over.text in text


def test_what_has_run_out_is_not_offered(view: View) -> None:
    asked = turn("托管咋报名", "ask_howto", CARE)
    offered = {button.aspect for button in reply_to(asked, view).buttons}
    assert "eligibility" in offered
    content = _over(view, "eligibility")
    offered = {button.aspect for button in reply_to(asked, content).buttons}
    assert "eligibility" not in offered


def _over(view: View, *aspects: str) -> View:
    """Give content in which some aspects of childcare ran out yesterday."""
    return retired(view, "childcare", *aspects, day=YESTERDAY)


def test_single_places_say_their_age_each(view: View) -> None:
    old = replace(
        answer_of(view, "childcare", "intro", "zhengzhou"),
        as_of="2019",
    )
    fresh = replace(answer_of(view, "childcare", "intro", "anyang"), as_of="2026")
    content = with_answers(view, "childcare", "intro", [old, fresh])
    text = reply_to(turn("托管是啥", "ask_intro", CARE), content).text
    assert text.count(OLD) == 1
    assert text.index(old.text) < text.index(f"这是2019{OLD}")


def test_related_content_of_a_gap_says_its_age(view: View) -> None:
    content = with_answers(view, "childcare", "howto", [_dated(view, "2019", None)])
    reply = reply_to(turn("托管要啥材料", "ask_materials", CARE), content)
    assert reply.envelope.status == "gap"
    assert f"这是2019{OLD}" in reply.text
