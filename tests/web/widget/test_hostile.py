"""Texts that try to be more than text."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.web.widget.browsing import Widget
from tests.web.widget.examples import figure
from tests.web.widget.fake_chat import FakeChat, reply

pytestmark = pytest.mark.asyncio(loop_scope="session")
ATTACKS = [
    "<img src=x onerror=window.hit=1>",
    "<svg onload=window.hit=1><script>window.hit=1</script></svg>",
    '"><script>window.hit=1</script>',
    "javascript:window.hit=1",
    "[点这里](javascript:window.hit=1)",
    '<a href="javascript:window.hit=1">x</a>',
    "{{constructor.constructor('window.hit=1')()}}",
]
LOADED = "[...document.querySelector('gxn-chat').shadowRoot.querySelectorAll('%s')]"


@pytest.mark.parametrize("attack", ATTACKS)
async def test_stays_text_everywhere(
    chat: FakeChat, widget: Widget, attack: str
) -> None:
    source = {"title": attack, "publisher": attack, "date": attack, "url": attack}
    rows = [figure(year, "5", metric=attack, unit=attack) for year in (2023, 2024)]
    chat.replies = {
        attack: reply(
            attack,
            f"【{attack}】",
            options=[{"id": "o", "title": attack}],
            figures=rows,
            sources=[source],
        )
    }
    await widget.ask(attack)
    await expect(widget.told.first).to_have_text(f"工小暖：{attack}")
    await expect(widget.mine).to_have_text(f"我：{attack}")
    await widget.button(attack).click()
    await expect(widget.mine.last).to_have_text(f"我：{attack}")
    await widget.reload()
    await expect(widget.mine.first).to_have_text(f"我：{attack}")
    assert await widget.page.evaluate("window.hit") is None
    assert await widget.page.evaluate(f"{LOADED % 'img, script, iframe'}.length") == 0
    links = await widget.page.evaluate(f"{LOADED % 'a'}.map(a => a.href)")
    assert [link for link in links if "window.hit" in link] == []
