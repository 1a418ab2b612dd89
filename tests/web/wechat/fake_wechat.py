"""WeChat's servers, played: they sign, encrypt, hang up after 5 s and deliver again.

wechatpy does the signing and the encryption, both ways, so that nothing of ours checks
itself.
"""

from __future__ import annotations

import asyncio
import itertools
import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

import xmltodict
from starlette.types import ASGIApp
from wechatpy.crypto import WeChatCrypto
from wechatpy.utils import WeChatSigner

from tests.web.wechat.asgi_call import Call, Response

TOKEN = "warmtoken"
APP_ID = "wx5823bf96d3bd56c7"
AES_KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
ACCOUNT = "gh_union"

CUT_SECONDS = 5.0
DELIVERIES = 3


def sign(*parts: str) -> str:
    """WeChat's signature, by wechatpy."""
    signer = WeChatSigner()
    signer.add_data(*parts)
    return str(signer.signature)


@dataclass(frozen=True)
class Weather:
    """How bad the network is.

    Attributes:
        delay: Longest delay of a request or a response, in seconds.
        copies: Share of the deliveries of which the network makes a copy.
        losses: Share of the responses that are lost on the way back.
        resigned: Whether a new delivery has a new timestamp and nonce.
    """

    delay: float = 0.0
    copies: float = 0.0
    losses: float = 0.0
    resigned: bool = True


@dataclass
class Shown:
    """What workers see, by user."""

    texts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    transfers: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


class FakeWeChat:
    """Delivers messages to the app.

    Attributes:
        shown: What workers see.
        deliveries: How many requests were made.
    """

    def __init__(
        self,
        app: ASGIApp,
        now: Callable[[], float],
        *,
        mode: str = "plain",
        path: str = "/wechat",
        receiver: str = APP_ID,
        aes_key: str = AES_KEY,
        weather: Weather = Weather(),
        seed: int = 1,
    ) -> None:
        self._app = app
        self._now = now
        self._mode = mode
        self._path = path
        self._crypto = WeChatCrypto(TOKEN, aes_key, receiver)
        self._weather = weather
        self._random = random.Random(seed)
        self._ids = itertools.count(7_000_000_000_000_000_000)
        self.shown = Shown()
        self.deliveries = 0

    async def text(self, user: str, content: str, **more: str) -> list[str]:
        """Send a text; returns what the worker is shown for it."""
        return await self.send(user, "text", Content=content, **more)

    async def event(self, user: str, name: str, key: str = "") -> list[str]:
        """Send an event; returns what the worker is shown for it."""
        return await self.send(user, "event", MsgId=None, Event=name, EventKey=key)

    async def send(self, user: str, kind: str, **fields: Any) -> list[str]:
        """Send a message as often as WeChat does.

        Returns:
            What the worker is shown for it, copies' replies too.
        """
        return await self.deliver(user, self.compose(user, kind, **fields))

    def compose(self, user: str, kind: str, **fields: Any) -> str:
        """A message's XML; it has a new MsgId unless one is given."""
        all_fields = {
            "ToUserName": ACCOUNT,
            "FromUserName": user,
            "CreateTime": str(int(self._now())),
            "MsgType": kind,
            "MsgId": str(next(self._ids)),
            **fields,
        }
        lines = [
            f"<{name}>{escape(str(value))}</{name}>"
            for name, value in all_fields.items()
            if value is not None
        ]
        return "<xml>" + "".join(lines) + "</xml>"

    async def deliver(self, user: str, xml: str) -> list[str]:
        """Deliver a message until a response is accepted, three times at most.

        A copy that the network makes of a request is answered like the request
        itself: what it brings is shown, and ends the deliveries.
        """
        seen: list[str] = []
        copies: list[asyncio.Task[None]] = []
        request = self.request(xml)
        for attempt in range(1, DELIVERIES + 1):
            if self._chance(self._weather.copies):
                copies.append(asyncio.create_task(self._copy(user, request, seen)))
            response = await self._attempt(request, last=attempt == DELIVERIES)
            if response is not None and response.status == 200:
                self._show(user, response, seen)
                break
            if seen:
                break
            if self._weather.resigned:
                request = self.request(xml)
        else:
            self.shown.failures.append(user)
        await asyncio.gather(*copies)
        return seen

    def request(self, xml: str) -> tuple[dict[str, str], bytes]:
        """The signed parameters and the body of a delivery."""
        timestamp = str(int(self._now()))
        nonce = str(self._random.getrandbits(31))
        query = {"timestamp": timestamp, "nonce": nonce}
        if self._path == "/wechat":
            query["signature"] = sign(TOKEN, timestamp, nonce)
        if self._mode == "plain":
            return query, xml.encode()
        sealed = self._crypto.encrypt_message(xml, nonce, timestamp)
        encrypted = xmltodict.parse(sealed)["xml"]
        query["msg_signature"] = encrypted["MsgSignature"]
        query["encrypt_type"] = "aes"
        body = f"<ToUserName>{ACCOUNT}</ToUserName>"
        if self._mode == "compatible":
            body = xml.removeprefix("<xml>").removesuffix("</xml>")
        body += f"<Encrypt>{encrypted['Encrypt']}</Encrypt>"
        return query, f"<xml>{body}</xml>".encode()

    async def post(self, query: dict[str, str], body: bytes) -> Response:
        """One request as it is, without hanging up."""
        self.deliveries += 1
        response = await Call(self._app, "POST", self._path, query, body).response()
        assert response is not None
        return response

    async def _attempt(
        self, request: tuple[dict[str, str], bytes], *, last: bool
    ) -> Response | None:
        """One delivery: None if no response was accepted within 5 s."""
        self.deliveries += 1
        there, back = self._delay(), self._delay()
        # Whether the last response arrives nobody could make up for.
        lost = not last and self._chance(self._weather.losses)
        await asyncio.sleep(there)
        call = Call(self._app, "POST", self._path, *request)
        response = await call.response(CUT_SECONDS - there)
        spent = there + call.seconds
        if response is None or lost or spent + back > CUT_SECONDS:
            await asyncio.sleep(max(0.0, CUT_SECONDS - spent) if response else 0.0)
            call.hang_up()
            return None
        await asyncio.sleep(back)
        return response

    async def _copy(
        self, user: str, request: tuple[dict[str, str], bytes], seen: list[str]
    ) -> None:
        """The network delivers a request a second time; its response counts as well."""
        self.deliveries += 1
        await asyncio.sleep(self._random.uniform(0, 3))
        response = await Call(self._app, "POST", self._path, *request).response(
            CUT_SECONDS
        )
        if response is not None and response.status == 200:
            self._show(user, response, seen)

    def _show(self, user: str, response: Response, seen: list[str]) -> None:
        if response.body == "success":
            return
        reply = xmltodict.parse(self._opened(response.body))["xml"]
        assert reply["ToUserName"] == user
        if reply["MsgType"] == "transfer_customer_service":
            self.shown.transfers.append(user)
            return
        assert reply["MsgType"] == "text"
        assert len(reply["Content"].encode()) <= 2048
        seen.append(reply["Content"])
        self.shown.texts[user].append(reply["Content"])

    def _opened(self, body: str) -> str:
        if self._mode == "plain":
            return body
        sealed = xmltodict.parse(body)["xml"]
        return str(
            self._crypto.decrypt_message(
                sealed, sealed["MsgSignature"], sealed["TimeStamp"], sealed["Nonce"]
            )
        )

    def _delay(self) -> float:
        return self._random.uniform(0, self._weather.delay)

    def _chance(self, share: float) -> bool:
        return self._random.random() < share
