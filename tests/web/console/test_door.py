"""Headers, calm failures, and what the door does not let in."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import text

from knowledge.publishing.errors import (
    NotAllowedError,
    NotFoundError,
    WrongStateError,
)
from tests.web.console.harness import Console
from tests.web.harness import Web
from web.console.people import directory
from web.middleware import LARGEST_BODY

PATHS = ["/console/login", "/console/account", "/console/people", "/console/nothing"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("role", [None, "admin", "reader"])
async def test_every_page_has_the_headers(
    console: Console, path: str, role: str | None
) -> None:
    visitor = await console.logged_in("zhang", role=role) if role else console.visitor()
    response = await visitor.get(path)
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "frame-ancestors 'none'" in policy
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["referrer-policy"] == "same-origin"
    assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/login", "/account", "/people", "/people/new"])
async def test_pages_name_no_other_host_and_have_nothing_inline(
    console: Console, path: str
) -> None:
    visitor = await console.logged_in("zhang", role="admin")
    if path == "/login":
        visitor = console.visitor()
    page = (await visitor.get(f"/console{path}")).text
    for found in re.findall(r'(?:src|href|action)="([^"]*)"', page):
        assert found.startswith(("/console/", "#")), found
    assert not re.search(
        r"\son\w+=|\sstyle=|<style|<script(?! type=.module. src)", page
    )


async def test_files_are_served_and_nothing_beside_them(console: Console) -> None:
    visitor = console.visitor()
    found = await visitor.get("/console/static/console.css")
    assert found.headers["content-type"].startswith("text/css")
    assert found.headers["cache-control"] == "no-cache"
    for path in ("../pages.py", "%2e%2e/pages.py", "..%2fpages.py", "none.css"):
        assert (await visitor.get(f"/console/static/{path}")).status_code == 404


async def test_without_database_there_is_a_calm_page(console: Console) -> None:
    visitor = await console.logged_in("zhang", role="admin")
    with console.session() as session:
        session.execute(text("ALTER TABLE staff RENAME TO gone"))
    for path in ("/console/people", "/console/login", "/console/account"):
        response = await visitor.get(path)
        assert response.status_code == 503
        assert "数据库暂时连不上" in response.text
    response = await visitor.post("/console/people", {"name": "张"})
    assert response.status_code == 503
    with console.session() as session:
        session.execute(text("ALTER TABLE gone RENAME TO staff"))
    assert await visitor.is_in()


@pytest.mark.parametrize(
    ("error", "status", "word"),
    [
        (NotAllowedError("这不归您管。"), 403, "这不归您管"),
        (NotFoundError("没有这份草稿。"), 404, "没有这份草稿"),
        (WrongStateError("已经发布了。"), 409, "已经发布了"),
        (RuntimeError("a secret of the inside"), 500, "系统出了问题"),
    ],
)
async def test_errors_are_pages(
    console: Console,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    status: int,
    word: str,
) -> None:
    visitor = await console.logged_in("zhang", role="admin")

    def fail(*_arguments: object) -> None:
        raise error

    monkeypatch.setattr(directory, "people", fail)
    response = await visitor.get("/console/people")
    assert response.status_code == status
    assert word in response.text
    assert "secret" not in response.text
    assert "default-src 'none'" in response.headers["content-security-policy"]


async def test_a_sentence_for_the_next_page_is_shown_once(console: Console) -> None:
    visitor = await console.logged_in("zhang")
    sent = await visitor.post("/console/account/sessions", {"session": "others"})
    assert "没有要退出的登录" in (await visitor.follow(sent)).text
    assert "没有要退出的登录" not in (await visitor.get("/console/account")).text


async def test_a_made_up_sentence_is_not_shown(console: Console) -> None:
    visitor = console.visitor()
    visitor.client.cookies.set("gxn_flash", "W1siaGkiLCJnb29kIl1d.x.y")
    assert 'class="flash' not in (await visitor.get("/console/login")).text


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/console/login", LARGEST_BODY * 10, 403),
        ("/console/login", 3 * 1024 * 1024, 413),
        ("/console", LARGEST_BODY * 2, 413),
        ("/consoles/x", LARGEST_BODY * 2, 413),
    ],
)
async def test_only_the_console_takes_large_forms(
    console: Console, path: str, size: int, status: int
) -> None:
    visitor = console.visitor()
    await visitor.get("/console/login")
    response = await visitor.post(path, {"login": "x" * size})
    assert response.status_code == status


async def test_too_many_fields_are_a_calm_page(console: Console) -> None:
    visitor = await console.logged_in("zhang")
    response = await visitor.post(
        "/console/logout", dict.fromkeys(map(str, range(10_001)), "")
    )
    assert response.status_code == 413
    assert "内容太多" in response.text


async def test_the_chat_keeps_its_own_rules(console: Console) -> None:
    web: Web = console.web
    assert (await web.client.post("/api/chat/session", json={})).status_code == 200
