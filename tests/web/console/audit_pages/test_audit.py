"""The audit's page and its export."""

from __future__ import annotations

import csv
import io

import pytest

from knowledge.models.audit import Audit
from knowledge.publishing import audit
from tests.web.console.content.pages import edit, only_draft, publish
from tests.web.console.harness import START, Console, Visitor, errors_of
from tests.web.console.imports.importing import imported
from web.console.audit_pages.spreadsheet_text import harmless


def _write(console: Console, **values: object) -> None:
    entry = {"at": START, "login": "li", "address": "", "event": "draft.save"}
    with console.session() as session:
        session.add(Audit(**{**entry, **values}))


async def _export(visitor: Visitor, query: str = "") -> list[dict[str, str]]:
    await visitor.get("/console/audit")
    response = await visitor.post(f"/console/audit/export{query}")
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in response.headers["content-disposition"]
    assert response.text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(response.text[1:])))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["a1", "a2", "a3"]),
        ("event=publish", ["a2"]),
        ("login=wang", ["a2"]),
        ("kind=programme", ["a1", "a2"]),
        ("item=a3", ["a3"]),
        ("since=2026-05-02", ["a3"]),
        ("until=2026-05-01", ["a1", "a2"]),
        ("since=2026-05-01&until=2026-05-01&kind=programme&login=li", ["a1"]),
        ("since=9999-12-31", ["a1", "a2", "a3"]),
        ("login=nobody", []),
    ],
)
async def test_entries_are_filtered(
    either_console: Console, query: str, found: list[str]
) -> None:
    console = either_console
    admin = await console.logged_in("admin", role="admin")
    _write(console, kind="programme", item_id="a1")
    _write(console, kind="programme", item_id="a2", login="wang", event="publish")
    # 00:30 in China on the second of May is still the first in UTC.
    later = START.replace(hour=16, minute=30)
    _write(console, kind="figure", item_id="a3", at=later)
    page = (await admin.get(f"/console/audit?{query}")).text
    assert [item for item in ("a1", "a2", "a3") if f" {item}</td>" in page] == found
    exported = [row["对象编号"] for row in await _export(admin, f"?{query}")]
    assert [item for item in exported if item in ("a1", "a2", "a3")] == found


async def test_a_bad_date_is_said_and_kept(console: Console) -> None:
    admin = await console.logged_in("admin", role="admin")
    response = await admin.get("/console/audit?since=2026-02-30")
    assert response.status_code == 422
    assert "2026-05-01" in errors_of(response)["since"]
    assert 'value="2026-02-30"' in response.text


async def test_values_show_as_text_and_never_as_markup(console: Console) -> None:
    admin = await console.logged_in("admin", role="admin")
    _write(console, old="<script>alert(1)</script>", new={"地区": ["郑州"]})
    page = (await admin.get("/console/audit")).text
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "郑州" in page


async def test_the_export_has_no_formulas_and_is_written_down(
    either_console: Console,
) -> None:
    console = either_console
    admin = await console.logged_in("admin", role="admin")
    _write(console, login="=cmd|' /C calc'!A0", old="+1", new='@x"\r\n=2')
    [row] = [row for row in await _export(admin) if row["操作"] == "保存草稿"]
    assert (row["账号"], row["原来"], row["后来"]) == (
        "'=cmd|' /C calc'!A0",
        "'+1",
        "'@x\"\r\n=2",
    )
    assert [event.login for event in console.events("audit.export")] == ["admin"]


async def test_a_long_export_is_complete(either_console: Console) -> None:
    console = either_console
    admin = await console.logged_in("admin", role="admin")
    with console.session() as session:
        session.add_all(
            Audit(at=START, login="li", address="", event="publish", item_id=str(n))
            for n in range(2500)
        )
    rows = await _export(admin, "?event=publish")
    assert [row["对象编号"] for row in rows] == [str(n) for n in range(2500)]


async def test_things_have_the_names_that_they_had_then(
    either: Console,
) -> None:
    console = either
    admin = await console.logged_in("admin", role="admin")
    author = await console.logged_in("zhang")
    await edit(author, "signpost", "unemployment", "submit", name="失业金")
    await publish(admin, console, only_draft(console, "signpost", "unemployment").id)
    await edit(author, "signpost", "unemployment", name="失业补助")
    rows = await _export(admin, "?kind=signpost")
    named = {(row["操作"], row["字段"], row["对象"]) for row in rows}
    assert ("保存草稿", "名称", "失业金") in named
    assert ("保存草稿", "名称", "失业补助") in named
    assert ("发布", "名称", "失业金") in named
    assert ("送审", "", "失业金") in named
    assert {row["对象编号"] for row in rows} == {"unemployment"}
    assert {row["姓名"] for row in rows} == {"zhang的姓名", "admin的姓名"}
    page = (await admin.get("/console/audit?item=失业补助")).text
    assert 'item?id=unemployment">失业补助</a>' in page
    assert "失业金</a>" not in page and ">unemployment<" not in page


async def test_names_are_found_for_what_was_written_down_without(
    either: Console,
) -> None:
    console = either
    admin = await console.logged_in("admin", role="admin")
    _write(console, kind="region", item_id="luoyang")
    _write(console, kind="staff", item_id="admin", event="logout")
    _write(console, kind="lookalike", item_id="没有过的", field="note")
    page = (await admin.get("/console/audit?login=li")).text
    assert 'item?id=luoyang">洛阳市</a>' in page
    assert "易混词 没有过的</td>" in page and "<td>备注</td>" in page
    page = (await admin.get("/console/audit?event=logout")).text
    assert f'people/{console.staff("admin").id}">admin的姓名</a>' in page


async def test_values_have_names_and_the_entry_keeps_ids(
    either: Console,
) -> None:
    console = either
    admin = await console.logged_in("admin", role="admin")
    for field, old, new in (
        ("角色", "editor", "reviewer"),
        ("限定地区", None, ["zhengzhou", "luoyang"]),
        ("限定事项", None, ["childcare"]),
    ):
        _write(
            console,
            kind="staff",
            item_id="admin",
            event="staff.change",
            field=field,
            old=old,
            new=new,
        )
    _write(console, event="draft.restore", new={"number": 2, "why": "还是老说法"})
    rows = {row["字段"]: row for row in await _export(admin, "?login=admin")}
    assert (rows["角色"]["原来"], rows["角色"]["后来"]) == ("编辑", "审核员")
    assert rows["限定地区"]["后来"] == "郑州市、洛阳市"
    assert rows["限定事项"]["后来"] == "职工子女爱心托管"
    page = (await admin.get("/console/audit?event=draft.restore")).text
    assert "版本：2；理由：还是老说法" in page
    entry = rows["限定地区"]["编号"]
    kept = (await admin.get(f"/console/audit/{entry}")).text
    assert "staff.change" in kept and "luoyang" in kept and "洛阳市" in kept
    assert (await admin.get("/console/audit/999999")).status_code == 404
    assert (await admin.get(f"/console/audit/{2**70}")).status_code == 404


async def test_imports_are_named_and_led_to(either: Console) -> None:
    console = either
    admin = await console.logged_in("admin", role="admin")
    number = await imported(console, admin)
    page = (await admin.get("/console/audit?kind=import")).text
    assert f'imports/{number}">词表.xlsx</a>' in page and "草稿份数：13" in page


async def test_what_cannot_be_written_down_is_not_done(
    either: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    console = either
    admin = await console.logged_in("admin", role="admin")
    author = await console.logged_in("zhang", name="旧名")
    staff = console.staff("zhang")
    await admin.get(f"/console/people/{staff.id}")
    person = {"name": "新名", "role": "editor", "active": "1", "version": "1"}

    def fail(*_arguments: object, **_values: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr(audit, "_entry", fail)
        response = await edit(author, "metric", "money_spent", name="花掉的钱")
        assert response.status_code == 500
        response = await admin.post(f"/console/people/{staff.id}", person)
        assert response.status_code == 500
    assert only_draft(console, "metric", "money_spent") is None
    assert console.staff("zhang").name == "旧名"
    response = await admin.post(f"/console/people/{staff.id}", person)
    assert response.status_code == 303
    assert console.staff("zhang").name == "新名"


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("", ""),
        ("普通", "普通"),
        ("a=b", "a=b"),
        ("=1+1", "'=1+1"),
        ("+86", "'+86"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("  =1", "'  =1"),
        ("\u3000=1", "'\u3000=1"),
        ("＝1", "'＝1"),
    ],
)
def test_formulas_become_text(text: str, safe: str) -> None:
    assert harmless(text) == safe
