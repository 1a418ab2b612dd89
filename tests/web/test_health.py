"""Alive, ready, and what is counted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from ops.ports import free_ports
from tests.web.core.conftest import bot, folder, migrated_file  # noqa: F401
from tests.web.fake_bot import FakeBot
from tests.web.harness import SECRET, running_web, settings_for

OK = {"bot": "ok", "actions": "ok", "database": "ok"}


@pytest.mark.parametrize("broken", [None, "bot", "actions", "database"])
async def test_ready_names_what_is_not(
    folder: Path,  # noqa: F811
    bot: FakeBot,  # noqa: F811
    broken: str | None,
) -> None:
    settings = settings_for(folder, bot.port)
    (nobody,) = free_ports(1)
    if broken in ("bot", "actions"):
        settings = replace(settings, **{f"{broken}_port": nobody})
    if broken == "database":
        (folder / "knowledge.db").unlink()
    async with running_web(settings) as web:
        response = await web.client.get("/readyz")
        alive = await web.client.get("/healthz")
    assert response.json() == (OK if broken is None else {**OK, broken: "failed"})
    assert response.status_code == (200 if broken is None else 503)
    assert (alive.status_code, alive.json()) == (200, {"status": "ok"})


async def test_metrics_and_description_hold_no_secret(
    folder: Path,  # noqa: F811
    bot: FakeBot,  # noqa: F811
) -> None:
    async with running_web(settings_for(folder, bot.port)) as web:
        me = await web.session()
        await me.ask(text="13812345678")
        metrics = await web.client.get("/metrics")
        described = await web.client.get("/api/openapi.json")
    assert 'gxn_turns_total{channel="widget",status="answered"} 1.0' in metrics.text
    assert "gxn_turn_seconds_bucket" in metrics.text
    assert metrics.headers["content-type"].startswith("text/plain")
    for private in (SECRET, me.token, "13812345678", str(folder), str(bot.port)):
        assert private not in metrics.text + described.text


async def test_each_app_counts_for_itself(
    folder: Path,  # noqa: F811
    bot: FakeBot,  # noqa: F811
) -> None:
    settings = settings_for(folder, bot.port)
    async with running_web(settings) as one, running_web(settings) as other:
        await (await one.session()).ask(text="托管")
        assert "gxn_turns_total{" in (await one.client.get("/metrics")).text
        assert "gxn_turns_total{" not in (await other.client.get("/metrics")).text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("127.0.0.1", 200),
        ("10.1.2.3", 200),
        ("::1", 200),
        ("8.8.8.8", 404),
        ("2400:3200::1", 404),
    ],
)
async def test_metrics_are_not_for_the_internet(
    folder: Path,  # noqa: F811
    bot: FakeBot,  # noqa: F811
    address: str,
    status: int,
) -> None:
    async with running_web(settings_for(folder, bot.port)) as web:
        transport = httpx.ASGITransport(web.app, client=(address, 1))
        base = "http://web.test"
        async with httpx.AsyncClient(transport=transport, base_url=base) as client:
            # Whom it claims to speak for counts only where it comes from a proxy.
            headers = {"X-Forwarded-For": "10.0.0.1"}
            found = await client.get("/metrics", headers=headers)
    assert found.status_code == status


async def test_a_proxy_says_who_asks_for_metrics(
    folder: Path,  # noqa: F811
    bot: FakeBot,  # noqa: F811
) -> None:
    async with running_web(settings_for(folder, bot.port)) as web:
        transport = httpx.ASGITransport(web.app, client=("127.0.0.1", 1))
        base = "http://web.test"
        async with httpx.AsyncClient(transport=transport, base_url=base) as client:
            # The first one is what the client claims of itself.
            headers = {"X-Forwarded-For": "10.0.0.1, 8.8.8.8"}
            found = await client.get("/metrics", headers=headers)
    assert found.status_code == 404
