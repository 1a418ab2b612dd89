"""A trial against the open drafts, and what the page says of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import select

from knowledge.database import engine_for
from knowledge.models import Draft, KnowledgeVersion
from knowledge.publishing.documents import live_document
from knowledge.seed.loader import load_seed
from settings import ROOT
from tests.web.console.conftest import running_console
from tests.web.console.harness import Clock, Console, Visitor
from tests.web.console.trial.parsing_bot import ParsingBot, reading
from tests.web.console.trial.talking import attempt, draft, shown

SIGN_UP = reading(
    "职工子女爱心托管在郑州咋报名",
    "ask_howto",
    names=(
        ("programme", "childcare", "职工子女爱心托管"),
        ("region", "zhengzhou", "郑州"),
    ),
)
OLD = "郑州2025年没有全市统一的报名入口"
NEW = "从今年起在工会网站上统一报名。"


def edit_answer(console: Console) -> None:
    """Write another answer into a draft."""
    with console.session() as session:
        live = live_document(session, "programme", "childcare")
    assert live is not None
    answers: list[dict[str, Any]] = [
        {**each, "text": NEW}
        if (each["aspect"], each["region"]) == ("howto", "zhengzhou")
        else each
        for each in live["answers"]
    ]
    aliases = [*live["aliases"], "放假带娃班"]
    draft(console, "programme", "childcare", answers=answers, aliases=aliases)


async def against(visitor: Visitor, text: str, what: str) -> httpx.Response:
    """Try a sentence."""
    return await attempt(visitor, text, against=what)


async def test_drafts_are_seen_only_where_they_are_asked_for(
    console: Console, bot: ParsingBot
) -> None:
    bot.knows(SIGN_UP)
    edit_answer(console)
    visitor = await console.logged_in("someone", role="reader")
    live = shown(await against(visitor, SIGN_UP["text"], "live"))
    assert OLD in live
    assert NEW not in live
    ours = shown(await against(visitor, SIGN_UP["text"], "drafts"))
    assert NEW in ours
    assert OLD not in ours
    assert "已经算上这些草稿：服务“职工子女爱心托管”" in ours


async def test_a_drafts_alias_is_said_by_a_name_that_the_bot_knows(
    console: Console, bot: ParsingBot
) -> None:
    bot.knows(SIGN_UP)
    edit_answer(console)
    visitor = await console.logged_in("someone")
    page = shown(await against(visitor, "放假带娃班在郑州咋报名", "drafts"))
    assert bot.parsed == [SIGN_UP["text"]]
    assert NEW in page
    assert "“放假带娃班”换成了“职工子女爱心托管”来问" in page
    assert "“放假带娃班” → 服务“职工子女爱心托管”" in page


async def test_a_draft_that_is_changed_is_read_again(
    console: Console, bot: ParsingBot
) -> None:
    bot.knows(SIGN_UP)
    edit_answer(console)
    visitor = await console.logged_in("someone")
    assert NEW in (await against(visitor, SIGN_UP["text"], "drafts")).text
    with console.session() as session:
        found = session.scalars(select(Draft)).one()
        found.state = "discarded"
    page = await against(visitor, SIGN_UP["text"], "drafts")
    assert NEW not in page.text
    assert "现在没有能算上的草稿" in page.text


async def test_what_is_not_right_yet_is_left_out_and_named(
    console: Console, bot: ParsingBot
) -> None:
    bot.knows(SIGN_UP)
    edit_answer(console)
    # One is incomplete; one refers to what only the other has; one is fine.
    draft(console, "source", "half", title="")
    draft(console, "signpost", "work_injury", text="请打12333。")
    draft(console, "programme", "legal_aid", service="nowhere")
    visitor = await console.logged_in("someone")
    page = shown(await against(visitor, SIGN_UP["text"], "drafts"))
    assert NEW in page
    assert "草稿“half”还有问题，没有算上：" in page
    assert page.count("还有问题，没有算上") == 2
    assert "指路“工伤认定与待遇”" in page


async def test_nothing_is_written_by_it(console: Console, bot: ParsingBot) -> None:
    bot.knows(SIGN_UP)
    edit_answer(console)
    visitor = await console.logged_in("someone")

    def state() -> tuple[Any, ...]:
        with console.session() as session:
            version = session.scalars(select(KnowledgeVersion.version)).one()
            drafts = session.execute(select(Draft.id, Draft.version, Draft.state))
            return (
                version,
                drafts.all(),
                live_document(session, "programme", "childcare"),
            )

    before = state()
    await against(visitor, SIGN_UP["text"], "drafts")
    assert state() == before


async def test_it_is_the_same_on_both_databases(
    folder: Path, bot: ParsingBot, clock: Clock, database_url: str
) -> None:
    bot.knows(SIGN_UP)
    engine = engine_for(database_url)
    load_seed(engine, ROOT / "data" / "knowledge")
    engine.dispose()
    async with running_console(folder, bot, clock, database_url=database_url) as found:
        edit_answer(found)
        visitor = await found.logged_in("someone")
        assert OLD in (await against(visitor, SIGN_UP["text"], "live")).text
        assert NEW in (await against(visitor, SIGN_UP["text"], "drafts")).text
