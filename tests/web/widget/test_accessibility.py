"""axe-core finds nothing, in any state of the widget; sizes are as promised."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, expect

from tests.web.widget.browsing import Visit, Widget, visiting
from tests.web.widget.examples import (
    CHILDCARE,
    CHILDCARE_REPLY,
    FIGURES,
    FIGURES_REPLY,
)
from tests.web.widget.fake_chat import FakeChat, Fault
from tests.web.widget.serving import Server

pytestmark = pytest.mark.asyncio(loop_scope="session")
PHONE = {"width": 320, "height": 568}
INSIDE = """(selector) => [...document.querySelector("gxn-chat").shadowRoot
  .querySelectorAll(selector)].filter((node) => node.getClientRects().length)"""
TARGETS = f"""() => ({INSIDE})("button, textarea, input, a.card").map((node) => {{
  const box = node.getBoundingClientRect();
  return [node.getAttribute("aria-label") || node.textContent || node.id,
    Math.min(box.width, box.height)];
}})"""
TEXTS = f"""() => ({INSIDE})("*").filter((node) =>
    !node.closest(".unseen, style, [aria-hidden]") &&
    ([...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim())
      || node.matches("textarea, input")))
  .map((node) => [node.textContent, parseFloat(getComputedStyle(node).fontSize)])"""


async def violations(widget: Widget) -> list[str]:
    # What fades in has its colours only at the end.
    await widget.page.evaluate(
        "Promise.all(document.getAnimations().filter(a => a.effect.getTiming()"
        ".iterations !== Infinity).map(a => a.finished))"
    )
    assert await widget.violations() == []
    found = await Axe().run(widget.page)
    # What axe itself tries to load is forbidden as well, and no matter of the widget.
    await widget.page.evaluate("window.violations.length = 0")
    return [
        f"{rule['id']}: {[node['target'] for node in rule['nodes']]}"
        for rule in found.response["violations"]
    ]


async def violations_by_scheme(widget: Widget) -> dict[str, list[str]]:
    schemes: list[Literal["light", "dark"]] = ["light", "dark"]
    found = {}
    for scheme in schemes:
        await widget.page.emulate_media(color_scheme=scheme)
        found[scheme] = await violations(widget)
    return found


async def fill(chat: FakeChat, widget: Widget) -> None:
    """Bring everything into view that the widget can show."""
    chat.replies = {CHILDCARE: CHILDCARE_REPLY, FIGURES: FIGURES_REPLY}
    chat.faults.append(Fault(status=422, message="最多500个字"))
    await widget.open()
    await widget.ask("太长的")
    await widget.ask(FIGURES)
    await expect(widget.told).to_have_count(1)
    await widget.button("没用").click()
    chat.faults.append(Fault(pending=True))
    await widget.ask("慢的")
    await widget.ask(CHILDCARE)
    await expect(widget.button("怎么报名")).to_be_visible()
    await widget.input.fill("问" * 510)
    await widget.input.press("Enter")
    await expect(widget.dialog.get_by_text("多了10个")).to_be_visible()


@pytest.mark.parametrize("elder", ["off", "on"])
@pytest.mark.parametrize(
    ("colour", "width"), [("", 320), ("#ffd400", 1280)], ids=["phone", "yellow desktop"]
)
async def test_nothing_for_axe_to_find(
    chat: FakeChat, visit: Visit, elder: str, colour: str, width: int
) -> None:
    look: dict[str, Any] = {"viewport": {"width": width, "height": 800}}
    data = {"elder": elder, "color": colour}
    async with visit(data=data, **look) as widget:
        await widget.launcher.wait_for()
        assert await violations_by_scheme(widget) == {"light": [], "dark": []}
        await fill(chat, widget)
        assert await violations_by_scheme(widget) == {"light": [], "dark": []}


async def test_nothing_for_axe_to_find_on_the_demo_page(
    browser: Browser, server: Server
) -> None:
    async with visiting(browser, f"{server.origin}/") as widget:
        await widget.launcher.wait_for()
        assert await violations(widget) == []


@pytest.mark.parametrize(("elder", "text", "target"), [("off", 14, 44), ("on", 18, 60)])
async def test_text_and_targets_are_large_enough(
    chat: FakeChat, visit: Visit, elder: str, text: float, target: float
) -> None:
    async with visit(data={"elder": elder}, viewport=PHONE) as widget:
        await fill(chat, widget)
        sizes = await widget.page.evaluate(TEXTS)
        assert len(sizes) > 20
        assert [found for found in sizes if found[1] < text] == []
        targets = await widget.page.evaluate(TARGETS)
        assert len(targets) > 12
        assert [found for found in targets if found[1] < target] == []


async def test_elder_mode_from_18_to_30_pixels(chat: FakeChat, visit: Visit) -> None:
    async with visit(viewport=PHONE) as widget:
        await fill(chat, widget)
        await expect(widget.button("字大一点")).to_have_count(0)
        await widget.button("大字").click()
        await expect(widget.button("大字")).to_be_focused()
        # One step from 20 down to 18, six from there up to 30.
        await widget.button("字小一点").click()
        await expect(widget.button("字小一点")).to_be_disabled()
        smallest = [size for _, size in await widget.page.evaluate(TEXTS)]
        assert min(smallest) == 18
        for _ in range(6):
            await widget.button("字大一点").click()
        await expect(widget.button("字大一点")).to_be_disabled()
        await expect(widget.button("字大一点")).to_be_focused()
        await expect(widget.told.first).to_have_css("font-size", "30px")
        assert await overflow(widget) == []
        # Chosen once, kept for the next visit.
        await widget.reload()
        await expect(widget.told.first).to_have_css("font-size", "30px")


@pytest.mark.parametrize("elder", ["off", "on"])
@pytest.mark.parametrize("viewport", [PHONE, {"width": 568, "height": 320}])
async def test_a_small_phone_has_nothing_to_scroll_sideways(
    chat: FakeChat, visit: Visit, elder: str, viewport: dict[str, int]
) -> None:
    async with visit(data={"elder": elder}, viewport=viewport) as widget:
        await fill(chat, widget)
        assert await overflow(widget) == []
        box = await widget.dialog.bounding_box()
        assert box == {"x": 0, "y": 0, **viewport}


async def overflow(widget: Widget) -> list[str]:
    """Name what is wider than the screen, or scrolls sideways."""
    return list(
        await widget.page.evaluate(
            f"""() => [document.documentElement, ...({INSIDE})("*:not(.unseen)")]
            .filter((node) => node.getBoundingClientRect().right > innerWidth + 0.5
              || (node.matches("html, .log, .panel, header, form, .bubble")
                && node.scrollWidth > node.clientWidth + 1))
            .map((node) => node.tagName + "." + node.getAttribute("class"))"""
        )
    )


async def test_what_screen_readers_are_told(widget: Widget) -> None:
    await expect(widget.log).to_have_attribute("aria-live", "polite")
    await expect(widget.log).to_have_accessible_name("对话内容")
    await expect(widget.dialog).to_have_accessible_name("工小暖")
    await expect(widget.input).to_have_accessible_name("想问的话")
    host = widget.page.locator("gxn-chat")
    await expect(host).to_have_attribute("lang", "zh-CN")
    names = await widget.dialog.get_by_role("button").evaluate_all(
        "all => all.map(b => b.getAttribute('aria-label') || b.textContent.trim())"
    )
    assert all(names)


async def test_stands_still_where_motion_is_unwanted(
    chat: FakeChat, visit: Visit
) -> None:
    async with visit(reduced_motion="reduce") as widget:
        await fill(chat, widget)
        running = await widget.page.evaluate("document.getAnimations().length")
        assert running == 0
