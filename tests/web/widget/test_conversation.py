"""A conversation with buttons, a card of the source, a chart and the tools."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.web.widget.browsing import Widget
from tests.web.widget.examples import (
    CHILDCARE,
    CHILDCARE_REPLY,
    FIGURES,
    FIGURES_REPLY,
    UNDATED,
    figure,
)
from tests.web.widget.fake_chat import WAIT, FakeChat, Fault, reply

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_question_an_answer_and_a_choice(
    chat: FakeChat, widget: Widget
) -> None:
    chat.replies = {CHILDCARE: CHILDCARE_REPLY, "o2": reply("找单位工会报名。")}
    await widget.ask(CHILDCARE)
    await expect(widget.told).to_contain_text("小学1—6年级")
    await expect(widget.mine).to_have_text(["我：" + CHILDCARE])
    await widget.button("怎么报名").click()
    await expect(widget.told.last).to_contain_text("找单位工会报名。")
    await expect(widget.mine.last).to_have_text("我：怎么报名")
    assert [sorted(body) for body in chat.bodies] == [["id", "text"], ["id", "option"]]
    assert chat.bodies[1]["option"] == "o2"
    # What was to choose from is past, and the focus is still in the dialog.
    await expect(widget.button("怎么报名")).to_have_count(0)
    await expect(widget.log).to_be_focused()


async def test_the_greeting_offers_a_beginning(chat: FakeChat, widget: Widget) -> None:
    await widget.button("爱心托管怎么报名").click()
    await expect(widget.told).to_contain_text("答：爱心托管怎么报名")
    assert chat.bodies[0]["option"] == "g1"


async def test_the_source_is_a_card_with_its_date(
    chat: FakeChat, widget: Widget
) -> None:
    chat.replies = {CHILDCARE: CHILDCARE_REPLY}
    await widget.ask(CHILDCARE)
    card = widget.log.get_by_role("list", name="来源").get_by_role("link")
    await expect(card).to_contain_text("郑州工会“娘家人带娃”服务来啦")
    await expect(card).to_contain_text("河南工人日报、中工网（转载） · 2025-06-23")
    source = CHILDCARE_REPLY["sources"][0]
    await expect(card).to_have_attribute("href", source["url"])
    await expect(card).to_have_attribute("rel", "noopener noreferrer")
    # Said once.
    await expect(widget.told).not_to_contain_text("来源：")


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        (["来源：报《一》2025-01-01等2处"], 0),
        (["来源：报《一》2025-01-01"], 1),
        (["来源：报《一》2025-01-01", "乙", "来源：报《二》2025-01-01"], 2),
    ],
)
async def test_what_the_cards_say_is_not_said_twice(
    chat: FakeChat, widget: Widget, lines: list[str], shown: int
) -> None:
    sources = [{**UNDATED, "title": title} for title in ("一", "二")]
    chat.replies = {"问": reply("\n".join(["甲", *lines]), sources=sources)}
    await widget.ask("问")
    await expect(widget.told).to_contain_text("甲")
    await expect(widget.told.locator(".origin")).to_have_count(shown)


async def test_small_talk_is_not_rated(chat: FakeChat, widget: Widget) -> None:
    chat.statuses = {"谢谢": "smalltalk"}
    await widget.ask("谢谢")
    await expect(widget.told).to_contain_text("答：谢谢")
    await expect(widget.button("有用")).to_have_count(0)


async def test_comparable_figures_are_one_chart_and_others_stand_apart(
    chat: FakeChat, widget: Widget
) -> None:
    chat.replies = {FIGURES: FIGURES_REPLY}
    await widget.ask(FIGURES)
    chart = widget.log.get_by_role("img")
    await expect(chart).to_have_count(1)
    await expect(chart).to_have_attribute(
        "aria-label",
        "开办的爱心托管班（郑州市）：2024年目标 140个；2025年目标 200个",
    )
    await expect(chart.locator("text")).to_have_text(
        ["2024年目标", "140个", "2025年目标", "200个"]
    )
    widths = await chart.locator(".bar").evaluate_all(
        "bars => bars.map(bar => bar.getBoundingClientRect().width)"
    )
    assert [round(width / widths[1], 2) for width in widths] == [0.7, 1.0]
    # What was done is no target, and money is no number of classes: the text tells it.
    await expect(widget.told).to_contain_text("2023年（完成）")
    # Two sources, one without link and date.
    undated = widget.log.get_by_role("listitem").last
    await expect(undated).to_contain_text("河南工人日报 · 日期不详")
    await expect(undated.get_by_role("link")).to_have_count(0)


async def test_places_of_one_year_are_a_chart(chat: FakeChat, widget: Widget) -> None:
    rows = [
        figure(2024, value, metric=f"{city}开办的爱心托管班", scope=city)
        for city, value in (("郑州市", "140"), ("安阳市", "35"))
    ]
    chat.replies = {"比一比": reply("见图。", figures=rows)}
    await widget.ask("比一比")
    await expect(widget.log.get_by_role("img")).to_have_attribute(
        "aria-label", "开办的爱心托管班（2024年完成）：郑州市 140个；安阳市 35个"
    )


async def test_typing_sign_until_the_answer_is_there(
    chat: FakeChat, widget: Widget
) -> None:
    chat.gate.clear()
    await widget.ask("在吗")
    await expect(widget.log.locator(".typing")).to_have_text("正在查")
    chat.gate.set()
    await expect(widget.told).to_contain_text("答：在吗")
    await expect(widget.log.locator(".typing")).to_have_count(0)


async def test_a_late_answer_comes_from_the_history(
    chat: FakeChat, widget: Widget
) -> None:
    chat.faults.append(Fault(pending=True))
    await widget.ask("要查很久的")
    await expect(widget.told).to_contain_text(WAIT)
    await expect(widget.log.locator(".typing")).to_be_visible()
    chat.finish()
    await expect(widget.told).to_have_text(["工小暖：答：要查很久的"])
    await expect(widget.log.locator(".typing")).to_have_count(0)
    assert chat.questions == ["要查很久的"]


async def test_a_person_is_one_tap_away(chat: FakeChat, widget: Widget) -> None:
    await widget.button("找人工").click()
    await expect(widget.told).to_contain_text("答：找人工")
    assert chat.bodies[0]["text"] == "找人工"


async def test_copying_an_answer(chat: FakeChat, widget: Widget) -> None:
    await widget.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    chat.replies = {CHILDCARE: CHILDCARE_REPLY}
    await widget.ask(CHILDCARE)
    await widget.button("复制").click()
    await expect(widget.dialog.get_by_text("已复制")).to_be_visible()
    copied = await widget.page.evaluate("navigator.clipboard.readText()")
    assert copied == CHILDCARE_REPLY["texts"][0]


async def test_copying_on_a_page_without_https(chat: FakeChat, widget: Widget) -> None:
    await widget.page.evaluate(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined});"
        "window.copies = 0; addEventListener('copy', () => (window.copies += 1));"
    )
    await widget.ask("你好")
    await widget.button("复制").click()
    await expect(widget.dialog.get_by_text("已复制")).to_be_visible()
    await expect(widget.button("复制")).to_be_focused()
    assert await widget.page.evaluate("window.copies") == 1
