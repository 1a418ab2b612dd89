"""Thumbs up and down, and the reason."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import Route, expect

from tests.web.widget.browsing import Widget
from tests.web.widget.fake_chat import FakeChat

pytestmark = pytest.mark.asyncio(loop_scope="session")
DOWN = {"number": 1, "value": "down", "reason": ""}


async def test_useful(chat: FakeChat, widget: Widget) -> None:
    await widget.ask("你好")
    await widget.button("有用").click()
    await expect(widget.dialog.get_by_text("谢谢，记下了")).to_be_visible()
    await expect(widget.button("有用")).to_have_attribute("aria-pressed", "true")
    assert chat.feedback == [{**DOWN, "value": "up"}]
    await widget.reload()
    await expect(widget.button("有用")).to_have_attribute("aria-pressed", "true")


async def test_not_useful_with_a_reason_to_choose(
    chat: FakeChat, widget: Widget
) -> None:
    await widget.ask("你好")
    await widget.button("没用").click()
    await expect(widget.button("答非所问")).to_be_focused()
    await widget.button("信息过时").click()
    await expect(widget.button("没用")).to_be_focused()
    await expect(widget.button("信息过时")).to_have_count(0)
    await expect(widget.dialog.get_by_text("谢谢，记下了")).to_be_visible()
    assert chat.feedback == [DOWN, {**DOWN, "reason": "信息过时"}]


async def test_not_useful_with_a_reason_in_own_words(
    chat: FakeChat, widget: Widget
) -> None:
    await widget.ask("你好")
    await widget.button("没用").click()
    other = widget.dialog.get_by_role("textbox", name="其他原因")
    await other.fill("电话打不通")
    async with widget.page.expect_response("**/feedback"):
        await other.press("Enter")
    assert chat.feedback[-1] == {**DOWN, "reason": "电话打不通"}


async def test_a_reason_does_not_overtake_its_thumb(
    chat: FakeChat, widget: Widget
) -> None:
    arrives = asyncio.Event()

    async def hold(route: Route) -> None:
        await arrives.wait()
        await route.continue_()

    await widget.ask("你好")
    await widget.page.route("**/feedback", hold, times=1)
    await widget.button("没用").click()
    await widget.button("看不懂").click()
    await widget.ask("在吗")
    await expect(widget.told).to_have_count(2)
    async with widget.page.expect_response(
        lambda response: "看不懂" in (response.request.post_data or "")
    ):
        arrives.set()
    assert chat.feedback == [DOWN, {**DOWN, "reason": "看不懂"}]
