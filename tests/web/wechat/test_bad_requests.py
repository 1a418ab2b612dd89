"""What does not come from WeChat, or comes broken: a clean refusal, nothing kept."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from tests.web.wechat.asgi_call import Call, Response, call
from tests.web.wechat.fake_wechat import AES_KEY, TOKEN, sign
from tests.web.wechat.test_aes_envelope import sealed as bare
from tests.web.wechat.test_xml_format import BOMB
from tests.web.wechat.virtual_time import START, virtually
from tests.web.wechat.worlds import OTHER_AES_KEY, World, official, raw

Request = tuple[dict[str, str], bytes]


def signed(body: bytes, timestamp: str = str(START), nonce: str = "n1") -> Request:
    """A body with a right plain signature."""
    signature = sign(TOKEN, timestamp, nonce)
    return {"signature": signature, "timestamp": timestamp, "nonce": nonce}, body


def sealed(world: World, xml: str, **server: Any) -> Request:
    """A body that a server with other settings would send."""
    return world.server(mode="aes", **server).request(xml)


def changed(request: Request, **query: str) -> Request:
    """The request with other parameters; None leaves one out."""
    kept = {**request[0], **query}
    return {name: value for name, value in kept.items() if value}, request[1]


XML = (
    "<xml><ToUserName>gh</ToUserName><FromUserName>u</FromUserName>"
    f"<CreateTime>{START}</CreateTime><MsgType>text</MsgType>"
    "<Content>托管</Content><MsgId>1</MsgId></xml>"
)
PLAIN = signed(XML.encode())

PLAIN_CASES = {
    "no signature": (changed(PLAIN, signature=""), 403),
    "wrong signature": (changed(PLAIN, signature="0" * 40), 403),
    "signature of another token": (
        changed(PLAIN, signature=sign("other", str(START), "n1")),
        403,
    ),
    "signature in Chinese": (changed(PLAIN, signature="签名"), 403),
    "other nonce": (changed(PLAIN, nonce="n2"), 403),
    "old": (signed(XML.encode(), str(START - 301)), 403),
    "from the future": (signed(XML.encode(), str(START + 301)), 403),
    "timestamp in words": (signed(XML.encode(), "now"), 403),
    "timestamp in other digits": (signed(XML.encode(), "１７９６００４０００"), 403),
    "endless timestamp": (signed(XML.encode(), "1" * 5000), 403),
    "empty": (signed(b""), 400),
    "broken XML": (signed(b"<xml><Content>"), 400),
    "no UTF-8": (signed(b"\xff" * 20), 400),
    "entity bomb": (signed(BOMB.encode()), 400),
    "DTD": (signed(b"<!DOCTYPE xml SYSTEM 'http://x/y'><xml/>"), 400),
    "no sender": (signed(XML.replace("FromUserName", "From").encode()), 400),
    "no kind": (signed(XML.replace("MsgType", "Type").encode()), 400),
    "no time": (signed(XML.replace(f"{START}", "soon").encode()), 400),
    "endless sender": (signed(XML.replace(">u<", f">{'u' * 129}<").encode()), 400),
    "too large": (signed(XML.encode() + b" " * 16384), 413),
}


@pytest.mark.parametrize(
    ("request_", "status"), PLAIN_CASES.values(), ids=PLAIN_CASES.keys()
)
def test_a_plain_account_refuses(
    request_: Request, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    async def test() -> None:
        async with official() as world:
            response = await world.wechat.post(*request_)
            assert response.status == status
            assert "Traceback" not in response.body
            assert world.core.asked == []

    virtually(test)
    assert all(record.exc_info is None for record in caplog.records)


def test_the_table_starts_from_a_request_that_passes() -> None:
    async def test() -> None:
        async with official() as world:
            assert "答：托管" in (await world.wechat.post(*PLAIN)).body

    virtually(test)


AES_CASES = {
    "plain message": (lambda world: PLAIN, 400),
    "wrong msg_signature": (
        lambda world: changed(sealed(world, XML), msg_signature="0" * 40),
        403,
    ),
    "no msg_signature": (
        lambda world: changed(sealed(world, XML), msg_signature=""),
        403,
    ),
    "no signature at all": (
        lambda world: changed(sealed(world, XML), msg_signature="", signature=""),
        403,
    ),
    "wrong signature": (
        lambda world: changed(sealed(world, XML), signature="0" * 40),
        403,
    ),
    "old": (lambda world: aged(sealed(world, XML)), 403),
    "other AppID": (lambda world: sealed(world, XML, receiver="wx0"), 400),
    "unknown key": (lambda world: sealed(world, XML, aes_key="B" * 43), 400),
    "broken XML inside": (lambda world: sealed(world, "<xml>"), 400),
    "bomb inside": (lambda world: sealed(world, BOMB), 400),
    "no message inside": (lambda world: sealed(world, "<xml/>"), 400),
    "too large": (lambda world: sealed(world, XML + " " * 16384), 413),
    "wrong padding": (lambda world: unpadded(), 400),
}


def aged(request: Request) -> Request:
    """The request with a time that its signature does not cover."""
    return changed(request, timestamp=str(START - 1000))


def unpadded() -> Request:
    """A signed ciphertext with a padding of 0."""
    encrypted = bare(b"x" * 31 + b"\x00")
    query, _ = signed(b"")
    query["msg_signature"] = sign(TOKEN, query["timestamp"], query["nonce"], encrypted)
    return query, f"<xml><Encrypt>{encrypted}</Encrypt></xml>".encode()


@pytest.mark.parametrize(("make", "status"), AES_CASES.values(), ids=AES_CASES.keys())
def test_an_encrypting_account_refuses(
    make: Any, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    async def test() -> None:
        async with official(mode="aes") as world:
            response = await world.wechat.post(*make(world))
            assert response.status == status
            assert world.core.asked == []

    virtually(test)
    assert all(record.exc_info is None for record in caplog.records)


def test_a_nonce_stands_for_one_message() -> None:
    async def test() -> None:
        async with official() as world:
            query, body = PLAIN
            await world.wechat.post(query, body)
            forged = body.replace(b"<MsgId>1<", b"<MsgId>2<")
            assert (await world.wechat.post(query, forged)).status == 403
            assert [message.text for message in world.core.asked] == ["托管"]

    virtually(test)


@pytest.mark.parametrize("resigned", [True, False])
def test_a_delivery_again_joins_with_the_old_nonce_and_with_a_new_one(
    resigned: bool,
) -> None:
    async def test() -> None:
        async with official() as world:
            await world.wechat.post(*PLAIN)
            again = signed(XML.encode(), nonce="n2") if resigned else PLAIN
            response = await world.wechat.post(*again)
            assert (response.status, response.body) == (200, "success")
            assert len(world.core.asked) == 1

    virtually(test)


def test_a_body_that_hides_its_length_is_cut_off() -> None:
    async def test() -> None:
        async with official() as world:
            query, body = PLAIN_CASES["too large"][0]
            headers = ((b"content-length", b"10"),)
            sent = Call(world.app, "POST", "/wechat", query, body, headers)
            response = await sent.response()
            assert response is not None and response.status == 413

    virtually(test)


@pytest.mark.parametrize("kind", ["hongbao", "file", "miniprogrampage"])
def test_unknown_kinds_are_accepted_in_silence(kind: str) -> None:
    async def test() -> None:
        async with official() as world:
            assert await world.wechat.send("u", kind) == []
            assert world.wechat.shown.failures == []
            assert world.core.asked == []

    virtually(test)


def test_the_address_is_verified_by_its_echo() -> None:
    async def test() -> None:
        async with official() as world:
            query = {**PLAIN[0], "echostr": "5838"}
            assert await echoed(world, query) == Response(200, "5838")
            bad = {**query, "signature": "0" * 40}
            assert (await echoed(world, bad)).status == 403
            old = {**signed(b"", str(START - 999))[0], "echostr": "1"}
            assert (await echoed(world, old)).status == 403

    async def echoed(world: World, query: dict[str, str]) -> Response:
        return await call(world.app, "GET", "/wechat", query)

    virtually(test)


@pytest.mark.parametrize("mode", ["plain", "compatible", "aes"])
def test_each_mode_is_answered_in_its_own(mode: str) -> None:
    async def test() -> None:
        async with official(mode=mode) as world:
            assert await world.wechat.text("u", "托管") == ["答：托管"]

    virtually(test)


def test_a_compatible_account_takes_plain_messages_too() -> None:
    async def test() -> None:
        async with official(mode="compatible") as world:
            assert await world.server(mode="plain").text("u", "托管") == ["答：托管"]

    virtually(test)


def test_in_compatible_mode_only_the_encrypted_part_counts() -> None:
    async def test() -> None:
        async with official(mode="compatible") as world:
            query, body = world.wechat.request(XML)
            plain = body.replace("托管".encode(), "伪造".encode())
            assert plain != body
            await world.wechat.post(query, plain)
            assert [message.text for message in world.core.asked] == ["托管"]

    virtually(test)


def test_in_a_rotation_each_key_is_answered_with_itself() -> None:
    async def test() -> None:
        keys = {"aes_key": raw(OTHER_AES_KEY), "previous_aes_key": raw(AES_KEY)}
        async with official(mode="aes", **keys) as world:
            old = world.server(mode="aes")
            assert await old.text("u", "旧") == ["答：旧"]
            new = world.server(mode="aes", aes_key=OTHER_AES_KEY, seed=2)
            assert await new.text("v", "新") == ["答：新"]

    virtually(test)


def test_refusals_are_logged_without_what_was_sent(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def test() -> None:
        async with official() as world:
            await world.wechat.post(*changed(PLAIN, signature="0" * 40))

    caplog.set_level(logging.DEBUG)
    virtually(test)
    assert "BadSignatureError" in caplog.text
    assert "托管" not in caplog.text and "0" * 40 not in caplog.text


def test_other_methods_are_refused() -> None:
    async def test() -> None:
        async with official() as world:
            assert (await call(world.app, "PUT", "/wechat", {})).status == 405

    virtually(test)
