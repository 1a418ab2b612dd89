"""The same talk on PostgreSQL, from an empty database on."""

from __future__ import annotations

from tests.conversations.partner import Partner
from tests.postgres import start_postgres
from tests.running_bot import start_bot


def test_a_talk_on_postgres(sender: str) -> None:
    with (
        start_postgres() as server,
        server.database() as url,
        start_bot(database_url=url) as bot,
    ):
        partner = Partner(bot.url, bot.settings)
        told = partner.hears(sender, "托管服务怎么申请")
        assert told.envelope["status"] == "answered"
        assert told.envelope["service"] == "childcare"
        figure = partner.hears(sender, "2020年新建了多少驿站")
        assert "3707" in figure.text
        assert [row["value"] for row in figure.envelope["figures"]] == ["3707"]
        followed = partner.hears(sender, "那2021年呢")
        assert [row["id"] for row in followed.envelope["figures"]] == ["t21_station"]
