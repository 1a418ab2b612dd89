"""What is left of a text."""

from __future__ import annotations

import pytest

from web.core.cleaning import LONGEST_TEXT, cleaned
from web.core.errors import EmptyMessageError, TextTooLongError


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("  托管  怎么\n申请 ", "托管 怎么 申请"),
        ("/restart", "restart"),
        ("／restart", "restart"),
        (" / ／/ask{}", "ask{}"),
        ("\u200b/restart", "restart"),
        ("\ufeff\u202e/\u200b/x", "x"),
        ("1\u200b38\x001234", "1381234"),
        ("1\ufe0f\u20e33\ufe0f\u20e38", "138"),
        ("1\u03363\u03368\u31641\u28002", "13812"),
        ("\u0338/restart", "restart"),
        ("n\u01d0 h\u01ceo, ni\u030c", "n\u01d0 h\u01ceo, n\u01d0"),
        ("a\x07b\x1bc", "abc"),
        ("半\ud800个", "半个"),
        ("1/2还是3/4", "1/2还是3/4"),
        ("x" * LONGEST_TEXT, "x" * LONGEST_TEXT),
        (f"/{'x' * LONGEST_TEXT}  ", "x" * LONGEST_TEXT),
    ],
    ids=ascii,
)
def test_cleaned(said: str, kept: str) -> None:
    assert cleaned(said) == kept


@pytest.mark.parametrize(
    "said", ["", " \n", "/", "／ /", "\x00\u200b", "\ud800"], ids=ascii
)
def test_nothing_left(said: str) -> None:
    with pytest.raises(EmptyMessageError):
        cleaned(said)


def test_too_long() -> None:
    with pytest.raises(TextTooLongError) as raised:
        cleaned("长" * (LONGEST_TEXT + 1))
    assert "500" in raised.value.message
