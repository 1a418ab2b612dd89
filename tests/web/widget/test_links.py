"""What of a text can be tapped: addresses of the sources, and telephones."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from tests.web.widget.browsing import Widget, as_new_worker
from tests.web.widget.fake_chat import FakeChat, reply
from tests.web.widget.serving import Changeable, Server
from web.widget.routes import routes

pytestmark = pytest.mark.asyncio(loop_scope="session")
Talk = tuple[FakeChat, Widget]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def talk(
    backend: tuple[Server, Changeable], page: Page, site: Server
) -> AsyncIterator[Talk]:
    """One talk in which all of it is asked."""
    chat = FakeChat()
    backend[1].app = chat.app(routes())
    async with as_new_worker(page, f"{site.origin}/") as widget:
        await widget.open()
        yield chat, widget


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
    talk: Talk, text: str, links: list[str]
) -> None:
    chat, widget = talk
    source = {"title": "文件", "publisher": "省政府", "date": "2025-01-01"}
    sources = [{**source, "url": "https://www.henan.gov.cn/x"}]
    chat.replies[f"问：{text}"] = reply(text, sources=sources)
    await widget.ask(f"问：{text}")
    await expect(widget.mine.last).to_have_text(f"我：问：{text}")
    answer = widget.log.locator(".turn").last.locator(".bot:not(.typing)")
    await expect(answer).to_contain_text(text[:3])
    found = answer.locator("a")
    assert await found.evaluate_all("all => all.map(a => a.href)") == links
    for web in await found.filter(has_text="http").all():
        await expect(web).to_have_attribute("rel", "noopener noreferrer")
