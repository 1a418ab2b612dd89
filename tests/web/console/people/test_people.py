"""Administrators look after people."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pyotp
import pytest
from sqlalchemy import func, select

from knowledge.models import Programme, Region
from knowledge.models.staff import Staff
from tests.web.console.harness import PASSWORD, Console, Visitor, errors_of

FORM = {"name": "张丽", "role": "editor", "active": "1"}
OTHER = "山高月小水落石出清风徐来"
NEW = {**FORM, "login": "zhang.li", "one_time": "1"}


async def _admin(console: Console) -> Visitor:
    return await console.logged_in("admin", role="admin")


async def _change(console: Console, by: Visitor, login: str, **change: Any) -> Any:
    staff = console.staff(login)
    await by.get(f"/console/people/{staff.id}")
    sent = {
        "name": staff.name,
        "role": staff.role,
        "active": "1" if staff.active else "",
        "version": str(staff.version),
        **change,
    }
    return await by.post(f"/console/people/{staff.id}", sent)


async def test_a_new_person_gets_a_password_for_one_use(
    either_console: Console,
) -> None:
    console = either_console
    admin = await _admin(console)
    await admin.get("/console/people/new")
    page = await admin.post("/console/people", NEW)
    found = re.search(r'id="one-time-password">([^<]+)<', page.text)
    assert found
    assert page.headers["cache-control"] == "no-store"
    visitor = console.visitor()
    await visitor.follow(await visitor.log_in("zhang.li", found[1]))
    assert not await visitor.is_in()
    await visitor.get("/console/account/password")
    done = await visitor.post(
        "/console/account/password",
        {
            "password": found[1],
            "new_password": OTHER,
            "again_password": OTHER,
        },
    )
    assert done.status_code == 303, done.text
    assert await visitor.is_in()
    assert (await console.visitor().log_in("zhang.li", found[1])).status_code == 403
    written = {e.field: e.new for e in console.events("staff.create")}
    assert written == {"姓名": "张丽", "角色": "editor", "是否启用": True}
    texts = str([(e.old, e.new, e.field) for e in console.events("staff.create")])
    assert found[1] not in texts
    assert "argon2" not in texts


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("login", ""),
        ("login", "Zhang"),
        ("login", "张"),
        ("login", "a"),
        ("login", "a" * 65),
        ("login", "a b"),
        ("login", "<script>"),
        ("login", "admin"),
        ("name", "  "),
        ("name", "长" * 65),
        ("role", "owner"),
        ("regions_limited", "1"),
        ("programmes_limited", "1"),
    ],
)
async def test_what_is_wrong_is_said_by_field_and_kept(
    console: Console, field: str, value: str
) -> None:
    admin = await _admin(console)
    await admin.get("/console/people/new")
    response = await admin.post("/console/people", {**NEW, field: value})
    assert response.status_code == 422
    named = field.removesuffix("_limited")
    assert list(errors_of(response)) == [named]
    assert f'id="field-{named}"' in response.text
    kept = NEW["name"] if field != "name" else NEW["login"]
    assert kept in response.text
    assert "<script>" not in response.text


async def test_limits_are_kept_and_checked(either_console: Console) -> None:
    console = either_console
    with console.session() as session:
        session.add_all(
            [
                Region(id="henan", name="河南省", kind="country", position=1),
                Programme(
                    id="care",
                    name="爱心托管",
                    kind="service",
                    summary="托管",
                    position=1,
                ),
            ]
        )
    admin = await _admin(console)
    await admin.get("/console/people/new")
    limits: dict[str, Any] = {
        "regions_limited": "1",
        "regions": ["henan"],
        "programmes_limited": "1",
        "programmes": ["care"],
    }
    unknown = {**NEW, **limits, "regions": ["henan", "atlantis"]}
    assert list(errors_of(await admin.post("/console/people", unknown))) == ["regions"]
    for_admin = {**NEW, **limits, "role": "admin"}
    assert set(errors_of(await admin.post("/console/people", for_admin))) == {
        "regions",
        "programmes",
    }
    assert (await admin.post("/console/people", {**NEW, **limits})).status_code == 200
    staff = console.staff("zhang.li")
    assert (staff.regions, staff.programmes) == (["henan"], ["care"])
    page = await admin.get(f"/console/people/{staff.id}")
    assert 'name="regions" value="henan" checked' in page.text


async def test_two_administrators_on_one_person_lose_nothing(
    console: Console,
) -> None:
    first = await _admin(console)
    second = await console.logged_in("admin2", role="admin")
    console.add("zhang", name="旧名")
    assert (await _change(console, first, "zhang", name="甲改的")).status_code == 303
    late = await _change(console, second, "zhang", name="乙改的", version="1")
    assert late.status_code == 422
    assert "别人刚刚改过" in late.text
    assert "乙改的" in late.text
    assert console.staff("zhang").name == "甲改的"


async def test_every_change_is_written_down(either_console: Console) -> None:
    console = either_console
    admin = await _admin(console)
    console.add("zhang", name="旧名")
    await _change(console, admin, "zhang", name="新名", role="reviewer")
    events = console.events("staff.change")
    assert [(e.login, e.address, e.item_id, e.field, e.old, e.new) for e in events] == [
        ("admin", "192.0.2.1", "zhang", "姓名", "旧名", "新名"),
        ("admin", "192.0.2.1", "zhang", "角色", "editor", "reviewer"),
    ]


@pytest.mark.parametrize("change", [{"role": "editor"}, {"active": ""}])
async def test_the_last_administrator_stays(
    either_console: Console, change: dict[str, str]
) -> None:
    console = either_console
    admin = await _admin(console)
    console.add("gone", role="admin", active=False)
    response = await _change(console, admin, "admin", **change)
    assert "最后一位管理员" in errors_of(response)["role"]
    assert await admin.is_in()


async def test_nobody_takes_the_role_from_themselves(console: Console) -> None:
    admin = await _admin(console)
    console.add("admin2", role="admin")
    response = await _change(console, admin, "admin", role="editor")
    assert "另一位管理员" in errors_of(response)["role"]


async def test_two_administrators_cannot_remove_each_other_at_once(
    either_console: Console,
) -> None:
    console = either_console
    for round_number in range(3):
        one, two = f"a{round_number}", f"b{round_number}"
        visitors = [await console.logged_in(name, role="admin") for name in (one, two)]
        await asyncio.gather(
            _change(console, visitors[0], two, role="reader"),
            _change(console, visitors[1], one, role="reader"),
        )
        with console.session() as session:
            wanted = select(func.count()).where(Staff.role == "admin", Staff.active)
            assert session.scalar(wanted) == 1
            for staff in session.scalars(select(Staff)):
                staff.role = "reader"


async def test_who_is_put_out_of_use_stays_on_record(console: Console) -> None:
    admin = await _admin(console)
    console.add("zhang")
    assert (await _change(console, admin, "zhang", active="")).status_code == 303
    assert (await console.visitor().log_in("zhang")).status_code == 403
    assert "zhang" in (await admin.get("/console/people?state=inactive")).text
    for method in ("DELETE", "PUT"):
        number = console.staff("zhang").id
        response = await admin.client.request(method, f"/console/people/{number}")
        assert response.status_code == 405


@pytest.mark.parametrize(
    ("measure", "event"),
    [
        ("password", "password.reset"),
        ("totp", "totp.reset"),
        ("sessions", "session.end"),
    ],
)
async def test_measures_are_asked_about_and_end_the_sessions(
    either_console: Console, measure: str, event: str
) -> None:
    console = either_console
    admin = await _admin(console)
    visitor = await console.logged_in("zhang")
    path = f"/console/people/{console.staff('zhang').id}/{measure}"
    with console.session() as session:
        staff = session.scalars(select(Staff).where(Staff.login == "zhang")).one()
        staff.totp_secret = pyotp.random_base32()
    assert "“zhang的姓名”" in (await admin.get(path)).text
    assert await visitor.is_in()
    response = await admin.post(path)
    assert response.status_code in (200, 303)
    assert not await visitor.is_in()
    assert len(console.events(event)) == 1
    if measure == "totp":
        assert (await console.visitor().log_in("zhang")).status_code == 303
    if measure == "password":
        assert (await console.visitor().log_in("zhang")).status_code == 403


async def test_an_administrator_unlocks(console: Console) -> None:
    admin = await _admin(console)
    console.add("zhang")
    for _ in range(5):
        await console.visitor().log_in("zhang", "wrong password")
    assert "已锁定" in (await admin.get("/console/people")).text
    path = f"/console/people/{console.staff('zhang').id}/unlock"
    await admin.get(path)
    await admin.post(path)
    assert (await console.visitor().log_in("zhang", PASSWORD)).status_code == 303


@pytest.mark.parametrize(
    "path",
    ["/people/999", "/people/99999999999999999999", "/people/1/nothing", "/people/x"],
)
async def test_what_is_not_there_is_a_calm_page(console: Console, path: str) -> None:
    admin = await _admin(console)
    response = await admin.get(f"/console{path}")
    assert response.status_code == 404
    assert "没有找到" in response.text
    await admin.get("/console/account")
    assert (await admin.post(f"/console{path}")).status_code == 404


async def test_the_list_is_searched_sorted_and_paged(either_console: Console) -> None:
    console = either_console
    admin = await _admin(console)
    for number in range(60):
        console.add(f"p{number:02}", name=f"第{number}人")
    first = (await admin.get("/console/people?sort=-login")).text
    assert "p59" in first
    assert "p05" not in first
    assert "共 61 条" in first
    second = (await admin.get("/console/people?sort=-login&page=2")).text
    assert "p05" in second
    assert "p59" not in second
    found = (await admin.get("/console/people?q=第7人")).text
    assert "p07" in found
    assert "p08" not in found
    assert "没有符合条件的记录" in (await admin.get("/console/people?q=%25")).text
    for nonsense in ("?page=-1", "?page=x", "?page=99999999999", "?sort=password_hash"):
        assert (await admin.get(f"/console/people{nonsense}")).status_code == 200
