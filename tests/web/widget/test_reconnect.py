"""Whatever happens to the connection: nothing lost, nothing doubled, in order."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.web.widget.browsing import Visit, Widget
from tests.web.widget.fake_chat import WAIT, FakeChat, Fault
from tests.web.widget.serving import Server

pytestmark = pytest.mark.asyncio(loop_scope="session")
DENIED = """
Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("denied", "SecurityError"); }
});
"""


def answers(*questions: str) -> list[str]:
    return [f"工小暖：答：{question}" for question in questions]


async def test_restart_of_the_server(
    chat: FakeChat, server: Server, widget: Widget
) -> None:
    await widget.ask("一")
    await expect(widget.told).to_have_text(answers("一"))
    await server.stop()
    for text in ("二", "三", "四"):
        await widget.ask(text)
    trouble = widget.dialog.get_by_text("正在重连")
    await expect(trouble).to_be_visible()
    # The first to arrive is accepted, but its answer is lost on the way.
    chat.faults.append(Fault(cut=True))
    await server.start()
    await expect(widget.told).to_have_text(answers("一", "二", "三", "四"))
    await expect(trouble).to_have_count(0)
    assert chat.questions == ["一", "二", "三", "四"]
    second = chat.bodies[1]["id"]
    assert chat.attempts.count(second) >= 2
    await widget.reload()
    await expect(widget.told).to_have_text(answers("一", "二", "三", "四"))
    assert chat.questions == ["一", "二", "三", "四"]


async def test_reload_keeps_the_talk(chat: FakeChat, widget: Widget) -> None:
    for text in ("一", "二"):
        await widget.ask(text)
    await expect(widget.told).to_have_text(answers("一", "二"))
    await widget.reload()
    await expect(widget.mine).to_have_text(["我：一", "我：二"])
    await expect(widget.told).to_have_text(answers("一", "二"))
    assert list(chat.turns) == ["token-1"]


async def test_reload_with_messages_on_their_way(
    chat: FakeChat, widget: Widget
) -> None:
    chat.gate.clear()
    async with widget.page.expect_request("**/messages"):
        await widget.ask("一")
    await widget.ask("二")
    await widget.page.reload()
    # Sent without the dialog's being opened.
    async with widget.page.expect_response("**/messages*"):
        chat.gate.set()
    await widget.open()
    await expect(widget.told).to_have_text(answers("一", "二"))
    assert chat.questions == ["一", "二"]


async def test_reload_while_an_answer_is_pending(
    chat: FakeChat, widget: Widget
) -> None:
    chat.faults.append(Fault(pending=True))
    await widget.ask("慢的")
    # The dots alone move before the server has the message, too.
    await expect(widget.told).to_have_text([f"工小暖：{WAIT}"])
    await widget.reload()
    await expect(widget.told).to_have_text([f"工小暖：{WAIT}"])
    await expect(widget.log.locator(".typing")).to_be_visible()
    chat.finish()
    await expect(widget.told).to_have_text(answers("慢的"))


@pytest.mark.parametrize(
    "faults",
    [
        [Fault(cut=True), Fault(cut=True)],
        [Fault(status=503, message="正在维护"), Fault(status=502)],
        [Fault(status=500, message="坏了"), Fault(cut=True)],
    ],
    ids=["cut twice", "unavailable", "broken, then cut"],
)
async def test_faults_one_after_the_other(
    chat: FakeChat, widget: Widget, faults: list[Fault]
) -> None:
    chat.faults.extend(faults)
    await widget.ask("一")
    await widget.ask("二")
    await expect(widget.told).to_have_text(answers("一", "二"))
    assert chat.questions == ["一", "二"]


async def test_a_token_that_is_no_longer_taken(chat: FakeChat, widget: Widget) -> None:
    await widget.ask("一")
    await expect(widget.told).to_have_text(answers("一"))
    chat.forget_sessions()
    await widget.ask("二")
    await expect(widget.told).to_have_text(answers("一", "二"))
    assert chat.questions == ["一", "二"]


async def test_two_open_pages_share_the_talk(chat: FakeChat, widget: Widget) -> None:
    await widget.ask("一")
    await expect(widget.told).to_have_text(answers("一"))
    other = Widget(await widget.page.context.new_page())
    await other.page.goto(widget.page.url)
    await other.open()
    await expect(other.told).to_have_text(answers("一"))
    await other.ask("二")
    await expect(other.told).to_have_text(answers("一", "二"))
    await widget.ask("三")
    await expect(widget.told.last).to_have_text(answers("三")[0])
    await widget.reload()
    await expect(widget.told).to_have_text(answers("一", "二", "三"))


async def test_works_where_storage_is_denied(chat: FakeChat, visit: Visit) -> None:
    async with visit(before=DENIED) as widget:
        await widget.open()
        chat.faults.append(Fault(cut=True))
        await widget.ask("一")
        await expect(widget.told).to_have_text(answers("一"))
        assert chat.questions == ["一"]
        await widget.reload()
        await expect(widget.told).to_have_count(0)
