"""Finding what fits a person."""

from __future__ import annotations

from knowledge import View
from tests.actions.messages import Named, turn
from tests.actions.replies import reply_to

COURIER: Named = ("group", "courier", "快递员")


def test_what_is_meant_for_the_group_comes_with_its_reason(view: View) -> None:
    reply = reply_to(turn("我是快递员能享受啥", "ask_finder", COURIER), view)
    meant = [
        audience
        for audience in view.audiences_of_group("courier", everyone=False)
        if audience.programme.kind == "service"
    ]
    assert meant
    told = reply.text + reply.more
    for audience in meant:
        assert audience.programme.name in told
        assert audience.reason.rstrip("。") in told
    assert "快递员" in reply.text.splitlines()[0]
    assert "以当地工会审核为准" in reply.text


def test_what_is_meant_for_others_only_is_not_told(view: View) -> None:
    reply = reply_to(turn("我是快递员能享受啥", "ask_finder", COURIER), view)
    ours = {
        audience.programme.id
        for audience in view.snapshot.audiences
        if audience.group_id in (None, "courier")
    }
    others = {p.id for p in view.programmes("service")} - ours
    assert others
    for programme in others:
        found = view.programme(programme)
        assert found is not None
        assert f"▪ {found.name}" not in reply.text + reply.more


def test_some_are_shown_the_rest_is_kept_for_more(view: View) -> None:
    reply = reply_to(turn("我是快递员能享受啥", "ask_finder", COURIER), view)
    shown = [line for line in reply.text.splitlines() if line.startswith("▪")]
    rest = reply.more.splitlines()
    assert 3 <= len(shown) <= 6
    assert rest
    assert not set(shown) & set(rest)
    assert len(reply.buttons) <= 5


def test_what_the_story_sounds_like_comes_first(view: View) -> None:
    read = turn(
        "我是快递员娃放假没人看",
        "ask_finder",
        COURIER,
        topics={"programme:childcare": 0.8},
    )
    first = reply_to(read, view).text.splitlines()[1]
    assert "职工子女爱心托管" in first


def test_without_a_group_everybodys_are_listed_and_asked_back(view: View) -> None:
    reply = reply_to(turn("我能享受啥", "ask_finder"), view)
    assert "你是做啥的" in reply.text
    official = [f"我是{group.name}" for group in view.groups(official=True)]
    assert [button.title for button in reply.buttons] == official[:5]
    for line in reply.text.splitlines():
        if line.startswith("▪"):
            name = line.removeprefix("▪").split(":")[0].split("：")[0].strip()
            programme = next(p for p in view.programmes() if p.name == name)
            groups = {a.group_id for a in view.audiences(programme.id)}
            assert None in groups


def test_a_bare_group_asks_for_the_same(view: View) -> None:
    reply = reply_to(turn("快递员", "inform", COURIER), view)
    assert reply.envelope.as_dict()["aspects"] == ["finder"]
    assert reply.envelope.status == "answered"


def test_sources_are_named_in_text_and_envelope(view: View) -> None:
    reply = reply_to(turn("我是快递员能享受啥", "ask_finder", COURIER), view)
    sources = reply.envelope.as_dict()["sources"]
    assert sources
    assert sources[0]["publisher"] in reply.text


def test_no_service_is_remembered(view: View) -> None:
    reply = reply_to(turn("我是快递员能享受啥", "ask_finder", COURIER), view)
    assert reply.remember["service"] is None
    assert reply.remember["aspect"] == "finder"
