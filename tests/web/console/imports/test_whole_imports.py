"""All of an import at once: one decision, one knowledge version, or nothing."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from knowledge.models import KnowledgeVersion
from knowledge.publishing.documents import live_by_ids, live_document
from knowledge.publishing.live_rows import write_live
from tests.web.console.content.pages import edit, only_draft, shown
from tests.web.console.harness import Console, errors_of
from tests.web.console.imports.importing import (
    WORDS,
    address,
    decide,
    drafts_of,
    handed_in,
    imported,
    mark_in,
    revisions,
    states_of,
    workbook,
)

pytestmark = pytest.mark.asyncio


def _version(console: Console) -> int:
    with console.session() as session:
        return session.scalars(select(KnowledgeVersion.version)).one()


async def test_from_import_to_one_published_version(either: Console) -> None:
    author = await either.logged_in("zhang")
    reviewer = await either.logged_in("li", role="reviewer")
    number = await imported(either, author)
    listed = shown(await author.get("/console/drafts"))
    assert "来自导入“词表.xlsx”，zhang的姓名" in listed and "13 条" in listed
    assert "没有这样的草稿" in listed
    assert "全部通过并发布" not in (await reviewer.get(address(number))).text
    assert "13份草稿都送审了" in (await decide(author, number, "submit")).text
    assert states_of(either, number) == {"review"}

    front = shown(await reviewer.get("/console/"))
    assert "等我审核（13）" in front and "等我审核的导入" in front
    assert "我的草稿（13）" in shown(await author.get("/console/"))
    assert "等我审核的导入" not in shown(await author.get("/console/"))
    page = await reviewer.get(address(number))
    assert "易混词“词1”" in shown(page) and "<ins>不是服务</ins>" in page.text
    narrowed = shown(await reviewer.get(f"{address(number)}?kind=signpost"))
    assert "指路“失业保险金”" in narrowed and "易混词“词1”" not in narrowed
    before = _version(either)
    done = await decide(reviewer, number, "publish", why="按词表新增")
    assert "13项都发布了" in done.text
    assert states_of(either, number) == {"published"}
    made = revisions(either)
    assert len(made) == 13 and {one.why for one in made} == {"按词表新增"}
    assert {one.author_id for one in made} == {either.staff("zhang").id}
    assert {one.reviewer_id for one in made} == {either.staff("li").id}
    assert {one.knowledge_version for one in made} == {_version(either)}
    assert _version(either) > before
    with either.session() as session:
        assert set(live_by_ids(session, "lookalike", WORDS)) == set(WORDS)
    assert {one.item_id for one in either.events("publish")} > set(WORDS)
    assert {one.item_id for one in either.events("draft.submit")} > set(WORDS)
    [whole] = either.events("import.publish")
    assert (whole.login, whole.title) == ("li", "词表.xlsx")
    assert "没有这样的草稿" in shown(await author.get("/console/drafts"))
    again = await decide(reviewer, number, "publish", "13.39.0", why="再来")
    assert "没有办成" in again.text and len(revisions(either)) == 13


async def test_whoever_imported_does_not_decide(either: Console) -> None:
    author = await either.logged_in("zhang", role="admin")
    number = await imported(either, author)
    await decide(author, number, "submit")
    page = await author.get(address(number))
    assert "要由另一位同事审核和发布" in page.text
    assert f"{address(number)}/publish" not in page.text
    mark = mark_in(page)
    for step, fields in (("publish", {"why": "好"}), ("send-back", {"note": "不"})):
        refused = await decide(author, number, step, mark, **fields)
        assert refused.status_code == 403
    assert states_of(either, number) == {"review"} and revisions(either) == []


async def test_whoever_changed_one_draft_does_not_decide(either: Console) -> None:
    author = await either.logged_in("zhang")
    reviewer = await either.logged_in("li", role="reviewer")
    number = await imported(either, author)
    await edit(reviewer, "lookalike", "词3", note="我来写")
    await decide(author, number, "submit")
    page = await reviewer.get(address(number))
    assert f"{address(number)}/publish" not in page.text
    refused = await decide(reviewer, number, "publish", why="好")
    assert "词3" in refused.text and "要由另一位同事审核和发布" in refused.text
    assert revisions(either) == []


async def test_a_draft_that_changed_since_it_was_read_stops_all(
    either: Console,
) -> None:
    author, reviewer, number = await handed_in(either)
    mark = mark_in(await reviewer.get(address(number)))
    await edit(author, "lookalike", "词5", "submit", note="改了说法")
    assert only_draft(either, "lookalike", "词5").state == "review"
    # The next page of the list tells it, and the decision is refused.
    later = await reviewer.get(f"{address(number)}?mark={mark}&page=1")
    assert "您开始看以后，又有草稿改了：词5" in shown(later)
    assert mark_in(later) == mark
    stopped = await decide(reviewer, number, "publish", mark, why="好")
    assert "没有办成" in stopped.text
    assert "易混词“词5”在您看过以后又改了" in shown(stopped)
    assert "词6" not in stopped.text
    assert revisions(either) == [] and states_of(either, number) == {"review"}
    back = await decide(reviewer, number, "send-back", mark, note="重写")
    assert "词5" in back.text and states_of(either, number) == {"review"}
    assert "13项都发布了" in (await decide(reviewer, number, "publish", why="好")).text


async def test_what_is_not_handed_in_and_what_conflicts_stop_all(
    either: Console,
) -> None:
    author, reviewer, number = await handed_in(either)
    await edit(author, "lookalike", "词5", note="改了说法")
    with either.session() as session:
        live = live_document(session, "signpost", "unemployment")
        assert live is not None
        changed = live | {"text": "别人刚改的线上内容。"}
        write_live(session, {("signpost", "unemployment"): changed})
    assert "线上内容又变了" in shown(
        await reviewer.get(f"{address(number)}?kind=signpost")
    )
    stopped = shown(await decide(reviewer, number, "publish", why="好"))
    assert "有2处要先处理" in stopped
    assert "易混词“词5”没有在等审核" in stopped
    assert "指路“失业保险金”：导入以后线上内容又变了" in stopped
    assert revisions(either) == []
    assert "1份草稿都送审了" in (await decide(author, number, "submit")).text
    stopped = shown(await decide(reviewer, number, "publish", why="好"))
    assert "有1处要先处理" in stopped and revisions(either) == []


async def test_what_is_not_fit_any_more_stops_all(either: Console) -> None:
    _, reviewer, number = await handed_in(either)
    with either.session() as session:
        group = live_document(session, "signpost", "unemployment")
        assert group is not None
        other = group | {"id": "other", "name": "词7", "aliases": [], "phrasings": []}
        write_live(session, {("signpost", "other"): other})
    stopped = shown(await decide(reviewer, number, "publish", why="好"))
    assert "易混词“词7”：“词7”已经是指路“词7”的名称" in stopped
    assert revisions(either) == [] and states_of(either, number) == {"review"}


async def test_it_is_sent_back_with_a_note_and_handed_in_again(
    either: Console,
) -> None:
    author, reviewer, number = await handed_in(either)
    missing = await decide(reviewer, number, "send-back", note=" ")
    assert missing.status_code == 422 and "note" in errors_of(missing)
    missing = await decide(reviewer, number, "publish")
    assert missing.status_code == 422 and "why" in errors_of(missing)
    back = await decide(reviewer, number, "send-back", note="备注写细一点")
    assert "13份草稿都退回了" in back.text
    assert {draft.note for draft in drafts_of(either, number)} == {"备注写细一点"}
    page = shown(await author.get(address(number)))
    assert "退回的理由：备注写细一点" in page and "全部提交审核" in page
    assert len(either.events("draft.send_back")) == 13
    assert "13份草稿都送审了" in (await decide(author, number, "submit")).text


async def test_the_author_puts_all_of_it_away(either: Console) -> None:
    author = await either.logged_in("zhang")
    number = await imported(either, author)
    asked = await author.get(f"{address(number)}/discard")
    assert "放弃这次导入还没发布的13份草稿？" in asked.text
    done = await decide(author, number, "discard", mark_in(asked))
    assert "13份草稿都放弃了" in done.text
    assert states_of(either, number) == {"discarded"}
    assert len(either.events("draft.discard")) == 13


async def test_others_neither_hand_it_in_nor_put_it_away(either: Console) -> None:
    author = await either.logged_in("zhang")
    other = await either.logged_in("wang")
    number = await imported(either, author)
    page = await other.get(address(number))
    assert "全部提交审核" not in page.text and "全部放弃" not in page.text
    for step in ("submit", "discard"):
        assert (await decide(other, number, step, "13.13.0")).status_code == 403
    assert (await other.get(f"{address(number)}/discard")).status_code == 403
    assert states_of(either, number) == {"draft"}


async def test_limits_hold_for_each_draft(either: Console) -> None:
    author = await either.logged_in("zhang")
    number = await imported(either, author)
    await decide(author, number, "submit")
    limited = await either.logged_in("li", role="reviewer", regions=["zhengzhou"])
    assert "等我审核的导入" not in shown(await limited.get("/console/"))
    assert f"{address(number)}/publish" not in (await limited.get(address(number))).text
    refused = await decide(limited, number, "publish", why="好")
    assert "不在您负责的范围内" in refused.text
    assert revisions(either) == []


async def test_a_page_that_does_not_say_what_was_seen_decides_nothing(
    either: Console,
) -> None:
    author = await either.logged_in("zhang")
    number = await imported(either, author)
    for mark in ("nonsense", "1.2", "1.2.99999999999999999999", "-1.2.3"):
        refused = await decide(author, number, "submit", mark)
        assert refused.status_code == 409 and "从第一页重新看" in refused.text
    assert states_of(either, number) == {"draft"}


async def test_few_drafts_are_listed_one_by_one(either: Console) -> None:
    author = await either.logged_in("zhang")
    number = await imported(either, author, workbook(WORDS[:3]))
    listed = shown(await author.get("/console/drafts"))
    assert "来自导入" not in listed
    assert "词1" in listed and "失业保险金" in listed
    assert "4份草稿都送审了" in (await decide(author, number, "submit")).text


async def test_a_second_import_takes_its_drafts_over(either: Console) -> None:
    author = await either.logged_in("zhang")
    first = await imported(either, author)
    second = await imported(either, author, workbook(note="另一种说法"))
    assert len(drafts_of(either, first)) == 1
    assert len(drafts_of(either, second)) == 12
    assert "没有这份" not in (await author.get(address(first))).text


async def test_a_decision_is_shown_to_whoever_made_it(either: Console) -> None:
    author = await either.logged_in("zhang")
    number = await imported(either, author)
    page = await author.get(address(number))
    begun = await author.post(f"{address(number)}/submit", {"mark": mark_in(page)})
    decided = begun.headers["location"]
    other = await either.logged_in("wang", role="admin")
    assert (await other.get(decided)).status_code == 404
    assert (await other.get(f"{decided}/progress")).status_code == 404
    assert (await author.get(f"{address(number)}/decisions/nothing")).status_code == 404
    assert (await author.get(f"{address(999)}")).status_code == 404
    while not (await author.get(f"{decided}/progress")).json()["finished"]:
        pass
    assert "都送审了" in (await author.get(decided)).text
    either.clock.forward(minutes=61)
    assert (await author.get(decided)).status_code == 404
