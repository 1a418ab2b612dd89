"""Lists are searched, narrowed and paged; the front page says what waits."""

from __future__ import annotations

import pytest

from tests.web.console.content.pages import create, edit, only_draft, shown
from tests.web.console.harness import Console


@pytest.mark.parametrize(
    ("address", "there", "not_there"),
    [
        ("programme", ["户外劳动者驿站"], []),
        ("programme?search=爱心驿站", ["户外劳动者驿站"], ["childcare"]),
        ("programme?search=%25", ["没有符合条件的记录"], ["rest_station"]),
        ("programme?kind_=campaign", ["station_campaign"], ["rest_station"]),
        ("figure?period=2020", ["3707家"], ["800家"]),
        ("figure?period=二零", ["没有符合条件的记录"], ["800家"]),
        ("figure?period=99999999999", ["没有符合条件的记录"], ["800家"]),
        ("figure?programme=station_campaign", ["近29.4亿元"], ["800家"]),
        ("figure?kind_=result&region=henan", ["3707家"], ["800家"]),
        ("region?parent=zhengzhou", ["中原区"], ["学校系统"]),
        ("region?page=99", ["洛阳市"], []),
        ("finder", ["你在哪儿？", "command:skip"], []),
        ("group", ["快递员", "是"], []),
        ("lookalike?search=菜鸟", ["菜鸟驿站"], []),
        ("site?region=luoyang&search=没有的", ["没有符合条件的记录"], []),
    ],
)
async def test_a_list(
    either: Console, address: str, there: list[str], not_there: list[str]
) -> None:
    visitor = await either.logged_in("zhang")
    response = await visitor.get(f"/console/content/{address}")
    assert response.status_code == 200, response.text
    table = response.text.split("<table>", 1)[1]
    assert [text for text in there if text not in table] == []
    assert [text for text in not_there if text in table] == []


async def test_an_unknown_kind_is_no_page(seeded: Console) -> None:
    visitor = await seeded.logged_in("zhang", role="admin")
    for path in ("nothing", "nothing/item?id=1", "programme/item", "programme/history"):
        assert (await visitor.get(f"/console/content/{path}")).status_code == 404


async def test_lists_tell_drafts_and_what_is_new(seeded: Console) -> None:
    visitor = await seeded.logged_in("zhang")
    await create(visitor, "region", name="二七区", kind="county", parent="郑州市")
    await edit(visitor, "region", "luoyang", aliases="洛阳\n洛城")
    text = shown(await visitor.get("/console/content/region"))
    assert "还没上线的新内容" in text and "二七区" in text
    listed = await visitor.get("/console/drafts?kind=region&state=draft")
    assert "洛阳市" in listed.text and "二七区" in listed.text
    assert "没有这样的草稿" in (await visitor.get("/console/drafts?kind=figure")).text
    assert "洛阳市" in (await visitor.get("/console/drafts?whose=mine")).text


async def test_the_front_page_has_what_waits_for_one(either: Console) -> None:
    author = await either.logged_in("zhang")
    reviewer = await either.logged_in("li", role="reviewer")
    await edit(author, "region", "luoyang", "submit", aliases="洛阳\n洛城")
    mine = shown(await author.get("/console/"))
    assert "我的草稿（1）" in mine and "等我审核" not in mine
    theirs = shown(await reviewer.get("/console/"))
    assert "我的草稿（0）" in theirs and "等我审核（1）" in theirs
    # The seed's opening hours ended in 2022, other texts are old or without date.
    assert "2022-12-31已经失效" in theirs
    # Those are put together by service, and lead to the list of all places.
    assert "已经失效1处" in theirs and "没有日期1处" in theirs
    assert "不知道是什么时候的内容" not in theirs
    every = await reviewer.get("/console/stale?programme=rest_station&part=answers")
    assert "不知道是什么时候的内容" in shown(every)
    assert "2022-12-31已经失效" in shown(await reviewer.get("/console/stale"))


async def test_what_is_stale_is_listed_narrowed_and_within_ones_limits(
    either: Console,
) -> None:
    everybody = await either.logged_in("zhang")
    near = await either.logged_in("li", regions=["zhengzhou"])
    far = await either.logged_in("wu", programmes=["childcare"])
    listed = shown(await everybody.get("/console/stale"))
    assert "户外劳动者驿站" in listed and "2022-12-31已经失效" in listed
    over = shown(await everybody.get("/console/stale?reason=over"))
    assert "2022-12-31已经失效" in over and "时间久了" not in over
    asked = shown(await everybody.get("/console/stale?part=faqs"))
    assert "驿站的水要钱吗" in asked and "2022-12-31已经失效" not in asked
    none = shown(await everybody.get("/console/stale?programme=nothing"))
    assert "没有这样的内容" in none
    for path in ("/console/", "/console/stale"):
        assert "2022-12-31已经失效" in shown(await near.get(path))
        assert "驿站的水要钱吗" not in shown(await near.get(path))
        assert "2022-12-31已经失效" not in shown(await far.get(path))


async def test_what_lies_beyond_a_reviewers_region_does_not_wait_for_them(
    seeded: Console,
) -> None:
    author = await seeded.logged_in("zhang")
    near = await seeded.logged_in("li", role="reviewer", regions=["zhengzhou"])
    far = await seeded.logged_in("wu", role="reviewer", regions=["luoyang"])
    text = "郑州的驿站七点开门。"
    await edit(author, "programme", "rest_station", "submit", answers__1__text=text)
    review = f"/console/drafts/review?id={_id(seeded)}"
    for visitor, count, offered in ((near, 1, True), (far, 0, False)):
        assert f"等我审核（{count}）" in shown(await visitor.get("/console/"))
        assert ("通过并发布" in (await visitor.get(review)).text) is offered


def _id(console: Console) -> int:
    return only_draft(console, "programme", "rest_station").id


async def test_a_discarded_draft_is_gone_from_the_lists(seeded: Console) -> None:
    visitor = await seeded.logged_in("zhang")
    await edit(visitor, "region", "luoyang", aliases="洛阳\n洛城")
    draft = only_draft(seeded, "region", "luoyang")
    asked = await visitor.get(f"/console/drafts/discard?id={draft.id}")
    assert "放弃" in asked.text
    response = await visitor.post(
        "/console/drafts/discard",
        {"id": str(draft.id), f"version.{draft.id}": str(draft.version)},
    )
    assert response.status_code == 303
    assert "没有这样的草稿" in (await visitor.follow(response)).text
    assert only_draft(seeded, "region", "luoyang").state == "discarded"


async def test_wrong_numbers_in_addresses_are_no_failures(seeded: Console) -> None:
    visitor = await seeded.logged_in("zhang", role="admin")
    for path in (
        "drafts/review?id=x",
        "drafts/review?id=99999999999999999999999",
        "drafts/discard?id=7",
        "content/metric/compare?id=station_new&old=1&new=99999999999999",
        "content/metric/restore?id=station_new&number=-1",
    ):
        assert (await visitor.get(f"/console/{path}")).status_code == 404, path
