"""The audit's page and its export."""

from __future__ import annotations

import csv
import io

import pytest

from knowledge.models.audit import Audit
from tests.web.console.harness import START, Console, Visitor, errors_of
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
    exported = [row["对象"] for row in await _export(admin, f"?{query}")]
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
    assert [row["对象"] for row in rows] == [str(n) for n in range(2500)]


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
