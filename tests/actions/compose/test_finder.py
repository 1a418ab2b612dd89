"""Finding what fits a person: the first reply."""

from __future__ import annotations

from actions.understanding.form import Form, read_form
from knowledge import View
from tests.actions.messages import Named, turn
from tests.actions.replies import remembered, reply_to

COURIER: Named = ("group", "courier", "快递员")


def _asked(view: View) -> Form:
    reply = reply_to(turn("我是快递员能享受啥", "ask_finder", COURIER), view)
    form = read_form(remembered(reply).form)
    assert form is not None
    return form


def _services(text: str) -> list[str]:
    return [
        line.removeprefix("▪").split("：")[0].strip()
        for line in text.splitlines()
        if line.startswith("▪")
    ]


def test_what_names_the_group_comes_with_its_reason(view: View) -> None:
    reply = reply_to(turn("我是快递员能享受啥", "ask_finder", COURIER), view)
    told = reply.text + "\n" + reply.more
    named = [fit for fit in view.fits({"who": ["courier"]}) if fit.met]
    assert {"rest_station", "union_membership"} <= {fit.programme.id for fit in named}
    for fit in named:
        assert f"▪ {fit.programme.name}：{fit.met[0].reason}" in told
    assert "送快递的" in reply.text.splitlines()[0]
    assert "以当地工会审核为准" in reply.text


def test_what_demands_another_trade_is_not_told(view: View) -> None:
    reply = reply_to(turn("我是快递员能享受啥", "ask_finder", COURIER), view)
    assert "免费早餐" not in reply.text + reply.more
    assert "疗休养" not in reply.text + reply.more


def test_what_depends_on_more_is_only_named(view: View) -> None:
    reply = reply_to(turn("我是快递员能享受啥", "ask_finder", COURIER), view)
    (line,) = [row for row in reply.text.splitlines() if "要看情况" in row]
    assert "职工子女爱心托管" in line
    assert "职工子女爱心托管" not in _services(reply.text + "\n" + reply.more)


def test_some_are_shown_the_rest_is_kept_for_more(view: View) -> None:
    reply = reply_to(turn("我是快递员能享受啥", "ask_finder", COURIER), view)
    shown, rest = _services(reply.text), _services(reply.more)
    assert 3 <= len(shown) <= 6
    assert rest
    assert not set(shown) & set(rest)
    assert f"还有{len(rest)}项" in reply.text


def test_what_the_story_sounds_like_comes_first(view: View) -> None:
    read = turn(
        "我是快递员娃放假没人看",
        "ask_finder",
        COURIER,
        topics={"programme:childcare": 0.8},
    )
    assert _services(reply_to(read, view).text)[0] == "职工子女爱心托管"


def test_without_anything_told_everybodys_are_listed_and_asked_back(
    view: View,
) -> None:
    reply = reply_to(turn("我能享受啥", "ask_finder"), view)
    assert reply.text.splitlines()[-1].endswith("你是做啥的？")
    everybodys = {fit.programme.name for fit in view.fits({}) if fit.general}
    assert set(_services(reply.text)) <= everybodys
    assert [button.title for button in reply.buttons][-2:] == ["跳过", "直接看结果"]
    who = view.finder_question("who")
    assert who is not None
    assert reply.buttons[0].title == who.options[0].title


def test_the_first_message_already_answers(view: View) -> None:
    read = turn(
        "我是快递员,在洛阳,没入会,俩孩子上小学",
        "ask_finder",
        COURIER,
        ("region", "luoyang", "洛阳"),
    )
    reply = reply_to(read, view)
    head = reply.text.splitlines()[0]
    for trait in ("送快递的", "没入会", "洛阳市", "娃上小学"):
        assert trait in head
    assert "难处" in reply.text.splitlines()[-1]


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


def test_the_question_waits(view: View) -> None:
    form = _asked(view)
    assert (form.asked, form.count) == ("member", 1)
    assert form.answers == {"who": ["courier"]}
    assert list(form.offered)[-2:] == ["跳过", "直接看结果"]
