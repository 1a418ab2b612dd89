"""Other agencies' matters."""

from __future__ import annotations

import re

from knowledge import View
from tests.actions.messages import Named, turn
from tests.actions.replies import reply_to


def test_every_signpost_names_its_hotline_and_nothing_of_ours(view: View) -> None:
    signposts = view.snapshot.signposts
    assert signposts
    for signpost in signposts.values():
        named: Named = ("signpost", signpost.id, "那事")
        reply = reply_to(turn("那事咋办", "ask_howto", named), view)
        assert reply.envelope.status == "signpost", signpost.id
        numbers = re.findall(r"\d{3,5}", signpost.hotline)
        assert all(number in reply.text for number in numbers), signpost.id
        envelope = reply.envelope.as_dict()
        assert envelope["service"] is None
        assert envelope["sources"] == []


def test_its_own_text_is_told(view: View) -> None:
    text = view.snapshot.signposts["work_injury"].text
    named: Named = ("signpost", "work_injury", "工伤")
    assert reply_to(turn("工伤咋认定", "ask_howto", named), view).text == text


def test_a_likely_matter_is_told_as_surely_as_it_is_likely(view: View) -> None:
    told = turn("腿摔断了", "ask_howto", topics={"signpost:work_injury": 0.81})
    assert reply_to(told, view).envelope.as_dict()["confidence"] == 0.81


def test_the_service_of_the_talk_stays(view: View) -> None:
    named: Named = ("signpost", "work_injury", "工伤")
    reply = reply_to(turn("工伤咋认定", "ask_howto", named), view)
    assert "service" not in reply.remember
