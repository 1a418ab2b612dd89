"""Sessions end when they should, and only those that should."""

from __future__ import annotations

import hashlib

import pytest
from sqlalchemy import select

from knowledge.models.staff import StaffSession
from tests.web.console.harness import Console, Visitor


async def test_a_session_lasts_eight_hours(either_console: Console) -> None:
    visitor = await either_console.logged_in("zhang")
    either_console.clock.forward(hours=7, minutes=59)
    assert await visitor.is_in()
    either_console.clock.forward(minutes=2)
    assert not await visitor.is_in()


async def test_the_database_holds_no_token(console: Console) -> None:
    visitor = await console.logged_in("zhang")
    token = visitor.client.cookies["gxn_staff"]
    with console.session() as session:
        [stored] = session.scalars(select(StaffSession))
    assert stored.id == hashlib.sha256(token.encode()).hexdigest()
    thief = console.visitor()
    thief.client.cookies.set("gxn_staff", stored.id)
    assert not await thief.is_in()


async def test_a_log_out_ends_the_session_for_good(either_console: Console) -> None:
    visitor = await either_console.logged_in("zhang")
    token = visitor.client.cookies["gxn_staff"]
    response = await visitor.post("/console/logout")
    assert "已退出登录" in (await visitor.follow(response)).text
    visitor.client.cookies.set("gxn_staff", token)
    assert not await visitor.is_in()
    [event] = either_console.events("logout")
    assert (event.login, event.item_id) == ("zhang", "zhang")


async def _second(console: Console, login: str) -> Visitor:
    visitor = console.visitor()
    await visitor.log_in(login)
    return visitor


async def test_one_session_can_be_ended_from_another(console: Console) -> None:
    first = await console.logged_in("zhang")
    second = await _second(console, "zhang")
    page = await first.get("/console/account")
    token = second.client.cookies["gxn_staff"]
    number = hashlib.sha256(token.encode()).hexdigest()
    assert number in page.text
    await first.post("/console/account/sessions", {"session": number})
    assert not await second.is_in()
    assert await first.is_in()


async def test_all_others_can_be_ended(console: Console) -> None:
    first = await console.logged_in("zhang")
    others = [await _second(console, "zhang") for _ in range(2)]
    await first.post("/console/account/sessions", {"session": "others"})
    assert [await other.is_in() for other in others] == [False, False]
    assert await first.is_in()


async def test_nobody_ends_the_session_of_another(console: Console) -> None:
    victim = await console.logged_in("li")
    attacker = await console.logged_in("zhang")
    token = victim.client.cookies["gxn_staff"]
    number = hashlib.sha256(token.encode()).hexdigest()
    await attacker.post("/console/account/sessions", {"session": number})
    assert await victim.is_in()


@pytest.mark.parametrize(
    ("change", "ends"),
    [
        ({"role": "reviewer"}, True),
        ({"active": ""}, True),
        ({"programmes_limited": "1", "programmes": []}, None),
        ({"name": "新名字"}, False),
    ],
)
async def test_changed_rights_end_all_sessions(
    either_console: Console, change: dict[str, str], ends: bool | None
) -> None:
    console = either_console
    admin = await console.logged_in("admin", role="admin")
    visitor = await console.logged_in("zhang")
    staff = console.staff("zhang")
    await admin.get(f"/console/people/{staff.id}")
    sent = {"name": "张", "role": "editor", "active": "1", "version": "1", **change}
    response = await admin.post(f"/console/people/{staff.id}", sent)
    if ends is None:
        assert response.status_code == 422
    else:
        assert response.status_code == 303, response.text
    assert await visitor.is_in() is not bool(ends)


async def test_a_token_is_looked_up_only_if_it_can_be_one(console: Console) -> None:
    visitor = console.visitor()
    visitor.client.cookies.set("gxn_staff", "x" * 100_000)
    assert not await visitor.is_in()
