"""Roles × routes, asked of the server."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.routing import Mount, Route

from tests.web.console.conftest import running_console
from tests.web.console.harness import Clock, Console
from tests.web.console.people.actions import (
    ACTIONS,
    ALLOWED,
    EXAMPLES,
    OWN,
    PUBLIC,
)
from tests.web.fake_bot import FakeBot
from web.console.door import Door
from web.console.people import passwords

ROLES = ("admin", "reviewer", "editor", "reader")
OIDC = {
    "oidc_issuer": "https://login.example.org",
    "oidc_client_id": "console",
    "oidc_client_secret": "a secret",
}


def _url(path: str) -> str:
    for variable, value in EXAMPLES.items():
        path = path.replace(variable, value)
    assert "{" not in path, f"actions.EXAMPLES has no example for {path}"
    return f"/console{path}"


async def test_the_table_has_every_route(
    folder: Path, bot: FakeBot, clock: Clock
) -> None:
    async with running_console(folder, bot, clock, **OIDC) as console:
        [mount] = [
            route
            for route in console.web.app.routes
            if isinstance(route, Mount) and route.path == "/console"
        ]
        door = mount.app
        assert isinstance(door, Door)
        found = {
            (method, route.path)
            for route in door.app.routes
            if isinstance(route, Route)
            for method in route.methods or ()
            if method != "HEAD"
        }
    assert found == set(ACTIONS)


@pytest.mark.parametrize("role", ROLES)
async def test_the_server_refuses_what_a_role_may_not_do(
    console: Console, role: str
) -> None:
    console.add("somebody")
    visitor = await console.logged_in("zhang", role=role)
    wrong = []
    for (method, path), action in ACTIONS.items():
        if action in (PUBLIC, OWN):
            continue
        await visitor.get("/console/account")
        if method == "GET":
            response = await visitor.get(_url(path))
        else:
            response = await visitor.post(_url(path))
        if (response.status_code == 403) is (action in ALLOWED[role]):
            wrong.append((method, path, action, response.status_code))
    assert wrong == []


@pytest.mark.parametrize(("method", "path"), list(ACTIONS))
async def test_without_log_in_only_the_log_in_is_there(
    console: Console, method: str, path: str
) -> None:
    if ACTIONS[method, path] == PUBLIC:
        return
    visitor = console.visitor()
    await visitor.get("/console/login")
    if method == "GET":
        response = await visitor.get(_url(path))
    else:
        response = await visitor.post(_url(path))
    assert response.status_code in (303, 401)
    if response.status_code == 303:
        assert response.headers["location"].startswith("/console/login")


@pytest.mark.parametrize("path", [p for m, p in ACTIONS if m == "POST"])
@pytest.mark.parametrize("csrf", ["", "wrong", "０" * 43])
async def test_no_change_without_the_token(
    console: Console, path: str, csrf: str
) -> None:
    visitor = await console.logged_in("admin", role="admin")
    response = await visitor.post(_url(path), {"name": "x"}, csrf=csrf)
    assert response.status_code == 403
    assert await visitor.is_in()


@pytest.mark.parametrize("path", [p for m, p in ACTIONS if m == "POST"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://web.test.evil.example"},
        {"Origin": "https://web.test"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
async def test_no_change_from_another_site(
    console: Console, path: str, headers: dict[str, str]
) -> None:
    visitor = await console.logged_in("admin", role="admin")
    response = await visitor.post(_url(path), headers=headers)
    assert response.status_code == 403
    assert await visitor.is_in()


async def test_the_token_of_another_session_does_not_count(console: Console) -> None:
    other = await console.logged_in("li", role="admin")
    visitor = await console.logged_in("zhang", role="admin")
    response = await visitor.post("/console/people", csrf=other.csrf)
    assert response.status_code == 403


@pytest.mark.parametrize(
    ("role", "shown"),
    [("admin", True), ("reviewer", False), ("editor", False), ("reader", False)],
)
async def test_the_menu_shows_only_what_one_may_do(
    console: Console, role: str, shown: bool
) -> None:
    visitor = await console.logged_in("zhang", role=role)
    text = (await visitor.get("/console/account")).text
    assert ('href="/console/people"' in text) is shown
    assert ('href="/console/audit"' in text) is shown


@pytest.mark.parametrize("path", [p for m, p in ACTIONS if m == "GET"])
async def test_a_one_time_password_opens_nothing_else(
    console: Console, path: str
) -> None:
    if ACTIONS["GET", path] == PUBLIC or path == "/account/password":
        return
    hashed = passwords.make_hash("one-time pass word", one_time=True)
    console.add("zhang", role="admin", password_hash=hashed)
    visitor = console.visitor()
    await visitor.log_in("zhang", "one-time pass word")
    response = await visitor.get(_url(path))
    assert response.headers["location"] == "/console/account/password"
