"""What may come in: only what the platform has signed, and no message twice over."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from web.wechat.aes_envelope import AesEnvelope
from web.wechat.ledger import Delivery
from web.wechat.memory import Memory
from web.wechat.message import Message
from web.wechat.refusals import (
    BadSignatureError,
    BadXmlError,
    PlainMessageError,
    ReplayedError,
    StaleError,
)
from web.wechat.signature import is_signed, sign
from web.wechat.timing import Clock
from web.wechat.xml_format import parse, render

Mode = Literal["plain", "compatible", "aes"]

_LONGEST_NUMBER: Final = 12
_LONGEST_NONCE: Final = 128


@dataclass(frozen=True)
class Admitted:
    """A verified message.

    Attributes:
        key: What it was encrypted with, and so must the reply; None if with nothing.
    """

    message: Message
    delivery: Delivery
    key: bytes | None = field(repr=False)


@dataclass(frozen=True)
class Gate:
    """Checks requests to one address.

    Attributes:
        channel: Keeps the nonces of the channels apart.
        mode: "plain", "compatible" (both are taken) or "aes".
        envelope: None in plain mode.
        sealed_echo: Whether the test of the address is encrypted, as in 企业微信.
        window_seconds: How far a timestamp may be from now.
    """

    channel: str
    token: str
    mode: Mode
    envelope: AesEnvelope | None
    sealed_echo: bool
    window_seconds: int
    memory: Memory
    now: Clock

    def echo(self, query: Mapping[str, str]) -> str:
        """Answer the platform's test of the address.

        Raises:
            Refused: It is not the platform's.
        """
        text = query.get("echostr", "")
        if self.sealed_echo and self.envelope:
            self._check(query, "msg_signature", text)
            return self.envelope.open(text)[0]
        self._check(query, "signature")
        return text

    async def admit(self, query: Mapping[str, str], body: bytes) -> Admitted:
        """Verify a message.

        Args:
            query: The address's parameters.
            body: The request's body.

        Raises:
            Refused: It is not the platform's, broken, old, or replayed.
        """
        arrived = self.now()
        encrypted = self.mode == "aes" or query.get("encrypt_type") == "aes"
        if encrypted and self.envelope:
            fields, key = self._unsealed(query, body, self.envelope)
        else:
            self._check(query, "signature")
            fields, key = parse(body), None
        message = Message.from_fields(fields, self.token)
        await self._check_nonce(query, message)
        delivery = Delivery(arrived, int(query["timestamp"]), query["nonce"])
        return Admitted(message, delivery, key)

    def seal(self, xml: str, nonce: str, key: bytes) -> str:
        """A reply in the envelope, signed anew."""
        if self.envelope is None:
            raise ValueError("a plain account seals nothing")
        sealed = self.envelope.seal(xml, key)
        timestamp = str(int(self.now()))
        return render(
            {
                "Encrypt": sealed,
                "MsgSignature": sign(self.token, timestamp, nonce, sealed),
                "TimeStamp": int(timestamp),
                "Nonce": nonce,
            }
        )

    def _unsealed(
        self, query: Mapping[str, str], body: bytes, envelope: AesEnvelope
    ) -> tuple[dict[str, str], bytes]:
        # Official accounts sign the address, too; this spares strangers' XML.
        if query.get("signature"):
            self._check(query, "signature")
        elif not query.get("msg_signature"):
            raise BadSignatureError
        sealed = parse(body).get("Encrypt", "")
        if not sealed:
            raise PlainMessageError if self.mode == "aes" else BadXmlError
        self._check(query, "msg_signature", sealed)
        opened, key = envelope.open(sealed)
        return parse(opened), key

    def _check(self, query: Mapping[str, str], name: str, *signed: str) -> None:
        timestamp, nonce = query.get("timestamp", ""), query.get("nonce", "")
        if not is_signed(query.get(name, ""), self.token, timestamp, nonce, *signed):
            raise BadSignatureError
        # isdecimal takes other scripts' digits as well; WeChat writes none.
        if not (timestamp.isascii() and timestamp.isdecimal()):
            raise StaleError
        if len(timestamp) > _LONGEST_NUMBER or len(nonce) > _LONGEST_NONCE:
            raise StaleError
        if abs(self.now() - int(timestamp)) > self.window_seconds:
            raise StaleError

    async def _check_nonce(self, query: Mapping[str, str], message: Message) -> None:
        """Let a nonce stand for one message only.

        The plain signature does not cover the body: whoever saw one request could
        otherwise sign any message with it. WeChat's own re-deliveries bring the same
        message and pass.
        """
        used = "\x1f".join((self.channel, query["timestamp"], query["nonce"]))
        name = "nonce:" + hashlib.sha256(used.encode()).hexdigest()
        kept = 2 * self.window_seconds + 1
        if await self.memory.put_first(name, message.id, kept) != message.id:
            raise ReplayedError
