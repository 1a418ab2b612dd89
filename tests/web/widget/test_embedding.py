"""One script tag on a union's page, under the strictest policy."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, expect

from tests.web.widget.browsing import Visit, visiting
from tests.web.widget.serving import Server

pytestmark = pytest.mark.asyncio(loop_scope="session")
CONTRAST = """async (origin) => {
  const color = await import(origin + "/widget/color.js");
  const names = ["#fff", "#000", "yellow", "#777", "#767676", "#b5301f",
    "rgb(0,160,90)", "hsl(210 80% 45%)", "transparent", "not a colour", ""];
  return names.map((name) => {
    const brand = color.parseColor(name);
    const surfaces = [[245, 238, 228], [51, 44, 40]];
    return [color.contrast(brand, color.foregroundOn(brand)),
      ...surfaces.map((s) => color.contrast(color.readableOn(brand, s), s))];
  });
}"""


async def test_the_policy_forbids_nothing_that_is_needed(visit: Visit) -> None:
    async with visit() as widget:
        await widget.open()
        await widget.ask("你好")
        await expect(widget.told).to_contain_text("答：你好")
        await widget.button("没用").click()
        await widget.button("大字").click()
        assert await widget.violations() == []
        # The watch itself works.
        await widget.page.evaluate(
            "document.body.append(Object.assign(new Image(), {src: '//192.0.2.1/'}))"
        )
        await widget.page.wait_for_function("window.violations.length === 1")
        await widget.page.evaluate("window.violations.length = 0")


async def test_a_second_tag_makes_no_second_widget(visit: Visit) -> None:
    async with visit(data={"scripts": "3"}) as widget:
        await widget.open()
        await expect(widget.page.locator("gxn-chat")).to_have_count(1)


async def test_asks_nobody_but_its_own_server(server: Server, visit: Visit) -> None:
    async with visit() as widget:
        asked: list[str] = []
        widget.page.on("request", lambda request: asked.append(request.url))
        await widget.reload()
        site = widget.page.url.split("?")[0]
        assert [url for url in asked if not url.startswith((server.origin, site))] == []


async def test_asks_the_api_only_when_it_is_opened(visit: Visit) -> None:
    async with visit() as widget:
        asked: list[str] = []
        widget.page.on("request", lambda request: asked.append(request.url))
        await widget.page.reload()
        await widget.launcher.wait_for()
        assert [url for url in asked if "/api/" in url] == []


async def test_title_colour_and_side(visit: Visit) -> None:
    data = {"title": "郑工小助手", "color": "#ffd400", "position": "left"}
    async with visit(data=data) as widget:
        await widget.open()
        await expect(widget.dialog).to_have_accessible_name("郑工小助手")
        header = widget.dialog.locator("header")
        await expect(header).to_have_css("background-color", "rgb(255, 212, 0)")
        await expect(header).to_have_css("color", "rgb(0, 0, 0)")
        box = await widget.dialog.bounding_box()
        assert box and box["x"] == 16


async def test_every_colour_can_be_read(server: Server, visit: Visit) -> None:
    async with visit() as widget:
        contrasts = await widget.page.evaluate(CONTRAST, server.origin)
        assert len(contrasts) == 11
        assert min(min(row) for row in contrasts) >= 4.5


async def test_the_demo_page(browser: Browser, server: Server) -> None:
    async with visiting(browser, f"{server.origin}/") as widget:
        await widget.open()
        await widget.ask("你好")
        await expect(widget.told).to_contain_text("答：你好")
