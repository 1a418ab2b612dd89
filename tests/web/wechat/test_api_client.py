"""The way out: one token for all calls, and nowhere but to the configured address."""

from __future__ import annotations

import ast
import asyncio
import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

import web.wechat
from tests.web.wechat.fake_api import SECRET, FakeApi
from tests.web.wechat.virtual_time import now, virtually
from tests.web.wechat.worlds import API_BASE, OFFICIAL
from web.wechat.api_client import UNREACHABLE, ApiClient, ApiError
from web.wechat.memory import ProcessMemory
from web.wechat.official import OfficialAccount


def account(api: FakeApi, memory: ProcessMemory) -> OfficialAccount:
    """An account in front of the played API."""
    return OfficialAccount(OFFICIAL, memory, {}, api.transport)


def test_one_token_serves_all_calls_and_replicas() -> None:
    async def test() -> None:
        api, memory = FakeApi(), ProcessMemory(now)
        one, other = account(api, memory), account(api, memory)
        await asyncio.gather(*(one.send("u", ["a"]) for _ in range(5)))
        await other.send("u", ["b"])
        assert api.tokens == {False: 1}
        assert api.hosts == {"api.example.org"}

    virtually(test)


def test_a_token_is_fetched_anew_before_it_ends() -> None:
    async def test() -> None:
        api, memory = FakeApi(), ProcessMemory(now)
        one = account(api, memory)
        await one.send("u", ["a"])
        await asyncio.sleep(7000)
        await one.send("u", ["b"])
        assert api.tokens.total() == 2

    virtually(test)


@pytest.mark.parametrize(("code", "may"), [(48001, False), (45015, True), (-1, True)])
def test_an_account_without_the_right_sends_no_more(code: int, may: bool) -> None:
    async def test() -> None:
        api, memory = FakeApi(), ProcessMemory(now)
        one = OfficialAccount(
            replace(OFFICIAL, customer_service=True), memory, {}, api.transport
        )
        api.errors["message/custom/send"] = [code]
        assert await one.send("u", ["a"]) == 0
        assert one.can_send is may

    virtually(test)


@pytest.mark.parametrize("code", [40001, 40014, 42001])
def test_a_stale_token_is_replaced_once(code: int) -> None:
    async def test() -> None:
        api, memory = FakeApi(), ProcessMemory(now)
        one = account(api, memory)
        await one.send("u", ["a"])
        api.errors["message/custom/send"] = [code]
        assert await one.send("u", ["b"]) == 1
        assert api.tokens == {False: 1, True: 1}
        api.errors["message/custom/send"] = [code, code]
        assert await one.send("u", ["c"]) == 0
        assert api.tokens == {False: 1, True: 2}

    virtually(test)


def test_calls_that_fail_together_fetch_one_token() -> None:
    async def test() -> None:
        api, memory = FakeApi(), ProcessMemory(now)
        one = account(api, memory)
        await one.send("u", ["a"])
        api.expire_token()
        sent = await asyncio.gather(*(one.send("u", ["b"]) for _ in range(5)))
        assert sent == [1] * 5
        assert api.tokens.total() == 2

    virtually(test)


def broken(content: bytes, status: int = 200) -> httpx.MockTransport:
    return httpx.MockTransport(lambda _: httpx.Response(status, content=content))


def unreachable(_: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError(f"no way with {SECRET}")


@pytest.mark.parametrize(
    "transport",
    [
        broken(b"<html>"),
        broken(b"[]"),
        broken(b"{}", 502),
        broken(b'{"errcode": "x"}'),
        broken(b"\xff"),
        httpx.MockTransport(unreachable),
    ],
    ids=["HTML", "list", "502", "odd code", "no UTF-8", "unreachable"],
)
async def test_what_is_no_reply_is_an_error_without_details(
    transport: httpx.MockTransport,
) -> None:
    with pytest.raises(ApiError) as caught:
        await ApiClient(API_BASE, transport).get("/x", {"access_token": SECRET})
    assert caught.value.code == UNREACHABLE
    assert SECRET not in str(caught.value)
    assert caught.value.__cause__ is None


async def test_a_redirect_is_not_followed() -> None:
    hosts = []

    def lead_away(request: httpx.Request) -> httpx.Response:
        hosts.append(request.url.host)
        return httpx.Response(302, headers={"Location": "https://evil.example.com/"})

    client = ApiClient(API_BASE, httpx.MockTransport(lead_away))
    with pytest.raises(ApiError):
        await client.post("/x", {})
    assert hosts == ["api.example.org"]


async def test_proxies_of_the_environment_are_not_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    client = ApiClient(API_BASE)
    assert client._client._mounts == {}
    await client.close()


def test_tokens_are_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def test() -> None:
        await account(FakeApi(), ProcessMemory(now)).send("u", ["a"])

    caplog.set_level(logging.DEBUG, logger="web")
    virtually(test)
    assert "token-1" not in caplog.text
    assert logging.getLogger("httpx").level == logging.WARNING


def imports(path: Path) -> set[str]:
    """The modules that a file imports at run time and may call."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def test_only_the_client_makes_clients() -> None:
    packages = [
        Path(web.wechat.__path__[0]),
        Path(web.wechat.__path__[0]).parent / "wecom",
    ]
    forbidden = {"socket", "urllib3", "requests", "aiohttp", "http", "websockets"}
    for file in (file for package in packages for file in package.rglob("*.py")):
        assert not imports(file) & forbidden, file
        text = file.read_text()
        made: Any = "httpx.AsyncClient(" in text or "httpx.Client(" in text
        assert made == (file.name == "api_client.py"), file
