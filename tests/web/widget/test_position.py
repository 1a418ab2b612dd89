"""The position is asked for only when the worker taps its button."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.web.widget.browsing import Visit
from tests.web.widget.fake_chat import FakeChat

pytestmark = pytest.mark.asyncio(loop_scope="session")
PLACE = {"latitude": 34.747312, "longitude": 113.624938}
COUNTED = """
window.asked = 0;
const real = navigator.geolocation.getCurrentPosition.bind(navigator.geolocation);
navigator.geolocation.getCurrentPosition = (...all) => {
  window.asked += 1;
  real(...all);
};
"""


async def test_sent_when_tapped(chat: FakeChat, visit: Visit) -> None:
    allowed = {"geolocation": PLACE, "permissions": ["geolocation"]}
    async with visit(before=COUNTED, **allowed) as widget:
        await widget.open()
        assert await widget.page.evaluate("window.asked") == 0
        await widget.button("发送位置").click()
        await expect(widget.mine).to_have_text(["我：我的位置"])
        await expect(widget.told).to_contain_text("答：我的位置")
        assert chat.bodies[0]["location"] == {"lat": 34.747, "lon": 113.625}


async def test_denied(chat: FakeChat, visit: Visit) -> None:
    async with visit(permissions=[]) as widget:
        await widget.open()
        await widget.button("发送位置").click()
        await expect(widget.dialog.get_by_text("没有位置权限")).to_be_visible()
        assert chat.bodies == []
