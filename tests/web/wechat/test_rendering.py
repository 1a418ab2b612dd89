"""Answers as texts."""

from __future__ import annotations

import pytest

from web.core.turn import Option, Reply
from web.wechat.rendering import render, saying_link


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("看<a href='http://x'>这</a>里", "看＜a href='http://x'>这＜/a>里"),
        ("<A HREF=x>", "＜A HREF=x>"),
        ("3 < 5", "3 < 5"),
        ("来源：大河网2021-02-24", "来源：大河网2021-02-24"),
    ],
)
def test_only_our_own_links_are_links(text: str, shown: str) -> None:
    assert render(Reply((text,)), clickable=True) == shown


def test_texts_and_options_stand_below_each_other() -> None:
    reply = Reply(("一", "二"), (Option("o1", "甲"), Option("o2", "乙<a>")))
    assert render(reply, clickable=False) == "一\n\n二\n\n1. 甲\n2. 乙＜a>"


def test_options_are_numbered_links() -> None:
    reply = Reply(("选吧",), (Option("o-1", "怎么办理"),))
    assert render(reply, clickable=True) == (
        '选吧\n\n1. <a href="weixin://bizmsgmenu?msgmenucontent=怎么办理&msgmenuid=o-1">'
        "怎么办理</a>"
    )


@pytest.mark.parametrize(
    ("text", "encoded"),
    [
        ('a"b', "a%22b"),
        ("甲&乙", "甲%26乙"),
        ("<a>", "%3Ca%3E"),
        ("一 二\n", "一%20二%0A"),
        ("5%", "5%25"),
    ],
)
def test_a_title_cannot_break_out_of_its_link(text: str, encoded: str) -> None:
    link = saying_link(text, text)
    assert f"msgmenucontent={encoded}&" in link
    assert link.count("<a ") == link.count("</a>") == 1


def test_nothing_said_is_an_empty_text() -> None:
    assert render(None, clickable=True) == ""
