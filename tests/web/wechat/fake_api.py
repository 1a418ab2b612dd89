"""WeChat's and 企业微信's HTTP API, played: it checks tokens and writes down calls."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import httpx

SECRET = "s3cret"


class FakeApi:
    """Answers the calls that the channels make.

    Attributes:
        tokens: How often a token was fetched, by whether it was forced.
        sent: The messages sent to workers, in order.
        menu: The menu that was brought.
        hosts: Which hosts were called.
        errors: Error codes to give, by path, first come first served.
        on_send: Called for each message that is taken.
    """

    def __init__(self) -> None:
        self.tokens: Counter[bool] = Counter()
        self.sent: list[dict[str, Any]] = []
        self.menu: dict[str, Any] | None = None
        self.hosts: set[str] = set()
        self.errors: dict[str, list[int]] = {}
        self.on_send: Callable[[dict[str, Any]], None] = self.sent.append
        self._token = "token-0"

    @property
    def transport(self) -> httpx.MockTransport:
        """What an httpx client uses instead of the network."""
        return httpx.MockTransport(self._answer_after_a_while)

    def expire_token(self) -> None:
        """Make the token that was given out void."""
        self._token += "'"

    async def _answer_after_a_while(self, request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(0.01)
        return self._answer(request)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.hosts.add(request.url.host)
        path = request.url.path.removeprefix("/cgi-bin/")
        planned = self.errors.get(path, [])
        if planned:
            return _error(planned.pop(0))
        body = json.loads(request.content) if request.content else {}
        if path in ("stable_token", "gettoken"):
            return self._give_token(path, request, body)
        if request.url.params.get("access_token") != self._token:
            return _error(40001)
        if path in ("message/custom/send", "message/send"):
            self.on_send(body)
            return _error(0)
        if path == "menu/create":
            self.menu = body
            return _error(0)
        if path == "menu/get":
            return httpx.Response(200, json={"menu": self.menu})
        return httpx.Response(404, text="no such interface")

    def _give_token(
        self, path: str, request: httpx.Request, body: dict[str, Any]
    ) -> httpx.Response:
        given = body.get("secret") or request.url.params.get("corpsecret")
        if given != SECRET:
            return _error(40125)
        forced = bool(body.get("force_refresh")) or path == "gettoken"
        self.tokens[forced] += 1
        self._token = f"token-{sum(self.tokens.values())}"
        return httpx.Response(
            200, json={"access_token": self._token, "expires_in": 7200}
        )


def _error(code: int) -> httpx.Response:
    return httpx.Response(200, json={"errcode": code, "errmsg": f"code {code}"})
