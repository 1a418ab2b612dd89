"""What an editor is told of a wording while writing it."""

from __future__ import annotations

import httpx
from starlette.responses import Response

from tests.web.console.harness import ORIGIN, Console, Visitor
from tests.web.console.trial.parsing_bot import ParsingBot, reading
from web.console.trial import wording

PATH = "/console/trial/reading"


async def ask(
    visitor: Visitor, body: object, csrf: str | None = None
) -> httpx.Response:
    """Ask as the editor's script does."""
    token = visitor.csrf if csrf is None else csrf
    headers = {"X-CSRF-Token": token, "Origin": ORIGIN}
    return await visitor.client.post(PATH, json=body, headers=headers)


async def test_it_says_what_a_wording_means(console: Console, bot: ParsingBot) -> None:
    bot.knows(
        reading(
            "暑托班咋报名",
            "ask_howto",
            names=(("programme", "childcare", "暑托班"),),
            faqs=(("childcare_signup_zz", 0.9, 0.8),),
        )
    )
    visitor = await console.logged_in("someone", role="reader")
    response = await ask(visitor, {"text": " 暑托班咋报名 "})
    question = "郑州托管有没有统一的报名网址或小程序？"
    assert response.json() == {
        "programme": {"id": "childcare", "title": "职工子女爱心托管"},
        "signpost": None,
        "metric": None,
        "faq": {"id": "childcare_signup_zz", "title": question},
        "intent": "ask_howto",
        "confidence": 0.99,
        "says_zh": "机器人现在这样理解这句话：服务“职工子女爱心托管”、"
        f"常见问题“{question}”；意思是问“怎么办理”。",
        "warning_zh": None,
    }


async def test_a_likely_topic_counts_an_unlikely_one_does_not(
    console: Console, bot: ParsingBot
) -> None:
    bot.knows(
        reading("孩子没人看", "ask_intro", topics=(("programme", "childcare", 0.9),)),
        reading("天气", "out_of_scope", topics=(("programme", "childcare", 0.1),)),
        reading("摔伤了", "ask_intro", topics=(("signpost", "work_injury", 0.9),)),
    )
    visitor = await console.logged_in("someone")
    likely = (await ask(visitor, {"text": "孩子没人看"})).json()
    assert likely["programme"]["id"] == "childcare"
    unlikely = (await ask(visitor, {"text": "天气"})).json()
    assert unlikely["programme"] is None
    assert "说不准" in unlikely["says_zh"]
    other = (await ask(visitor, {"text": "摔伤了"})).json()
    assert (other["signpost"]["id"], other["programme"]) == ("work_injury", None)


async def test_what_cannot_be_read(console: Console, bot: ParsingBot) -> None:
    visitor = await console.logged_in("someone")
    for body in ({"text": ""}, {"text": 3}, {}, [], {"text": "长" * 501}):
        response = await ask(visitor, body)
        assert response.status_code == 422
        assert response.json()["message"]
    bot.broken = Response(status_code=500)
    response = await ask(visitor, {"text": "托管"})
    assert response.status_code == 503
    assert response.json() == {"message": wording.BOT_DOWN_SHORT}


async def test_other_sites_cannot_ask(console: Console) -> None:
    visitor = await console.logged_in("someone")
    assert (await ask(visitor, {"text": "托管"}, csrf="x")).status_code == 403
