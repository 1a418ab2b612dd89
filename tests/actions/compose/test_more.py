"""更多: what does not fit the screen is offered."""

from __future__ import annotations

from dataclasses import replace

from knowledge import View
from tests.actions.content import answer_of, with_answers
from tests.actions.messages import Named, turn
from tests.actions.replies import reply_to

CARE: Named = ("programme", "childcare", "托管")


def _told_with(view: View, more: str | None) -> View:
    answer = replace(answer_of(view, "childcare", "howto", "henan"), more=more)
    return with_answers(view, "childcare", "howto", [answer])


def test_the_rest_is_kept_back_and_offered_first(view: View) -> None:
    content = _told_with(view, "还有这些细节。")
    reply = reply_to(turn("托管咋报名", "ask_howto", CARE), content)
    assert "还有这些细节" not in reply.text
    assert reply.more == "还有这些细节。"
    assert reply.buttons[0].title == "更多"


def test_nothing_is_offered_where_there_is_no_more(view: View) -> None:
    reply = reply_to(turn("托管咋报名", "ask_howto", CARE), _told_with(view, None))
    assert reply.more == ""
    assert "更多" not in [button.title for button in reply.buttons]
    assert reply.buttons


def test_other_aspects_with_content_are_offered(view: View) -> None:
    reply = reply_to(turn("托管咋报名", "ask_howto", CARE), view)
    offered = [button for button in reply.buttons if button.title != "更多"]
    assert 1 <= len(offered) <= 4
    for button in offered:
        assert button.programme == "childcare"
        assert button.aspect is not None
        assert button.aspect != "howto"
        assert view.answer_for("childcare", button.aspect) is not None
        assert "职工子女爱心托管" in button.payload
