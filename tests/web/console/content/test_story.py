"""From a new item to its being brought back, by two people."""

from __future__ import annotations

import pytest

from knowledge.models import Draft
from knowledge.publishing.documents import live_document
from tests.web.console.content.pages import (
    create,
    edit,
    form_of,
    item,
    only_draft,
    publish,
    shown,
)
from tests.web.console.harness import Console
from web.console.content import editor_pages


def _live(console: Console, kind: str, item_id: str) -> dict[str, object] | None:
    with console.session() as session:
        return live_document(session, kind, item_id)


async def test_a_new_item_is_written_reviewed_published_and_brought_back(
    either: Console,
) -> None:
    author = await either.logged_in("zhang", role="editor")
    reviewer = await either.logged_in("li", role="reviewer")

    # An id is made up of the name.
    response = await create(
        author, "metric", "submit", name="暖心小屋数", aliases="暖心小屋\n小屋数量"
    )
    draft = only_draft(either, "metric", "nxxws")
    assert response.headers["location"] == f"/console/drafts/review?id={draft.id}"
    assert draft.state == "review"
    assert _live(either, "metric", "nxxws") is None
    assert "暖心小屋数" in (await reviewer.get("/console/")).text

    page = await reviewer.get(f"/console/drafts/review?id={draft.id}")
    assert "小屋数量" in shown(page) and "通过并发布" in shown(page)
    response = await publish(reviewer, either, draft.id, why="新指标")
    assert response.status_code == 303
    live = _live(either, "metric", "nxxws")
    assert live is not None and live["aliases"] == ["暖心小屋", "小屋数量"]

    await edit(author, "metric", "nxxws", "submit", name="暖心小屋总数")
    draft = only_draft(either, "metric", "nxxws")
    await publish(reviewer, either, draft.id, why="改名")
    history = await author.get("/console/content/metric/history?id=nxxws")
    assert "新指标" in history.text and "改名" in history.text
    compared = await author.get("/console/content/metric/compare?id=nxxws&old=1&new=2")
    assert "<del>暖心小屋数</del>" in compared.text
    assert "<ins>暖心小屋总数</ins>" in compared.text

    asked = await author.get("/console/content/metric/restore?id=nxxws&number=1")
    assert "恢复" in asked.text
    response = await author.post(
        "/console/content/metric/restore",
        {"item": "nxxws", "number": "1", "reason": "改错了"},
    )
    assert response.status_code == 303
    draft = only_draft(either, "metric", "nxxws")
    await author.get(response.headers["location"])
    response = await author.post(
        "/console/drafts/submit",
        {"id": str(draft.id), f"version.{draft.id}": str(draft.version)},
    )
    assert response.status_code == 303
    await publish(reviewer, either, draft.id)
    live = _live(either, "metric", "nxxws")
    assert live is not None and live["name"] == "暖心小屋数"


async def test_what_is_handed_in_is_what_was_typed(
    either: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    zhang = await either.logged_in("zhang")
    li = await either.logged_in("li")

    async def meanwhile(*_: object) -> list[str]:
        """Have a colleague change the same draft as soon as others can."""
        monkeypatch.undo()
        await edit(li, "metric", "money_spent", aliases="花费")
        return []

    monkeypatch.setattr(editor_pages, "phrasing_warnings", meanwhile)
    await edit(zhang, "metric", "money_spent", "submit", name="花掉的钱")
    events = either.events("draft.save", "draft.submit")
    steps = list(dict.fromkeys((one.event, one.login) for one in events))
    assert steps == [
        ("draft.save", "zhang"),
        ("draft.submit", "zhang"),
        ("draft.save", "li"),
    ]
    assert only_draft(either, "metric", "money_spent").state == "draft"


async def test_what_is_handed_in_while_something_else_went_live_is_kept(
    either: Console,
) -> None:
    author = await either.logged_in("zhang")
    await edit(author, "metric", "money_spent", name="花掉的钱")
    draft_id = only_draft(either, "metric", "money_spent").id
    with either.session() as session:
        draft = session.get_one(Draft, draft_id)
        assert draft.base is not None
        draft.base = {**draft.base, "definition": "以前的口径"}
    response = await edit(author, "metric", "money_spent", "submit", aliases="花费")
    assert response.status_code == 409
    kept = only_draft(either, "metric", "money_spent")
    assert kept.state == "draft"
    assert kept.document is not None and kept.document["aliases"] == ["花费"]
    # With what is live now seen, the same form goes on.
    sent = {**form_of(response), "do": "submit"}
    response = await author.post("/console/content/metric/item", sent)
    assert response.status_code == 303
    assert only_draft(either, "metric", "money_spent").state == "review"


async def test_nobody_publishes_what_they_wrote(seeded: Console) -> None:
    author = await seeded.logged_in("zhang", role="reviewer")
    await edit(author, "metric", "station_new", "submit", aliases="新驿站数")
    draft = only_draft(seeded, "metric", "station_new")
    page = await author.get(f"/console/drafts/review?id={draft.id}")
    assert "通过并发布" not in page.text
    assert "要由另一位同事审核" in page.text
    response = await publish(author, seeded, draft.id)
    assert response.status_code == 409
    assert "要由另一位同事审核和发布" in response.text


async def test_a_note_goes_back_to_the_author(seeded: Console) -> None:
    author = await seeded.logged_in("zhang", role="editor")
    reviewer = await seeded.logged_in("li", role="reviewer")
    await edit(author, "metric", "station_new", "submit", aliases="新驿站数")
    draft = only_draft(seeded, "metric", "station_new")
    sent = {"id": str(draft.id), f"version.{draft.id}": str(draft.version)}
    await reviewer.get(f"/console/drafts/review?id={draft.id}")
    response = await reviewer.post("/console/drafts/send-back", {**sent, "note": " "})
    assert response.status_code == 422
    assert "请写一句退回的理由" in response.text
    response = await reviewer.post(
        "/console/drafts/send-back", {**sent, "note": "别名太像了"}
    )
    assert response.status_code == 303
    assert "别名太像了" in (await author.get("/console/")).text
    page = await author.get(item("metric", "station_new"))
    assert "退回的理由：别名太像了" in page.text
    response = await edit(
        author, "metric", "station_new", "submit", aliases="新增驿站数"
    )
    assert response.status_code == 303
    assert only_draft(seeded, "metric", "station_new").state == "review"


async def test_what_belongs_together_is_published_together(seeded: Console) -> None:
    author = await seeded.logged_in("zhang", role="editor")
    await create(
        author,
        "source",
        "submit",
        id="report-2026",
        title="新报告",
        publisher="省总工会",
        date="2026",
    )
    source = only_draft(seeded, "source", "report-2026")
    response = await create(
        author,
        "site",
        "save",
        id="site_one",
        name="一号站",
        programme="户外劳动者驿站",
        region="郑州市｜zhengzhou",
        address="中原路1号",
        source="report-2026",
    )
    assert response.status_code == 303
    site = only_draft(seeded, "site", "site_one")
    assert site.document is not None
    # A name, or a name with its id, is as good as an id.
    assert site.document["programme"] == "rest_station"
    assert site.document["region"] == "zhengzhou"
    page = await author.get(f"/console/drafts/review?id={source.id}")
    assert "要一起发布的" in page.text and "一号站" in page.text
    page = await author.get(f"/console/drafts/review?id={site.id}&id={source.id}")
    assert "一起看 2 份草稿" in page.text
    # With its source beside it, nothing keeps the site from going live.
    assert "还不能发布" not in page.text


async def test_a_removal_is_a_draft_too(seeded: Console) -> None:
    author = await seeded.logged_in("zhang", role="editor")
    reviewer = await seeded.logged_in("li", role="reviewer")
    page = await author.get("/console/content/programme/remove?id=rest_station")
    assert "做成删除草稿" in page.text
    response = await author.post(
        "/console/content/source/remove", {"item": "paper-2021"}
    )
    assert response.status_code == 409
    assert "还有内容在用它" in response.text
    response = await author.post(
        "/console/content/lookalike/remove", {"item": "菜鸟驿站"}
    )
    assert response.status_code == 303
    draft = only_draft(seeded, "lookalike", "菜鸟驿站")
    await author.get(response.headers["location"])
    await author.post(
        "/console/drafts/submit",
        {"id": str(draft.id), f"version.{draft.id}": str(draft.version)},
    )
    assert _live(seeded, "lookalike", "菜鸟驿站") is not None
    await publish(reviewer, seeded, draft.id)
    assert _live(seeded, "lookalike", "菜鸟驿站") is None
    page = await author.get(item("lookalike", "菜鸟驿站"))
    assert page.status_code == 404
    history = await author.get("/console/content/lookalike/history?id=菜鸟驿站")
    assert "删除" in history.text and "恢复" in history.text
