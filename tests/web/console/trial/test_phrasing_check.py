"""A phrasing that the bot takes for something else: told while typing and on saving."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from starlette.responses import Response

from tests.web.console.content.pages import create, edit, form_of, item, shown
from tests.web.console.harness import Console, Visitor
from tests.web.console.trial.parsing_bot import ParsingBot, reading
from tests.web.console.trial.talking import drafted
from tests.web.console.trial.test_reading import ask
from web.console.trial import wording

CARE = ("programme", "childcare", 0.9)
STATION = ("programme", "rest_station", 0.9)
SIGN_UP = ("childcare_signup_zz", 0.95, 0.9)
TEXT = "娃放假没处搁"
TAKEN = f"提醒：“{TEXT}”，机器人现在会听成"


def _read(**found: Any) -> dict[str, Any]:
    return reading(TEXT, "ask_intro", **found)


@pytest.mark.parametrize(
    ("own", "found", "other"),
    [
        # A phrasing of a programme.
        (("programme", "childcare", ""), {"topics": (CARE,)}, None),
        (("programme", "rest_station", ""), {"topics": (CARE,)}, "childcare"),
        (("programme", "rest_station", ""), {}, None),
        (
            ("programme", "childcare", ""),
            {"topics": (CARE,), "faqs": (SIGN_UP,)},
            None,
        ),
        (("programme", "rest_station", ""), {"faqs": (SIGN_UP,)}, "signup"),
        (
            ("programme", "rest_station", ""),
            {"topics": (("signpost", "work_injury", 0.9),)},
            "work_injury",
        ),
        # One of a dossier that is not live yet.
        (("programme", "swimming", ""), {"topics": (CARE,)}, "childcare"),
        # A phrasing of a published question.
        (("faq", "childcare_signup_zz", "childcare"), {"faqs": (SIGN_UP,)}, None),
        (
            ("faq", "childcare_signup_zz", "childcare"),
            {"faqs": (SIGN_UP,), "topics": (STATION,)},
            None,
        ),
        (("faq", "childcare_free", "childcare"), {"faqs": (SIGN_UP,)}, "signup"),
        (("faq", "childcare_free", "childcare"), {"topics": (CARE,)}, None),
        (
            ("faq", "childcare_free", "childcare"),
            {"topics": (STATION,)},
            "rest_station",
        ),
        (("faq", "", "childcare"), {"faqs": (SIGN_UP,)}, "signup"),
        # A phrasing of what is counted.
        (("metric", "care_children", ""), {"topics": (CARE,)}, None),
        (
            ("metric", "care_children", ""),
            {"names": (("metric", "station_new", "放假"),)},
            "station_new",
        ),
        (
            ("programme", "childcare", ""),
            {"names": (("metric", "station_new", "放假"),)},
            None,
        ),
        # A phrasing of another agency's matter.
        (
            ("signpost", "work_injury", ""),
            {"topics": (("signpost", "work_injury", 0.9),)},
            None,
        ),
        (("signpost", "work_injury", ""), {"topics": (CARE,)}, "childcare"),
    ],
)
async def test_while_typing(
    console: Console,
    bot: ParsingBot,
    own: tuple[str, str, str],
    found: dict[str, Any],
    other: str | None,
) -> None:
    bot.knows(_read(**found))
    visitor = await console.logged_in("someone")
    sent = dict(zip(("kind", "id", "programme"), own, strict=True))
    answer = (await ask(visitor, {"text": TEXT, "own": sent})).json()
    names = {
        None: None,
        "childcare": "服务“职工子女爱心托管”",
        "rest_station": "服务“户外劳动者驿站”",
        "signup": "常见问题“郑州托管有没有统一的报名网址或小程序？”",
        "work_injury": "工伤",
        "station_new": "驿站",
    }
    said = answer["warning_zh"]
    if other is None:
        assert said is None
    else:
        assert said.startswith(TAKEN)
        assert str(names[other]) in said


@pytest.mark.parametrize("own", [None, [], {"kind": "x"}, {"kind": "faq", "id": 3}])
async def test_nonsense_about_what_it_is_for_warns_of_nothing(
    console: Console, bot: ParsingBot, own: object
) -> None:
    bot.knows(_read(topics=(CARE,)))
    visitor = await console.logged_in("someone")
    answer = (await ask(visitor, {"text": TEXT, "own": own})).json()
    assert answer["warning_zh"] is None


async def _typed(visitor: Visitor, field: str, *added: str) -> httpx.Response:
    """Add phrasings to the rest stations' dossier, save, and go to the next page."""
    page = await visitor.get(item("programme", "rest_station"))
    text = "\n".join([form_of(page)[field], *added])
    fields = {field.replace(".", "__"): text}
    saved = await edit(visitor, "programme", "rest_station", **fields)
    assert saved.status_code == 303, shown(saved)
    return await visitor.follow(saved)


@pytest.mark.parametrize("field", ["phrasings", "faqs.0.phrasings"])
async def test_on_saving(console: Console, bot: ParsingBot, field: str) -> None:
    bot.knows(_read(topics=(CARE,)))
    visitor = await console.logged_in("someone")
    page = shown(await _typed(visitor, field, TEXT))
    assert f"{TAKEN}服务“职工子女爱心托管”" in page
    assert "草稿存好了" in page
    # What is live was not asked for again.
    assert bot.parsed == [TEXT]
    with console.session() as session:
        assert TEXT in str(drafted(session, "programme", "rest_station"))


async def test_what_is_understood_as_meant_is_saved_without_a_word(
    console: Console, bot: ParsingBot
) -> None:
    bot.knows(_read(topics=(STATION,)))
    visitor = await console.logged_in("someone")
    page = shown(await _typed(visitor, "phrasings", TEXT))
    assert "草稿存好了" in page
    assert "机器人现在" not in page
    assert bot.parsed == [TEXT]


async def test_without_the_bot_it_is_said_that_nobody_looked(
    console: Console, bot: ParsingBot
) -> None:
    bot.broken = Response(status_code=500)
    visitor = await console.logged_in("someone")
    page = shown(await _typed(visitor, "phrasings", TEXT))
    assert wording.NOT_CHECKED in page
    assert "草稿存好了" in page


async def test_many_are_counted(console: Console, bot: ParsingBot) -> None:
    texts = [f"{TEXT}{number}" for number in range(50)]
    bot.knows(*(reading(text, "ask_intro", topics=(CARE,)) for text in texts))
    visitor = await console.logged_in("someone")
    page = shown(await _typed(visitor, "phrasings", *texts))
    assert page.count("机器人现在会听成") == 2
    assert "另有38句新问法也会被听成别的" in page
    assert "还有10句没有核对" in page


async def test_nothing_else_that_is_told_crowds_them_out(
    console: Console, bot: ParsingBot
) -> None:
    texts = [f"{TEXT}{number:030}" for number in range(50)]
    bot.knows(*(reading(text, "ask_intro", topics=(CARE,)) for text in texts))
    visitor = await console.logged_in("someone")
    page = await edit(visitor, "programme", "rest_station", "add.faqs")
    typed = form_of(page)
    typed |= {"phrasings": "\n".join([typed["phrasings"], *texts]), "do": "save"}
    saved = await visitor.post("/console/content/programme/item", typed)
    told = shown(await visitor.follow(saved))
    assert told.count("机器人现在会听成") == 2
    assert "有1条“常见问题”什么也没填，没有存进草稿。" in told
    assert "另有38句" in told and "还有10句" in told and "草稿存好了" in told


async def test_a_new_item_is_looked_at_too(console: Console, bot: ParsingBot) -> None:
    bot.knows(_read(topics=(CARE,)))
    visitor = await console.logged_in("someone")
    saved = await create(
        visitor,
        "signpost",
        id="lost_child",
        name="找孩子",
        agency="公安",
        hotline="110",
        text="打110。",
        phrasings=TEXT,
    )
    assert saved.status_code == 303, shown(saved)
    assert f"{TAKEN}服务“职工子女爱心托管”" in shown(await visitor.follow(saved))


async def test_nothing_is_asked_where_no_phrasing_is_new(
    console: Console, bot: ParsingBot
) -> None:
    bot.broken = Response(status_code=500)
    visitor = await console.logged_in("someone")
    saved = await edit(visitor, "programme", "rest_station", summary="歇歇脚的地方。")
    assert wording.NOT_CHECKED not in shown(await visitor.follow(saved))
    assert bot.parsed == []
