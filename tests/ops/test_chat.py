"""The conversation in the terminal."""

from __future__ import annotations

from typing import Any

import pytest

from ops.chat import buttons_of, chosen, rendered

MESSAGES: list[dict[str, Any]] = [
    {
        "text": "您想问哪一项?",
        "buttons": [{"title": "托管服务", "payload": '/inform{"service":"childcare"}'}],
    },
    {"text": "还是:", "buttons": [{"title": "大病互助"}]},
    {
        "custom": {
            "answer": {
                "status": "clarify",
                "service": None,
                "region": "河南省",
                "sources": [
                    {"title": "工作报告", "publisher": "省总工会", "date": "2021"}
                ],
            }
        }
    },
]


def test_a_reply_is_shown_with_numbered_buttons_and_its_source() -> None:
    assert list(rendered(MESSAGES)) == [
        "工小暖> 您想问哪一项?",
        "   1. 托管服务",
        "工小暖> 还是:",
        "   2. 大病互助",
        "   [clarify · 河南省 · 《工作报告》省总工会 2021]",
    ]


def test_silence_is_said() -> None:
    assert list(rendered([])) == ["the bot sent nothing (see the logs)"]


@pytest.mark.parametrize(
    ("said", "sent"),
    [
        ("1", '/inform{"service":"childcare"}'),
        ("托管服务", '/inform{"service":"childcare"}'),
        ("2", "大病互助"),
        ("3", "3"),
        ("怎么入会", "怎么入会"),
    ],
)
def test_a_button_is_chosen_by_number_or_title(said: str, sent: str) -> None:
    assert chosen(said, buttons_of(MESSAGES)) == sent
