"""axe-core finds nothing on the pages of log-in, people and audit, at two sizes.

And no page asks another host for anything.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Locator, Page, ViewportSize, expect

from tests.web.console.browsing import Site, serving_console
from tests.web.console.harness import PASSWORD
from tests.web.widget.conftest import browser  # noqa: F401

pytestmark = pytest.mark.asyncio(loop_scope="session")
SIZES: dict[str, ViewportSize] = {
    "desktop": {"width": 1366, "height": 768},
    "tablet": {"width": 768, "height": 1024},
}


@pytest_asyncio.fixture(loop_scope="session")
async def site(tmp_path: Path, migrated_file: Path) -> AsyncIterator[Site]:
    """The console on a port, with an administrator and an editor."""
    async with serving_console(tmp_path, migrated_file) as found:
        found.console.add("admin", role="admin")
        found.console.add("zhang")
        yield found


@pytest_asyncio.fixture(loop_scope="session", params=list(SIZES))
async def page(
    browser: Browser,  # noqa: F811
    site: Site,
    request: pytest.FixtureRequest,
) -> AsyncIterator[Page]:
    """A page of each size."""
    async with _opened(browser, site, SIZES[request.param]) as opened:
        yield opened


@asynccontextmanager
async def _opened(
    browser: Browser,  # noqa: F811
    site: Site,
    size: ViewportSize,
) -> AsyncIterator[Page]:
    origin = site.origin
    async with await browser.new_context(base_url=origin, viewport=size) as context:
        yield await context.new_page()


async def _log_in(page: Page) -> None:
    await page.goto("/console/login?next=/console/account")
    await page.get_by_label("账号").fill("admin")
    await page.get_by_label("密码", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="登录").click()
    await expect(page.get_by_role("heading", name="我的账号")).to_be_visible()


async def _check(page: Page) -> None:
    found = await Axe().run(page)
    assert [
        f"{rule['id']}: {[node['target'] for node in rule['nodes']]}"
        for rule in found.response["violations"]
    ] == []
    wide = "document.documentElement.scrollWidth - window.innerWidth"
    assert await page.evaluate(wide) <= 0, "the page scrolls sideways"


async def test_log_in_and_its_failure(page: Page) -> None:
    await page.goto("/console/login")
    await _check(page)
    await page.get_by_role("button", name="登录").click()
    await expect(page.get_by_role("alert")).to_be_visible()
    await _check(page)
    await page.get_by_role("alert").get_by_role("link").click()
    await expect(page.get_by_label("账号")).to_be_focused()


async def test_log_in_with_single_sign_on(
    browser: Browser,  # noqa: F811
    tmp_path: Path,
    migrated_file: Path,
) -> None:
    single = {
        "oidc_issuer": "https://login.example.org",
        "oidc_client_id": "console",
        "oidc_client_secret": "a secret",
    }
    async with serving_console(tmp_path, migrated_file, **single) as found:
        for size in SIZES.values():
            page = await browser.new_page(viewport=size)
            await page.goto(f"{found.origin}/console/login")
            await expect(page.get_by_text("用单位统一登录")).to_be_visible()
            await _check(page)
            await page.close()


@pytest.mark.parametrize(
    "path",
    [
        "/console/account",
        "/console/account/password",
        "/console/account/totp",
        "/console/people",
        "/console/people/new",
        "/console/people/2",
        "/console/people/2/password",
        "/console/audit",
        "/console/audit?since=nonsense",
        "/console/nothing",
    ],
)
async def test_pages(page: Page, path: str) -> None:
    await _log_in(page)
    await page.goto(path)
    await _check(page)


async def test_a_refused_form_and_a_one_time_password(page: Page) -> None:
    await _log_in(page)
    await page.goto("/console/people/new")
    await page.get_by_label("姓名").fill("李四")
    await page.get_by_role("button", name="保存").click()
    await expect(page.get_by_role("alert")).to_be_visible()
    await expect(page.get_by_label("姓名")).to_have_value("李四")
    await _check(page)
    await page.get_by_label("账号").fill("li.si")
    await page.get_by_role("button", name="保存").click()
    await expect(page.get_by_text("只显示这一次")).to_be_visible()
    await _check(page)
    login = await page.get_by_text("li.si", exact=True).bounding_box()
    password = await page.locator("#one-time-password").bounding_box()
    assert login and password
    assert login["y"] + login["height"] <= password["y"], "one hides the other"


async def test_logging_out_is_in_sight_in_a_low_window(
    browser: Browser,  # noqa: F811
    site: Site,
) -> None:
    async with _opened(browser, site, {"width": 1366, "height": 600}) as page:
        await _log_in(page)
        leave = page.get_by_role("button", name="退出登录")
        await expect(leave).to_be_in_viewport(ratio=1)
        # And it hides no link of the menu from who goes through it by keyboard.
        menu = page.get_by_role("navigation", name="主菜单")
        for link in await menu.get_by_role("link").all():
            await link.focus()
            await _stands_above_who(page, link)


async def test_the_whole_menu_is_in_sight_on_a_small_screen(
    browser: Browser,  # noqa: F811
    site: Site,
) -> None:
    async with _opened(browser, site, SIZES["desktop"]) as page:
        await _log_in(page)
        menu = page.get_by_role("navigation", name="主菜单")
        await _stands_above_who(page, menu.get_by_role("link").last)


async def _stands_above_who(page: Page, link: Locator) -> None:
    """Tell whether a link of the menu is not hidden by who is logged in."""
    at = await link.bounding_box()
    who = await page.locator(".who").bounding_box()
    assert at and who
    assert at["y"] + at["height"] <= who["y"], await link.inner_text()


async def test_everything_works_from_the_keyboard(page: Page) -> None:
    await page.goto("/console/login?next=/console/people")
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    for text in ("admin", PASSWORD):
        await page.keyboard.press("Tab")
        await page.keyboard.insert_text(text)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="人员")).to_be_visible()
