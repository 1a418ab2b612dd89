"""Everything with the keyboard alone."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.web.widget.browsing import Visit, Widget
from tests.web.widget.examples import CHILDCARE, CHILDCARE_REPLY
from tests.web.widget.fake_chat import FakeChat

pytestmark = pytest.mark.asyncio(loop_scope="session")
FOCUSED = """() => {
  let node = document.activeElement;
  while (node && node.shadowRoot) node = node.shadowRoot.activeElement;
  return node && (node.getAttribute("aria-label") || node.id || node.textContent);
}"""


async def tab_to(widget: Widget, name: str, key: str = "Tab") -> None:
    for _ in range(40):
        if name in (await widget.page.evaluate(FOCUSED) or ""):
            return
        await widget.page.keyboard.press(key)
    raise AssertionError(f"{name} cannot be reached")


async def test_a_whole_visit(chat: FakeChat, visit: Visit) -> None:
    chat.replies = {CHILDCARE: CHILDCARE_REPLY}
    async with visit() as widget:
        press = widget.page.keyboard.press
        await widget.launcher.wait_for()
        await tab_to(widget, "有事问我")
        await press("Enter")
        await expect(widget.input).to_be_focused()
        await widget.page.keyboard.type(CHILDCARE)
        await press("Enter")
        await expect(widget.told).to_contain_text("小学1—6年级")
        await tab_to(widget, "要带什么材料", "Shift+Tab")
        await press("Enter")
        await expect(widget.mine.last).to_have_text("我：要带什么材料")
        await tab_to(widget, "没用")
        await press("Space")
        await tab_to(widget, "看不懂")
        await press("Enter")
        await expect(widget.button("没用").first).to_be_focused()
        await press("Escape")
        await expect(widget.dialog).to_have_count(0)
        await expect(widget.launcher).to_be_focused()
        assert chat.feedback[-1]["reason"] == "看不懂"


async def test_shift_enter_begins_a_line(chat: FakeChat, widget: Widget) -> None:
    await widget.input.press_sequentially("一")
    await widget.input.press("Shift+Enter")
    await widget.input.press_sequentially("二")
    await expect(widget.input).to_have_value("一\n二")
    await widget.input.press("Enter")
    await expect(widget.told).to_have_text("工小暖：答：一二")
    assert chat.questions == ["一\n二"]
    await expect(widget.input).to_be_focused()


@pytest.mark.parametrize(
    "event", [{"isComposing": True}, {"keyCode": 229}], ids=["composing", "Safari"]
)
async def test_enter_that_chooses_a_word_does_not_send(
    chat: FakeChat, widget: Widget, event: dict[str, object]
) -> None:
    await widget.input.fill("托管")
    pressed = {"key": "Enter", "bubbles": True, "cancelable": True, **event}
    await widget.input.dispatch_event("keydown", pressed)
    await expect(widget.input).to_have_value("托管")
    await widget.input.press("Enter")
    await expect(widget.told).to_have_count(1)
    assert chat.questions == ["托管"]


async def test_tab_stays_in_a_dialog_that_covers_the_page(visit: Visit) -> None:
    async with visit(viewport={"width": 360, "height": 640}) as widget:
        await widget.open()
        for key in ("Tab", "Shift+Tab"):
            for _ in range(25):
                await widget.page.keyboard.press(key)
                assert await widget.page.evaluate("document.activeElement.tagName") == (
                    "GXN-CHAT"
                )
        await expect(widget.dialog).to_have_attribute("aria-modal", "true")
