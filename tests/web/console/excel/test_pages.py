"""Upload, preview and confirmation through the pages; and what they refuse."""

from __future__ import annotations

import html
from datetime import timedelta

import pytest
from sqlalchemy import select

from knowledge.models import Draft
from knowledge.publishing.kinds import KINDS
from tests.knowledge.spreadsheets.books import opened, saved
from tests.web.console.excel.uploading import (
    AID,
    START,
    finished,
    send,
    signposts,
    uploaded,
)
from tests.web.console.harness import Console, errors_of
from web.console.excel.store import UploadStore

pytestmark = pytest.mark.asyncio


def _drafts(console: Console) -> list[Draft]:
    with console.session() as session:
        return list(session.scalars(select(Draft)))


async def test_from_the_file_to_drafts(seeded: Console) -> None:
    visitor = await seeded.logged_in("zhang")
    here, preview = await uploaded(visitor, signposts(AID))
    assert "新增" in preview.text and "法律援助" in preview.text
    assert _drafts(seeded) == []
    response = await visitor.post(f"{here}/confirm")
    assert (response.status_code, response.headers["location"]) == (303, here)
    page = await finished(visitor, here)
    assert "写成了1份草稿" in page.text
    [draft] = _drafts(seeded)
    assert draft.author_id == seeded.staff("zhang").id
    assert draft.document is not None and draft.document["hotline"] == "12348"
    [entry] = seeded.events("import")
    assert (entry.login, entry.address) == ("zhang", "192.0.2.1")
    again = await visitor.post(f"{here}/confirm")
    assert again.status_code == 409 and len(_drafts(seeded)) == 1


async def test_what_is_wrong_is_shown_and_the_file_comes_back(
    seeded: Console,
) -> None:
    visitor = await seeded.logged_in("zhang")
    bad = [*AID[:3], "=1+1", *AID[4:]]
    here, preview = await uploaded(visitor, signposts(bad), "我的<表>.xlsx")
    assert "这一格是公式，请填值" in preview.text
    assert "我的&lt;表&gt;.xlsx" in preview.text
    assert f"{here}/confirm" not in preview.text
    assert (await visitor.post(f"{here}/confirm")).status_code == 409
    back = await visitor.get(f"{here}/marked.xlsx")
    assert "公式" in opened(back.content)["指路"]["D2"].comment.text
    assert _drafts(seeded) == []


async def test_what_to_look_at_twice_is_shown_and_keeps_nothing_back(
    seeded: Console,
) -> None:
    visitor = await seeded.logged_in("zhang")
    row = [*AID[:5], "爱心驿栈", None]
    here, page = await uploaded(visitor, signposts(row))
    assert "提醒：能写成草稿，但请再看一眼（1处）" in page.text
    assert "“爱心驿栈”和“户外劳动者驿站”的“爱心驿站”只差一个字" in page.text
    response = await visitor.post(f"{here}/confirm")
    assert response.status_code == 303
    await finished(visitor, here)
    assert len(_drafts(seeded)) == 1


async def test_differences_are_shown(seeded: Console) -> None:
    visitor = await seeded.logged_in("zhang")
    listed = await visitor.get(f"{START}/list/metric.xlsx")
    book = opened(listed.content)
    book["指标"]["C3"] = "换了名字"
    _, preview = await uploaded(visitor, saved(book))
    assert "<ins>换了名字</ins>" in preview.text


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"PK nothing", "表.xlsx", "改成了.xlsx"),
        ("名称,电话".encode(), "表.csv", "不收CSV"),
        (signposts(AID), "表.xlsm", "宏"),
        (b"", "表.xlsx", "空的"),
    ],
    ids=["renamed", "csv", "macros", "empty"],
)
async def test_unusable_files(
    seeded: Console, content: bytes, name: str, reason: str
) -> None:
    visitor = await seeded.logged_in("zhang")
    _, page = await uploaded(visitor, content, name)
    assert reason in html.unescape(page.text)
    assert "重新上传" in page.text


async def test_no_file_and_too_large_a_file(seeded: Console) -> None:
    visitor = await seeded.logged_in("zhang")
    await visitor.get(START)
    response = await visitor.post(f"{START}/import")
    assert response.status_code == 422
    assert errors_of(response) == {"file": "请选一个.xlsx文件"}
    response = await send(visitor, b"PK\x03\x04" + b"0" * (10 * 1024 * 1024))
    assert response.status_code == 422
    assert "10 MB" in errors_of(response)["file"]


async def test_an_import_belongs_to_whoever_uploaded_it(seeded: Console) -> None:
    zhang = await seeded.logged_in("zhang")
    here, _ = await uploaded(zhang, signposts(AID))
    other = await seeded.logged_in("other", role="admin")
    for path in (here, f"{here}/progress", f"{here}/marked.xlsx"):
        assert (await other.get(path)).status_code == 404
    for path in (f"{here}/confirm", f"{here}/discard"):
        assert (await other.post(path)).status_code == 404
    assert (await zhang.get(here)).status_code == 200
    assert (await zhang.get(f"{START}/import/..%2f..")).status_code == 404


async def test_it_is_forgotten_after_an_hour_or_when_discarded(
    seeded: Console,
) -> None:
    visitor = await seeded.logged_in("zhang")
    here, _ = await uploaded(visitor, signposts(AID))
    seeded.clock.forward(minutes=59)
    assert (await visitor.get(here)).status_code == 200
    seeded.clock.forward(minutes=2)
    assert (await visitor.get(here)).status_code == 404
    assert (await visitor.post(f"{here}/confirm")).status_code == 404
    second, _ = await uploaded(visitor, signposts(AID))
    folder = seeded.web.services.settings.var_dir / "imports"
    assert [path.name for path in folder.iterdir()] == [second.rsplit("/", 1)[1]]
    assert (await visitor.post(f"{second}/discard")).status_code == 303
    assert list(folder.iterdir()) == []


async def test_what_changed_meanwhile_is_reported(seeded: Console) -> None:
    zhang = await seeded.logged_in("zhang")
    wang = await seeded.logged_in("wang")
    mine, _ = await uploaded(zhang, signposts(AID))
    theirs, _ = await uploaded(wang, signposts([*AID[:4], "别的话。", None, None]))
    await wang.post(f"{theirs}/confirm")
    await finished(wang, theirs)
    await zhang.post(f"{mine}/confirm")
    page = await finished(zhang, mine)
    assert "指路“法律援助”在预览以后被改过" in page.text
    [draft] = _drafts(seeded)
    assert draft.document is not None and draft.document["text"] == "别的话。"


@pytest.mark.parametrize(
    ("role", "exports", "imports"),
    [
        ("reader", True, False),
        ("editor", True, True),
        ("reviewer", True, True),
        ("admin", True, True),
    ],
)
async def test_roles(seeded: Console, role: str, exports: bool, imports: bool) -> None:
    visitor = await seeded.logged_in("somebody", role=role)
    page = await visitor.get(START)
    assert (f'action="{START}/import"' in page.text) is imports
    sent = await send(visitor, signposts(AID))
    assert sent.status_code == (303 if imports else 403)
    listed = await visitor.get(f"{START}/list/signpost.xlsx")
    assert (listed.status_code == 200) is exports
    template = f"{START}/template/signpost.xlsx"
    assert (template in page.text, "模板" in page.text) == (imports, imports)
    assert ((await visitor.get(template)).status_code == 200) is imports
    if imports:
        await finished(visitor, sent.headers["location"])


async def test_a_stranger_gets_nothing(seeded: Console) -> None:
    visitor = seeded.visitor()
    for path in (START, f"{START}/list/metric.xlsx", f"{START}/template/metric.xlsx"):
        response = await visitor.get(path)
        assert response.status_code == 303
        assert "/console/login" in response.headers["location"]


@pytest.mark.parametrize(
    "limits", [{"programmes": ["childcare"]}, {"regions": ["luoyang"]}]
)
async def test_whoever_is_limited_gets_templates_of_what_they_may_import(
    seeded: Console, limits: dict[str, list[str]]
) -> None:
    visitor = await seeded.logged_in("limited", **limits)
    page = await visitor.get(START)
    offered, served = set(), set()
    for kind in KINDS:
        template = f"{START}/template/{kind}.xlsx"
        if template in page.text:
            offered.add(kind)
        if (await visitor.get(template)).status_code == 200:
            served.add(kind)
    assert offered == served == {"programme", "figure", "site", "source"}


async def test_limits_hold_for_each_row(seeded: Console) -> None:
    visitor = await seeded.logged_in("limited", programmes=["childcare"])
    _, page = await uploaded(visitor, signposts(AID))
    assert "不在您负责的范围内" in page.text


async def test_lists_templates_and_dossiers(seeded: Console) -> None:
    visitor = await seeded.logged_in("zhang")
    response = await visitor.get(f"{START}/list/figure.xlsx?period=2020&search=")
    sheet = opened(response.content)["数字"]
    assert [cell.value for cell in sheet["B"]][2:] == ["station_2020_result"]
    response = await visitor.get(f"{START}/list/figure.xlsx?period=abc")
    assert opened(response.content)["数字"].max_row == 2
    response = await visitor.get(f"{START}/dossier.xlsx?id=childcare")
    assert "%E8%81%8C" in response.headers["content-disposition"]
    assert "内容" in opened(response.content).sheetnames
    response = await visitor.get(f"{START}/template/programme.xlsx")
    assert opened(response.content)["服务"]["A3"].value == "示例"
    assert [one.kind for one in seeded.events("export")] == [
        "figure",
        "figure",
        "programme",
    ]
    for path in ("list/nothing.xlsx", "template/nothing.xlsx", "dossier.xlsx?id=no"):
        assert (await visitor.get(f"{START}/{path}")).status_code == 404


async def test_an_import_whose_process_is_gone(seeded: Console) -> None:
    """It must not look busy for ever."""
    visitor = await seeded.logged_in("zhang")
    store = UploadStore(seeded.web.services.settings.var_dir / "imports", seeded.clock)
    upload = store.add(seeded.staff("zhang").id, "表.xlsx", signposts(AID))
    here = f"{START}/import/{upload.import_id}"
    # Without JavaScript the page asks again by itself.
    busy = (await visitor.get(here)).text
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in busy
    assert not (await visitor.get(f"{here}/progress")).json()["finished"]
    assert (await send(visitor, signposts(AID))).status_code == 422
    seeded.clock.now += timedelta(minutes=11)
    assert (await visitor.get(f"{here}/progress")).json()["finished"]
    assert "中断" in (await visitor.get(here)).text
    assert (await send(visitor, signposts(AID))).status_code == 303
