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


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("看 https://www.henan.gov.cn/a?b=1。", ["https://www.henan.gov.cn/a?b=1"]),
        ("看http://www.henan.gov.cn/a，再说", ["http://www.henan.gov.cn/a"]),
        ("看 https://evil.example/www.henan.gov.cn", []),
        ("看 https://www.henan.gov.cn@evil.example/", []),
        ("看 https://u:p@www.henan.gov.cn/", []),
        ("看 https://www.henan.gov.cn.evil.example/", []),
        ("ftp://www.henan.gov.cn/ data:text/html,x", []),
        ("请打12351问", ["tel:12351"]),
        ("打0371-65798888或12333", ["tel:037165798888", "tel:12333"]),
        ("马上打120或110", ["tel:120", "tel:110"]),
        ("帮了12351人，发了12345元，共120万元", []),
        ("2021年投了200000000元，110家", []),
        ("编号4123510", []),
    ],
)
async def test_links_only_where_they_may_go(
    chat: FakeChat, widget: Widget, text: str, links: list[str]
) -> None:
    source = {"title": "文件", "publisher": "省政府", "date": "2025-01-01"}
    sources = [{**source, "url": "https://www.henan.gov.cn/x"}]
    chat.replies = {"问": reply(text, sources=sources)}
    await widget.ask("问")
    await expect(widget.told).to_contain_text(text[:3])
    found = widget.told.locator("a")
    assert await found.evaluate_all("all => all.map(a => a.href)") == links
    for web in await found.filter(has_text="http").all():
        await expect(web).to_have_attribute("rel", "noopener noreferrer")
