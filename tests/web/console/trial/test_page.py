"""What the page shows of a sentence, and what it leaves no trace of."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from starlette.responses import JSONResponse, Response

from actions.understanding import thresholds
from actions.wording import talk
from knowledge.models import Turn
from tests.web.console.harness import Console, errors_of
from tests.web.console.trial.parsing_bot import ParsingBot, reading
from tests.web.console.trial.talking import attempt, said, shown
from web.console.trial import composing
from web.core.secret import bot_token

SIGN_UP = reading(
    "在郑州上班,暑托班咋报名",
    "ask_howto",
    names=(("region", "zhengzhou", "郑州"), ("programme", "childcare", "暑托班")),
    topics=(("programme", "childcare", 0.99), ("none", "", 0.01)),
    faqs=(("childcare_signup_zz", 0.2, 0.5),),
)
MATERIALS = reading("那要带啥材料", "ask_materials")
OWN = "郑州2025年没有全市统一的报名入口"


@pytest.mark.parametrize("role", ["reader", "editor", "reviewer", "admin"])
async def test_whoever_may_view_may_try(
    console: Console, bot: ParsingBot, role: str
) -> None:
    bot.knows(SIGN_UP)
    visitor = await console.logged_in("someone", role=role)
    page = await attempt(visitor, SIGN_UP["text"])
    assert page.status_code == 200
    assert OWN in page.text
    assert ("改一改" in page.text) == (role != "reader")


async def test_strangers_are_led_to_the_log_in(console: Console) -> None:
    response = await console.visitor().get("/console/trial")
    assert response.headers["location"].startswith("/console/login")


async def test_it_says_why(console: Console, bot: ParsingBot) -> None:
    bot.knows(SIGN_UP)
    visitor = await console.logged_in("someone")
    page = await attempt(visitor, SIGN_UP["text"])
    words = shown(page)
    assert "读成在郑州上班,暑托班咋报名" in words
    assert "“暑托班” → 服务“职工子女爱心托管”，对上的说法是“暑托班”" in words
    assert "“郑州” → 地区“郑州市”" in words
    assert "问“怎么办理”：99%" in words
    assert "服务“职工子女爱心托管”：99%" in words
    assert "：20%，相像 50%" in words
    assert "职工子女爱心托管·怎么办理·郑州市" in words
    assert "答上了" in words
    assert f"低于 {thresholds.INTENT:.0%} 就当作没听懂" in words
    assert f"服务到 {thresholds.TOPIC:.0%}、" in words
    assert f"像到 {thresholds.FAQ_SURE:.0%}、" in words
    # The answer's own field in the dossier's editor.
    assert "/console/content/programme/item?id=childcare#field-answers." in page.text


async def test_the_talk_goes_on(console: Console, bot: ParsingBot) -> None:
    bot.knows(SIGN_UP, MATERIALS)
    visitor = await console.logged_in("someone")
    first = await attempt(visitor, SIGN_UP["text"])
    assert said(first) == [SIGN_UP["text"]]
    fields = {"text": MATERIALS["text"], "said": said(first)}
    second = await visitor.post("/console/trial", fields)
    assert "没有查到全省统一的托管报名材料清单" in second.text
    assert said(second) == [SIGN_UP["text"], MATERIALS["text"]]
    again = await visitor.post("/console/trial", {"again": "1", "said": said(second)})
    assert said(again) == said(second)


async def test_a_choice_is_said_when_it_is_tapped(
    console: Console, bot: ParsingBot
) -> None:
    bot.knows(MATERIALS)
    visitor = await console.logged_in("someone")
    page = await attempt(visitor, "", choice=MATERIALS["text"])
    assert said(page) == [MATERIALS["text"]]


async def test_nothing_of_it_is_kept(console: Console, bot: ParsingBot) -> None:
    bot.knows(SIGN_UP)
    visitor = await console.logged_in("someone")
    await attempt(visitor, SIGN_UP["text"])
    with console.session() as session:
        assert session.scalars(select(func.count(Turn.id))).one() == 0
    assert bot.asked == []
    assert bot.tokens == {bot_token(console.web.services.settings)}


@pytest.mark.parametrize(
    ("text", "message"),
    [("  ", "请先写一句话"), ("长" * 501, "500"), ("///", "")],
)
async def test_a_sentence_that_no_worker_could_send(
    console: Console, bot: ParsingBot, text: str, message: str
) -> None:
    visitor = await console.logged_in("someone")
    page = await attempt(visitor, text, said=["你好"])
    assert page.status_code == 422
    assert message in errors_of(page)["text"]
    assert text in page.text
    # The talk so far is still there.
    assert said(page) == ["你好"]


async def test_a_talk_has_an_end(console: Console) -> None:
    visitor = await console.logged_in("someone")
    page = await attempt(visitor, "再来一句", said=["你好"] * 12)
    assert "重新开始" in errors_of(page)["text"]
    assert "再来一句" in page.text


@pytest.mark.parametrize(
    "broken",
    [
        Response(status_code=500),
        Response("<html>", media_type="text/html"),
        JSONResponse([]),
        JSONResponse({"status": "failure"}, 401),
    ],
)
async def test_a_bot_that_is_broken(
    console: Console, bot: ParsingBot, broken: Response
) -> None:
    bot.broken = broken
    visitor = await console.logged_in("someone")
    page = await attempt(visitor, "托管咋报名", said=["你好"])
    assert page.status_code == 503
    assert "机器人现在没有回应" in page.text
    assert "托管咋报名" in page.text
    assert said(page) == ["你好"]


async def test_an_answer_that_fails_is_the_workers_sentence(
    console: Console, bot: ParsingBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise ValueError("nobody expected this")

    monkeypatch.setattr(composing, "reply_to", fail)
    bot.knows(SIGN_UP)
    visitor = await console.logged_in("someone")
    page = await attempt(visitor, SIGN_UP["text"])
    assert page.status_code == 200
    assert "出错了" in page.text
    assert talk.ERROR[:8] in page.text


async def test_what_is_typed_is_only_text(console: Console, bot: ParsingBot) -> None:
    visitor = await console.logged_in("someone")
    page = await attempt(visitor, "<script>alert(1)</script>")
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert" in page.text
