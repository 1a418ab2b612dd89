"""The whole way of a change, in Chromium; and every page looked at by axe."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.web.console.conftest import running_console, seed
from tests.web.console.content.desk import DESKTOP, TABLET, Desk, at_desk
from tests.web.console.content.pages import only_draft
from tests.web.console.harness import Clock, Console
from tests.web.fake_bot import fake_bot
from tests.web.widget.browsing import chromium
from tests.web.widget.serving import serving
from web.services import utc_now

pytestmark = pytest.mark.asyncio(loop_scope="session")
# What is about pages alone: the database is not what could be wrong there.
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
# A busy machine is no failure.
expect.set_options(timeout=20_000)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Give the browser."""
    async with chromium() as started:
        yield started


class Office:
    """A console on a port, and desks at which people sit."""

    def __init__(
        self, console: Console, browser: Browser, origin: str, stack: AsyncExitStack
    ) -> None:
        self.console = console
        self.origin = origin
        self._browser = browser
        self._stack = stack

    async def desk(
        self,
        login: str,
        role: str = "editor",
        regions: list[str] | None = None,
        **context: object,
    ) -> Desk:
        """Have somebody new come in."""
        self.console.add(login, role=role, regions=regions)
        return await self._stack.enter_async_context(
            at_desk(self._browser, self.console, self.origin, login, **context)
        )


@pytest_asyncio.fixture(loop_scope="session")
async def office(
    tmp_path: Path, browser: Browser, database_url: str
) -> AsyncIterator[Office]:
    """Give the console with the small seed, on each kind of database."""
    seed(database_url)
    async with AsyncExitStack() as stack:
        bot = await stack.enter_async_context(fake_bot())
        console = await stack.enter_async_context(
            running_console(tmp_path, bot, Clock(utc_now()), database_url=database_url)
        )
        server = await stack.enter_async_context(serving(console.web.app))
        yield Office(console, browser, server.origin, stack)


async def test_a_service_is_made_reviewed_published_corrected_and_rolled_back(
    office: Office,
) -> None:
    author = await office.desk("zhang")
    reviewer = await office.desk("li", role="reviewer")

    await author.open("content/programme/new")
    await author.page.locator("#field-name").fill("暑期游泳班")
    await author.page.locator("#field-kind").select_option(label="服务")
    await author.page.locator("#field-summary").fill("教职工子女游泳。")
    await author.page.locator("#field-aliases").fill("游泳班\n学游泳")
    await author.press("保存草稿")
    await expect(author.told("草稿存好了。还没有上线")).to_be_visible()
    await author.press("缺，补上：怎么办理，河南省")
    entry = author.page.locator("details[data-opened]")
    await expect(entry).to_have_attribute("open", "")
    await author.page.locator("#field-answers\\.0\\.text").fill("打12351报名。")
    await author.page.locator("#field-answers\\.0\\.as_of").fill("2026-04")
    await author.press("保存并送审")
    # The source is missing: told at the top, and at its field.
    await expect(author.page.locator("#errors")).to_contain_text("出处")
    await author.page.locator("#errors a").first.click()
    source = author.page.locator("#field-answers\\.0\\.sources\\.0")
    await expect(source).to_be_visible()
    await source.fill("一份通知")
    await author.press("保存并送审")
    await expect(author.told("已经送审，请另一位同事审核。")).to_be_visible()

    await reviewer.open("")
    await reviewer.page.get_by_role("link", name="暑期游泳班").first.click()
    await expect(reviewer.page.locator("ins", has_text="打12351报名。")).to_be_visible()
    await reviewer.page.locator("#field-why").fill("新服务")
    await reviewer.press("通过并发布")
    await expect(reviewer.told("发布了1项")).to_be_visible()

    item_id = "sqyyb"
    await author.open(f"content/programme/item?id={item_id}")
    await author.page.locator("details.entry summary").first.click()
    await author.page.locator("#field-answers\\.0\\.text").fill("到工会报名。")
    await author.press("保存并送审")
    draft = only_draft(office.console, "programme", item_id)
    await reviewer.open(f"drafts/review?id={draft.id}")
    await expect(reviewer.page.locator("del", has_text="打12351报名。")).to_be_visible()
    await reviewer.page.locator("#field-why").fill("更正")
    await reviewer.press("通过并发布")
    await expect(reviewer.told("发布了1项")).to_be_visible()

    await author.open(f"content/programme/history?id={item_id}")
    await author.press("对比选中的两版")
    await expect(author.page.locator("ins", has_text="到工会报名。")).to_be_visible()
    await author.open(f"content/programme/history?id={item_id}")
    await author.page.get_by_role("link", name="恢复第1版").click()
    await author.page.locator("#field-reason").fill("还是打电话")
    await author.press("放进草稿")
    await author.press("送审")
    draft = only_draft(office.console, "programme", item_id)
    await reviewer.open(f"drafts/review?id={draft.id}")
    await reviewer.page.locator("#field-why").fill("恢复")
    await reviewer.press("通过并发布")
    await author.open(f"content/programme/item?id={item_id}")
    assert (
        await author.page.locator("#field-answers\\.0\\.text").input_value()
        == "打12351报名。"
    )


@ON_SQLITE
async def test_warnings_come_while_one_types(office: Office) -> None:
    desk = await office.desk("zhang")
    await desk.open("content/metric/item?id=money_spent")
    aliases = desk.page.locator("#field-aliases")
    await aliases.press_sequentially("新建驿站")
    field = desk.page.locator(".field", has=aliases)
    await expect(field.locator(".warning").first).to_contain_text("已经属于")
    await expect(field.locator(".error")).to_contain_text("第1行")
    await expect(aliases).to_have_attribute("aria-invalid", "true")
    assert await desk.complaints() == []
    await aliases.fill("投的钱")
    await expect(field.locator(".warning, .error")).to_have_count(0)
    await expect(aliases).not_to_have_attribute("aria-invalid", "true")
    await desk.press("保存草稿")
    await expect(desk.told("草稿存好了。还没有上线")).to_be_visible()


async def test_the_second_to_save_merges_by_hand(office: Office) -> None:
    first = await office.desk("zhang")
    second = await office.desk("li")
    for desk in (first, second):
        await desk.open("content/programme/item?id=childcare")
    await first.page.locator("#field-summary").fill("张的话。")
    await first.press("保存草稿")
    await second.page.locator("#field-summary").fill("李的话。")
    await second.press("保存草稿")
    await expect(second.told("两个人改到了一起")).to_be_visible()
    await expect(second.page.locator("del", has_text="张的话。").first).to_be_visible()
    await expect(second.page.locator("#field-summary")).to_have_value("李的话。")
    assert await second.complaints() == []
    await second.page.locator("#field-summary").fill("张和李的话。")
    await second.press("保存草稿")
    await expect(second.told("草稿存好了。还没有上线")).to_be_visible()


@ON_SQLITE
async def test_all_of_it_works_without_scripts(office: Office) -> None:
    desk = await office.desk("zhang", java_script_enabled=False)
    await desk.open("content/group/new")
    await desk.page.locator("#field-name").fill("家政员")
    await desk.page.locator("#field-aliases").fill("快递员")
    await desk.press("保存并送审")
    await expect(desk.page.locator("#errors")).to_contain_text("已经是职工群体")
    await desk.page.locator("#field-aliases").fill("阿姨")
    await desk.press("保存并送审")
    await expect(desk.told("已经送审，请另一位同事审核。")).to_be_visible()


@ON_SQLITE
@pytest.mark.parametrize("window", [DESKTOP, TABLET], ids=["desktop", "tablet"])
async def test_whoever_is_limited_has_fields_for_what_is_theirs(
    office: Office, window: dict[str, int]
) -> None:
    other = await office.desk("li")
    await other.open("content/programme/item?id=rest_station")
    await other.page.locator("#field-summary").fill("李改的简介。")
    await other.press("保存草稿")
    desk = await office.desk("zhang", regions=["zhengzhou"], viewport=window)
    await desk.open("content/programme/item?id=rest_station")
    page = desk.page
    await expect(page.locator("#field-summary")).to_contain_text("李改的简介。")
    await expect(
        page.locator("#field-summary input, textarea#field-summary")
    ).to_have_count(0)
    assert await desk.complaints() == []
    theirs = page.locator("details.entry", has_text="怎么办理·洛阳市")
    await theirs.locator("summary").click()
    await expect(theirs.get_by_text("洛阳的驿站扫码进。")).to_be_visible()
    await expect(theirs.locator("input, select, textarea")).to_have_count(0)
    await desk.press("缺，补上：要什么材料，郑州市")
    entry = page.locator("details[data-opened]")
    region = entry.get_by_label("地区")
    await expect(region).to_have_value("zhengzhou")
    await expect(region.locator("option")).to_have_text(["请选择", "郑州市", "中原区"])
    await entry.get_by_label("正文", exact=True).fill("带身份证。")
    await entry.get_by_label("第1个").fill("一份报纸")
    # What is told while one types is told at the field, though others have none.
    await entry.get_by_label("生效日期").fill("明天")
    await expect(entry.locator(".field", has_text="生效日期")).to_contain_class(
        "invalid"
    )
    assert await desk.complaints() == []
    await entry.get_by_label("生效日期").fill("2026-05-01")
    await desk.press("保存并送审")
    await expect(desk.told("已经送审，请另一位同事审核。")).to_be_visible()
    draft = only_draft(office.console, "programme", "rest_station").document
    assert draft is not None and draft["summary"] == "李改的简介。"
    assert [one["region"] for one in draft["answers"]] == [
        *("henan", "zhengzhou", "china", "luoyang", "henan_schools", "zhengzhou")
    ]
    for path in ("excel", "content/site/new", "content/programme"):
        await desk.open(path)
        assert await desk.complaints() == [], path


@ON_SQLITE
@pytest.mark.parametrize("window", [DESKTOP, TABLET], ids=["desktop", "tablet"])
async def test_axe_finds_nothing_serious_on_any_page(
    office: Office, window: dict[str, int]
) -> None:
    author = await office.desk("zhang")
    await author.open("content/programme/item?id=rest_station")
    await author.page.locator("#field-summary").fill("改过的简介。")
    await author.press("缺，补上：要什么材料，河南省")
    await author.press("保存并送审")
    await author.open("content/metric/item?id=money_spent")
    await author.page.locator("#field-name").fill("花的钱")
    await author.press("保存并送审")
    desk = await office.desk("li", role="admin", viewport=window)
    metric = only_draft(office.console, "metric", "money_spent").id
    dossier = only_draft(office.console, "programme", "rest_station").id
    kinds = {
        "programme": "rest_station",
        "figure": "station_2021_target",
        "metric": "money_spent",
        "signpost": "unemployment",
        "lookalike": "菜鸟驿站",
        "region": "zhengzhou",
        "group": "courier",
        "site": "station_a",
        "source": "paper-2021",
        "finder": "who",
    }
    pages = [
        "",
        "stale",
        "revisions",
        "drafts",
        f"drafts/review?id={metric}",
        f"drafts/review?id={metric}&id={dossier}",
        f"drafts/discard?id={metric}",
        "content/finder/item?id=command:skip",
        "content/metric/history?id=money_spent",
        "content/lookalike/remove?id=菜鸟驿站",
    ]
    for kind, item_id in kinds.items():
        pages += [
            f"content/{kind}",
            f"content/{kind}/new",
            f"content/{kind}/item?id={item_id}",
        ]
    found = {}
    for path in pages:
        await desk.open(path)
        if complaints := await desk.complaints():
            found[path] = complaints
    reader = await office.desk("wang", role="reader", viewport=window)
    for kind, item_id in kinds.items():
        await reader.open(f"content/{kind}/item?id={item_id}")
        if complaints := await reader.complaints():
            found[f"reader: {kind}"] = complaints
    await desk.open(f"drafts/review?id={metric}")
    await desk.page.locator("#field-why").fill("试试")
    await desk.press("通过并发布")
    for path in (
        "",
        "revisions",
        "content/metric/history?id=money_spent",
        "content/metric/compare?id=money_spent&old=1&new=2",
        "content/metric/restore?id=money_spent&number=1",
    ):
        await desk.open(path)
        if complaints := await desk.complaints():
            found[path] = complaints
    assert found == {}
