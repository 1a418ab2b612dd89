"""What was typed is still there after the session has ended."""

from __future__ import annotations

import html
import re

import httpx

from tests.web.console.harness import PASSWORD, Console, Visitor

TYPED = {
    "login": "wang",
    "name": '王"<b>五</b>\r\n&amp;',
    "role": "editor",
    "regions": ["a", "b"],
    "new_password": "a new secret",
}


def _fields(response: httpx.Response) -> list[tuple[str, str]]:
    found = re.findall(
        r'<textarea name="(\w+)" hidden>\n(.*?)</textarea>', response.text, re.DOTALL
    )
    return [(name, html.unescape(value)) for name, value in found]


async def _send_too_late(console: Console) -> tuple[Visitor, httpx.Response]:
    visitor = await console.logged_in("admin", role="admin")
    console.clock.forward(hours=9)
    response = await visitor.post("/console/people", TYPED)
    assert response.status_code == 401
    assert "您填的内容都还在" in response.text
    return visitor, response


async def test_after_the_log_in_it_can_be_sent_again(console: Console) -> None:
    visitor, page = await _send_too_late(console)
    carried = dict(_fields(page))
    assert list(carried) == ["unsent"]
    wrong = await visitor.post(
        "/console/login", {"login": "admin", "password": "wrong", **carried}
    )
    assert dict(_fields(wrong)) == carried
    offered = await visitor.post(
        "/console/login", {"login": "admin", "password": PASSWORD, **carried}
    )
    assert offered.status_code == 200
    assert 'action="/console/people"' in offered.text
    assert _fields(offered) == [
        ("login", "wang"),
        ("name", TYPED["name"]),
        ("role", "editor"),
        ("regions", "a"),
        ("regions", "b"),
    ], "passwords are not carried along"


async def test_a_form_from_before_another_log_in_can_be_sent_again(
    console: Console,
) -> None:
    visitor = await console.logged_in("admin", role="admin")
    old = visitor.csrf
    await visitor.post("/console/login", {"login": "admin", "password": PASSWORD})
    await visitor.get("/console/account")
    response = await visitor.post("/console/people", TYPED, csrf=old)
    assert response.status_code == 403
    assert ("login", "wang") in _fields(response)
    sent = await visitor.post("/console/people", {**dict(_fields(response))})
    assert sent.status_code == 200
    assert "one-time-password" in sent.text


async def test_what_another_site_sends_is_never_offered(console: Console) -> None:
    visitor = await console.logged_in("admin", role="admin")
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}):
        response = await visitor.post("/console/people", TYPED, headers=headers)
        assert response.status_code == 403
        assert _fields(response) == []
    response = await visitor.client.post("/console/people", data=TYPED)
    assert (response.status_code, _fields(response)) == (403, [])


async def test_only_our_own_pages_are_resumed(console: Console) -> None:
    console.add("admin", role="admin")
    for unsent in (
        '["https://evil.example/", [["a", "b"]], false]',
        '["//evil.example", [], false]',
        "[]",
        "{",
        "[1, 2, 3]",
        '["/console/people", [1], false]',
    ):
        visitor = console.visitor()
        await visitor.get("/console/login")
        response = await visitor.post(
            "/console/login", {"login": "admin", "password": PASSWORD, "unsent": unsent}
        )
        assert response.status_code == 303, unsent
