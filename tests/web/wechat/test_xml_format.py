"""XML in and out."""

from __future__ import annotations

import pytest
import xmltodict

from web.wechat.refusals import BadXmlError
from web.wechat.xml_format import parse, render

BOMB = (
    '<!DOCTYPE xml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<xml><Content>&b;</Content></xml>"
)


def test_a_message_is_read_flat() -> None:
    body = "<xml><A><![CDATA[ 甲 ]]></A><B/><C>1</C><D><E>x</E></D></xml>"
    assert parse(body) == {"A": "甲", "B": "", "C": "1", "D": ""}


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"<xml><A></xml>", id="unclosed"),
        pytest.param(b"\xff\xfe<xml/>", id="no UTF-8"),
        pytest.param(b"{}", id="JSON"),
        pytest.param(b"<html/>", id="other root"),
        pytest.param(b"<?xml version='1.0' encoding='x'?><xml/>", id="encoding"),
        pytest.param(b"<!DOCTYPE xml><xml/>", id="DTD"),
        pytest.param(BOMB.encode(), id="entity bomb"),
        pytest.param(
            b"<!DOCTYPE xml [<!ENTITY f SYSTEM 'file:///etc/hostname'>]><xml>&f;</xml>",
            id="external entity",
        ),
        pytest.param(b"<xml>" + b"<a>" * 5000, id="deep"),
    ],
)
def test_what_is_no_message_is_refused(body: bytes) -> None:
    with pytest.raises(BadXmlError):
        parse(body)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("好", "好"),
        ("a]]>b", "a]]>b"),
        ("]]>]]>", "]]>]]>"),
        ("a]]]>", "a]]]>"),
        ("<a href='x'>", "<a href='x'>"),
        ("a\x00\x0b\ufffeb", "ab"),
        ("一\n二", "一\n二"),
    ],
)
def test_every_text_comes_out_as_it_went_in(text: str, read: str) -> None:
    assert xmltodict.parse(render({"Content": text}))["xml"] == {"Content": read}


def test_numbers_are_written_without_cdata() -> None:
    assert "<CreateTime>5</CreateTime>" in render({"CreateTime": 5})
