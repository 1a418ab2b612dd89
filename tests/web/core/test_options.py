"""Ids of options, and options that are typed."""

from __future__ import annotations

import pytest

from web.core.options import OptionIds, typed_choice
from web.core.turn_store import Choice

IDS = OptionIds("s" * 32)
CHOICES = (Choice("爱心托管", "爱心托管是什么"), Choice("法律援助", "怎么申请法律援助"))
HERE, ELSEWHERE = "a" * 64, "b" * 64


def test_an_id_is_read_back_in_its_conversation_alone() -> None:
    first, second = IDS.options(HERE, 2**63 - 1, CHOICES)
    assert (first.title, second.title) == ("爱心托管", "法律援助")
    assert IDS.read(HERE, second.id) == (2**63 - 1, 1)
    assert IDS.read(ELSEWHERE, second.id) is None
    assert OptionIds("t" * 32).read(HERE, second.id) is None


def test_an_id_fits_a_menu_of_wechat_and_tells_nothing() -> None:
    (option, *_) = IDS.options(HERE, 2**63 - 1, CHOICES * 50)
    assert len(option.id) <= 64
    assert option.id.isascii()
    assert "托管" not in option.id


@pytest.mark.parametrize("change", ["", "x", "1-0-" + "0" * 32, "é" * 40, "1-0-\n"])
def test_made_up_ids(change: str) -> None:
    assert IDS.read(HERE, change) is None


def test_a_changed_number_is_noticed() -> None:
    (option, *_) = IDS.options(HERE, 5, CHOICES)
    assert IDS.read(HERE, "6" + option.id[1:]) is None


@pytest.mark.parametrize(
    ("said", "index"),
    [
        ("2", 1),
        ("２", 1),
        ("②", 1),
        ("（2）", 1),
        ("2.", 1),
        ("2、", 1),
        ("1号", 0),
        ("法律援助", 1),
        ("法律援助。", 1),
        ("0", None),
        ("3", None),
        ("12351", None),
        ("2021", None),
        ("法律", None),
        ("2个", None),
    ],
)
def test_typed(said: str, index: int | None) -> None:
    wanted = None if index is None else CHOICES[index]
    assert typed_choice(said, CHOICES) == wanted


def test_nothing_is_meant_where_nothing_was_offered() -> None:
    assert typed_choice("1", ()) is None
