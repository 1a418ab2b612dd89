"""Cutting long texts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.wechat.text_split import TARGET_BYTES, split

SENTENCE = "郑州市职工子女爱心托管班七月七日开班，办一个月。"
LINK = '<a href="weixin://bizmsgmenu?msgmenucontent=继续&msgmenuid=say">继续</a>'


def test_a_short_text_stays_whole() -> None:
    assert split("好。") == ["好。"]
    assert split("") == [""]


def test_a_long_text_is_cut_at_sentence_ends() -> None:
    parts = split(SENTENCE * 100)
    assert "".join(parts) == SENTENCE * 100
    assert all(part.endswith("。") for part in parts)
    assert all(1600 < len(part.encode()) <= TARGET_BYTES for part in parts[:-1])


@pytest.mark.parametrize(
    "kept", [LINK, "https://example.org/" + "a" * 70, "👨‍👩‍👧", "🇨🇳", "👍🏽"]
)
@pytest.mark.parametrize("before", range(570, 600, 3))
def test_nothing_is_cut_within(kept: str, before: int) -> None:
    parts = split("字" * before + kept * 3 + "尾" * 400)
    assert sum(part.count(kept) for part in parts) == 3


def test_without_sentences_it_is_cut_at_a_pause() -> None:
    first, _ = split("甲" * 500 + "，" + "乙" * 300)
    assert first == "甲" * 500 + "，"


def test_a_link_that_no_message_holds_is_cut_rather_than_lost() -> None:
    address = "https://example.org/" + "a" * 4000
    assert "".join(split(address)) == address


@given(
    st.lists(
        st.sampled_from(
            [SENTENCE, LINK, "\n", "字" * 300, "😀", "a" * 500, "https://e"]
        )
        | st.text(max_size=50),
        max_size=40,
    )
)
def test_nothing_is_lost_and_every_part_fits(pieces: list[str]) -> None:
    text = "".join(pieces)
    parts = split(text)
    assert all(len(part.encode()) <= 1900 for part in parts)
    assert re.sub(r"\n", "", "".join(parts)) == re.sub(r"\n", "", text)
    # A cut link would leave one half of it in each of two parts.
    assert all(part.count("<a ") == part.count("</a>") for part in parts) or (
        text.count("<a ") != text.count("</a>")
    )
