"""Single sign-on against a fake provider."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
import pytest_asyncio

from settings import Settings
from tests.web.console.conftest import running_console
from tests.web.console.harness import Clock, Console, Visitor, errors_of
from tests.web.console.people.fake_provider import (
    CLIENT_ID,
    CLIENT_SECRET,
    ISSUER,
    FakeProvider,
)
from tests.web.fake_bot import FakeBot
from web.console.people import routes
from web.console.people.oidc import Provider


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> FakeProvider:
    """A provider in the place of the network."""
    fake = FakeProvider()

    def reached(settings: Settings) -> Provider:
        return Provider(settings, fake.transport())

    monkeypatch.setattr(routes, "Provider", reached)
    return fake


@pytest_asyncio.fixture
async def signed_on(
    folder: Path, bot: FakeBot, clock: Clock, provider: FakeProvider, database_url: str
) -> AsyncIterator[Console]:
    """The console with single sign-on, on each kind of database."""
    async with running_console(
        folder,
        bot,
        clock,
        database_url=database_url,
        oidc_issuer=ISSUER,
        oidc_client_id=CLIENT_ID,
        oidc_client_secret=CLIENT_SECRET,
    ) as console:
        yield console


async def _return(visitor: Visitor, provider: FakeProvider, next_path: str = "") -> str:
    started = await visitor.get("/console/oidc/start", params={"next": next_path})
    assert started.status_code == 303, started.text
    back = urlsplit(provider.log_in(started.headers["location"]))
    assert f"{back.scheme}://{back.netloc}" == "http://web.test"
    return f"{back.path}?{back.query}"


async def _log_in(visitor: Visitor, provider: FakeProvider) -> httpx.Response:
    return await visitor.get(await _return(visitor, provider))


async def test_the_page_offers_it(signed_on: Console) -> None:
    page = await signed_on.visitor().get("/console/login")
    assert "/console/oidc/start" in page.text


async def test_without_settings_there_is_none(console: Console) -> None:
    visitor = console.visitor()
    assert "oidc" not in (await visitor.get("/console/login")).text
    assert (await visitor.get("/console/oidc/start")).status_code == 404


async def test_a_known_account_is_logged_in_and_bound(
    signed_on: Console, provider: FakeProvider
) -> None:
    signed_on.add("zhang", password_hash=None)
    visitor = signed_on.visitor()
    back = await _return(visitor, provider, "/console/account")
    assert (await visitor.get(back)).headers["location"] == "/console/account"
    assert await visitor.is_in()
    assert signed_on.staff("zhang").oidc_subject == "subject-1"
    [event] = signed_on.events("login")
    assert (event.login, event.new) == ("zhang", "统一登录")
    # Renamed there, or the old name given to another: the subject decides.
    provider.claims = {"preferred_username": "li"}
    assert (await _log_in(signed_on.visitor(), provider)).status_code == 303
    provider.claims = {"sub": "subject-2"}
    assert (await _log_in(signed_on.visitor(), provider)).status_code == 403


async def test_an_administrator_is_bound_by_hand_only(
    signed_on: Console, provider: FakeProvider
) -> None:
    signed_on.add("zhang", role="admin")
    visitor = signed_on.visitor()
    refused = await _log_in(visitor, provider)
    assert refused.status_code == 403
    assert "管理员账号要先填好统一登录标识" in refused.text
    assert not await visitor.is_in()
    assert signed_on.staff("zhang").oidc_subject is None
    [event] = signed_on.events("login.failed")
    assert (event.login, event.new) == ("zhang", "管理员没有填统一登录标识")
    with signed_on.session() as session:
        session.merge(signed_on.staff("zhang")).oidc_subject = "subject-1"
    assert (await _log_in(visitor, provider)).status_code == 303
    assert await visitor.is_in()


async def test_an_administrator_can_log_in_somehow(signed_on: Console) -> None:
    admin = await signed_on.logged_in("admin", role="admin")
    await admin.get("/console/people/new")
    new = {"login": "li", "name": "李雷", "role": "admin"}
    refused = await admin.post("/console/people", new)
    assert list(errors_of(refused)) == ["oidc_subject"]
    made = await admin.post("/console/people", {**new, "oidc_subject": "subject-2"})
    assert made.status_code == 303, made.text


@pytest.mark.parametrize(
    "staff",
    [None, {"login": "li"}, {"login": "zhang", "active": False}],
)
async def test_whom_nobody_made_known_stays_outside(
    signed_on: Console, provider: FakeProvider, staff: dict[str, Any] | None
) -> None:
    if staff is not None:
        signed_on.add(**staff)
    visitor = signed_on.visitor()
    assert (await _log_in(visitor, provider)).status_code == 403
    assert not await visitor.is_in()
    assert len(signed_on.events("login.failed")) == 1


WRONG_CLAIMS: list[dict[str, Any]] = [
    {"iss": "https://evil.example"},
    {"aud": "another"},
    {"aud": ["another", "third"]},
    {"nonce": "another"},
    {"nonce": None},
    {"sub": None},
    {"exp": int(time.time()) - 3600},
    {"exp": None},
    {"iat": int(time.time()) + 3600},
    {"aud": ["console", "another"], "azp": "another"},
]


@pytest.mark.parametrize("claims", WRONG_CLAIMS)
async def test_a_token_that_is_not_for_us_does_not_count(
    signed_on: Console, provider: FakeProvider, claims: dict[str, Any]
) -> None:
    signed_on.add("zhang")
    provider.claims = claims
    visitor = signed_on.visitor()
    assert (await _log_in(visitor, provider)).status_code == 502
    assert not await visitor.is_in()
    [event] = signed_on.events("login.failed")
    assert (event.login, event.new) == ("", "统一登录没有成功")


@pytest.mark.parametrize(
    "change",
    [
        {"algorithm": "HS256"},
        {"foreign_key": True},
        {"issuer": "https://evil.example"},
        {"down": True},
    ],
)
async def test_a_provider_that_cannot_be_trusted_logs_nobody_in(
    signed_on: Console, provider: FakeProvider, change: dict[str, Any]
) -> None:
    signed_on.add("zhang")
    visitor = signed_on.visitor()
    back = await _return(visitor, provider)
    for name, value in change.items():
        setattr(provider, name, value)
    response = await visitor.get(back)
    assert response.status_code == 502
    assert "统一登录没有成功" in response.text
    assert not await visitor.is_in()
    if provider.down or provider.issuer != ISSUER:
        assert (await visitor.get("/console/oidc/start")).status_code == 502


async def test_an_answer_belongs_to_the_browser_that_asked(
    signed_on: Console, provider: FakeProvider
) -> None:
    signed_on.add("zhang")
    attacker, victim = signed_on.visitor(), signed_on.visitor()
    back = await _return(attacker, provider)
    assert (await victim.get(back)).status_code == 403
    await _return(victim, provider)
    assert (await victim.get(back)).status_code == 403
    assert not await victim.is_in()
    assert provider.used == []


async def test_a_code_works_once(signed_on: Console, provider: FakeProvider) -> None:
    signed_on.add("zhang")
    visitor = signed_on.visitor()
    back = await _return(visitor, provider)
    assert (await visitor.get(back)).status_code == 303
    assert (await visitor.get(back)).status_code == 403


@pytest.mark.parametrize("query", ["", "?error=access_denied", "?code=x", "?state=x"])
async def test_a_refusal_is_a_calm_page(signed_on: Console, query: str) -> None:
    response = await signed_on.visitor().get(f"/console/oidc/callback{query}")
    assert response.status_code == 403
    assert "统一登录没有成功" in response.text
