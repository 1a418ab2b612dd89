"""Signature and encryption: WeChat's published samples, and wechatpy both ways."""

from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from hypothesis import given
from hypothesis import strategies as st
from wechatpy.crypto import PrpCrypto

from tests.web.wechat.worlds import OTHER_AES_KEY, raw
from web.wechat.aes_envelope import AesEnvelope
from web.wechat.refusals import BadCipherError
from web.wechat.signature import is_signed, sign
from web.wechat.xml_format import parse

# The values that come with the platform's sample code.
TOKEN = "QDG6eK"
RECEIVER = "wx5823bf96d3bd56c7"
KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
ECHO = (
    "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaB"
    "O+FZXvnaqQ=="
)
MESSAGE = (
    "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0Q"
    "ADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8"
    "dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff"
    "0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrX"
    "JB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZp"
    "S+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2p"
    "DBS8R07+qN+E7Q=="
)

ENVELOPE = AesEnvelope([raw(KEY)], RECEIVER)


@pytest.mark.parametrize(
    ("timestamp", "nonce", "encrypted", "signature"),
    [
        (
            "1409659589",
            "263014780",
            ECHO,
            "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3",
        ),
        (
            "1409659813",
            "1372623149",
            MESSAGE,
            "477715d11cdb4164915debcba66cb864d751f3e6",
        ),
    ],
    ids=["echo", "message"],
)
def test_the_published_samples_are_signed(
    timestamp: str, nonce: str, encrypted: str, signature: str
) -> None:
    assert sign(TOKEN, timestamp, nonce, encrypted) == signature
    assert is_signed(signature, TOKEN, timestamp, nonce, encrypted)
    assert not is_signed(signature, TOKEN, timestamp, nonce, encrypted[1:])


def test_the_published_echo_is_opened() -> None:
    assert ENVELOPE.open(ECHO)[0] == "1616140317555161061"


def test_the_published_message_is_opened() -> None:
    assert parse(ENVELOPE.open(MESSAGE)[0]) == {
        "ToUserName": RECEIVER,
        "FromUserName": "mycreate",
        "CreateTime": "1409659813",
        "MsgType": "text",
        "Content": "hello",
        "MsgId": "4561255354251345929",
        "AgentID": "218",
    }


@pytest.mark.parametrize("signature", ["", "é", "5c45ff5e", "好"])
def test_what_is_no_signature_does_not_pass(signature: str) -> None:
    assert not is_signed(signature, TOKEN, "1", "2")


@given(st.text(min_size=1, max_size=200))
def test_wechatpy_opens_what_we_seal(text: str) -> None:
    assert PrpCrypto(raw(KEY)).decrypt(ENVELOPE.seal(text), RECEIVER) == text


@given(st.text(min_size=1, max_size=200))
def test_we_open_what_wechatpy_seals(text: str) -> None:
    sealed = PrpCrypto(raw(KEY)).encrypt(text, RECEIVER).decode()
    assert ENVELOPE.open(sealed) == (text, raw(KEY))


def test_after_a_rotation_both_keys_are_opened_and_told() -> None:
    rotated = AesEnvelope([raw(OTHER_AES_KEY), raw(KEY)], RECEIVER)
    new = AesEnvelope([raw(OTHER_AES_KEY)], RECEIVER)
    assert rotated.open(ENVELOPE.seal("旧")) == ("旧", raw(KEY))
    assert rotated.open(new.seal("新")) == ("新", raw(OTHER_AES_KEY))
    assert new.open(rotated.seal("答"))[0] == "答"
    assert ENVELOPE.open(rotated.seal("答", raw(KEY)))[0] == "答"


def sealed(plain: bytes) -> str:
    """Any bytes under the key, without what an envelope has to hold."""
    encryptor = Cipher(AES(raw(KEY)), CBC(raw(KEY)[:16])).encryptor()
    return base64.b64encode(encryptor.update(plain) + encryptor.finalize()).decode()


@pytest.mark.parametrize(
    "encrypted",
    [
        pytest.param("", id="nothing"),
        pytest.param("不是base64", id="no base64"),
        pytest.param("AAAA", id="no whole block"),
        pytest.param(sealed(b"x" * 31 + b"\x00"), id="padding 0"),
        pytest.param(sealed(b"x" * 31 + b"\x21"), id="padding 33"),
        pytest.param(
            sealed(
                b"r" * 16
                + b"\x00\x00\x00\x01a"
                + RECEIVER.encode()
                + b"\x01" * 24
                + b"\x19"
            ),
            id="uneven padding",
        ),
        pytest.param(sealed(b"\x20" * 32), id="padding only"),
        pytest.param(
            sealed(b"r" * 16 + b"\xff\xff\xff\xff" + b"x" * 11 + b"\x01"),
            id="length beyond the end",
        ),
        pytest.param(
            sealed(
                b"r" * 16 + b"\x00\x00\x00\x01\xff" + RECEIVER.encode() + b"\x19" * 25
            ),
            id="no UTF-8",
        ),
        pytest.param(AesEnvelope([raw(KEY)], "wx0").seal("a"), id="other receiver"),
        pytest.param(
            AesEnvelope([raw(OTHER_AES_KEY)], RECEIVER).seal("a"), id="other key"
        ),
    ],
)
def test_what_is_no_envelope_is_refused(encrypted: str) -> None:
    with pytest.raises(BadCipherError):
        ENVELOPE.open(encrypted)
