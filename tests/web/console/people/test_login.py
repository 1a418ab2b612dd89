"""Logging in: what works, what fails, and that failures tell nothing."""

from __future__ import annotations

import asyncio
import re

import httpx
import pyotp
import pytest

from tests.web.console.harness import PASSWORD, Console, errors_of

WRONG = "账号、密码或动态码不对"


async def test_a_log_in_leads_to_the_page_that_was_wanted(
    either_console: Console,
) -> None:
    either_console.add("zhang")
    visitor = either_console.visitor()
    sent_away = await visitor.get("/console/account?from=mail")
    assert sent_away.headers["location"] == (
        "/console/login?next=%2Fconsole%2Faccount%3Ffrom%3Dmail"
    )
    await visitor.follow(sent_away)
    response = await visitor.post(
        "/console/login",
        {"login": "zhang", "password": PASSWORD, "next": "/console/account?from=mail"},
    )
    assert response.headers["location"] == "/console/account?from=mail"
    assert await visitor.is_in()
    [event] = either_console.events("login")
    assert (event.login, event.address, event.new) == ("zhang", "192.0.2.1", "密码")


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/console/",
        "/console/\\evil",
        "/console/\nx",
        "javascript:alert(1)",
        "/",
        "/console/logout",
    ],
)
async def test_a_log_in_leads_nowhere_else(console: Console, target: str) -> None:
    console.add("zhang")
    visitor = console.visitor()
    await visitor.get("/console/login")
    response = await visitor.post(
        "/console/login", {"login": "zhang", "password": PASSWORD, "next": target}
    )
    assert response.headers["location"] == "/console/"


async def test_every_failure_reads_the_same(console: Console) -> None:
    console.add("right")
    console.add("gone", active=False)
    console.add("single-sign-on", password_hash=None)
    console.add("codes", totp_secret=pyotp.random_base32())
    said = set()
    for login, password in (
        ("right", "x" * 20),
        ("right", ""),
        ("right", "x" * 100_000),
        ("nobody", PASSWORD),
        ("", ""),
        ("gone", PASSWORD),
        ("single-sign-on", PASSWORD),
        ("codes", PASSWORD),
        ("right\x00", PASSWORD),
        ("' OR 1=1 --", PASSWORD),
    ):
        response = await console.visitor().log_in(login, password)
        assert response.status_code == 403
        said.add(errors_of(response)["login"])
        assert "x" * 20 not in response.text
    assert len(said) == 1
    assert WRONG in said.pop()


async def test_a_password_typed_into_the_wrong_field_is_not_written_down(
    console: Console,
) -> None:
    await console.visitor().log_in(PASSWORD, "")
    [event] = console.events("login.failed")
    assert (event.login, event.item_id, event.new) == ("", None, "没有这个账号")


async def test_five_failures_lock_the_account_for_15_minutes(
    either_console: Console,
) -> None:
    console = either_console
    console.add("zhang")
    visitor = console.visitor()
    for _ in range(5):
        await visitor.log_in("zhang", "wrong password")
    locked = await visitor.log_in("zhang")
    assert locked.status_code == 403
    assert WRONG in errors_of(locked)["login"]
    console.clock.forward(minutes=14, seconds=59)
    assert (await visitor.log_in("zhang")).status_code == 403
    console.clock.forward(seconds=2)
    assert (await visitor.log_in("zhang")).status_code == 303
    assert console.staff("zhang").failures == 0
    reasons = [event.new for event in console.events("login.failed")]
    assert reasons == ["密码不对"] * 5 + ["账号锁定中"] * 2


async def test_a_success_in_between_starts_the_count_anew(console: Console) -> None:
    console.add("zhang")
    visitor = console.visitor()
    for _ in range(2):
        for _ in range(4):
            await visitor.log_in("zhang", "wrong password")
        assert (await console.visitor().log_in("zhang")).status_code == 303


async def test_many_attempts_at_once_are_no_more_than_five(
    either_console: Console,
) -> None:
    console = either_console
    console.add("zhang")
    visitors = [console.visitor() for _ in range(12)]
    await asyncio.gather(*(v.log_in("zhang", "wrong password") for v in visitors))
    reasons = [event.new for event in console.events("login.failed")]
    assert sorted(reasons) == sorted(["密码不对"] * 5 + ["账号锁定中"] * 7)


async def test_an_address_that_fails_too_often_is_refused(console: Console) -> None:
    console.add("zhang")
    for number in range(20):
        await console.visitor().log_in(f"nobody{number}")
    response = await console.visitor().log_in("zhang")
    assert response.status_code == 429
    elsewhere = console.visitor()
    elsewhere.client = httpx.AsyncClient(
        transport=httpx.ASGITransport(console.web.app, client=("192.0.2.2", 1)),
        base_url="http://web.test",
    )
    assert (await elsewhere.log_in("zhang")).status_code == 303


async def test_a_log_in_changes_the_token_and_ends_the_old_session(
    console: Console,
) -> None:
    visitor = await console.logged_in("zhang")
    old = visitor.client.cookies["gxn_staff"]
    await visitor.post("/console/login", {"login": "zhang", "password": PASSWORD})
    assert visitor.client.cookies["gxn_staff"] != old
    thief = console.visitor()
    thief.client.cookies.set("gxn_staff", old)
    assert not await thief.is_in()


async def test_a_planted_token_is_never_taken_over(console: Console) -> None:
    console.add("zhang")
    visitor = console.visitor()
    visitor.client.cookies.set("gxn_staff", "planted", domain="web.test", path="/")
    await visitor.log_in("zhang")
    assert "planted" not in visitor.client.cookies.values()


async def test_cookies_are_out_of_reach(console: Console) -> None:
    console.add("zhang")
    visitor = console.visitor()
    await visitor.get("/console/login")
    response = await visitor.post(
        "/console/login", {"login": "zhang", "password": PASSWORD}
    )
    [cookie] = [
        value
        for value in response.headers.get_list("set-cookie")
        if value.startswith("gxn_staff=")
    ]
    assert re.fullmatch(
        r"gxn_staff=[\w-]{43}; Path=/; Max-Age=28800; HttpOnly; SameSite=Lax", cookie
    )


async def test_https_has_the_stricter_cookie(console: Console) -> None:
    console.add("zhang")
    client = httpx.AsyncClient(
        transport=httpx.ASGITransport(console.web.app), base_url="https://web.test"
    )
    page = await client.get("/console/login")
    token = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert token
    response = await client.post(
        "/console/login",
        data={"login": "zhang", "password": PASSWORD, "csrf": token[1]},
        headers={"Origin": "https://web.test"},
    )
    cookies = response.headers.get_list("set-cookie")
    assert any(cookie.startswith("__Host-gxn_staff=") for cookie in cookies)
    assert all(cookie.endswith("; Secure") for cookie in cookies)
    assert (await client.get("/console/account")).status_code == 200


async def test_the_page_says_that_there_is_nobody_yet(console: Console) -> None:
    assert (
        ".venv/bin/python -m web.console admin create"
        in (await console.visitor().get("/console/login")).text
    )
    console.add("zhang")
    assert "admin create" not in (await console.visitor().get("/console/login")).text


async def test_a_code_is_needed_and_works_once(either_console: Console) -> None:
    console = either_console
    secret = pyotp.random_base32()
    console.add("zhang", totp_secret=secret)
    code = pyotp.TOTP(secret).at(console.clock.now)
    assert (await console.visitor().log_in("zhang")).status_code == 403
    assert (await console.visitor().log_in("zhang", code="000000")).status_code == 403
    spaced = f"{code[:3]} {code[3:]}"
    assert (await console.visitor().log_in("zhang", code=spaced)).status_code == 303
    assert (await console.visitor().log_in("zhang", code=code)).status_code == 403
    console.clock.forward(seconds=30)
    fresh = pyotp.TOTP(secret).at(console.clock.now)
    assert (await console.visitor().log_in("zhang", code=fresh)).status_code == 303


@pytest.mark.parametrize("code", ["", "12345６", "１２３４５６", "abcdef", "1" * 99])
async def test_nonsense_is_no_code(console: Console, code: str) -> None:
    console.add("zhang", totp_secret=pyotp.random_base32())
    assert (await console.visitor().log_in("zhang", code=code)).status_code == 403
