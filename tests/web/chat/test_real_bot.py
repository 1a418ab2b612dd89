"""One conversation with the real bot, all the way through."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import create_engine, text

from tests.running_bot import RunningBot
from tests.web.harness import running_web, settings_for


async def test_a_worker_asks_the_real_bot(
    tmp_path: Path,
    running_bot: RunningBot,
) -> None:
    own = running_bot.settings
    settings = settings_for(
        tmp_path,
        own.bot_port,
        actions_port=own.actions_port,
        database_url=own.database_url,
        model_version="abc",
    )
    async with running_web(settings) as web:
        assert (await web.client.get("/readyz")).status_code == 200
        me = await web.session()
        started = (await web.client.post("/api/chat/session", json={})).json()
        first = await me.ask(text="在郑州上班，爱心托管怎么报名")
        assert first["status"] == "answered"
        assert first["reply"]["service"] == "childcare"
        assert first["reply"]["sources"]
        unclear = await me.ask(text="/restart")
        assert unclear["reply"]["texts"]
        offered = first["reply"]["options"] or unclear["reply"]["options"]
        assert offered
        place = await me.ask(location={"lat": 34.757, "lon": 113.665})
        assert place["question"] == "我的位置"
        assert place["status"] != "error"
        for option in started["greeting"]["options"]:
            turn = await me.ask(text=option["title"])
            assert turn["status"] not in ("error", "not_understood"), option
    engine = create_engine(own.database_url)
    with engine.connect() as connection:
        row = connection.execute(text("SELECT * FROM turn ORDER BY id")).first()
    engine.dispose()
    assert row is not None
    assert row.model == "abc"
    assert row.knowledge_version > 0
