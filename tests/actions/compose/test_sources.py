"""Every answer names its source and date."""

from __future__ import annotations

from dataclasses import replace

from knowledge import View
from knowledge.queries.records import SourceInfo
from tests.actions.content import answer_of, with_answers
from tests.actions.messages import Named, turn
from tests.actions.replies import reply_to

CARE: Named = ("programme", "childcare", "托管")
SOURCE = SourceInfo("x", "某文", "某报", "2025-03-01", None, None)


def _told(view: View, *sources: SourceInfo) -> str:
    answer = answer_of(view, "childcare", "howto", "henan")
    changed = replace(answer, sources=sources)
    content = with_answers(view, "childcare", "howto", [changed])
    return reply_to(turn("托管咋报名", "ask_howto", CARE), content).text


def test_publisher_title_and_date_are_named(view: View) -> None:
    assert "来源：某报《某文》2025-03-01" in _told(view, SOURCE).splitlines()


def test_a_source_without_date_says_so(view: View) -> None:
    text = _told(view, replace(SOURCE, date=""))
    assert "来源：某报《某文》日期不详" in text


def test_of_several_the_first_stands_with_their_number(view: View) -> None:
    other = replace(SOURCE, id="y", title="另一篇")
    text = _told(view, SOURCE, other)
    assert "来源：某报《某文》2025-03-01等2处" in text
    assert "另一篇" not in text


def test_a_long_title_is_cut(view: View) -> None:
    text = _told(view, replace(SOURCE, title="长" * 40))
    assert "长" * 19 not in text
    assert "…》2025-03-01" in text


def test_the_reservation_stands_with_the_answer(view: View) -> None:
    answer = replace(
        answer_of(view, "childcare", "howto", "henan"), caveat="只是计划。"
    )
    content = with_answers(view, "childcare", "howto", [answer])
    text = reply_to(turn("托管咋报名", "ask_howto", CARE), content).text
    assert text.index(answer.text) < text.index("（只是计划）")
