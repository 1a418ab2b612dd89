"""What the worker reads when a message cannot be taken."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.web.widget.browsing import Widget
from tests.web.widget.fake_chat import FakeChat, Fault, reply

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_too_fast_waits_and_goes_out_by_itself(
    chat: FakeChat, widget: Widget
) -> None:
    chat.faults.append(Fault(status=429, message="问得有点快。", retry_after=2))
    await widget.ask("一")
    notice = widget.dialog.get_by_text("问得有点快（约2秒后自动再发）")
    await expect(notice).to_be_visible()
    await expect(widget.told).to_have_text(["工小暖：答：一"])
    await expect(notice).to_have_count(0)
    assert chat.questions == ["一"]


async def test_too_long_is_told_and_nothing_is_lost(
    chat: FakeChat, widget: Widget
) -> None:
    text = "问" * 512
    await widget.input.fill(text)
    await expect(widget.dialog.get_by_text("512/500字")).to_be_visible()
    await widget.input.press("Enter")
    await expect(widget.dialog.get_by_text("最多500个字，多了12个")).to_be_visible()
    await expect(widget.input).to_have_value(text)
    await expect(widget.input).to_have_attribute("aria-invalid", "true")
    assert chat.attempts == []
    # Characters, not UTF-16 units: these are 500.
    await widget.ask("𠮷" * 500)
    await expect(widget.mine).to_have_count(1)


async def test_a_refused_message_can_be_changed_and_sent_again(
    chat: FakeChat, widget: Widget
) -> None:
    chat.faults.append(Fault(status=422, message="最多500个字，分几次问吧"))
    await widget.ask("太长的")
    failed = widget.log.get_by_text("没发出去：最多500个字，分几次问吧")
    await expect(failed).to_be_visible()
    await widget.ask("下一句")
    await expect(widget.told).to_have_text(["工小暖：答：下一句"])
    await widget.button("改一改再发").click()
    await expect(widget.input).to_be_focused()
    await expect(widget.input).to_have_value("太长的")
    assert chat.questions == ["下一句"]


async def test_an_answer_that_cannot_be_shown_was_sent_all_the_same(
    chat: FakeChat, widget: Widget
) -> None:
    chat.replies = {"一": reply(texts=None)}
    async with widget.page.expect_event("pageerror"):
        await widget.ask("一")
        await widget.ask("二")
    await expect(widget.told).to_have_text(["工小暖：答：二"])
    await expect(widget.log.get_by_text("没发出去")).to_have_count(0)
    assert chat.questions == ["一", "二"]
    assert len(widget.errors) == 1
    widget.errors.clear()
